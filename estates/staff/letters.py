"""The letters to staff."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_babel import gettext as _

from estates.accounts.models import Account
from estates.settings import Settings
from estates.web import mail
from estates.web.languages import languages, speaking
from estates.web.page import absolute


def post_link(account: Account, path: str, asked: bool) -> None:
    """Put the letter with a link for a new password into the session, to leave after the commit.

    ``asked``: somebody asked for it at the sign-in; else an administrator sends it.
    """
    with speaking(account.language if account.language in languages() else next(iter(languages()))):
        address = trusted_address(path)
        parts = [
            _("With this link you set your password for the desk. It opens once:"),
            address or path,
            *([] if address else [_("Put it behind the address under which you know the site.")]),
            _("The link opens for one hour.") if asked else _("The link opens for three days."),
            _("If you did not ask for this, you need do nothing: your password stays as it is.")
            if asked
            else _("An administrator of the site sends it to you."),
            _("Qom Industrial Estates"),
        ]
        subject = _("A new password for the desk")
    mail.post(f"account-{account.id}", account.email, subject, "\n\n".join(parts) + "\n")


def trusted_address(path: str) -> str | None:
    """``path`` with a host that the operator named; None where only the request names one.

    Whoever asks for somebody else's link must not be able to choose the host that it leads to.
    """
    settings: Settings = current_app.extensions["settings"]
    if settings.site_url:
        return settings.site_url + path
    named = settings.allowed_hosts or _is_this_machine(request.host)
    return request.host_url.rstrip("/") + path if named else None


def shown_address(path: str) -> str:
    """``path`` as the administrator who is looking reaches it."""
    return absolute(path)


def _is_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def deliver_after(answer: Response) -> None:
    """Let the mails leave once the answer is on its way, so that its time tells nothing."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def deliver() -> None:
        with app.app_context():
            mail.deliver()

    answer.call_on_close(deliver)
