"""Contacts, pictures and documents: typed at the desk, approved, public, brought back."""

import re
from io import BytesIO

import pytest
from PIL import Image

from estates.accounts.roles import Role
from estates.database import db
from estates.directory.document import document
from estates.directory.media_models import Contact, Photo, StoredFile
from estates.directory.media_reading import as_typed
from estates.history import drafts, queries
from estates.history.draft import Draft
from estates.history.models import Revision
from estates.web.clock import now
from tests.accounts.cast import Someone, add
from tests.history.cast import ALI, KIND, REZA, desk, published
from tests.site import LANGUAGES, Site
from tests.staff.cast_of_media import (
    CONTACT,
    ON_ONE,
    PAPER,
    PHOTO,
    SECRET_PLACE,
    editor,
    fetched,
    paper,
    picture,
    send,
)


def draft_of(session) -> Draft:
    return session.query(Draft).order_by(Draft.id.desc()).first()


def approve_all(site: Site) -> int:
    """What the editor has written is submitted, and approved by somebody else: the revision."""
    with desk(site) as session:
        draft = draft_of(session)
        drafts.submit(session, KIND, draft, draft.writer, now())
        session.commit()
        revision = drafts.approve(session, KIND, draft, REZA, now())
        session.commit()
        return revision.number


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_form_to_the_public_page(own_site: Site, language: str) -> None:
    who = editor(own_site)
    assert send(who, "contacts", CONTACT, language=language).status_code == 303
    assert send(who, "photos", PHOTO, picture(), language=language).status_code == 303
    assert send(who, "files", PAPER, paper(), language=language).status_code == 303
    listed = who.page(f"/{language}/staff/estates/siro/media/")
    private = [str(tag["src"]) for tag in listed.all("img")]
    private += [str(tag["href"]) for tag in listed.all('a[href$=".pdf"]')]
    assert len(private) == 2 and "A gate in a test" in who.page("/en/staff/estates/siro/media/").text  # fmt: skip
    for address in private:  # of a draft: for staff alone, and kept by no cache
        assert fetched(who, address).headers["Cache-Control"] == "no-store"
        assert own_site.client.get(address).status_code == 404
    before = own_site.get(f"/{language}/estates/siro/")
    assert not before.all(".photos") and not before.all('a[href^="tel:"]')
    revision = approve_all(own_site)
    page = own_site.get(f"/{language}/estates/siro/")
    phones = [str(tag["href"]) for tag in page.all('a[href^="tel:"]')]
    assert phones == ["tel:+982533344556", "tel:+989123456789"]
    shown = page.one('a[href="tel:+982533344556"] bdi[dir="ltr"]').get_text()
    assert shown == {"en": "+98 25 3334 4556", "fa": "+۹۸ ۲۵ ۳۳۳۴ ۴۵۵۶"}[language]
    assert page.one('a[href="mailto:Office@example.org"]')
    image = page.one(".photos img")
    assert (image["width"], image["height"], image["loading"]) == ("1200", "800", "lazy")
    assert image["alt"] == PHOTO[f"alt_{language}"]
    widths = [one.split()[1] for one in str(image["srcset"]).split(", ")]
    assert widths == ["480w", "960w", "1200w"]
    for one in str(image["srcset"]).split(", "):
        answer = fetched(own_site.client, one.split()[0])
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        with Image.open(BytesIO(answer.data)) as made:
            assert f"{made.width}w" == one.split()[1] and made.format == "WEBP"
    answer = fetched(own_site.client, str(page.one("#media ~ ul a[download]")["href"]))
    assert answer.data == paper() and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=document-")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    past = own_site.get(f"/{language}/estates/siro/revisions/{revision}/")
    assert past.all(".photos img") and past.all('a[href^="tel:"]')
    assert not own_site.get(f"/{language}/estates/siro/revisions/1/").all(".photos")
    changes = own_site.get(f"/{language}/estates/siro/revisions/{revision}/changes/")
    assert PHOTO[f"caption_{language}"] in changes.text
    own_site.get(f"/{language}/changes/")


@ON_ONE
def test_place_and_device_are_gone_and_the_picture_is_upright(own_site: Site) -> None:
    who = editor(own_site)
    for form in ("JPEG", "PNG", "WEBP"):
        sent = picture(form, turn=6)
        assert SECRET_PLACE in sent
        assert send(who, "photos", PHOTO, sent, name="../../etc/passwd").status_code == 303
    folder = own_site.app.extensions["settings"].upload_dir
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept and not [path for path in kept if SECRET_PLACE in path.read_bytes()]
    for path in kept:
        assert re.fullmatch(r"[0-9a-f]{64}(-\d+)?\.webp", path.name)
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        with Image.open(path) as made:
            assert not made.getexif() and "exif" not in made.info and "xmp" not in made.info
            assert made.width < made.height  # it lay on its side
            top = made.convert("RGB").getpixel((made.width // 2, 5))
            assert isinstance(top, tuple) and top[0] > 150  # red was at the left, and is above now


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(own_site: Site) -> None:
    who = editor(own_site)
    answer = send(who, "photos", {**PHOTO, "alt_en": "", "caption_fa": "Latin", "source": "nowhere"}, picture())  # fmt: skip
    path = "/en/staff/estates/siro/photos/new1/"
    page = who.inspected(path, answer, 400)
    for name in ("alt_en", "caption_fa"):
        assert page.one(f"#f-{name}")["aria-invalid"] == "true" and page.one(f"#p-{name}")
        assert page.one(f'.notice a[href="#f-{name}"]')
    assert page.one("#f-caption_fa")["value"] == "Latin" and page.one("img.shown")
    again = who.page(path)
    fields = {**PHOTO, "file": str(again.one('input[name="file"]')["value"])}
    assert send(who, "photos", fields, key="new1").status_code == 303
    with desk(own_site) as session:
        entry = draft_of(session).entries["photos/new1"]
        assert entry["alt_en"] == PHOTO["alt_en"] and len(entry["file"]) == 64
        assert session.get_one(StoredFile, entry["file"]).published_at is None


WRONG_CONTACTS = [
    {**CONTACT, "phones": "12"}, {**CONTACT, "phones": "\x00\u202e" * 9 + "+1"}, {**CONTACT, "email": "nobody"},
    {**CONTACT, "link": "javascript:alert(1)"}, {**CONTACT, "source": ""}, {**CONTACT, "role_en": "\u200b"},
    {"role_fa": "آزمون", "role_en": "Test", "source": "seed"}, {**CONTACT, "phones": "\n".join(["02533344556"] * 9)},
    {**CONTACT, "address_en": "x" * 9000}, {**CONTACT, "source": "x\ud800".encode("utf-8", "surrogatepass")},
]  # fmt: skip


@pytest.mark.one_database
@ON_ONE
def test_contacts_that_cannot_be_are_met_with_words(own_site: Site) -> None:
    who = editor(own_site)
    for number, wrong in enumerate(WRONG_CONTACTS):
        answer = send(who, "contacts", wrong, language="fa", version=number and number + 1)
        page = who.inspected(f"/fa/staff/estates/siro/contacts/new{number}/", answer, 400)
        assert page.all("p.bad"), wrong
    listed = who.page("/fa/staff/estates/siro/contacts/")
    assert len(listed.all(".tag.warn")) == len(WRONG_CONTACTS)


def test_order_removal_and_second_thoughts(own_site: Site) -> None:
    who = editor(own_site)
    for number in (1, 2, 3):
        send(who, "contacts", {**CONTACT, "role_en": f"Test {number}"})
    approve_all(own_site)

    def listed() -> list[str]:
        page = who.page("/en/staff/estates/siro/contacts/")
        return [tag.get_text().strip() for tag in page.all(".entries .called bdi")]

    def do(key: str, what: str) -> int:
        text = who.get("/en/staff/estates/siro/contacts/").get_data(as_text=True)
        version = text.partition('name="version" value="')[2].partition('"')[0]
        path = f"/en/staff/estates/siro/contacts/{key}/place/"
        return who.post(path, do=what, version=version).status_code

    with desk(own_site) as session:
        keys = [str(row.id) for row in session.query(Contact).order_by(Contact.id)]
    assert do(keys[2], "up") == 303 and listed() == ["Test 1", "Test 3", "Test 2"]
    assert do(keys[0], "down") == 303 and listed() == ["Test 3", "Test 1", "Test 2"]
    assert do(keys[1], "remove") == 303 and listed()[-1] == "Test 2"
    assert do(keys[0], "remove") == 303 and do(keys[0], "keep") == 303
    assert do(keys[0], "fly") == 400 and do("999", "up") == 404
    approve_all(own_site)
    heads = [t.get_text()[:6] for t in own_site.get("/en/estates/siro/").all("#contacts ~ h3")]
    assert sorted(heads) == ["Test 1", "Test 3"]
    with desk(own_site) as session:  # nothing is deleted
        assert [row.removed_in for row in session.query(Contact).order_by(Contact.id)] == [None, 3, None]  # fmt: skip


def test_an_earlier_revision_brings_a_picture_back(own_site: Site) -> None:
    who = editor(own_site)
    send(who, "photos", PHOTO, picture())
    send(who, "files", PAPER, paper())
    approve_all(own_site)
    with desk(own_site) as session:
        original = document(session, "siro")
        photo = session.query(Photo).one().id
        gone = {path: {} for path in original if path.startswith(("photos/", "files/"))}
        published(session, gone)
    assert not own_site.get("/en/estates/siro/").all(".photos")
    address = own_site.get("/en/estates/siro/revisions/2/").one(".photos img")["src"]
    assert fetched(own_site.client, str(address)).status_code == 200  # the past stays public
    with desk(own_site) as session:
        old = session.get_one(Revision, ("siro", 2))
        draft = drafts.restore(session, KIND, old, ALI, {"en": "Back."}, now())
        drafts.submit(session, KIND, draft, ALI, now())
        session.commit()
        drafts.approve(session, KIND, draft, REZA, now())
        session.commit()
        after = document(session, "siro")
        kinds = ("photos/", "files/")
        assert [v for p, v in after.items() if p.startswith(kinds)] == [
            v for p, v in original.items() if p.startswith(kinds)
        ]
        assert f"photos/{photo}" not in after
    assert own_site.get("/en/estates/siro/").one(".photos img")["src"] == address


def test_what_is_stored_can_be_typed_again(own_site: Site) -> None:
    who = editor(own_site)
    for taken in ("", "1404", "۱۴۰۴/۰۵/۳۱", "2025-08", "2024 – 2025", "1403/02 تا 1404/03"):
        send(who, "photos", {**PHOTO, "taken": taken}, picture())
    send(who, "contacts", CONTACT)
    with desk(own_site) as session:
        draft = draft_of(session)
        reading = KIND.read(session, "siro", draft.base, draft.entries)
        retyped = {path: as_typed(value) for path, value in reading.changes.items()}
        assert KIND.read(session, "siro", draft.base, retyped).changes == reading.changes
        assert len(reading.changes) == 7 and not reading.problems


def test_another_window_and_a_waiting_draft_lose_nothing(own_site: Site) -> None:
    who = editor(own_site)
    send(who, "contacts", CONTACT)
    answer = send(who, "photos", PHOTO, picture(), version=0)
    page = who.inspected("/en/staff/estates/siro/photos/new/", answer, 409)
    assert page.one("#f-alt_en")["value"] == PHOTO["alt_en"] and page.one("img.shown")
    fields = {**PHOTO, "file": str(page.one('input[name="file"]')["value"])}
    version = int(str(page.one('input[name="version"]')["value"]))
    assert send(who, "photos", fields, version=version).status_code == 303
    with desk(own_site) as session:
        draft = draft_of(session)
        drafts.submit(session, KIND, draft, draft.writer, now())
        session.commit()
        version = draft.version
    assert "reviewer" in who.page("/en/staff/estates/siro/contacts/").text
    assert send(who, "contacts", CONTACT, version=version).status_code == 409
    with desk(own_site) as session:
        assert set(draft_of(session).entries) == {"contacts/new1", "photos/new1"}


@ON_ONE
def test_a_session_that_ended_keeps_the_texts(own_site: Site) -> None:
    who = editor(own_site)
    stranger = Someone(own_site)
    answer = stranger.client.post(
        "/en/staff/estates/siro/photos/new/", data={**PHOTO, "version": "0", "upload": (BytesIO(picture()), "a.jpg")}
    )  # fmt: skip
    assert answer.status_code == 403
    kept = re.search(r'name="kept" value="([^"]+)"', answer.get_data(as_text=True))
    assert kept
    page = who.inspected("/x", stranger.sign_in("editor@example.org", kept=kept[1]), 200)
    assert (PHOTO["alt_en"] in page.text and "chosen again" in page.text) or "دوباره" in page.text


@ON_ONE
def test_who_may_not_write_on_a_site_sees_none_of_it(own_site: Site) -> None:
    editor(own_site)
    add(own_site, Role.EDITOR, "limited@example.org", refs=("ict",))
    limited = Someone(own_site).enter("limited@example.org")
    for path in ("contacts/", "media/", "photos/new/", "files/new1/", "contacts/1/place/"):
        assert limited.get(f"/en/staff/estates/siro/{path}").status_code == 403
        assert limited.get(f"/en/staff/estates/ict/{path}").status_code in (200, 302, 404)
    assert limited.get("/en/staff/estates/nowhere/media/").status_code in (403, 404)
    with own_site.app.app_context():
        assert queries.open_draft_of(db.session(), "siro", "2") is None


@pytest.mark.one_database
@ON_ONE
def test_the_province_has_contacts_as_well(own_site: Site) -> None:
    who = editor(own_site)
    assert send(who, "contacts", CONTACT, ref="qom").status_code == 303
    who.page("/fa/staff/estates/qom/contacts/")
    assert not own_site.get("/en/province/").all("#contacts")
    approve_all(own_site)
    for path in ("/fa/province/", "/en/province/revisions/2/", "/fa/province/revisions/2/changes/"):
        assert "office" in own_site.get(path).text.lower() or "دفتر" in own_site.get(path).text
