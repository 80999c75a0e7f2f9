"""Take the pictures of the help page: `python -m tools.help_pictures`.

A database of its own, with the real facts and a few drafts and questions that are plainly invented.
"""

import io
import json
import tempfile
from pathlib import Path
from threading import Thread

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask_migrate import upgrade
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from estates import create_app
from estates.accounts import people, second_factor
from estates.accounts.roles import Role
from estates.database import db
from estates.directory.profile_kind import ProfileKind
from estates.directory.snapshot import published
from estates.enquiries import desk
from estates.enquiries.models import EnquiryKind
from estates.history import drafts
from estates.history.draft import Actor
from estates.seeding.load import seed_if_empty
from estates.settings import ROOT, Settings
from estates.web import clock
from tools.browser import FOUND

FOLDER = ROOT / "static" / "img" / "help"
WIDTH, HEIGHT = 1120, 720
MOST = 60_000  # bytes
SECRET = b"picture secret 20 by"
PASSWORD = "a lantern invented for pictures"
EMAIL = "picture@example.org"
KIND = ProfileKind()
ENTRIES = {
    "claims/new1": {
        "field": "jobs_direct", "number": "40000", "qualifier": "about", "source": "seed",
        "period": "1405/06/10",
    },
    "texts/summary/en": "A text that was written for this picture.",
    "texts/summary/fa": "متنی که برای این تصویر نوشته شده است.",
}  # fmt: skip
OWN = {
    "claims/new1": {
        "field": "water_capacity", "number": "12.5", "undated": "no", "period": "1405/06/10",
        "source": "seed",
    },
}  # fmt: skip
PAGES = {
    "today": "",
    "editor": "estates/siro/edit/#field-water_capacity",
    "review": "drafts/1/",
    "enquiry": "enquiries/1/",
    "phone-sheet": "estates/siro/phone-sheet/",
}


def main() -> None:
    """Take every picture in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3", "INSTANCE_DIR": folder}
        app = create_app(Settings.from_env(environ))
        with app.app_context():
            upgrade()
            folder_of_facts = app.extensions["settings"].seed_dir
            seed_if_empty(db.session(), folder_of_facts, snapshot=published)
            _invent()
            db.session.commit()
            db.session.remove()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            _take(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()


def _invent() -> None:
    """A publisher who looks, a draft of somebody else, and two questions."""
    session, now = db.session(), clock.now()
    looker = people.add(EMAIL, "نمونه", Role.PUBLISHER, "fa")
    people.set_password(looker, PASSWORD)
    second_factor.enrol(looker, SECRET, step=0)
    session.flush()
    author = Actor("picture", "ویراستار نمونه")
    draft = drafts.begin(session, KIND, "shokuhiyeh", author, now)
    drafts.save(session, draft, ENTRIES, author, now)
    drafts.submit(session, KIND, draft, author, now)
    own = Actor(str(looker.id), looker.name)
    begun = drafts.begin(session, KIND, "siro", own, now)
    drafts.save(session, begun, OWN, own, now)
    for number, field in enumerate(("area_available", "usage_right_price"), 1):
        asked = desk.Draft(
            kind=EnquiryKind.QUESTION, name="پرسندهٔ نمونه", phone="+980000000000", email="",
            country="", project="", language="fa", message="پرسشی که برای این تصویر نوشته شده است.",
            subject="shokuhiyeh", field_key=field,
        )  # fmt: skip
        desk.receive(asked, f"picture-{number}", now)


def _take(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = json.loads(FOUND.read_text("utf-8"))
    environment = {"LD_LIBRARY_PATH": found["library_path"]} if found["library_path"] else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found["executable"],
            args=[argument for argument in found["arguments"] if argument != "--headless"],
            env={**environment, "HOME": str(FOUND.parent)},
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{address}/fa/staff/sign-in/")
        page.fill("#f-email", EMAIL)
        page.fill("#f-password", PASSWORD)
        page.click("form.sent button")
        code = TOTP(SECRET, 6, SHA1(), 30).generate(int(clock.now().timestamp())).decode()
        page.fill("#f-code", code)
        page.click("form.sent button")
        page.wait_for_url("**/fa/staff/")
        for language in ("fa", "en"):
            for name, path in PAGES.items():
                page.goto(f"{address}/{language}/staff/{path}", wait_until="networkidle")
                _keep(page, FOLDER / f"{name}-{language}.webp")
        browser.close()


def _keep(page: Page, path: Path) -> None:
    """What the window shows, small enough to be carried along."""
    image = Image.open(io.BytesIO(page.screenshot()))
    for quality in (80, 70, 60, 50, 40):
        kept = io.BytesIO()
        image.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() < MOST:
            break
    path.write_bytes(kept.getvalue())


if __name__ == "__main__":
    main()
