"""tables that staff bring in

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(length=20), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("stored", sa.String(length=32), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=32), nullable=True),
        sa.Column("heartbeat", database.UtcDateTime(), nullable=True),
        sa.Column("created_at", database.UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "step IN ('columns', 'check', 'checked', 'write', 'done', 'cancelled', 'failed')",
            name=op.f("ck_import_job_step_known"),
        ),
        sa.ForeignKeyConstraint(
            ["author"], ["account.id"], name=op.f("fk_import_job_author_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_job")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_job_author"), "import_job", ["author"])
    op.create_table(
        "import_row",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fate", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=130), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "fate IN ('new', 'conflict', 'same', 'repeated', 'error')",
            name=op.f("ck_import_row_fate_known"),
        ),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["import_job.id"],
            name=op.f("fk_import_row_job_id_import_job"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_import_row")),
    )
    op.create_index(
        op.f("ix_import_row_job_id_fate_number"), "import_row", ["job_id", "fate", "number"]
    )
    op.create_table(
        "import_columns",
        sa.Column("headings", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("headings", name=op.f("pk_import_columns")),
    )


def downgrade() -> None:
    for table in ("import_columns", "import_row", "import_job"):
        op.drop_table(table)
