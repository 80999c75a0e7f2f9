"""who has an enquiry in hand, that it was closed or passed on; notes; ready answers

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns that SQLite can add without making a table anew that others refer to.
    op.add_column("enquiry", sa.Column("assigned_id", sa.Integer(), nullable=True))
    op.add_column("enquiry", sa.Column("closed_at", database.UtcDateTime(), nullable=True))
    op.add_column(
        "enquiry",
        sa.Column("referred_to", sa.String(length=200), nullable=False, server_default=""),
    )
    op.add_column("enquiry", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "enquiry_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_enquiry_note_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_note")),
    )
    op.create_index(op.f("ix_enquiry_note_enquiry_id"), "enquiry_note", ["enquiry_id"])
    op.create_table(
        "ready_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", database.WordsType(), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("changed_at", database.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answer")),
    )


def downgrade() -> None:
    op.drop_table("ready_answer")
    op.drop_table("enquiry_note")
    for column in ("version", "referred_to", "closed_at", "assigned_id"):
        op.drop_column("enquiry", column)
