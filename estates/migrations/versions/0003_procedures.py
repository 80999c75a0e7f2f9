"""the guide: procedures, steps and what they need

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("about", database.WordsType(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_guide")),
    )
    op.create_table(
        "guide_gap",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=10), nullable=True),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.CheckConstraint(
            "site IN ('estate', 'zone', 'private', 'outside')", name=op.f("ck_guide_gap_site_known")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_guide_gap")),
    )
    op.create_table(
        "procedure",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", database.WordsType(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("note", database.WordsType(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('domestic', 'foreign')", name=op.f("ck_procedure_audience_known")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_procedure")),
    )
    op.create_table(
        "estate_advantages",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("indicative", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_estate_advantages_source_id_source")
        ),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_estate_advantages")),
    )
    with op.batch_alter_table("estate_advantages", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_estate_advantages_source_id"), ["source_id"], unique=False
        )

    op.create_table(
        "procedure_site",
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("site", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "site IN ('estate', 'zone', 'private', 'outside')",
            name=op.f("ck_procedure_site_site_known"),
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key"],
            ["procedure.key"],
            name=op.f("fk_procedure_site_procedure_key_procedure"),
        ),
        sa.PrimaryKeyConstraint("procedure_key", "site", name=op.f("pk_procedure_site")),
    )
    op.create_table(
        "step",
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", database.WordsType(), nullable=False),
        sa.Column("authority", database.WordsType(), nullable=False),
        sa.Column("result", database.WordsType(), nullable=False),
        sa.Column("cost_value", database.ExactDecimal(), nullable=True),
        sa.Column("cost_max", database.ExactDecimal(), nullable=True),
        sa.Column("cost_qualifier", sa.String(length=10), nullable=True),
        sa.Column("cost_currency", sa.String(length=10), nullable=True),
        sa.Column("cost_state", sa.String(length=15), nullable=False),
        sa.Column("cost_source_id", sa.String(length=60), nullable=True),
        sa.Column("cost_note", database.WordsType(), nullable=False),
        sa.Column("duration_value", database.ExactDecimal(), nullable=True),
        sa.Column("duration_max", database.ExactDecimal(), nullable=True),
        sa.Column("duration_qualifier", sa.String(length=10), nullable=True),
        sa.Column("duration_unit", sa.String(length=15), nullable=True),
        sa.Column("duration_state", sa.String(length=15), nullable=False),
        sa.Column("duration_source_id", sa.String(length=60), nullable=True),
        sa.Column("duration_note", database.WordsType(), nullable=False),
        sa.Column("recourse", database.WordsType(), nullable=False),
        sa.Column("certified_by", database.WordsType(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=True),
        sa.Column("note", database.WordsType(), nullable=False),
        sa.Column("indicative", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(cost_value IS NULL) = (cost_state = 'not_published')",
            name=op.f("ck_step_cost_stated"),
        ),
        sa.CheckConstraint(
            "(duration_value IS NULL) = (duration_state = 'not_published')",
            name=op.f("ck_step_duration_stated"),
        ),
        sa.CheckConstraint(
            "cost_max IS NULL OR cost_qualifier = 'range'", name=op.f("ck_step_cost_range")
        ),
        sa.CheckConstraint(
            "cost_qualifier IN ('exact', 'about', 'at_least', 'at_most', 'range', 'planned')",
            name=op.f("ck_step_cost_qualifier_known"),
        ),
        sa.CheckConstraint(
            "cost_state IN ('published', 'indicative', 'not_published')",
            name=op.f("ck_step_cost_state_known"),
        ),
        sa.CheckConstraint(
            "duration_max IS NULL OR duration_qualifier = 'range'",
            name=op.f("ck_step_duration_range"),
        ),
        sa.CheckConstraint(
            "duration_qualifier IN ('exact', 'about', 'at_least', 'at_most', 'range', 'planned')",
            name=op.f("ck_step_duration_qualifier_known"),
        ),
        sa.CheckConstraint(
            "duration_state IN ('published', 'indicative', 'not_published')",
            name=op.f("ck_step_duration_state_known"),
        ),
        sa.CheckConstraint(
            "duration_unit IN ('days', 'working_days', 'weeks', 'months')",
            name=op.f("ck_step_duration_unit_known"),
        ),
        sa.CheckConstraint(
            "(cost_value IS NULL) = (cost_currency IS NULL)", name=op.f("ck_step_cost_unit")
        ),
        sa.CheckConstraint(
            "(cost_value IS NULL) = (cost_qualifier IS NULL)", name=op.f("ck_step_cost_qualified")
        ),
        sa.CheckConstraint(
            "(cost_value IS NULL) = (cost_source_id IS NULL)", name=op.f("ck_step_cost_sourced")
        ),
        sa.CheckConstraint(
            "(duration_value IS NULL) = (duration_qualifier IS NULL)",
            name=op.f("ck_step_duration_qualified"),
        ),
        sa.CheckConstraint(
            "(duration_value IS NULL) = (duration_source_id IS NULL)",
            name=op.f("ck_step_duration_sourced"),
        ),
        sa.CheckConstraint(
            "(duration_value IS NULL) = (duration_unit IS NULL)", name=op.f("ck_step_duration_unit")
        ),
        sa.ForeignKeyConstraint(
            ["cost_source_id"], ["source.id"], name=op.f("fk_step_cost_source_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["duration_source_id"], ["source.id"], name=op.f("fk_step_duration_source_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key"], ["procedure.key"], name=op.f("fk_step_procedure_key_procedure")
        ),
        sa.PrimaryKeyConstraint("procedure_key", "key", name=op.f("pk_step")),
    )
    op.create_table(
        "presumption",
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("step_key", sa.String(length=60), nullable=False),
        sa.Column("presumed_key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_key", "presumed_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_presumption_procedure_key_presumed_key_step"),
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_presumption_procedure_key_step_key_step"),
        ),
        sa.PrimaryKeyConstraint(
            "procedure_key", "step_key", "presumed_key", name=op.f("pk_presumption")
        ),
    )
    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("step_key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("indicative", sa.Boolean(), nullable=False),
        sa.Column("yielded_by", sa.String(length=60), nullable=True),
        sa.Column("link", sa.String(length=10), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("seed_key", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "link IN ('stated', 'inferred')", name=op.f("ck_requirement_link_known")
        ),
        sa.CheckConstraint(
            "(yielded_by IS NULL) = (link IS NULL)", name=op.f("ck_requirement_yield_linked")
        ),
        sa.CheckConstraint(
            "NOT (own AND yielded_by IS NOT NULL)", name=op.f("ck_requirement_one_giver")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_requirement_procedure_key_step_key_step"),
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "yielded_by"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_requirement_procedure_key_yielded_by_step"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_requirement_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("seed_key", name=op.f("uq_requirement_seed_key")),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_source_id"), ["source_id"], unique=False)

    op.create_table(
        "step_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("step_key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", database.WordsType(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("contact", database.WordsType(), nullable=False),
        sa.Column("hours", database.WordsType(), nullable=False),
        sa.Column("note", database.WordsType(), nullable=False),
        sa.Column("indicative", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("seed_key", sa.String(length=40), nullable=True),
        sa.CheckConstraint("kind IN ('office', 'portal')", name=op.f("ck_step_place_kind_known")),
        sa.CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'",
            name=op.f("ck_step_place_url_web"),
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_step_place_procedure_key_step_key_step"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_step_place_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_place")),
        sa.UniqueConstraint("seed_key", name=op.f("uq_step_place_seed_key")),
    )
    with op.batch_alter_table("step_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_place_source_id"), ["source_id"], unique=False)

    op.create_table(
        "step_reference",
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("step_key", sa.String(length=60), nullable=False),
        sa.Column("other_procedure_key", sa.String(length=60), nullable=False),
        sa.Column("other_step_key", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_procedure_key", "other_step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_step_reference_other_procedure_key_other_step_key_step"),
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_step_reference_procedure_key_step_key_step"),
        ),
        sa.PrimaryKeyConstraint(
            "procedure_key",
            "step_key",
            "other_procedure_key",
            "other_step_key",
            name=op.f("pk_step_reference"),
        ),
    )
    op.create_table(
        "step_source",
        sa.Column("procedure_key", sa.String(length=60), nullable=False),
        sa.Column("step_key", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=15), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('source', 'legal_basis')", name=op.f("ck_step_source_role_known")
        ),
        sa.ForeignKeyConstraint(
            ["procedure_key", "step_key"],
            ["step.procedure_key", "step.key"],
            name=op.f("fk_step_source_procedure_key_step_key_step"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_step_source_source_id_source")
        ),
        sa.PrimaryKeyConstraint(
            "procedure_key", "step_key", "role", "source_id", name=op.f("pk_step_source")
        ),
    )


def downgrade() -> None:
    op.drop_table("step_source")
    op.drop_table("step_reference")
    with op.batch_alter_table("step_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_place_source_id"))

    op.drop_table("step_place")
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_source_id"))

    op.drop_table("requirement")
    op.drop_table("presumption")
    op.drop_table("step")
    op.drop_table("procedure_site")
    with op.batch_alter_table("estate_advantages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_estate_advantages_source_id"))

    op.drop_table("estate_advantages")
    op.drop_table("procedure")
    op.drop_table("guide_gap")
    op.drop_table("guide")
