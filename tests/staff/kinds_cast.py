"""An editor at the forms of plain subjects, and somebody who approves. What is typed is invented."""

from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from flask import make_response

from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.history import drafts
from estates.history.draft import Actor, Draft
from estates.history.models import Revision
from estates.pages.plain_families import PLAIN_FAMILIES
from estates.web.clock import now
from tests.accounts.cast import Someone, add
from tests.history.cast import MINA, desk
from tests.site import Site


class Editor:
    """Somebody who works at plain subjects in a browser."""

    def __init__(self, site: Site, someone: Someone) -> None:
        self.site, self.someone = site, someone

    def fields(self, path: str) -> dict[str, Any]:
        """The fields of the form that saves, as a browser would send them."""
        html = self.someone.get(path).get_data(as_text=True)
        if "/take-back/" in html:  # submitted by now: back to writing
            self.someone.post(path.replace("/edit/", "/take-back/"))
            html = self.someone.get(path).get_data(as_text=True)
        form = BeautifulSoup(html, "html.parser").select_one("form.desk-form")
        assert form is not None, path
        found: dict[str, Any] = {}
        for one in form.select("input, textarea, select"):
            name = str(one.get("name"))
            if one.name == "textarea":
                found[name] = one.get_text().removeprefix("\n")
            elif one.name == "select":
                chosen = one.select_one("option[selected]") or one.select_one("option")
                found[name] = str(chosen.get("value")) if chosen else ""
            elif one.get("type") == "checkbox":
                if one.has_attr("checked"):
                    found.setdefault(name, []).append(str(one.get("value")))
            else:
                found[name] = str(one.get("value", ""))
        return found

    def send(self, subject: str, do: str = "edit", language: str = "en", **typed: Any):
        """Fill some fields and send the form; names have ``/`` and ``.`` in them."""
        family, _, key = subject.partition(":")
        path = f"/{language}/staff/{family}/{quote(key)}/"
        fields = self.fields(f"{path}edit/") | typed.pop("fields", {}) | typed
        return self.someone.client.post(f"{path}{do}/", data=fields)

    def submit(self, subject: str, fields: dict[str, Any], language: str = "en"):
        """Fill, and hand it to a reviewer."""
        return self.send(subject, "submit", language, fields=fields)


def editor(site: Site, email: str = "editor@example.org") -> Editor:
    """An editor who has signed in, where `staff.draft` is at least a page."""
    stand_in(site)
    add(site, Role.EDITOR, email)
    return Editor(site, Someone(site).enter(email))


def stand_in(site: Site) -> None:
    """The page of a draft, where nothing has built it yet."""
    if "staff.draft" not in site.app.view_functions:
        view = role(Role.READER)(lambda lang=None, number=0: make_response("draft"))
        site.app.add_url_rule("/<lang>/staff/drafts/<int:number>/", "staff.draft", view)


def approve(site: Site, subject: str, reviewer: Actor = MINA) -> Revision:
    """Somebody else approves what waits of a subject."""
    with desk(site) as session:
        draft = session.query(Draft).filter_by(subject=subject, state="submitted").one()
        kind = PLAIN_FAMILIES[subject.partition(":")[0]].kind
        row = drafts.approve(session, kind, draft, reviewer, now())
        session.commit()
        number = row.number
        session.expunge_all()
        return session.get_one(Revision, (subject, number))
