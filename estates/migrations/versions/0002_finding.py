"""stored leads and the search index

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The words are cut before they arrive, so neither database may cut them again.
SEARCH_TEXT = {
    "sqlite": [
        'CREATE VIRTUAL TABLE search_text USING fts5(words, tokenize = "unicode61 remove_diacritics 0")',
    ],
    "postgresql": [
        "CREATE TABLE search_text (rowid integer PRIMARY KEY, words text NOT NULL,"
        " lexemes tsvector GENERATED ALWAYS AS"
        " (array_to_tsvector(string_to_array(words, ' '))) STORED)",
        "CREATE INDEX ix_search_text_lexemes ON search_text USING gin (lexemes)",
    ],
}


def upgrade() -> None:
    op.create_table(
        "lead",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("field_key", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", database.ExactDecimal(), nullable=False),
        sa.Column("low", database.ExactDecimal(), nullable=True),
        sa.Column("high", database.ExactDecimal(), nullable=True),
        sa.Column("overdue_from", sa.Date(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_lead_claim_id_claim"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["field_key"], ["field.key"], name=op.f("fk_lead_field_key_field")),
        sa.PrimaryKeyConstraint("subject", "field_key", name=op.f("pk_lead")),
    )
    op.create_index(
        op.f("ix_lead_field_key_number_subject"), "lead", ["field_key", "number", "subject"]
    )
    op.create_index(
        op.f("ix_lead_weighed"),
        "lead",
        ["field_key", "low", "high", "overdue_from", "planned", "subject"],
    )
    op.create_table(
        "search_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("estate_ref", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("squashed", database.BY_CODE_POINT, nullable=False),
        sa.Column("sort_key", database.BY_CODE_POINT, nullable=True),
        sa.CheckConstraint(
            "role IN ('short', 'name', 'alias', 'confused')",
            name=op.f("ck_search_name_role_known"),
        ),
        sa.ForeignKeyConstraint(
            ["estate_ref"],
            ["estate.ref"],
            name=op.f("fk_search_name_estate_ref_estate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_name")),
    )
    op.create_index(op.f("ix_search_name_estate_ref"), "search_name", ["estate_ref"])
    op.create_index(op.f("ix_search_name_role_squashed"), "search_name", ["role", "squashed"])
    op.create_table(
        "derived",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_derived_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived")),
    )
    op.create_index(op.f("ix_estate_position"), "estate", ["position"], unique=True)
    for statement in SEARCH_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE search_text")
    op.drop_index(op.f("ix_estate_position"), "estate")
    op.drop_table("derived")
    op.drop_table("search_name")
    op.drop_table("lead")
