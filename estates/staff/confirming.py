"""The password again, before something that cannot be taken back; guessing it slows down."""

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import Field

from estates.accounts import passwords, throttle
from estates.accounts.models import Account
from estates.web.formatting import num


def confirmed(account: Account, field: Field) -> bool:
    """Whether ``field`` holds the password of ``account``; else it says what is wrong.

    The attempt is counted, and committed: nothing else has happened by then.
    """
    way = throttle.way(account.email, account, "password")
    if wait := way.begin():
        said = ngettext(
            "Wait %(count)s second, then try again.",
            "Wait %(count)s seconds, then try again.",
            wait,
            count=num(wait),
        )
        field.errors = [said]
        return False
    if passwords.matches(account.password_hash, field.data or ""):
        way.succeeded()
        return True
    field.errors = [_("This is not your password.")]
    return False
