"""contacts, photos and documents of profiles, and stored files

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PRECISIONS = "precision IN ('day', 'month', 'year', 'undated')"


def listed() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed_in", sa.Integer(), nullable=True),
    ]


def dated() -> list[sa.Column]:
    return [
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=10), nullable=False),
    ]


def kept(table: str) -> list[sa.Constraint]:
    """What refers to the file, to the source, and the key."""
    return [
        sa.ForeignKeyConstraint(
            ["file_digest"],
            ["stored_file.digest"],
            name=op.f(f"fk_{table}_file_digest_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f(f"fk_{table}_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("widths", sa.JSON(), nullable=False),
        sa.Column("stored_at", database.UtcDateTime(), nullable=False),
        sa.Column("published_at", database.UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('photo', 'paper')", name=op.f("ck_stored_file_kind_known")),
        sa.CheckConstraint(
            "(kind = 'photo') = (width IS NOT NULL) AND (width IS NULL) = (height IS NULL)",
            name=op.f("ck_stored_file_photo_measured"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "contact",
        *listed(),
        sa.Column("role", database.WordsType(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("address", database.WordsType(), nullable=False),
        sa.Column("hours", database.WordsType(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_contact_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo",
        *listed(),
        *dated(),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("caption", database.WordsType(), nullable=False),
        sa.Column("alt", database.WordsType(), nullable=False),
        sa.Column("credit", database.WordsType(), nullable=False),
        sa.Column("licence", sa.String(), nullable=True),
        sa.Column("source_id", sa.String(length=60), nullable=True),
        sa.CheckConstraint(PRECISIONS, name=op.f("ck_photo_precision_known")),
        *kept("photo"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "paper",
        *listed(),
        *dated(),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("title", database.WordsType(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=True),
        sa.CheckConstraint(
            "kind IN ('plan', 'rules', 'prices', 'brochure', 'other')",
            name=op.f("ck_paper_kind_known"),
        ),
        sa.CheckConstraint(PRECISIONS, name=op.f("ck_paper_precision_known")),
        *kept("paper"),
        sqlite_autoincrement=True,
    )
    for table in ("contact", "photo", "paper"):
        op.create_index(op.f(f"ix_{table}_subject"), table, ["subject"])


def downgrade() -> None:
    for table in ("paper", "photo", "contact", "stored_file"):
        op.drop_table(table)
