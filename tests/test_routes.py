"""Every view says who may see it, and every public page answers in every language."""

import pytest

from estates.web.access import access_of
from tests.site import LANGUAGES, Site

REFS = [
    "shokuhiyeh", "al-ghadir", "shahab", "salafchegan", "mahmoudabad", "samen-al-aemmeh", "ict",
    "khorabad", "dastjerd", "siro", "toghrud", "pars-gostar-neyzar", "private-second",
]  # fmt: skip


def test_every_view_says_its_access(site: Site) -> None:
    silent = [
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if access_of(site.app.view_functions[rule.endpoint]) is None
    ]
    assert not silent


def test_nothing_but_enquiries_is_received_from_the_public(site: Site) -> None:
    usual = {"GET", "HEAD", "OPTIONS"}
    others = {
        (rule.rule, method)
        for rule in site.app.url_map.iter_rules()
        for method in (rule.methods or set()) - usual
        if access_of(site.app.view_functions[rule.endpoint]) == "public"
    }
    forms = {
        "enquire/",
        "report/",
        "enquiries/<token>/",
        "staff/sign-in/",
        "staff/reset/",
        "staff/reset/<token>/",
    }
    assert others == {(f"/<lang>/{path}", "POST") for path in forms}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ref", REFS)
def test_every_profile_passes_inspection(site: Site, language: str, ref: str) -> None:
    site.get(f"/{language}/estates/{ref}/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["", "estates/", "estates/?view=cards", "estates/?per_page=5&page=2", "province/", "map/",
     "map/?site=siro", "map/?kind=zone", "match/", "match/?min_area_gross=500&min_fibre=1&kind=zone",
     "compare/", "compare/?e=siro&e=ict&e=shokuhiyeh&e=pars-gostar-neyzar",
     "licensing/", "licensing/domestic-investor-estate/", "licensing/foreign-investor-estate/",
     "licensing/domestic-investor-estate/?view=checklist",
     "licensing/foreign-investor-estate/land-transfer/", "licensing/export-priority/",
     "licensing/self-check/", "licensing/self-check/?step=7", "licensing/self-check/?view=all",
     "exports/", "enquire/", "enquire/?estate=qom&field=zones", "report/?claim=1", "sources/", "changes/",
     "estates/siro/revisions/", "estates/siro/revisions/1/", "estates/siro/revisions/compare/",
     "province/revisions/", "staff/sign-in/", "staff/reset/", "about/", "about/accessibility/", "about/privacy/"],
)  # fmt: skip
def test_every_page_passes_inspection(site: Site, language: str, path: str) -> None:
    site.get(f"/{language}/{path}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_and_source_page_passes_inspection(site: Site, language: str) -> None:
    """All of them, on SQLite and PostgreSQL: a ledger page for each field of each subject."""
    with site.app.app_context():
        from estates.ledger.queries import fields, sources

        keys = [(field.path, field.scope) for field in fields()]
        ids = [source.id for source in sources()]
    for path, scope in keys:
        if scope in ("province", "both"):
            site.get(f"/{language}/province/figures/{path}/")
        if scope in ("estate", "both"):
            site.get(f"/{language}/estates/shokuhiyeh/figures/{path}/")
            site.get(f"/{language}/estates/private-second/figures/{path}/")
    for known in ids:
        site.get(f"/{language}/sources/{known}/")
