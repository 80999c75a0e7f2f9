"""Accounts, found."""

from sqlalchemy import select

from estates.accounts.models import Account
from estates.database import db
from estates.lib.persian import to_ascii_digits


def by_email(email: str) -> Account | None:
    """The account of an address, however its letters are written."""
    plain = plain_email(email)
    return db.session.scalar(select(Account).where(Account.email == plain)) if plain else None


def by_id(number: int) -> Account | None:
    """The account with this number."""
    return db.session.get(Account, number) if number < 2**31 else None


def everybody() -> list[Account]:
    """Every account, those that open first, by address."""
    order = (Account.disabled_at.is_not(None), Account.email)
    return list(db.session.scalars(select(Account).order_by(*order)))


def plain_email(text: str) -> str:
    """An address as it is kept; "" for what no database would take."""
    plain = to_ascii_digits(text.strip()).lower()
    return "" if "\0" in plain or len(plain) > 254 or not plain.isascii() else plain
