"""enquiries, mail that has not left, days on which nobody works

Revision: 0005
After: 0002
"""

import sqlalchemy as sa
from alembic import op

from estates import database
from estates.lib.bilingual import Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Friday is the weekly day of rest by article 62 of Iran's Labour Law. Everything else about weeks
# and holidays is for the staff to enter.
FRIDAY = {
    "weekday": 4,
    "reason": Words(
        {
            "fa": "تعطیل هفتگی، مادهٔ ۶۲ قانون کار",
            "en": "weekly day of rest, article 62 of the Labour Law",
        }
    ),
}


def upgrade() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=True),
        sa.Column("field_key", sa.String(length=40), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("received_at", database.UtcDateTime(), nullable=False),
        sa.Column("waiting_since", database.UtcDateTime(), nullable=True),
        sa.Column("first_answered_at", database.UtcDateTime(), nullable=True),
        sa.Column("blanked_at", database.UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('question', 'report')", name=op.f("ck_enquiry_kind_known")),
        sa.CheckConstraint(
            "blanked_at IS NOT NULL OR phone <> '' OR email <> ''",
            name=op.f("ck_enquiry_reachable"),
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_enquiry_claim_id_claim"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["field_key"],
            ["field.key"],
            name=op.f("fk_enquiry_field_key_field"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enquiry_token_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("received_at", "waiting_since", "first_answered_at"):
        op.create_index(op.f(f"ix_enquiry_{column}"), "enquiry", [column])
    op.create_table(
        "enquiry_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", database.UtcDateTime(), nullable=False),
        sa.Column("post_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "author IN ('sender', 'staff')", name=op.f("ck_enquiry_message_author_known")
        ),
        sa.ForeignKeyConstraint(
            ["enquiry_id"],
            ["enquiry.id"],
            name=op.f("fk_enquiry_message_enquiry_id_enquiry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_message")),
        sa.UniqueConstraint("post_hash", name=op.f("uq_enquiry_message_post_hash")),
    )
    op.create_index(op.f("ix_enquiry_message_enquiry_id"), "enquiry_message", ["enquiry_id"])
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("created_at", database.UtcDateTime(), nullable=False),
        sa.Column("next_try_at", database.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outgoing_mail_about"), "outgoing_mail", ["about"])
    op.create_index(op.f("ix_outgoing_mail_next_try_at"), "outgoing_mail", ["next_try_at"])
    rest_day = op.create_table(
        "rest_day",
        sa.Column("weekday", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", database.WordsType(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_rest_day_weekday_known")),
        sa.PrimaryKeyConstraint("weekday", name=op.f("pk_rest_day")),
    )
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", database.WordsType(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday")),
    )
    op.bulk_insert(rest_day, [FRIDAY])


def downgrade() -> None:
    for table in ("holiday", "rest_day", "outgoing_mail", "enquiry_message", "enquiry"):
        op.drop_table(table)
