"""drafts, who approved, which language of a text lags, ended estates

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('draft', 'submitted', 'sent_back')")
ID = 130  # letters: a kind and a reference


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=ID), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", database.UtcDateTime(), nullable=False),
        sa.Column("saved_at", database.UtcDateTime(), nullable=False),
        sa.Column("submitted_at", database.UtcDateTime(), nullable=True),
        sa.Column("decided_at", database.UtcDateTime(), nullable=True),
        sa.Column("reviewer", sa.String(length=60), nullable=True),
        sa.Column("reviewer_name", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'sent_back', 'approved', 'dropped')",
            name=op.f("ck_draft_state_known"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR (reviewer IS NOT NULL AND reviewer <> author)",
            name=op.f("ck_draft_four_eyes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_draft_one_each",
        "draft",
        ["subject", "author"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(op.f("ix_draft_state"), "draft", ["state"])
    op.create_table(
        "draft_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("written_at", database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_comment_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
    )
    op.create_index(op.f("ix_draft_comment_draft_id"), "draft_comment", ["draft_id"])
    op.create_table(
        "text_mark",
        sa.Column("subject", sa.String(length=ID), nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "text", "language", name=op.f("pk_text_mark")),
    )
    with op.batch_alter_table("revision") as table:
        table.alter_column("subject", existing_type=sa.String(60), type_=sa.String(ID))
        table.add_column(sa.Column("approver", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("draft_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("restores", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_revision_draft_id_draft"), "draft", ["draft_id"], ["id"])
    op.create_index(op.f("ix_revision_published_at"), "revision", ["published_at"])
    op.create_index(op.f("ix_revision_draft_id"), "revision", ["draft_id"], unique=True)
    # Columns that SQLite can add without making a table anew that others refer to.
    op.add_column("claim", _words("reason"))
    op.add_column("claim", sa.Column("revision", sa.Integer(), nullable=True))
    op.add_column("claim", sa.Column("confirms_id", sa.Integer(), nullable=True))
    op.add_column("estate", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("estate", _words("ended_reason"))
    op.add_column("estate", sa.Column("ended_source_id", sa.String(length=60), nullable=True))


def _words(name: str) -> sa.Column[object]:
    return sa.Column(name, database.WordsType(), nullable=False, server_default="{}")


def downgrade() -> None:
    for column in ("ended_source_id", "ended_reason", "ended_on"):
        op.drop_column("estate", column)
    for column in ("confirms_id", "revision", "reason"):
        op.drop_column("claim", column)
    op.drop_index(op.f("ix_revision_draft_id"), table_name="revision")
    op.drop_index(op.f("ix_revision_published_at"), table_name="revision")
    with op.batch_alter_table("revision") as table:
        table.drop_constraint(op.f("fk_revision_draft_id_draft"), type_="foreignkey")
        for column in ("restores", "draft_id", "approver"):
            table.drop_column(column)
        table.alter_column("subject", existing_type=sa.String(ID), type_=sa.String(60))
    for table_name in ("text_mark", "draft_comment", "draft"):
        op.drop_table(table_name)
