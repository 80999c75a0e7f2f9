"""The shortlist in the address: what pages say of it before any script runs."""

from flask import render_template_string

from estates.pages.compare_query import named
from tests.page import Page
from tests.site import Site

LINK = "header a[data-shortlist-link]"
MACROS = '{% from "components/shortlist.html" import dock, pick, pick_button %}'


def made(site: Site, template: str, *refs: str) -> Page:
    """What a template of the macros makes of the sites ``refs``."""
    with site.app.test_request_context("/en/estates/"):
        site.app.preprocess_request()
        html = render_template_string(MACROS + template, estates=named(refs))
    response = site.client.get("/en/about/")
    response.set_data(html)
    return Page("/en/estates/", response)


def test_every_page_leads_to_the_shortlist_and_counts_nothing_where_nothing_is_chosen(site) -> None:
    for path in ("", "estates/", "estates/siro/", "about/", "compare/"):
        link = site.get(f"/en/{path}").one(LINK)
        assert link["href"] == "/en/compare/"
        assert link.b and link.b.has_attr("hidden")


def test_the_masthead_carries_and_counts_what_the_address_names(site: Site) -> None:
    link = site.get("/en/compare/?e=siro&e=ict&e=siro&differ=1").one(LINK)
    assert link["href"] == "/en/compare/?e=siro&e=ict"
    assert " ".join(link.get_text(" ").split()) == "Shortlist 2"
    assert link.b and not link.b.has_attr("hidden")


def test_the_count_has_the_digits_of_the_page(site: Site) -> None:
    page = Page("/fa/compare/?e=siro", site.fetch("/fa/compare/?e=siro"))
    assert page.words_of(f"{LINK} b") == "۱"


def test_the_masthead_never_carries_more_than_can_be_compared(site: Site) -> None:
    five = "e=siro&e=ict&e=shahab&e=khorabad&e=dastjerd"
    page = Page("/en/compare/", site.fetch(f"/en/compare/?{five}", 400))
    assert page.one(LINK)["href"] == "/en/compare/?e=siro&e=ict&e=shahab&e=khorabad"
    page = Page("/en/compare/", site.fetch("/en/compare/?e=siro&e=nowhere", 400))
    assert page.one(LINK)["href"] == "/en/compare/?e=siro"


def test_a_checkbox_names_its_site_and_belongs_to_the_dock(site: Site) -> None:
    template = "{{ pick(estates[0], ['siro']) }}{{ pick(estates[1], ['siro']) }}{{ dock() }}"
    page = made(site, template, "siro", "ict")
    boxes = page.all("label > input[type=checkbox][name=e]")
    assert [(box["value"], box.has_attr("checked")) for box in boxes] == [
        ("siro", True),
        ("ict", False),
    ]
    assert [label.get_text(" ", strip=True) for label in page.all("label")] == [
        "Shortlist Siro",
        "Shortlist ICT",
    ]
    assert {str(box["form"]) for box in boxes} == {str(page.one("form.dock")["id"])}
    assert page.one("form.dock")["action"] == "/en/compare/"


def test_what_was_chosen_on_another_page_stays_ticked_in_the_dock(site: Site) -> None:
    page = made(site, "{{ dock(estates) }}", "siro", "ict")
    boxes = page.all("form.dock input[name=e][checked]")
    assert [box["value"] for box in boxes] == ["siro", "ict"]
    assert "Siro" in page.words_of("form.dock ul")


def test_the_dock_says_what_to_do_and_has_its_button_without_scripts(site: Site) -> None:
    page = made(site, "{{ dock() }}")
    assert "Tick two to four sites" in page.words_of("form.dock > p:first-child")
    assert page.words_of("form.dock button") == "Compare side by side"
    assert not page.all("form.dock li")


def test_the_button_of_a_profile_leads_to_the_choice_with_its_site(site: Site) -> None:
    page = made(site, "{{ pick_button(estates[0]) }}", "siro")
    button = page.one("form button[name=e]")
    assert (button["value"], button.get_text()) == ("siro", "Add to shortlist")
    chosen = site.get(f"{page.one('form')['action']}?e={button['value']}")
    assert [box["value"] for box in chosen.all("input[name=e][checked]")] == ["siro"]


def test_names_cannot_leave_their_attributes(own_site: Site) -> None:
    from estates.database import db
    from estates.directory.models import Estate
    from estates.lib.bilingual import Words

    hostile = "\"><script>alert(1)</script>'"
    with own_site.app.app_context():
        one = db.session.get(Estate, "siro")
        assert one
        one.short_name = Words({"fa": hostile, "en": hostile})
        db.session.commit()
    for path in ("/en/compare/", "/en/compare/?e=siro&e=ict"):
        page = own_site.get(path)
        assert page.one("[data-shortlist=siro]")["data-name"] == hostile
        assert not page.soup.find("script", string=True)
