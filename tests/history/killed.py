"""A program that publishes and is killed: `python -m tests.history.killed URL FOLDER KILLS`.

It forks a publisher, kills it with SIGKILL after a moment, and forks the next; so the application
is made once, and each publisher is a process of its own with a connection of its own.
"""

import os
import random
import signal
import sys
from itertools import count
from pathlib import Path
from time import sleep

from estates import create_app
from estates.database import db
from estates.history import drafts
from estates.history.draft import Actor
from estates.web.clock import now
from tests.databases import settings_for
from tests.history.cast import KIND, REZA, new_claim

LONGEST = 0.3  # seconds that a publisher lives once it works: a few publications


def publish_on_and_on(number: int, ready: int) -> None:
    """Publish one figure, one text and one name after the other, until the end."""
    for turn in count():
        if turn == 1:
            os.write(ready, b"1")
        session = db.session()
        actor = Actor(f"killed-{number}-{turn}", "E")
        draft = drafts.begin(session, KIND, "siro", actor, now())
        entries = {
            "claims/new1": new_claim(number=str(1000 + turn)),
            "texts/note/en": f"Note {number}.{turn}",
            "names/new1": {"language": "en", "name": f"Name {number}.{turn}", "role": "alias"},
        }
        drafts.save(session, draft, entries, actor, now())
        drafts.submit(session, KIND, draft, actor, now())
        session.commit()
        drafts.approve(session, KIND, draft, REZA, now())
        session.commit()
        db.session.remove()


def main(url: str, folder: str, kills: str) -> None:
    """Kill as many publishers as asked, at moments that are the same in every run."""
    app = create_app(settings_for(url, Path(folder)))
    chance = random.Random(7)
    for number in range(int(kills)):
        hears, tells = os.pipe()
        child = os.fork()
        if child == 0:
            with app.app_context():
                publish_on_and_on(number, tells)
        os.close(tells)
        os.read(hears, 1)  # its first publication is out
        os.close(hears)
        sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(f"publisher {number} ended by itself: {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
