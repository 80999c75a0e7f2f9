"""The first data: shapes of the contract, from the record that pages show."""

import json
from datetime import datetime

import pytest

from tests.site import Site


def document(site: Site, path: str) -> dict:
    response = site.fetch(path)
    assert response.content_type == "application/json"
    return json.loads(response.data)


def test_the_list_holds_seven_four_and_two(site: Site) -> None:
    found = document(site, "/api/v1/estates")
    kinds = [item["kind"] for item in found["items"]]
    assert found["total"] == 13
    assert [kinds.count(kind) for kind in ("estate", "zone", "private")] == [7, 4, 2]


def test_an_estate_is_the_same_alone_and_in_the_list(site: Site) -> None:
    listed = {item["ref"]: item for item in document(site, "/api/v1/estates")["items"]}
    for ref, item in listed.items():
        assert document(site, f"/api/v1/estates/{ref}") == item


def test_salafchegan_has_the_shape_of_the_contract(site: Site) -> None:
    found = document(site, "/api/v1/estates/salafchegan")
    assert found["name"]["en"] == "Salafchegan Industrial Estate"
    assert found["county"] == {"fa": "شهرستان قم", "en": "Qom County"}
    assert found["location"] == {
        "longitude": 50.46105,
        "latitude": 34.51319,
        "quality": "approximate",
        "radius_m": 1080,
    }
    assert found["figures"]["area_gross"] == {
        "state": "known",
        "value": 553,
        "value_max": None,
        "qualifier": "exact",
        "extent": "whole",
        "unit": "ha",
        "period": {"start": "2025-02-08", "end": "2025-02-08", "precision": "day"},
        "source": {"id": "qomna-205333", "url": "https://qomna.ir/205333/"},
        "disputed": False,
        "overdue": False,
    }
    assert found["figures"]["jobs_direct"] == {"state": "not_published", "partial": False}
    assert found["revision"] == 1
    assert datetime.fromisoformat(found["updated_at"]).tzinfo is not None
    assert found["links"]["self"].endswith("/api/v1/estates/salafchegan")
    assert found["links"]["html"]["fa"].endswith("/fa/estates/salafchegan/")


def test_unknown_is_null_with_its_state_and_never_zero(site: Site) -> None:
    second = document(site, "/api/v1/estates/private-second")
    assert second["location"] is None and second["county"] is None
    assert {row["state"] for row in second["figures"].values()} == {"not_published"}
    assert not any("value" in row for row in second["figures"].values())


def test_a_part_is_said_to_exist(site: Site) -> None:
    figures = document(site, "/api/v1/estates/mahmoudabad")["figures"]
    assert figures["gas_capacity"] == {"state": "not_published", "partial": True}


def test_every_claim_is_there_with_its_source(site: Site) -> None:
    total = 0
    for item in document(site, "/api/v1/estates")["items"]:
        claims = document(site, f"/api/v1/estates/{item['ref']}/claims")
        assert all(claim["source"]["id"] for claim in claims["items"])
        total += claims["total"]
    assert total == 104 - 30  # the others speak of the province


def test_the_claims_of_the_province_are_there_too(site: Site) -> None:
    found = document(site, "/api/v1/province/claims")
    assert found["total"] == 30
    zones = {claim["value"] for claim in found["items"] if claim["field"] == "zones"}
    assert zones == {4, 5}


def test_the_province_carries_the_dispute(site: Site) -> None:
    assert document(site, "/api/v1/province")["figures"]["zones"]["disputed"] is True


@pytest.mark.parametrize(("path", "total"), [("fields", 51), ("sources", 89)])
def test_registries_are_whole(site: Site, path: str, total: int) -> None:
    found = document(site, f"/api/v1/{path}")
    assert found["total"] == total == len(found["items"])


@pytest.mark.parametrize("ref", ["shokuhiyeh", "private-second"])
def test_pages_of_a_list_meet_without_gap(site: Site, ref: str) -> None:
    first = document(site, "/api/v1/estates?per_page=7")
    second = document(site, "/api/v1/estates?per_page=7&page=2")
    assert first["links"]["next"] == "http://localhost/api/v1/estates?page=2&per_page=7"
    refs = [item["ref"] for item in first["items"] + second["items"]]
    assert len(set(refs)) == 13 and ref in refs


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("utm=1", "utm"), ("sort=x", "sort"), ("page=0", "page"), ("page=99", "page")],
)
def test_a_bad_or_unknown_parameter_is_a_named_problem(site: Site, query, parameter) -> None:
    response = site.fetch(f"/api/v1/estates?{query}", 400)
    assert response.content_type == "application/problem+json"
    assert json.loads(response.data)["parameter"] == parameter


def test_a_missing_record_is_a_problem_document(site: Site) -> None:
    response = site.fetch("/api/v1/estates/nowhere", 404)
    assert json.loads(response.data)["status"] == 404


def test_sorting_puts_unknown_last_in_both_directions(site: Site) -> None:
    for sort, first in (("-area_gross", "shokuhiyeh"), ("area_gross", "pars-gostar-neyzar")):
        items = document(site, f"/api/v1/estates?sort={sort}")["items"]
        states = [item["figures"]["area_gross"]["state"] for item in items]
        assert items[0]["ref"] == first
        assert states == sorted(states)  # "known" before "not_published"


def test_numbers_are_ascii_and_words_are_real_letters(site: Site) -> None:
    text = site.fetch("/api/v1/estates/shokuhiyeh").get_data(as_text=True)
    assert "شکوهیه" in text and "\\u" not in text
