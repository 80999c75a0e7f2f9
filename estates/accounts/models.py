"""Accounts, what they may do, and what opens them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.accounts.roles import Role
from estates.database import Base, UtcDateTime


class Stage(StrEnum):
    """How far somebody who signs in has come."""

    CODE = "code"  # the password was right; a code is still asked for
    ENROL = "enrol"  # the password was right; the role wants a second factor, and there is none
    FULL = "full"


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A named constraint that holds ``column`` to the members of an enum."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Account(Base):
    """Somebody who may sign in. Accounts are disabled and never deleted: the audit log names them.

    Without ``password_hash`` nobody can sign in until a link sets one. ``totp_secret`` is locked;
    ``totp_step`` is the last time step whose code was used, so that none is used twice.
    """

    __tablename__ = "account"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("email = lower(email)", name="email_lower"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8))  # of letters
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_step: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    limits: Mapped[list["AccountEstate"]] = relationship(
        cascade="all, delete-orphan", order_by="AccountEstate.ref", lazy="selectin"
    )

    @property
    def enabled(self) -> bool:
        """Whether the account opens at all."""
        return self.disabled_at is None

    @property
    def refs(self) -> list[str]:
        """The sites that the account is limited to; none means all."""
        return [limit.ref for limit in self.limits]

    def has(self, role: Role) -> bool:
        """Whether the account may do what ``role`` may."""
        return Role(self.role).includes(role)

    def may(self, role: str) -> bool:
        """As `has`, for templates, which know roles by name."""
        return self.has(Role(role))

    def may_write(self, ref: str) -> bool:
        """Whether the account may write on the site ``ref``. Only editors can be limited."""
        if not self.has(Role.EDITOR):
            return False
        return self.role != Role.EDITOR or not self.limits or ref in self.refs


class AccountEstate(Base):
    """One site that an editor is limited to."""

    __tablename__ = "account_estate"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    ref: Mapped[str] = mapped_column(String(60), primary_key=True)


class AccountSession(Base):
    """A browser in which somebody signed in, until it ended. Of its token only the hash is kept."""

    __tablename__ = "account_session"
    __table_args__ = (one_of("stage", Stage), Index(None, "account_id", "ended_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    stage: Mapped[str] = mapped_column(String(10))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(45))
    browser: Mapped[str] = mapped_column(String(200))
    wrong_codes: Mapped[int] = mapped_column(default=0)

    account: Mapped[Account] = relationship(lazy="joined")


class RecoveryCode(Base):
    """A code that stands in for a lost phone, once. It is random enough for a plain hash."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ResetLink(Base):
    """A link that sets a new password, once."""

    __tablename__ = "reset_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship(lazy="joined")


class Failures(Base):
    """How often a way of signing in has failed in a row, and from when on it may be tried again."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
