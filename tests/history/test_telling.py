"""Each change as a sentence, in both languages."""

import pytest

from estates.directory import past
from estates.directory.changes import Problem
from estates.directory.document import document
from estates.directory.problem_words import PROBLEMS, doubt_words, problem_words
from estates.directory.telling import Change, tell
from estates.ledger.plausibility import Doubt, Remark, Severity
from estates.web.clock import today
from estates.web.languages import speaking
from tests.history.cast import KIND, REASON, desk, new_claim, published
from tests.site import Site


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def prepared(request, databases, tmp_path_factory):
    """Siro with a gas capacity of 20,000 and three areas."""
    site = Site(databases.copy(request.param), tmp_path_factory.mktemp("telling"))
    with desk(site) as session:
        published(session, {
            "claims/new1": new_claim(number="20000", period="1404/06/10"),
            "claims/new2": new_claim("units_operating", "10", qualifier="about", period="1404"),
            "texts/access/fa": "آدرس", "texts/access/en": "Address",
            "names/new1": {"language": "en", "name": "Old Siro", "role": "former"},
            "rulings/water_capacity": {"state": "unknown", "source": "seed", **REASON},
        })  # fmt: skip
    yield site
    site.close()


def claim_id(base, field: str) -> str:
    return [
        path.partition("/")[2]
        for path, e in base.items()
        if path.startswith("claims/") and e["field"] == field
    ][-1]


def sentences(site: Site, entries, language: str) -> list[str]:
    with desk(site) as session, site.app.test_request_context(f"/{language}/"), speaking(language):
        base = document(session, "siro")
        typed = {
            path.replace("GAS", claim_id(base, "gas_capacity")).replace("NAME", name_of(base)): one
            for path, one in entries.items()
        }
        reading = KIND.read(session, "siro", base, typed)
        assert not reading.problems
        after = reading.document(base)
        change = Change("siro", base, after, past.ground(session, base, after), today())
        return [sentence.text for sentence in tell(change)]


def name_of(base) -> str:
    return next(
        path.partition("/")[2]
        for path, one in base.items()
        if path.startswith("names/") and one["name"] == "Old Siro"
    )


CASES = [
    ({"claims/new1": new_claim()},
     ["Raised “Gas capacity” from 20,000 m³/h to 30,000 m³/h (source: {en})."]),
    ({"claims/new1": new_claim(number="۱۵٬۰۰۰", qualifier="at_least")},
     ["Lowered “Gas capacity” from 20,000 m³/h to over 15,000 m³/h (source: {en})."]),
    ({"claims/new1": new_claim(number="20000", qualifier="about")},
     ["Changed “Gas capacity” from 20,000 m³/h to about 20,000 m³/h (source: {en})."]),
    ({"claims/new1": new_claim(number="20000", qualifier="range", number_max="25000")},
     ["Raised “Gas capacity” from 20,000 m³/h to 20,000–25,000 m³/h (source: {en})."]),
    ({"confirm/GAS": {"day": "2026-10-01", "source": "seed"}},
     ["Confirmed “Gas capacity” as unchanged: 20,000 m³/h, as of 1 Oct 2026 (source: {en})."]),
    ({"claims/new1": new_claim(period="1390")},
     ["Added a value of “Gas capacity” that does not lead: 30,000 m³/h (source: {en})."]),
    ({"standing/GAS": {"action": "withdraw", **REASON}},
     ["“Gas capacity” was 20,000 m³/h; no value leads now.",
      "Withdrew the value 20,000 m³/h of “Gas capacity” (source: {en})."]),
    ({"standing/GAS": {"action": "supersede", **REASON}, "claims/new1": new_claim()},
     ["Raised “Gas capacity” from 20,000 m³/h to 30,000 m³/h (source: {en}).",
      "Superseded the value 20,000 m³/h of “Gas capacity” (source: {en})."]),
    ({"claims/new1": new_claim("power_capacity", "12", unit="MW" )},
     ["Gave “Power capacity” for the first time: 12 MW (source: {en})."]),
    ({"rulings/fibre": {"state": "none", "source": "seed", **REASON}},
     ["Stated that there is none: “Fibre optic” (source: {en})."]),
    ({"rulings/gas_capacity": {"state": "not_applicable", "source": "seed", **REASON}},
     ["Stated that “Gas capacity” does not apply (source: {en})."]),
    ({"rulings/water_capacity": {}}, ["Dropped the decision on “Water capacity”."]),
    ({"rulings/gas_capacity": {"lead": "GAS", **REASON}}, None),
    ({"texts/access/en": "Another"}, ["Rewrote “Address” in English."]),
    ({"texts/access/fa": ""}, ["Removed “Address” in Persian."]),
    ({"specialism": "metal"}, ["Changed the specialism from “not published” to “Metal”."]),
    ({"location": {"latitude": "34.5", "longitude": "50.9", "quality": "surveyed", "radius_m": "10", "source": "seed"}}, None),
    ({"ended": {"day": "1405/08/01", "source": "seed", **REASON}},
     ["Recorded that the site ended on 23 Oct 2026 (source: {en})."]),
    ({"names/new1": {"language": "en", "name": "New Siro", "role": "alias"}}, ["Added the further name “New Siro”."]),
    ({"names/NAME": {}}, ["Removed the further name “Old Siro”."]),
    ({"cites/summary": ["seed"]}, ["Changed the sources of “Summary”."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "expected"),
    CASES,
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else "",
)
def test_a_change_is_a_sentence(prepared: Site, entries, expected) -> None:
    entries = {
        path: (
            {**one, "lead": _gas(prepared)}
            if isinstance(one, dict) and one.get("lead") == "GAS"
            else one
        )
        for path, one in entries.items()
    }
    with prepared.app.app_context():
        from estates.ledger.queries import source

        publisher = (source("seed") or pytest.fail("no seed")).publisher
    found = sentences(prepared, entries, "en")
    if expected is None:
        assert found
    else:
        assert found == [text.format(en=publisher["en"]) for text in expected]
    # The catalogue is filled at the merge; until then the sentence is there, with Persian digits.
    persian = sentences(prepared, entries, "fa")
    assert len(persian) == len(found)
    assert "20,000" not in " ".join(persian)


def _gas(site: Site) -> str:
    with desk(site) as session:
        return claim_id(document(session, "siro"), "gas_capacity")


def test_every_problem_and_every_doubt_has_words(prepared: Site) -> None:
    with desk(prepared) as session, prepared.app.test_request_context("/en/"), speaking("en"):
        fields = past.ground(session).fields
        for code in PROBLEMS:
            assert problem_words(Problem("x", "", code))
        assert (
            problem_words(Problem("x", "", "too_long", {"most": 4000}))
            == "At most 4,000 letters fit here."
        )
        for doubt in Doubt:
            assert doubt_words(
                Remark(Severity.WARNING, doubt, ("area_gross", "area_industrial")), fields
            )


def test_nothing_different_is_nothing_to_tell(prepared: Site) -> None:
    assert sentences(prepared, {}, "en") == []
