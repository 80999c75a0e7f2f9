"""Mistakes in the licensing guide are found on their line."""

import pytest

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
