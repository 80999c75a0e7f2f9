"""The licensing guide as JSON."""

import json

import pytest

from tests.site import Site


@pytest.fixture(scope="module")
def guide(site: Site) -> dict:
    response = site.fetch("/api/v1/licensing")
    assert response.content_type == "application/json"
    return json.loads(response.data)


def steps(guide: dict, number: int) -> dict[str, dict]:
    return {step["key"]: step for step in guide["items"][number]["steps"]}


def test_both_procedures_are_there_with_all_their_steps(guide: dict) -> None:
    assert guide["total"] == 2
    assert [len(item["steps"]) for item in guide["items"]] == [7, 6]
    assert [item["audience"] for item in guide["items"]] == ["domestic", "foreign"]
    assert guide["items"][0]["applies_to"] == ["estate", "zone"]
    html = guide["items"][0]["links"]["html"]
    assert html["fa"].endswith("/fa/licensing/domestic-investor-estate/")


def test_what_is_not_published_is_null_or_says_its_state(guide: dict) -> None:
    for item in guide["items"]:
        for step in item["steps"]:
            assert step["cost"]["state"] == "not_published" and "value" not in step["cost"]
            assert step["recourse"] is None
            assert step["certified"] == {"by": None, "on": None}
            assert all(place["contact"] is place["hours"] is None for place in step["where"])


def test_an_indicative_duration_keeps_its_qualifier_and_source(guide: dict) -> None:
    assert steps(guide, 0)["land_contract"]["duration"] == {
        "state": "indicative",
        "value": 7,
        "value_max": None,
        "qualifier": "at_most",
        "unit": "days",
        "source": {"id": "khiec-148", "url": "http://khiec.ir/fa/guide/148"},
        "note": {
            "fa": "پس از کامل شدن مدارک؛ در استانی دیگر.",
            "en": "After the documents are complete; in another province.",
        },
    }


def test_the_graph_says_what_is_stated_what_is_inferred_and_what_is_unknown(guide: dict) -> None:
    found = steps(guide, 0)
    assert found["plot_selection"]["needs"] == [{"step": "land_request", "link": "inferred"}]
    givers = [item["giver"] for item in found["operating_licence"]["requirements"]]
    assert givers == [
        {"kind": "step", "step": "land_contract", "link": "stated"},
        {"kind": "step", "step": "completion_certificate", "link": "stated"},
        {"kind": "investor"},
        {"kind": "unknown"},
    ]
    see = steps(guide, 1)["land_transfer"]["see"]
    assert see[0] == {"procedure": "domestic_investor_estate", "step": "land_request"}


def test_the_policy_says_that_no_criteria_are_published(guide: dict) -> None:
    assert guide["policy"]["criteria"]["published"] is False
    assert len(guide["policy"]["statements"]) == 5
    assert [gap["site"] for gap in guide["not_covered"]][:2] == ["private", "outside"]


def test_an_unknown_parameter_is_refused(site: Site) -> None:
    problem = json.loads(site.fetch("/api/v1/licensing?lang=fa", 400).data)
    assert problem["parameter"] == "lang"
