"""What an approval makes public: all of it, numbered, and nothing else."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from estates.directory.document import document
from estates.directory.models import Estate, Province
from estates.history import drafts, queries
from estates.history.lag import Mark, lagging
from estates.history.models import SEED, Revision
from estates.ledger.models import Claim, Lead, Ruling, Source
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
)
from tests.site import Site

NEW_SOURCE = {
    "kind": "official", "publisher_fa": "ناشر آزمون", "title": "[نامهٔ آزمون]", "language": "fa",
    "published": "۱۴۰۵/۰۶/۱۰", "accessed_fa": "خوانده شد",
}  # fmt: skip


def claims(session, field, subject="siro") -> list[Claim]:
    chosen = select(Claim).where(Claim.subject == subject, Claim.field_key == field)
    return list(session.scalars(chosen.order_by(Claim.id)))


def lead(session, field, subject="siro") -> int | None:
    """The id of the claim that leads."""
    session.expire_all()
    found = session.get(Lead, (subject, field))
    return found.claim_id if found else None


def test_figures_texts_and_a_new_source_become_public_together(own_site: Site) -> None:
    with desk(own_site) as session:
        before = queries.site_revision()
        revision = published(
            session,
            {
                "sources/letter-1405": NEW_SOURCE,
                "claims/new1": new_claim(
                    source="letter-1405", unit="m3/day", number="۷۲۰٬۰۰۰", qualifier="about"
                ),
                "texts/summary/fa": "متن آزمون تازه.",
                "names/new1": {"language": "fa", "name": "نام آزمون", "role": "alias"},
                "location": {
                    "latitude": "۳۴٫۵",
                    "longitude": "50.9",
                    "quality": "approximate",
                    "radius_m": "۵۰۰",
                    "source": "letter-1405",
                },
            },
        )
        session.expire_all()
        estate = session.get_one(Estate, "siro")
        assert (revision.number, estate.revision, revision.author, revision.approver) == (
            2,
            2,
            SARA.key,
            REZA.key,
        )
        assert queries.site_revision() == before + 1
        new = claims(session, "gas_capacity")[-1]
        assert (new.value, new.qualifier, new.revision, new.source_id) == (
            30000,
            "about",
            2,
            "letter-1405",
        )
        assert str(new.period_start) == "2026-09-01"
        assert lead(session, "gas_capacity") == new.id
        assert estate.summary["fa"] == "متن آزمون تازه." and "en" in estate.summary
        assert (estate.latitude, estate.location_radius_m) == (Decimal("34.5"), 500)
        assert session.get(Source, "letter-1405") is not None
        snapshot = session.get_one(Revision, ("siro", 2)).snapshot
        assert snapshot["document"] == document(session, "siro")
        assert snapshot["figures"]["gas_capacity"]["value"] == 30000
    page = own_site.get("/fa/estates/siro/")
    assert "متن آزمون تازه" in page.text and "۳۰٬۰۰۰" in page.text and "نام آزمون" in page.text
    assert "siro" in own_site.client.get("/api/v1/estates?q=نام آزمون").get_data(as_text=True)


def test_nothing_is_deleted_and_every_claim_stays_on_its_ledger(own_site: Site) -> None:
    with desk(own_site) as session:
        published(session, {"claims/new1": new_claim(number="100")})
        first = claims(session, "gas_capacity")[-1].id
        published(
            session,
            {
                f"standing/{first}": {"action": "supersede", **REASON},
                "claims/new1": new_claim(number="200"),
            },
        )
        second = claims(session, "gas_capacity")[-1].id
        published(session, {f"standing/{second}": {"action": "withdraw", **REASON}})
        session.expire_all()
        stored = {
            claim.id: (claim.superseded, bool(claim.withdrawn_at), claim.reason.get("en"))
            for claim in claims(session, "gas_capacity")
        }
        assert stored[first] == (True, False, "A test.") and stored[second] == (
            False,
            True,
            "A test.",
        )
        assert lead(session, "gas_capacity") is None
    page = own_site.get("/en/estates/siro/figures/gas-capacity/")
    assert page.one(f"#claim-{first}") and "withdrawn" in page.one(f"#claim-{second}").get_text()
    with desk(own_site) as session:
        published(session, {f"standing/{second}": {"action": "reinstate", **REASON}})
        assert lead(session, "gas_capacity") == second


def test_a_ruling_a_confirmation_and_an_end(own_site: Site) -> None:
    with desk(own_site) as session:
        published(session, {
            "claims/new1": new_claim(number="100"),
            "claims/new2": new_claim(number="200", period="1405/07/01"),
            "rulings/gas_capacity": {"lead": "new1", **REASON},
            "rulings/fibre": {"state": "none", "source": "seed", **REASON},
        })  # fmt: skip
        one, two = claims(session, "gas_capacity")[-2:]
        assert lead(session, "gas_capacity") == one.id
        assert session.get_one(Ruling, ("siro", "fibre")).state == "none"
        published(
            session,
            {
                "rulings/gas_capacity": {},
                f"confirm/{two.id}": {"day": "1405/09/01", "source": "seed"},
            },
        )
        again = claims(session, "gas_capacity")[-1]
        assert (again.value, again.confirms_id) == (200, two.id)
        assert lead(session, "gas_capacity") == again.id
        published(session, {"ended": {"day": "۱۴۰۵/۰۸/۰۱", "source": "seed", **REASON}})
        assert str(session.get_one(Estate, "siro").ended_on) == "2026-10-23"


def test_the_first_publication_of_the_province_keeps_what_was_before(own_site: Site) -> None:
    with desk(own_site) as session:
        revision = published(session, {"texts/name/en": "Qom Province (test)"}, subject="qom")
        first = session.get_one(Revision, ("qom", 1))
        assert (revision.number, first.author) == (2, SEED)
        assert (
            first.snapshot["name"]["en"]
            != "Qom Province (test)"
            == session.get_one(Province, "qom").name["en"]
        )
        assert first.snapshot["figures"]["units_operating"]["value"] == 2000
        assert (
            published(session, {"claims/new1": new_claim("zones", "6")}, subject="qom").number == 3
        )


def test_a_text_whose_other_language_was_not_written_lags(own_site: Site) -> None:
    def behind(session) -> set[str]:
        marks = {
            row.language: Mark(row.written, row.follows)
            for row in queries.text_marks("siro")
            if row.text == "summary"
        }
        return lagging(marks)

    with desk(own_site) as session:
        published(session, {"texts/summary/fa": "متن آزمون."})
        assert behind(session) == {"en"}
        published(session, {"texts/summary/en": "A test."})
        assert behind(session) == set()
        published(session, {"texts/summary/fa": "متن آزمون ۲.", "fits/summary/en": "yes"})
        assert behind(session) == set()


def test_an_earlier_revision_comes_back_through_review(own_site: Site) -> None:
    with desk(own_site) as session:
        original = document(session, "salafchegan")
        name = next(path for path in original if path.startswith("names/"))
        claim = next(
            path.partition("/")[2]
            for path in original
            if path.startswith("claims/") and f"standing/{path.partition('/')[2]}" not in original
        )
        published(session, {
            "claims/new1": new_claim(), "texts/summary/fa": "دیگر.", "texts/note/en": "Another.", name: {},
            "location": {}, f"standing/{claim}": {"action": "withdraw", **REASON}, "specialism": "metal",
            "rulings/fibre": {"state": "none", "source": "seed", **REASON},
            "ended": {"day": "1405/08/01", "source": "seed", **REASON},
        }, subject="salafchegan")  # fmt: skip
        old = session.get_one(Revision, ("salafchegan", 1))
        draft = drafts.restore(session, KIND, old, ALI, {"fa": "بازگشت"}, now())
        with pytest.raises(drafts.AlreadyDrafting):
            drafts.restore(session, KIND, old, ALI, {"fa": "بازگشت"}, now())
        drafts.submit(session, KIND, draft, ALI, now())
        session.commit()
        revision = drafts.approve(session, KIND, draft, MINA, now())
        session.commit()
        assert (revision.number, revision.restores) == (3, 1)
        after = document(session, "salafchegan")
        differs = {
            path.partition("/")[0]
            for path in {*original, *after}
            if original.get(path) != after.get(path)
        }
        assert differs == {
            "claims",
            "standing",
            "names",
        }  # the new claim stays, withdrawn; the name has a new number
        kept = [
            sorted(map(str, (v for p, v in flat.items() if p.startswith("names/"))))
            for flat in (original, after)
        ]
        assert kept[0] == kept[1]
        figures = [
            session.get_one(Revision, ("salafchegan", number)).snapshot["figures"]
            for number in (1, 3)
        ]
        assert figures[0] == figures[1]


def test_a_draft_that_another_publication_overtook_is_not_published(own_site: Site) -> None:
    with desk(own_site) as session:
        mine = submitted(session, {"texts/note/en": "Mine."})
        theirs = submitted(session, {"texts/summary/en": "Theirs."}, ALI)
        drafts.approve(session, KIND, theirs, REZA, now())
        session.commit()
        before = queries.site_revision()
        with pytest.raises(drafts.StaleDraft):
            drafts.approve(session, KIND, mine, REZA, now())
        session.rollback()
        assert queries.site_revision() == before
        drafts.return_stale(session, mine, REZA, now())
        drafts.rebase(session, KIND, mine, SARA, now(), {})
        drafts.submit(session, KIND, mine, SARA, now())
        assert drafts.approve(session, KIND, mine, REZA, now()).number == 3
