"""A draft keeps what was typed, says at which field it is wrong, and waits for somebody else."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from estates.directory.document import document
from estates.history import drafts, queries
from estates.history.draft import Draft, State
from estates.history.models import Revision
from estates.lib.difference import Fate
from estates.web.clock import now
from tests.history.cast import (
    ALI,
    KIND,
    MINA,
    REASON,
    REZA,
    SARA,
    desk,
    new_claim,
    published,
    submitted,
    written,
)
from tests.site import Site

SUMMARY = {"texts/summary/fa": "متن آزمون تازه.", "texts/summary/en": "A new text for a test."}


def problems(session, entries, subject="siro"):
    found = KIND.read(session, subject, document(session, subject), entries)
    return {(one.path, one.part, one.code) for one in found.problems}


def test_one_draft_for_each_person_and_subject(own_site: Site) -> None:
    with desk(own_site) as session:
        first = written(session, SUMMARY)
        assert drafts.begin(session, KIND, "siro", SARA, now()).id == first.id
        assert drafts.begin(session, KIND, "siro", ALI, now()).id != first.id
        assert drafts.begin(session, KIND, "qom", SARA, now()).id != first.id
        session.commit()
        again = {
            c.key: getattr(first, c.key)
            for c in Draft.__mapper__.column_attrs
            if c.key not in ("id", "version")
        }
        session.add(Draft(**again))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_what_is_wrong_is_kept_and_told_at_its_field(own_site: Site) -> None:
    wrong = {
        "claims/new1": new_claim(number="dreißig", period="1404/13"),
        "claims/new2": new_claim(qualifier="range"),
        "claims/new3": new_claim(unit="kW"),
        "claims/new4": new_claim(source="nobody"),
        "claims/new5": new_claim(field="zones"),
        "claims/new6": new_claim(extent="part"),
        "claims/1": new_claim(),
        "texts/summary/fa": "English words",
        "texts/name/en": " ",
        "standing/999999": {"action": "withdraw", **REASON},
        "rulings/gas_capacity": {"state": "none", **REASON},
        "sources/New One": {"kind": "press"},
        "location": {
            "latitude": "34.5",
            "longitude": "abc",
            "quality": "unknown",
            "radius_m": "5",
            "source": "seed",
        },
        "nonsense": "x",
        "claims/new0": {"field": ["x"], "number": {}},
    }
    with desk(own_site) as session:
        draft = written(session, wrong)
        session.commit()
        session.expire_all()
        assert session.get_one(Draft, draft.id).entries == wrong
        assert problems(session, wrong) == {
            ("claims/new1", "number", "not_a_number"),
            ("claims/new1", "period", "not_a_period"),
            ("claims/new2", "number_max", "range_needs_end"),
            ("claims/new3", "unit", "unit_not_convertible"),
            ("claims/new4", "source", "no_such_source"),
            ("claims/new5", "field", "no_such_field"),
            ("claims/new6", "note_fa", "part_needs_note"),
            ("claims/1", "", "claims_never_change"),
            ("texts/summary/fa", "", "wrong_script"),
            ("texts/name/en", "", "missing"),
            ("standing/999999", "", "no_such_claim"),
            ("rulings/gas_capacity", "source", "missing"),
            ("sources/New One", "id", "not_a_slug"),
            ("location", "longitude", "not_a_number"),
            ("location", "quality", "unknown_choice"),
            ("nonsense", "", "not_understood"),
            ("claims/new0", "", "not_understood"),
        }
        with pytest.raises(drafts.NotReady):
            drafts.submit(session, KIND, draft, SARA, now())


@pytest.mark.parametrize(
    "typed", [None, 3, [], "x", {"number": 3}, {"action": []}, {"day": None, "source": 1}]
)
@pytest.mark.parametrize(
    "path",
    ["claims/new1", "standing/1", "confirm/1", "rulings/zones", "sources/a", "location", "ended",
     "names/new1", "texts/summary/fa", "specialism", "cites/summary", "cites/county", "fits/summary/fa", "", "/", "texts"],
)  # fmt: skip
def test_no_entry_whatever_breaks_the_reading(site: Site, path: str, typed: object) -> None:
    with desk(site) as session:
        KIND.read(session, "siro", document(session, "siro"), {path: typed})
        KIND.read(session, "qom", document(session, "qom"), {path: typed})


def test_a_submitted_draft_is_not_written_on_until_it_is_taken_back(own_site: Site) -> None:
    with desk(own_site) as session:
        draft = submitted(session, SUMMARY)
        with pytest.raises(drafts.NotOpen):
            drafts.save(session, draft, {}, SARA, now())
        with pytest.raises(drafts.NotYours):
            drafts.take_back(session, draft, ALI)
        drafts.take_back(session, draft, SARA)
        drafts.save(session, draft, {}, SARA, now())
        with pytest.raises(drafts.NothingChanged):
            drafts.submit(session, KIND, draft, SARA, now())


def test_an_older_window_does_not_overwrite_a_newer_one(own_site: Site) -> None:
    with desk(own_site) as session:
        draft = written(session, SUMMARY)
        shown = draft.version
        drafts.save(session, draft, {"texts/note/fa": "یک"}, SARA, now(), version=shown)
        with pytest.raises(drafts.Overtaken):
            drafts.save(session, draft, {"texts/note/fa": "دو"}, SARA, now(), version=shown)
        assert draft.entries == {"texts/note/fa": "یک"}


def test_nobody_decides_on_their_own_draft(own_site: Site) -> None:
    with desk(own_site) as session:
        draft = submitted(session, SUMMARY)
        with pytest.raises(drafts.OwnDraft):
            drafts.approve(session, KIND, draft, SARA, now())
        with pytest.raises(drafts.OwnDraft):
            drafts.send_back(session, draft, SARA, {"": "x"}, now())
        draft.state, draft.reviewer = State.APPROVED, SARA.key
        with pytest.raises(IntegrityError):  # the database itself refuses it
            session.flush()
        session.rollback()
        assert queries.current_number(session, "siro") == 1


def test_a_draft_is_sent_back_with_comments_and_comes_again(own_site: Site) -> None:
    with desk(own_site) as session:
        draft = submitted(session, SUMMARY)
        with pytest.raises(drafts.NothingSaid):
            drafts.send_back(session, draft, REZA, {"": " "}, now())
        drafts.send_back(session, draft, REZA, {"texts/summary/fa": "کوتاه‌تر"}, now())
        session.commit()
        assert [(c.path, c.text, c.author) for c in draft.comments] == [
            ("texts/summary/fa", "کوتاه‌تر", REZA.key)
        ]
        with pytest.raises(drafts.NotOpen):
            drafts.approve(session, KIND, draft, REZA, now())
        session.rollback()
        drafts.save(session, draft, SUMMARY, SARA, now())
        drafts.submit(session, KIND, draft, SARA, now())
        assert drafts.approve(session, KIND, draft, MINA, now()).number == 2
        assert len(draft.comments) == 1


def test_a_stale_draft_is_refused_with_the_difference_and_keeps_both(own_site: Site) -> None:
    with desk(own_site) as session:
        mine = written(session, {**SUMMARY, "texts/note/en": "Mine.", "claims/new1": new_claim()})
        session.commit()
        theirs = {
            "texts/summary/fa": "متن آن‌ها.",
            "texts/access/en": "Theirs.",
            "texts/note/en": "Mine.",
        }
        published(session, theirs, ALI)
        with pytest.raises(drafts.StaleDraft) as refused:
            drafts.submit(session, KIND, mine, SARA, now())
        assert refused.value.number == 2
        assert {path: one.fate for path, one in refused.value.difference.items()} == {
            "texts/summary/fa": Fate.CONFLICT,
            "texts/summary/en": Fate.ONLY_MINE,
            "texts/access/en": Fate.ONLY_THEIRS,
            "texts/note/en": Fate.SAME,
            "claims/new1": Fate.ONLY_MINE,
        }
        with pytest.raises(drafts.UnresolvedConflicts) as open_ones:
            drafts.rebase(session, KIND, mine, SARA, now(), {})
        assert open_ones.value.paths == ["texts/summary/fa"]
        drafts.rebase(session, KIND, mine, SARA, now(), {"texts/summary/fa": "theirs"})
        drafts.submit(session, KIND, mine, SARA, now())
        assert drafts.approve(session, KIND, mine, REZA, now()).number == 3
        after = document(session, "siro")
        assert after["texts/summary/fa"] == "متن آن‌ها."
        assert after["texts/summary/en"] == SUMMARY["texts/summary/en"]
        assert after["texts/access/en"] == "Theirs."
        assert [
            e["value"]
            for p, e in after.items()
            if p.startswith("claims/") and e["field"] == "gas_capacity"
        ][-1] == "30000"


def test_what_cannot_be_true_is_refused_and_what_is_unlikely_wants_a_reason(own_site: Site) -> None:
    with desk(own_site) as session:
        draft = written(session, {"claims/new1": new_claim("area_gross", "5000000")})
        with pytest.raises(drafts.NotReady) as refused:
            drafts.submit(session, KIND, draft, SARA, now())
        assert ["square_metres_for_hectares" in one.key for one in refused.value.doubts] == [True]
        drafts.save(
            session,
            draft,
            {"claims/new1": new_claim("area_gross", "3100", qualifier="about")},
            SARA,
            now(),
        )
        with pytest.raises(drafts.ReasonsMissing) as missing:
            drafts.submit(session, KIND, draft, SARA, now())
        key = missing.value.doubts[0].key
        drafts.submit(session, KIND, draft, SARA, now(), {key: "نقشهٔ تازه"})
        session.commit()
        assert draft.reasons == {key: "نقشهٔ تازه"}
        drafts.approve(session, KIND, draft, REZA, now())
        session.commit()
        revision = session.scalars(select(Revision).where(Revision.draft_id == draft.id)).one()
        assert (revision.author, revision.approver) == (SARA.key, REZA.key)
