"""Passwords as argon2id hashes."""

import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

MOST = 256  # characters: a longer text would only make the server work
# OWASP, Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
# Of a password that nobody has: checked for addresses that nobody has, so that both take as long.
_NOBODY = _hasher.hash("the password of nobody at all")


def hashed(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(_same(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether ``password`` belongs to the hash; without a hash, False after the same work."""
    try:
        right = _hasher.verify(kept or _NOBODY, _same(password)[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other costs than today's."""
    return _hasher.check_needs_rehash(kept)


def _same(password: str) -> str:
    """One text for what looks the same: keyboards differ in how they compose letters."""
    return unicodedata.normalize("NFKC", password)
