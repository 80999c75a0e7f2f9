"""Codes of a phone (TOTP, RFC 6238), and codes of paper for when the phone is lost."""

import base64
import hmac
import secrets
from datetime import datetime
from hashlib import sha256
from typing import cast

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask import current_app
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from sqlalchemy import CursorResult, delete, func, or_, select, update

from estates.accounts.models import Account, RecoveryCode
from estates.database import db
from estates.lib.persian import to_ascii_digits

STEP = 30  # seconds that a code lasts
DRIFT = 1  # steps that the clock of a phone may be early or late
DIGITS, SECRET_BYTES = 6, 20
ISSUER = "Qom Industrial Estates"
PAPER_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


def offered(session_hash: str) -> bytes:
    """The secret that a session is offered: the same at each look, stored once it is confirmed."""
    return hmac.new(_key(), b"totp\0" + session_hash.encode(), sha256).digest()[:SECRET_BYTES]


def uri(secret: bytes, email: str) -> str:
    """What a phone reads out of the picture."""
    # Apps read %20 for a blank; some show a plus as it is.
    return _totp(secret).get_provisioning_uri(email, ISSUER).replace("+", "%20")


def spelled(secret: bytes) -> str:
    """The secret for typing, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def picture(text: str) -> tuple[int, str]:
    """A QR code as the side of its square and the path of its dark cells."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    rows = cast(list[list[bool]], code.get_matrix())
    cells = [
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    ]
    return len(rows), "".join(cells)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The time step whose code this is, near ``now``; None where it is of none."""
    typed = to_ascii_digits("".join(code.split()))
    present = int(now.timestamp()) // STEP
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        right = _totp(secret).generate(step * STEP).decode()
        if hmac.compare_digest(right.encode(), typed.encode("utf-8", "replace")):
            found = step
    return found


def enrol(account: Account, secret: bytes, step: int) -> list[str]:
    """Give an account a second factor, whose code of ``step`` was just shown; its paper codes."""
    account.totp_secret = _box().encrypt(secret)
    account.totp_step = step
    return renew_paper_codes(account)


def remove(account: Account) -> None:
    """Take the second factor away, with its paper codes."""
    account.totp_secret = account.totp_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def use_code(account: Account, code: str, now: datetime) -> bool:
    """Whether ``code`` is right and was never used; it is used by that."""
    return _use_phone_code(account, code, now) or _use_paper_code(account, code, now)


def _use_phone_code(account: Account, code: str, now: datetime) -> bool:
    secret = _opened(account)
    step = step_of(secret, code, now) if secret else None
    if step is None:
        return False
    later = or_(Account.totp_step.is_(None), Account.totp_step < step)
    taken = update(Account).where(Account.id == account.id, later).values(totp_step=step)
    return _changed_one(taken)


def _use_paper_code(account: Account, code: str, now: datetime) -> bool:
    this = (
        RecoveryCode.account_id == account.id,
        RecoveryCode.code_hash == _hash(code),
        RecoveryCode.used_at.is_(None),
    )
    return _changed_one(update(RecoveryCode).where(*this).values(used_at=now))


def _changed_one(statement) -> bool:
    """Whether the statement found its row: of two that use one code at once, one does."""
    result = db.session.execute(statement, execution_options={"synchronize_session": "fetch"})
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def renew_paper_codes(account: Account) -> list[str]:
    """New paper codes, to be shown once; the old ones are void."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(PAPER_CODES)
    ]
    db.session.add_all(RecoveryCode(account_id=account.id, code_hash=_hash(c)) for c in codes)
    return codes


def paper_codes_left(account: Account) -> int:
    """How many paper codes are not used up."""
    chosen = select(func.count()).where(
        RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(chosen) or 0


def new_secret() -> bytes:
    """A secret for a command, which has no session."""
    return secrets.token_bytes(SECRET_BYTES)


def _hash(code: str) -> str:
    plain = to_ascii_digits("".join(code.split()).replace("-", "")).casefold()
    return sha256(plain.encode("utf-8", "replace")).hexdigest()


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)


def _opened(account: Account) -> bytes | None:
    """The secret; None too where it was locked with another SECRET_KEY."""
    if account.totp_secret is None:
        return None
    try:
        return _box().decrypt(account.totp_secret)
    except InvalidToken:
        current_app.logger.warning("the second factor of %s cannot be opened", account.id)
        return None


def _box() -> Fernet:
    """What locks secrets: whoever reads a copy of the database alone cannot make codes."""
    return Fernet(base64.urlsafe_b64encode(hmac.new(_key(), b"totp at rest", sha256).digest()))


def _key() -> bytes:
    key = current_app.secret_key
    assert isinstance(key, str)
    return key.encode()
