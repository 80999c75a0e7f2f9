"""Every plain document of the real facts: sound, typed back as it is, changed, told, restored."""

import pytest

from estates.ledger.plain import document as documents
from estates.ledger.plain.columns import Ground, Text
from estates.ledger.plain.telling import tell
from estates.lib.difference import changed
from estates.pages.plain_families import PLAIN_FAMILIES
from estates.web.clock import now
from estates.web.languages import speaking
from tests.history.cast import desk
from tests.site import Site

FAMILIES = list(PLAIN_FAMILIES)


@pytest.mark.parametrize("name", FAMILIES)
def test_what_is_published_is_sound_and_typed_back_unchanged(site: Site, name: str) -> None:
    shape = PLAIN_FAMILIES[name].shape
    for language in ("fa", "en"):
        with desk(site) as session, site.app.test_request_context(), speaking(language):
            for key, title in shape.listing(session):
                assert title
                base = documents.document(shape, session, key)
                assert base or not shape.columns, key
                ground = Ground(session, key, base)
                assert not list(documents.missing(shape, base)), key
                assert not list(shape.check(ground, base, base)), key
                ground.entries = {path: documents.typed_at(shape, path, base) for path in base}
                reading = documents.read(shape, ground)
                assert (reading.changes, reading.problems) == ({}, []), key
                assert shape.name(shape.find(session, key))


@pytest.mark.parametrize("name", FAMILIES)
def test_a_change_can_be_told_applied_and_taken_back(site: Site, name: str) -> None:
    family = PLAIN_FAMILIES[name]
    shape, kind = family.shape, family.kind
    with desk(site) as session, site.app.test_request_context(), speaking("en"):
        for key, _title in shape.listing(session)[:3]:
            subject = f"{name}:{key}"
            base = kind.document(session, subject)
            entries = {
                path: f"{base[path]} آزمون test"
                for column in shape.columns
                if isinstance(column, Text)
                for path in column.paths
                if path in base
            }
            rows = [path for path in base if shape.part_at(path)]
            entries |= {path: {} for path in rows[1:]}
            reading = kind.read(session, subject, base, entries)
            if not entries or reading.problems:
                continue
            after = reading.document(base)
            told = tell(shape, base, after, Ground(session, key, base))
            assert len(told) == len(reading.changes) and all(one.text for one in told)
            kind.apply(session, subject, reading.changes, 2, now())
            session.expire_all()
            assert kind.document(session, subject) == after
            back = kind.restoring(session, subject, {"document": base}, {})
            again = kind.read(session, subject, after, back)
            assert not again.problems, again.problems
            kind.apply(session, subject, again.changes, 3, now())
            session.expire_all()
            restored = kind.document(session, subject)
            gone = {path for path in changed(base, restored) if not shape.part_at(path)}
            assert not gone
            assert sorted(map(str, base.values())) == sorted(map(str, restored.values()))
        session.rollback()
