"""A third language needs a catalogue and content: no change of schema, template or code.

Its locale is invented for the test: every message stands in brackets, so that a text which did
not come out of the catalogue shows.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from estates import create_app
from estates.database import db
from estates.directory.models import Estate
from estates.lib.bilingual import Words
from estates.settings import ROOT
from tests.databases import Databases, settings_for
from tests.page import Page

CODE = "eo"


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of the project, and one whose every message is its id in brackets."""
    folder = tmp_path_factory.mktemp("locales") / "translations"
    shutil.copytree(ROOT / "translations", folder)
    with (ROOT / "translations/fa/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=CODE)
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            bracketed = tuple(f"⟦{text}⟧" for text in ids)
            message.string = bracketed if isinstance(message.id, tuple) else bracketed[0]
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "messages.po").open("wb") as file:
        write_po(file, catalogue)
    with (target / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    return folder


@pytest.fixture
def client(databases: Databases, translations: Path, tmp_path: Path):
    """A visitor of the site in three languages, in which one estate is described in the third."""
    settings = settings_for(databases.copy("sqlite"), tmp_path)
    app = create_app(replace(settings, translations_dir=translations))
    with app.app_context():
        estate = db.session.get(Estate, "shokuhiyeh")
        assert estate is not None
        texts = {**estate.summary.to_dict(), CODE: "⟦Provo: priskribo.⟧"}
        estate.summary = Words(texts)
        db.session.commit()
    return app.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "estates/",
        "estates/shokuhiyeh/",
        "province/figures/zones/",
        "map/",
        "sources/",
        "about/",
    ],
)
def test_pages_exist_in_the_third_language(client, path: str) -> None:
    page = Page(f"/{CODE}/{path}", client.get(f"/{CODE}/{path}"))
    assert page.response.status_code == 200
    assert (page.language, page.root["dir"]) == (CODE, "ltr")
    assert "⟦Sources⟧" in page.text
    assert page.soup.title and "⟦" in page.soup.title.get_text()


def test_its_content_is_shown_and_what_lacks_is_marked(client) -> None:
    page = Page(f"/{CODE}/estates/shokuhiyeh/", client.get(f"/{CODE}/estates/shokuhiyeh/"))
    assert "⟦Provo: priskribo.⟧" in page.text
    other = Page(f"/{CODE}/estates/ict/", client.get(f"/{CODE}/estates/ict/"))
    assert "⟦not yet translated⟧" in other.text


def test_every_page_offers_it(client) -> None:
    page = Page("/fa/", client.get("/fa/"))
    assert page.one(f"a[hreflang={CODE}]")["href"] == f"/{CODE}/"
    assert f"/{CODE}/" in page.one(f"link[hreflang={CODE}]")["href"]


def test_the_data_name_its_page(client) -> None:
    links = client.get("/api/v1/estates/ict").get_json()["links"]["html"]
    assert set(links) == {"fa", "en", CODE}


def test_no_source_text_of_a_template_escapes_the_catalogue(client) -> None:
    """Words on the privacy page, which shows no content of the database, are all bracketed."""
    page = Page(f"/{CODE}/about/privacy/", client.get(f"/{CODE}/about/privacy/"))
    bare = [
        text.strip()
        for text in page.one("main").find_all(string=True)
        if text.strip(" ·\n") and "⟦" not in text and "⟧" not in text
    ]
    assert not bare
