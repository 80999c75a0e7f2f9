"""A form as a browser holds it: read from a page, changed, and sent with one of its buttons."""

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.accounts.cast import Someone
from tests.page import Page

EDIT = "/fa/staff/estates/siro/edit/"


def fields(form: Tag) -> MultiDict[str, str]:
    """What the form would send, without a button."""
    found: MultiDict[str, str] = MultiDict()
    for one in form.select("input, textarea, select"):
        name, kind = str(one.get("name", "")), one.get("type")
        if not name or kind == "submit":
            continue
        if one.name == "select":
            chosen = one.select("option[selected]")
            options = chosen or ([] if one.has_attr("multiple") else one.select("option")[:1])
            for option in options:
                found.add(name, str(option.get("value", "")))
        elif one.name == "textarea":
            found.add(name, one.get_text().removeprefix("\n"))
        elif kind not in ("checkbox", "radio") or one.has_attr("checked"):
            found.add(name, str(one.get("value", "")))
    return found


class Window:
    """One window in which somebody edits a profile."""

    def __init__(self, someone: Someone, path: str = EDIT) -> None:
        self.someone, self.path = someone, path
        self.open()

    def open(self) -> "Window":
        """Load the page anew."""
        self.show(self.someone.get(self.path))
        return self

    def show(self, answer: TestResponse) -> None:
        """Look at an answer that holds the form."""
        self.answer: TestResponse = answer
        self.page = Page(self.path, answer)
        self.fields = fields(self.page.one("form.edit"))

    def press(self, button: str, status: int = 303, **typed: str) -> TestResponse:
        """Type into fields (``__`` stands for a slash), press a button, and follow to the editor."""
        for name, text in typed.items():
            self.fields[name.replace("__", "/")] = text
        sent = MultiDict(self.fields)
        sent["do"] = button
        answer = self.someone.client.post(self.path, data=sent)
        assert answer.status_code == status, said(answer)
        if status == 303 and "/edit/" in str(answer.location) and "merge" not in answer.location:
            self.open()
        elif status != 303:
            self.show(answer)
        return answer


def said(answer: TestResponse) -> str:
    """The notices of an answer, for the message of a test that fails."""
    soup = BeautifulSoup(answer.data, "html.parser")
    return (
        f"{answer.status}: "
        + " | ".join(one.get_text(" ") for one in soup.select(".notice, .box"))[:1500]
    )
