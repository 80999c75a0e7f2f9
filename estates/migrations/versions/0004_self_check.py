"""criteria, incentives and the questions of the self-check

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op

from estates import database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incentive",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", database.WordsType(), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("lawyer_note", database.WordsType(), nullable=False),
        sa.Column("note", database.WordsType(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_incentive")),
    )
    op.create_table(
        "question",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("answer_type", sa.String(length=15), nullable=False),
        sa.Column("note", database.WordsType(), nullable=False),
        sa.CheckConstraint(
            "answer_type IN ('product_group', 'hs_chapter', 'countries', 'percent', 'number', 'choice')",
            name=op.f("ck_question_answer_type_known"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_question")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", database.WordsType(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_criterion_version_counted")),
        sa.ForeignKeyConstraint(
            ["policy_key"], ["policy.key"], name=op.f("fk_criterion_policy_key_policy")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_criterion_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint(
            "policy_key",
            "position",
            "version",
            name=op.f("uq_criterion_policy_key_position_version"),
        ),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_source_id"), ["source_id"], unique=False)

    op.create_table(
        "incentive_source",
        sa.Column("incentive_key", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incentive_key"],
            ["incentive.key"],
            name=op.f("fk_incentive_source_incentive_key_incentive"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_incentive_source_source_id_source")
        ),
        sa.PrimaryKeyConstraint("incentive_key", "source_id", name=op.f("pk_incentive_source")),
    )
    with op.batch_alter_table("incentive_source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_incentive_source_source_id"), ["source_id"], unique=False
        )

    op.create_table(
        "incentive_value",
        sa.Column("incentive_key", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value", database.ExactDecimal(), nullable=False),
        sa.Column("qualifier", sa.String(length=10), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "qualifier IN ('exact', 'about', 'at_least', 'at_most', 'range', 'planned')",
            name=op.f("ck_incentive_value_qualifier_known"),
        ),
        sa.ForeignKeyConstraint(
            ["incentive_key"],
            ["incentive.key"],
            name=op.f("fk_incentive_value_incentive_key_incentive"),
        ),
        sa.PrimaryKeyConstraint("incentive_key", "key", name=op.f("pk_incentive_value")),
    )
    op.create_table(
        "question_option",
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", database.WordsType(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_key"],
            ["question.key"],
            name=op.f("fk_question_option_question_key_question"),
        ),
        sa.PrimaryKeyConstraint("question_key", "key", name=op.f("pk_question_option")),
    )
    op.create_table(
        "question_relation",
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_key"],
            ["question.key"],
            name=op.f("fk_question_relation_question_key_question"),
        ),
        sa.PrimaryKeyConstraint("question_key", "target", name=op.f("pk_question_relation")),
    )
    op.create_table(
        "question_source",
        sa.Column("question_key", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_key"],
            ["question.key"],
            name=op.f("fk_question_source_question_key_question"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_question_source_source_id_source")
        ),
        sa.PrimaryKeyConstraint("question_key", "source_id", name=op.f("pk_question_source")),
    )
    with op.batch_alter_table("question_source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_source_source_id"), ["source_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("question_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_source_source_id"))

    op.drop_table("question_source")
    op.drop_table("question_relation")
    op.drop_table("question_option")
    op.drop_table("incentive_value")
    with op.batch_alter_table("incentive_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incentive_source_source_id"))

    op.drop_table("incentive_source")
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criterion_source_id"))

    op.drop_table("criterion")
    op.drop_table("question")
    op.drop_table("incentive")
