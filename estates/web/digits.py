"""Digits of the page's language."""

from estates.web.languages import current


def digits(text: object) -> str:
    """``text`` with its ASCII digits as those of the page: for years, codes and phone numbers."""
    return str(text).translate(str.maketrans("0123456789", current().traits.digits))
