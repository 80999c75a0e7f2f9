"""Mistakes in the licensing guide are found on their line."""

import pytest

from estates.seeding.check import warnings
from estates.seeding.seed import read_seed
from tests.seeding.conftest import SeedCopy

GUIDE = "licensing.yaml"

# What is replaced, by what, and what is said of the line where the first stood.
CASES = [
    ('audience: "domestic"', 'audience: "local"', "procedures[0].audience: Input should be"),
    (
        "- order: 2",
        "- order: 5",
        "procedures[0].steps[1].order: the step has the number 5. Write 2.",
    ),
    (
        '- "mimt-guide"',
        '- "gone"',
        "procedures[0].steps[0].sources[3]: 'gone' is not in sources.csv.",
    ),
    (
        "recourse: null",
        'recourse: "court"',
        "procedures[0].steps[0].recourse: Input should be None",
    ),
    ('title_en: "Apply for land"', "title_en: null", "procedures[0].steps[1].title_en: "),
    (
        'unit: "days"',
        "unit: null",
        "procedures[0].steps[3].duration.unit: value and unit go together",
    ),
    ('url: "https://mojavez.ir"', 'url: "mojavez"', "url: 'mojavez' is not a plain address."),
    ('date_state: "day"', 'date_state: "undated"', "date_state: date and date_state disagree."),
    ("published: false", "published: true", "policy.criteria.published: Input should be False"),
    (
        "lawyer_check: true",
        "lawyer_check: false",
        "incentives[0].lawyer_check: Input should be True",
    ),
    ("verdict: null", 'verdict: "yes"', "self_check.questions[0].verdict: Input should be None"),
    ("attributed: true", 'attributed: "yes"', "policy.statements[0].attributed: Input should be a"),
    (
        'yielded_by: "building_permit"',
        'yielded_by: "gone_permit"',
        "steps[5].requirements[0].yielded_by: 'gone_permit' is no step of this procedure."
        " Write the key of one of its steps.",
    ),
    (
        'yielded_by: "building_permit"',
        'yielded_by: "operating_licence"',
        "yielded_by: results go round in a circle:"
        " completion_certificate → operating_licence → completion_certificate. Take one link out.",
    ),
    (
        'yielded_by: "building_permit"',
        'yielded_by: "completion_certificate"',
        "results go round in a circle: completion_certificate → completion_certificate.",
    ),
    (
        '- "land_request"\n        see: []',
        '- "building_permit"\n        see: []',
        "steps[2].presumes[0]: results go round in a circle:"
        " plot_selection → building_permit → land_contract → plot_selection.",
    ),
    (
        'yielded_by: "establishment_licence"',
        'yielded_by: "completion_certificate"',
        "steps[1].requirements[0].yielded_by: results go round in a circle:",
    ),
    (
        '- "domestic_investor_estate/land_request"',
        '- "domestic_investor_estate/gone"',
        "see[0]: 'domestic_investor_estate/gone' is no step of the guide. Write procedure/step.",
    ),
    (
        '- "domestic_investor_estate/land_request"',
        '- "land_request"',
        "see[0]: String should match pattern",
    ),
    ('link: "stated"', "link: null", "requirements[0].link: yielded_by and link go together."),
    (
        "own: false",
        "own: true",
        "requirements[0].own: the requirement is the investor's own and the result of a step.",
    ),
    (
        'key: "land_request"',
        'key: "establishment_licence"',
        "steps[1].key: the key domestic_investor_estate/establishment_licence stands here twice.",
    ),
    ("where:", "places:", "procedures[0].steps[0].places: Extra inputs are not permitted."),
    (
        'quote_en: "Issuing permits for projects whose product can be exported takes priority"',
        f'quote_en: "{"word " * 26}"',
        "policy.statements[0].quote_en: the quotation has 26 words. Quote 3 to 25 words.",
    ),
]


@pytest.mark.parametrize(("good", "bad", "expected"), CASES)
def test_a_mistake_in_the_guide_is_reported_on_its_line(
    copied: SeedCopy, good: str, bad: str, expected: str
) -> None:
    line = copied.line_of(GUIDE, good)
    copied.replace(GUIDE, good, bad)
    found = copied.findings()
    assert any(
        finding.startswith(f"seed/{GUIDE}:{line}: ") and expected in finding for finding in found
    ), found


def test_a_key_that_stands_twice_is_refused(copied: SeedCopy) -> None:
    copied.replace(GUIDE, "version: 1\n", "version: 1\nversion: 1\n")
    assert copied.findings() == [
        "seed/licensing.yaml:4: version: the key version stands here twice. Keep one of the two."
    ]


def test_broken_yaml_is_reported_with_its_line(copied: SeedCopy) -> None:
    copied.replace(GUIDE, 'subject: "qom"', 'subject: "qom')
    findings = [finding for finding in copied.findings() if finding.startswith("seed/licensing")]
    assert len(findings) == 1
    assert "the file is not YAML" in findings[0]


def test_a_question_relates_to_something_that_exists(copied: SeedCopy) -> None:
    copied.replace(
        GUIDE, 'relates_to:\n        - "seed_export', 'relates_to:\n        - "gone_export'
    )
    assert any(
        "'gone_export_priority' is no statement, incentive or procedure." in finding
        for finding in copied.findings()
    )


def test_a_step_does_not_need_what_only_a_later_step_yields(copied: SeedCopy) -> None:
    copied.replace(GUIDE, "        presumes: []", '        presumes:\n          - "trade_card"')
    copied.replace(GUIDE, '"trade_card"', '"operating_licence"')
    assert any("results go round in a circle" in finding for finding in copied.findings())
    copied.replace(GUIDE, '- "operating_licence"', '- "plot_selection"')
    copied.replace(GUIDE, '          - "land_request"\n        see: []', "        see: []")
    copied.replace(GUIDE, "presumes:\n        see", "presumes: []\n        see")
    assert [finding for finding in copied.findings() if "later step" in finding] == [
        "seed/licensing.yaml:73: procedures[0].steps[0].presumes[0]: the step needs the result of"
        " the later step 'plot_selection'. Put the steps into the order in which they are taken."
    ]


def test_who_gives_a_requirement_may_be_unknown_and_a_person_is_told(copied: SeedCopy) -> None:
    def told() -> list[str]:
        found = warnings(read_seed(copied.folder))
        return [finding.column for finding in found if finding.file.endswith(GUIDE)]

    places = ["procedures[0].steps[3].requirements[1]", "procedures[0].steps[6].requirements[3]"]
    assert told() == places
    copied.replace(GUIDE, "own: true", "own: false")
    assert told() == ["procedures[0].steps[0].requirements[0]", *places]
    assert copied.findings() == []


def test_a_cost_names_its_currency_and_its_source(copied: SeedCopy) -> None:
    copied.replace(GUIDE, "cost:\n          value: null", "cost:\n          value: 5")
    said = "\n".join(copied.findings())
    for part in ("cost.state: the value and its state", "cost.currency: value and currency",
                 "cost.qualifier: value and qualifier", "cost.source_id: value and source_id"):  # fmt: skip
        assert f"procedures[0].steps[0].{part}" in said
