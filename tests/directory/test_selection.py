"""Which sites meet what is asked, on the real facts and both databases."""

from dataclasses import replace
from decimal import Decimal
from math import degrees, dist

import pytest
from sqlalchemy import select as sql_select

from estates.database import db
from estates.directory.catalogue import MOST_KEPT, Spot, catalogue
from estates.directory.criteria import Criteria, Facet, Near
from estates.directory.models import Estate, Name
from estates.directory.search import search
from estates.directory.selection import Selection, may_be_near, select
from estates.history.models import SiteRevision
from estates.ledger.models import Lead
from estates.lib import bits
from estates.lib.geo import EARTH_RADIUS_KM, Point, chord
from estates.lib.quantity import Interval
from tests.site import Site

QOM = Point(Decimal("34.6401"), Decimal("50.8764"))


def selected(site: Site, **asked: object) -> tuple[Selection, set[str]]:
    with site.app.test_request_context("/fa/"):
        found = select(Criteria(**asked), catalogue())  # type: ignore[arg-type]
        return found, set(found.catalogue.named(bits.members(found.sites)))


def test_nothing_asked_is_everybody(site: Site) -> None:
    assert len(selected(site)[1]) == 13


def test_has_wants_every_field_named(site: Site) -> None:
    with site.app.app_context():
        held = {
            key: {
                row.subject for row in db.session.scalars(sql_select(Lead).filter_by(field_key=key))
            }
            for key in ("area_gross", "jobs_direct")
        }
    refs = selected(site, has=("area_gross", "jobs_direct"))[1]
    assert refs == (held["area_gross"] & held["jobs_direct"]) - {"qom"}


def test_a_range_is_the_same_as_the_interval_rule(site: Site) -> None:
    """For many ranges: what SQL keeps is what `Interval.intersects` keeps."""
    with site.app.app_context():
        rows = [row for row in db.session.scalars(sql_select(Lead)) if row.subject != "qom"]
        intervals = [(r.subject, r.field_key, Interval(r.low, r.high)) for r in rows]
    for _, key, of in intervals:
        ends = {end for end in (of.low, of.high) if end is not None}
        for end in ends | {end + 1 for end in ends} | {Decimal(0)}:
            for wanted in (Interval(end, None), Interval(None, end), Interval(end, end)):
                expected = {ref for ref, k, i in intervals if k == key and i.intersects(wanted)}
                refs = selected(site, ranges={key: wanted}, keep_unknown=False)[1]
                assert refs == expected, (key, wanted)


def test_without_one_part_everything_else_still_holds(site: Site) -> None:
    found, _ = selected(site, facets={Facet.KIND: ("zone",), Facet.COUNTY: ("kahak-county",)})
    assert found.without(Facet.COUNTY).bit_count() == 4
    assert found.without(Facet.KIND).bit_count() >= found.total


def test_a_position_that_may_lie_nearer_counts_as_near() -> None:
    spot = Spot(
        Point(Decimal("34.7"), Decimal("50.8764")), 3000
    )  # 6.7 km away, or 3 less: 3 to 10 km
    assert may_be_near(spot, Near(QOM, 3))
    assert not may_be_near(spot, Near(QOM, 2))


def test_the_nearest_stands_first_and_the_unplaced_last(site: Site) -> None:
    found, _ = selected(site, near=Near(QOM))
    with site.app.test_request_context("/fa/"):
        order = list(found.in_order("distance", "fa"))
        assert order[-1] not in found.catalogue.spots and order[0] in found.catalogue.spots
        assert len(order) == 13


def test_a_catalogue_is_made_anew_for_a_new_revision_only(own_site: Site) -> None:
    with own_site.app.test_request_context("/fa/"):
        first = catalogue()
        assert catalogue() is first
        site_revision = db.session.get(SiteRevision, 1)
        assert site_revision is not None
        site_revision.number += 1
        db.session.commit()
        assert catalogue() is not first


def test_the_search_index_follows_what_is_written(own_site: Site) -> None:
    def refs(query: str) -> list[str]:
        sites = catalogue()
        return sites.named(bits.members(search(query, sites).sites))

    with own_site.app.test_request_context("/fa/"):
        assert refs("zebrafinch") == []
        name = Name(
            estate_ref="siro", language="en", name="Zebrafinch Test", role="alias", source_id=None
        )
        db.session.add(name)
        estate = db.session.get(Estate, "ict")
        assert estate is not None
        estate.short_name = type(estate.short_name)({"fa": "هدهد آزمون", "en": "Hoopoe test"})
        db.session.commit()
        assert refs("zebrafinch") == ["siro"] and refs("هدهد") == ["ict"]
        db.session.delete(name)
        db.session.commit()
        assert refs("zebrafinch") == []


def test_what_queries_meet_is_kept_for_the_latest_only(site: Site) -> None:
    asked: list[str] = []

    def made(query: str) -> list[int]:
        asked.append(query)
        return [len(asked)]

    with site.app.test_request_context("/fa/"):
        kept = replace(catalogue(), _met={})
        for number in range(MOST_KEPT + 1):
            kept.met(f"query {number}", lambda number=number: made(f"query {number}"))
        assert kept.met("query 1", lambda: made("query 1")) == [2]
        assert kept.met("query 0", lambda: made("query 0")) == [MOST_KEPT + 2]
    assert asked.count("query 1") == 1 and asked.count("query 0") == 2


@pytest.mark.parametrize("km", [0, 1, 60, 700, 20_015])
def test_a_chord_belongs_to_its_way(km: int) -> None:
    near = Point(Decimal(0), Decimal(0))
    way = Decimal(str(degrees(km / EARTH_RADIUS_KM)))
    assert dist(near.direction, Point(Decimal(0), way).direction) == pytest.approx(chord(km))
