"""Goods and countries that sources name, as readers choose among them."""

from sqlalchemy import select

from estates.database import db
from estates.exports.models import Market, ProductGroup
from estates.lib.bilingual import Words


def product_groups() -> dict[str, Words]:
    """Each group of goods by key, under every name that a source gives it, in file order."""
    rows = db.session.execute(select(ProductGroup.key, ProductGroup.name).order_by(ProductGroup.id))
    found: dict[str, list[Words]] = {}
    for key, name in rows:
        found.setdefault(key, []).append(name)
    return {key: _joined(names) for key, names in found.items()}


def _joined(names: list[Words]) -> Words:
    languages = dict.fromkeys(code for name in names for code in name)
    return Words(
        {
            code: " / ".join(dict.fromkeys(name[code] for name in names if code in name))
            for code in languages
        }
    )


def markets() -> dict[str, Words]:
    """Each country that a source names as a destination or target, by code, in file order."""
    rows = db.session.execute(select(Market.code, Market.name).order_by(Market.id))
    found: dict[str, Words] = {}
    for code, name in rows:
        found.setdefault(code, name)
    return found
