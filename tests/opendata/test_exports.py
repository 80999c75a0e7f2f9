"""The export figures as JSON."""

import json

from tests.site import Site


def test_figures_keep_their_basis_period_and_reservation(site: Site) -> None:
    found = json.loads(site.fetch("/api/v1/exports").data)
    assert found["total"] == len(found["items"]) == 17
    first = found["items"][0]
    assert (first["base"], first["value_usd"], first["kinds"]) == ("customs_of_qom", 34368710, 29)
    assert (first["weight_t"], first["weight_qualifier"]) == (33000, "at_least")
    assert first["period"] == {"start": None, "end": None, "precision": "undated"}
    assert first["months"] == 2 and first["source"]["id"] == "seed"
    assert found["links"]["html"]["fa"].endswith("/fa/exports/")


def test_unknown_amounts_are_null_and_have_no_reservation(site: Site) -> None:
    found = json.loads(site.fetch("/api/v1/exports").data)
    origin = [item for item in found["items"] if item["base"] == "goods_of_qom_origin"]
    assert [(item["weight_t"], item["weight_qualifier"]) for item in origin] == [(None, None)]


def test_markets_and_goods_are_all_there(site: Site) -> None:
    found = json.loads(site.fetch("/api/v1/exports").data)
    assert len(found["markets"]) == 50 and len(found["product_groups"]) == 24
    assert found["markets"][0]["country"] == "IQ" and found["markets"][0]["rank"] == 1


def test_an_unknown_parameter_is_named(site: Site) -> None:
    assert "colour" in site.fetch("/api/v1/exports?colour=red", 400).get_data(as_text=True)
