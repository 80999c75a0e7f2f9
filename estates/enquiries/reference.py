"""References of enquiries: ``Q-1405-00042-7``.

The Solar Hijri year, the number of the enquiry, and a check digit over both.
"""

import re
from datetime import datetime

from estates.lib.check_digit import check_digit, is_sound
from estates.lib.jalali import to_jalali
from estates.lib.persian import to_ascii_digits
from estates.web.clock import TEHRAN

_FORM = re.compile(r"Q[ -]?([0-9]{4})[ -]?([0-9]{5,9})[ -]?([0-9])", re.IGNORECASE)


class BadReference(ValueError):
    """What was typed is no reference: its form or its check digit is wrong."""


def reference(received_at: datetime, number: int) -> str:
    """The reference of the enquiry ``number`` that came at ``received_at``."""
    year = to_jalali(received_at.astimezone(TEHRAN).date()).year
    return f"Q-{year}-{number:05}-{check_digit(f'{year}{number:05}')}"


def number_of(text: str) -> int:
    """The number in a reference, typed in any of the three digit sets.

    Raises BadReference.
    """
    found = _FORM.fullmatch(to_ascii_digits(text.strip()))
    if found is None or not is_sound("".join(found.groups())):
        raise BadReference(text)
    return int(found[2])
