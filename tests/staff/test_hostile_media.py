"""Files and addresses that mean harm, at the desk and in public; a disk without room."""

import errno
import os
from datetime import timedelta
from io import BytesIO

import pytest

from estates.database import db
from estates.directory.media_models import StoredFile
from estates.web import clock, papers, pictures
from tests.conftest import MOMENT
from tests.history.cast import desk, published
from tests.site import LANGUAGES, Site
from tests.staff.cast_of_media import (
    CONTACT,
    ON_ONE,
    PAPER,
    PHOTO,
    bomb,
    editor,
    fetched,
    moving,
    paper,
    picture,
    send,
)

pytestmark = pytest.mark.one_database

HTML = b"<!doctype html><script>alert(1)</script>"


@ON_ONE
@pytest.mark.parametrize("language", LANGUAGES)
def test_files_that_are_not_taken_are_refused_in_words(
    own_site: Site, language: str, monkeypatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 100_000)
    monkeypatch.setattr(papers, "MOST_BYTES", 100_000)
    who = editor(own_site)
    cases = [
        ("photos", PHOTO, file)
        for file in (HTML, bomb(), moving(), picture()[:900], b"\0" * 100_001)
    ]
    cases += [("files", PAPER, file) for file in (HTML, picture(), paper(b"/JS (x)"), b"%PDF-1.4\n" + b"\0" * 100_001)]  # fmt: skip
    for number, (kind, fields, file) in enumerate(cases):
        answer = send(who, kind, fields, file, language=language, version=number and number + 1)
        page = who.inspected(f"/{language}/staff/estates/siro/{kind}/new1/", answer, 400)
        assert page.one("#p-file") and page.one('.notice a[href="#f-file"]')
        name = "caption_en" if kind == "photos" else "title_en"
        assert page.one(f"#f-{name}")["value"] == fields[name]
    folder = own_site.app.extensions["settings"].upload_dir
    assert not [path for path in folder.rglob("*") if path.is_file()]


@ON_ONE
def test_more_than_a_form_may_weigh_is_refused_before_it_is_read(own_site: Site) -> None:
    who = editor(own_site)
    path = "/en/staff/estates/siro/photos/new/"
    answer = who.client.post(
        path,
        input_stream=BytesIO(b"-"),
        environ_overrides={"CONTENT_LENGTH": str(41 * 1024 * 1024)},
        content_type="multipart/form-data; boundary=x",
    )
    who.inspected(path, answer, 413)
    path = "/en/staff/estates/siro/contacts/new/place/"  # no other form became larger
    assert who.post(path, version="0", do="x" * 2_000_000).status_code == 413


@ON_ONE
def test_addresses_of_files_lead_nowhere_else(own_site: Site) -> None:
    who = editor(own_site)
    send(who, "photos", PHOTO, picture())
    with desk(own_site) as session:
        file = session.query(StoredFile).one()
        digest = file.digest
    assert fetched(who, f"/media/{digest}.webp").status_code == 200
    for name in (
        f"{digest}.pdf", f"{digest}-481.webp", f"{digest}-0480.webp", f"{'0' * 64}.webp", f"../{digest}.webp",
        "..%2f..%2fsecret_key", "%00", digest, f"{digest}.webp%00.pdf", f"{digest}.svg", ".", "secret_key",
    ):  # fmt: skip
        for visitor in (who.client, own_site.client):
            assert fetched(visitor, f"/media/{name}").status_code in (404, 308), name
    answer = who.client.post(f"/media/{digest}.webp")
    assert answer.status_code in (403, 405)


@ON_ONE
def test_a_file_of_the_other_kind_or_of_nobody_is_not_named(own_site: Site) -> None:
    who = editor(own_site)
    send(who, "files", PAPER, paper())
    with desk(own_site) as session:
        digest = session.query(StoredFile).one().digest
    for wrong in (digest, "0" * 64, "../../etc/passwd", "x"):
        answer = send(who, "photos", {**PHOTO, "file": wrong})
        page = who.inspected("/en/staff/estates/siro/photos/new9/", answer, 400)
        assert "Choose the file" in page.one("#p-file").get_text()


@ON_ONE
def test_a_disk_without_room_says_so_and_keeps_the_texts(own_site: Site, monkeypatch) -> None:
    who = editor(own_site)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = send(who, "photos", PHOTO, picture(), version=0)
    page = who.inspected("/en/staff/estates/siro/photos/new1/", answer, 400)
    assert "no room" in page.one("#p-file").get_text()
    assert page.one("#f-caption_fa")["value"] == PHOTO["caption_fa"]
    again = who.page("/en/staff/estates/siro/photos/new1/")
    assert again.one("#f-alt_fa")["value"] == PHOTO["alt_fa"]
    assert send(who, "photos", PHOTO, picture(), key="new1").status_code == 303


@ON_ONE
def test_a_database_that_takes_nothing_loses_nothing_typed(own_site: Site, monkeypatch) -> None:
    who = editor(own_site)
    from sqlalchemy.exc import OperationalError

    from estates.staff import media_editor

    def failing(*_arguments, **_named) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patched:
        patched.setattr(media_editor.drafts, "save", failing)
        answer = send(who, "contacts", CONTACT, version=0)
    page = who.inspected("/en/staff/estates/siro/contacts/new/", answer, 503)
    assert page.one("#f-role_fa")["value"] == CONTACT["role_fa"]
    with own_site.app.app_context():
        assert not db.session.query(StoredFile).all()


def test_files_that_nothing_names_can_be_tidied_away(own_site: Site) -> None:
    who = editor(own_site)
    send(who, "photos", PHOTO, picture())
    send(who, "files", PAPER, paper())
    send(who, "files", PAPER, paper(b"/Title (other)"), key="new1")  # replaces the first
    with desk(own_site) as session:
        published(session, {"texts/note/en": "Something else."})
        replaced = [row for row in session.query(StoredFile) if row.size == len(paper())]
        kept = {name for row in session.query(StoredFile) if row not in replaced for name in row.names}  # fmt: skip
        names = replaced[0].names
    run = own_site.app.test_cli_runner().invoke
    store = own_site.app.extensions["uploads"]
    assert "0 files" in run(args=["uploads", "tidy", "--remove"]).output  # they are of today
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        said = run(args=["uploads", "tidy"]).output
        assert said.startswith(f"{names[0]}\n1 files could be removed")
        assert set(store.names()) == kept | set(names)
        assert "1 files removed" in run(args=["uploads", "tidy", "--remove"]).output
        assert set(store.names()) == kept
    assert who.page("/en/staff/estates/siro/media/").one(".entries img")
