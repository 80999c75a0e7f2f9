"""The words of the desk: roles, and what the audit log tells."""

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from estates.accounts.roles import Role
from estates.accounts.weak import LEAST, Weakness
from estates.history.draft import State
from estates.web.filters import register
from estates.web.formatting import num

ROLES = {
    Role.READER: _l("Reader of drafts"),
    Role.EDITOR: _l("Editor"),
    Role.PUBLISHER: _l("Publisher"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
RIGHTS = {
    Role.READER: _l("reads drafts"),
    Role.EDITOR: _l("reads drafts, writes and submits"),
    Role.PUBLISHER: _l("writes, and approves what others have written, never their own"),
    Role.ADMINISTRATOR: _l("all that a publisher may, and decides who may what"),
}
DRAFT_STATES = {
    State.DRAFT: _l("being written"),
    State.SUBMITTED: _l("waits for review"),
    State.SENT_BACK: _l("sent back"),
    State.APPROVED: _l("published"),
    State.DROPPED: _l("given up"),
}
# What is recorded elsewhere brings its words here; a key that has none is shown as it is.
ACTIONS = {
    "draft-submitted": _l("Sent a draft for review"),
    "draft-taken-back": _l("Took a draft back"),
    "draft-dropped": _l("Gave a draft up"),
    "signed-in": _l("Signed in"),
    "signed-out": _l("Signed out"),
    "signed-out-everywhere": _l("Ended every session"),
    "sign-in-failed": _l("A wrong password was given"),
    "code-refused": _l("A wrong code was given"),
    "password-changed": _l("Changed the password"),
    "password-set": _l("Set a password"),
    "password-reset": _l("Set a new password by a link"),
    "link-asked": _l("A link for a new password was asked for"),
    "link-sent": _l("Sent a link for a new password"),
    "second-factor-set": _l("Set up a second step"),
    "second-factor-reset": _l("Reset the second step"),
    "recovery-codes-renewed": _l("Made new recovery codes"),
    "account-added": _l("Added somebody"),
    "account-changed": _l("Changed somebody's role, name or sites"),
    "account-disabled": _l("Shut an account"),
    "account-enabled": _l("Opened an account again"),
    "draft-approved": _l("Published a draft"),
    "draft-sent-back": _l("Sent a draft back"),
    "draft-returned-stale": _l("Sent a draft back that another publication had overtaken"),
    "enquiry-answer": _l("Answered an enquiry"),
    "enquiry-note": _l("Noted something on an enquiry"),
    "enquiry-assign": _l("Gave an enquiry to somebody"),
    "enquiry-refer": _l("Passed an enquiry on"),
    "enquiry-close": _l("Closed an enquiry"),
    "enquiry-reopen": _l("Opened an enquiry again"),
    "revision-restored": _l("Began a draft that brings a revision back"),
    "phone-sheet-typed": _l("Typed in a phone sheet"),
    "ready-answer-added": _l("Wrote a ready answer"),
    "ready-answer-changed": _l("Changed a ready answer"),
    "ready-answer-removed": _l("Took a ready answer away"),
    "entry-saved": _l("Wrote a contact, picture or document into a draft"),
    "entry-removed": _l("Took a contact, picture or document out in a draft"),
    "entry-kept": _l("Left a contact, picture or document as it is published"),
    "entry-moved": _l("Moved a contact, picture or document in a draft"),
    "import-sent": _l("Sent a table to be imported"),
    "imported": _l("Made a draft out of a table"),
    "import-cancelled": _l("Cancelled an import"),
    "exported": _l("Took the values out as a table"),
}


def weak(why: str) -> str:
    """Why a password is refused, and what to do."""
    if why == Weakness.SHORT:
        return _("This is too short: at least %(least)s characters.", least=num(LEAST))
    if why == Weakness.LONG:
        return _("This is too long. Shorten it.")
    return _(
        "This is guessed quickly: it is made of words, names, years or rows of keys that are tried "
        "first. Add words that do not belong together."
    )


def init_app(app: Flask) -> None:
    """Register the words as filters."""
    register(
        app,
        role_name=lambda role: str(ROLES[Role(role)]),
        draft_state=lambda state: str(DRAFT_STATES[State(state)]),
        role_rights=lambda role: str(RIGHTS[Role(role)]),
        action_words=lambda action: ACTIONS.get(action) or Markup("<code>{}</code>").format(action),
    )
