"""What a search meets, in which order, on both databases alike."""

import pytest

from estates.directory.catalogue import catalogue
from estates.directory.search import Found, Tier, edits_forgiven, search
from estates.lib import bits
from tests.site import Site


def found(site: Site, query: str) -> Found:
    with site.app.test_request_context("/fa/"):
        return search(query, catalogue())


def met(site: Site, query: str) -> list[tuple[Tier, str]]:
    """What a query meets, the best first."""
    with site.app.test_request_context("/fa/"):
        sites = catalogue()
        return [
            (tier, sites.refs[n])
            for tier, met in search(query, sites).by_tier.items()
            for n in bits.members(met)
        ]


@pytest.mark.parametrize(
    ("query", "tier", "ref"),
    [
        ("شکوهیه", Tier.EXACT_NAME, "shokuhiyeh"),
        ("شكوهيه", Tier.EXACT_NAME, "shokuhiyeh"),  # Arabic ی and ک
        ("شهرک صنعتی شکوهیه", Tier.EXACT_NAME, "shokuhiyeh"),
        ("SHOKUHIYEH", Tier.EXACT_NAME, "shokuhiyeh"),
        ("محمود آباد", Tier.EXACT_NAME, "mahmoudabad"),  # a space within
        ("محمودابد", Tier.EXACT_NAME, "mahmoudabad"),  # a slip
        ("شکو", Tier.NAME_BEGINS, "shokuhiyeh"),
        ("ثامن‌الائمه", Tier.NAME_BEGINS, "samen-al-aemmeh"),
        ("ثامن الائمه", Tier.NAME_BEGINS, "samen-al-aemmeh"),
        ("ثامنالائمه", Tier.NAME_BEGINS, "samen-al-aemmeh"),
        ("Shokouhieh", Tier.EXACT_ALIAS, "shokuhiyeh"),  # a spelling
        ("قنوات", Tier.EXACT_ALIAS, "samen-al-aemmeh"),  # another name
        ("printing", Tier.IN_NAME, "shahab"),
        ("بهره‌برداری", Tier.TEXT, "mahmoudabad"),
        ("بهره برداری", Tier.TEXT, "mahmoudabad"),
        ("بهرهبرداری", Tier.TEXT, "mahmoudabad"),
    ],
)
def test_a_site_is_met_however_it_is_typed(site: Site, query: str, tier: Tier, ref: str) -> None:
    assert (tier, ref) in met(site, query)


def test_specialism_sector_county_and_kind_are_searched_in_both_languages(site: Site) -> None:
    assert "ict" in {ref for _, ref in met(site, "information technology")}
    assert "samen-al-aemmeh" in {ref for _, ref in met(site, "چوب مبلمان")}
    assert {"dastjerd", "khorabad", "siro", "toghrud"} <= {ref for _, ref in met(site, "ناحیه")}
    assert {"khorabad", "siro"} & {ref for _, ref in met(site, "kahak county")}


def test_the_best_match_stands_first(site: Site) -> None:
    tiers = [tier for tier, _ in met(site, "محمودآباد")]
    assert tiers[0] is Tier.EXACT_NAME and tiers[-1] is Tier.TEXT and tiers == sorted(tiers)


@pytest.mark.parametrize(
    ("word", "edits"),
    [("قم", 0), ("قدم", 0), ("شهاب", 1), ("سلفچگا", 1), ("xxxxxxx", 1), ("xxxxxxxx", 2)],
)
def test_longer_words_are_forgiven_more(word: str, edits: int) -> None:
    assert edits_forgiven(word) == edits


@pytest.mark.parametrize(
    ("slip", "ref"),
    [
        ("شکوهبه", "shokuhiyeh"),  # one wrong letter
        ("شکوهیهه", "shokuhiyeh"),  # one too many
        ("شکویه", "shokuhiyeh"),  # one missing
        ("شوکهیه", "shokuhiyeh"),  # two that changed places
        ("دستجزد", "dastjerd"),
        ("mahmudabbad", "mahmoudabad"),  # two in a long word
    ],
)
def test_slips_are_forgiven_and_said(site: Site, slip: str, ref: str) -> None:
    result = found(site, slip)
    assert ref in {ref for _, ref in met(site, slip)}
    assert slip in result.read_as


def test_two_slips_in_a_short_word_are_not_forgiven(site: Site) -> None:
    assert not found(site, "شکپبیه").sites


def test_salafchegan_is_told_from_its_special_economic_zone(site: Site) -> None:
    names = [name.name for name in found(site, "سلفچگان").confused]
    assert "منطقه ویژه اقتصادی سلفچگان" in names
    page = site.get("/fa/estates/?q=سلفچگان")
    assert "منطقه ویژه اقتصادی سلفچگان" in page.words_of(".notice.info")
    assert [link.get_text(strip=True) for link in page.all("table tbody th > a")] == ["سلفچگان"]


def test_nothing_found_offers_what_is_near(site: Site) -> None:
    result = found(site, "شکوفه")
    assert not result.sites
    page = site.get("/fa/estates/?q=شکوفه")
    assert page.all('.results a[href="/fa/estates/shokuhiyeh/"]')


@pytest.mark.parametrize(
    "query",
    ['"', "*", '" OR "a', "NEAR(a b)", "a AND", "-قم", "words:a", "(((", "'", "a:*b", "& | !", "%",
     "\\", "^a", "\u202eشهاب", "\ud800", "\x00", "ـــ", "a" * 10_000, "صنعتی " * 2_000],
)  # fmt: skip
def test_signs_of_query_languages_are_only_signs(site: Site, query: str) -> None:
    found(site, query)
