"""A check digit that finds slips in numbers that people copy and read out.

By H. Michael Damm's table ("Total anti-symmetrische Quasigruppen", Marburg 2004): it finds every
single wrong digit and every two neighbours that changed places.
"""

_TABLE = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def check_digit(digits: str) -> str:
    """The digit that belongs behind ``digits`` (ASCII)."""
    interim = 0
    for digit in digits:
        interim = int(_TABLE[interim][int(digit)])
    return str(interim)


def is_sound(digits: str) -> bool:
    """Whether the last of ``digits`` is the check digit of those before it."""
    return check_digit(digits) == "0"
