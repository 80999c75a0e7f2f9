"""Whatever is typed is kept as it is; what is published can be read, told and brought back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estates.directory import past, restoring
from estates.directory.document import document
from estates.directory.telling import Change, tell
from estates.history import drafts
from estates.history.draft import Draft
from estates.ledger.models import Extent
from estates.lib.difference import changed, merged
from estates.lib.quantity import Qualifier
from estates.web.clock import now, today
from estates.web.languages import speaking
from tests.history.cast import KIND, REASON, SARA, desk
from tests.site import Site

SUBJECT = "salafchegan"
# The database of each kind is made once for all examples; nothing is committed.
KEPT = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TYPED = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
KINDS = (
    "texts",
    "cites",
    "specialism",
    "location",
    "ended",
    "names",
    "claims",
    "standing",
    "rulings",
    "sources",
    "confirm",
    "contacts",
    "photos",
    "files",
    "fits",
    "odd",
)
PATHS = st.builds(
    "/".join,
    st.lists(
        st.sampled_from([*KINDS, "new1", "1", "summary", "fa", "zones", ""]), min_size=1, max_size=3
    ),
)
CLAIM = st.fixed_dictionaries(
    {
        "field": st.sampled_from(["gas_capacity", "area_gross", "units_operating", "fibre"]),
        "number": st.integers(0, 900).map(str) | st.sampled_from(["۱٬۲۰۰", "٣٫٥", "1,200.5"]),
        "source": st.just("seed"),
        "qualifier": st.sampled_from([q for q in Qualifier if q is not Qualifier.RANGE]),
        "extent": st.sampled_from(list(Extent)),
        "period": st.sampled_from(["", "1404", "۱۴۰۴/۰۵", "2025-08-22", "1400 تا 1402"]),
        "note_fa": st.just("آزمون"),
    }
)
VALID = st.fixed_dictionaries(
    {},
    optional={
        "claims/new1": CLAIM,
        "claims/new2": CLAIM,
        "texts/summary/fa": st.sampled_from(["متن آزمون", ""]),
        "texts/note/en": st.sampled_from(["A test", ""]),
        "specialism": st.sampled_from(["metal", "ict", "unknown"]),
        "location": st.sampled_from([{}, {"latitude": "34.4", "longitude": "۵۰٫۵", "quality": "surveyed", "radius_m": "9", "source": "seed"}]),
        "ended": st.just({"day": "1404/01/01", "source": "seed", **REASON}),
        "rulings/fibre": st.just({"state": "none", "source": "seed", **REASON}),
        "names/new1": st.just({"language": "en", "name": "Test", "role": "alias"}),
        "contacts/new1": st.just({"role_fa": "آزمون", "role_en": "Test", "phones": "۰۲۵ ۳۳۳۴ ۴۵۵۶", "hours_fa": "همیشه", "source": "seed"}),
    },
)  # fmt: skip


@KEPT
@given(entries=st.dictionaries(PATHS, TYPED, max_size=5))
def test_what_is_typed_is_kept_and_never_breaks_the_reading(site: Site, entries) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in str(entries)):
        return  # no form gives these: web.forms and lib.typed take them away
    with desk(site) as session:
        draft = drafts.begin(session, KIND, SUBJECT, SARA, now())
        drafts.save(session, draft, entries, SARA, now())
        session.expire_all()
        assert session.get_one(Draft, draft.id).entries == entries
        reading = KIND.read(session, SUBJECT, draft.base, entries)
        assert all(problem.path in entries for problem in reading.problems)
        session.rollback()


@KEPT
@given(entries=VALID)
def test_what_is_published_is_what_was_read_and_can_be_brought_back(site: Site, entries) -> None:
    with desk(site) as session, site.app.test_request_context("/en/"), speaking("en"):
        base = document(session, SUBJECT)
        reading = KIND.read(session, SUBJECT, base, entries)
        assert not reading.problems
        expected = reading.document(base)
        assert set(changed(base, expected)) == set(reading.changes)
        assert merged(base, expected, base) == expected
        KIND.apply(session, SUBJECT, reading.changes, 2, now())
        session.expire_all()
        after = document(session, SUBJECT)
        assert without_numbers(after) == without_numbers(expected)
        told = tell(Change(SUBJECT, base, expected, past.ground(session, base, expected), today()))
        assert bool(told) == bool(reading.changes) and all(sentence.text for sentence in told)
        back = restoring.entries({"document": base}, after, {"en": "Back."})
        again = KIND.read(session, SUBJECT, after, back)
        assert not again.problems
        restored = again.document(after)
        ground = past.ground(session, base, restored)
        figures = [past.figures_of(flat, SUBJECT, ground, today()) for flat in (base, restored)]
        leads = [
            {key: one.lead.id if one.lead else one.state for key, one in of.items()}
            for of in figures
        ]
        assert leads[0] == leads[1]
        kinds = {
            path.partition("/")[0]
            for path in changed(without_numbers(base), without_numbers(restored))
        }
        assert kinds <= {"claims", "standing"}
        session.rollback()


def without_numbers(flat) -> dict:
    """A document in which new rows are known by what they say."""
    found = {}
    for path, value in flat.items():
        kind, _, rest = path.partition("/")
        key = (
            str(sorted(value.items(), key=str)) if kind in ("claims", "names", "contacts") else rest
        )
        found[f"{kind}/{key}"] = value
    return found
