"""The public pages: each resolves what it shows, gathers it, and renders."""

from itertools import islice

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from estates.directory import queries as directory
from estates.directory.catalogue import Catalogue, catalogue, county_key
from estates.directory.criteria import Facet
from estates.directory.distances import neighbours, to_places
from estates.directory.media import published_media
from estates.directory.models import Estate, Kind
from estates.exports import queries as exports
from estates.exports.models import ExportBase
from estates.history.queries import site_revision
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import PROVINCE
from estates.lib import bits
from estates.licensing import queries as licensing
from estates.pages import library, sites
from estates.pages import profile as gather
from estates.pages.blueprint import bp
from estates.pages.enquiry import waiting
from estates.pages.history import behind
from estates.pages.reasons import why
from estates.web.access import public
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.languages import current
from estates.web.page import absolute
from estates.web.pagination import MOST_PER_PAGE, PER_PAGE, Pagination, whole_number

HOME_FIGURES = ("units_operating", "jobs_direct", "zones", "area_gross")
HOME_EXPORT_ROWS = 3
HOME_SITES = 24  # of each kind; where there are more, a link leads to the list
MOST_PRICES = 24  # sites beside which a profile shows the price of its own


def resolve(ref: str) -> Estate:
    """The estate of an address, or 404."""
    return directory.estate(ref) or abort(404)


def resolve_figure(subject: str, path: str) -> Figure:
    """The figure of an address, or 404 where its subject has no such field."""
    return ledger.figures_of_one(subject, today()).get(path.replace("-", "_")) or abort(404)


@bp.get("/")
@public
def home() -> str:
    """The province at a glance, and every site by kind."""
    known = catalogue()
    province = ledger.figures_of_one(PROVINCE, today())
    policy = licensing.policy(licensing.EXPORT_PRIORITY)
    return render_template(
        "pages/home.html",
        province=province,
        figure_row=[province[key] for key in HOME_FIGURES],
        exports=exports.periods(ExportBase.CUSTOMS_OF_QOM, HOME_EXPORT_ROWS),
        policy=policy,
        priority=policy.statements[0] if policy else None,
        groups=_by_kind(known),
        locator_svg=sites.overview(known, known.everyone, _("Map of the estates and zones of Qom")),
        example=province["jobs_direct"],
        gap=province["water_capacity"],
        dispute=province["zones"],
    )


def _by_kind(known: Catalogue) -> list[tuple[str, list[Estate], int]]:
    """Of each kind the first sites, and how many there are in all."""
    sets = [(kind, known.facets[Facet.KIND].get(kind, 0)) for kind in Kind]
    first = {kind: list(islice(bits.members(of_kind), HOME_SITES)) for kind, of_kind in sets}
    shown = directory.estates_named(known.named(n for some in first.values() for n in some))
    return [
        (kind, [estate for estate in shown if estate.kind == kind], of_kind.bit_count())
        for kind, of_kind in sets
    ]


@bp.get("/estates/<slug:ref>/")
@public
def profile(ref: str) -> str:
    """All that is known of a site, and all that is not."""
    estate = resolve(ref)
    known = catalogue()
    own = ledger.figures_of_one(ref, today())
    places = directory.places()
    nearer, farther = neighbours(estate, known, places)
    names = gather.names_by_role(estate)
    return render_template(
        "pages/profile.html",
        estate=estate,
        figures=own,
        key_figures=[own[key] for key in gather.KEY_FIGURES],
        groups=gather.shown_groups(own),
        misfits=gather.misfits(own),
        prices=_prices(estate, known),
        prices_of_all=len(known.refs) <= MOST_PRICES,
        distances=to_places(estate, gather.landmarks(places, estate.point)),
        histories=[figure for figure in own.values() if figure.series],
        names=names,
        confusions=names["not_to_confuse"],
        sectors=estate.sectors,
        nearer=nearer,
        farther=farther,
        locator_svg=_near(estate),
        map_urls=_map_urls(estate),
        waiting=waiting(),
        behind=behind(ref),
        media=published_media(ref),
        api_url=url_for("opendata.estate", ref=ref),
    )


def _near(estate: Estate) -> Markup | None:
    """The surroundings of an estate; None where its position is not known."""
    title = _("Map of the surroundings of %(name)s", name=estate.name.best(current().code)[0])
    return sites.surroundings(catalogue(), estate, title)


def _map_urls(estate: Estate) -> tuple[str, str]:
    """The map page opened on an estate, and the document of its marks."""
    return url_for(".map", site=estate.ref), url_for(".map_marks")


def _prices(estate: Estate, known: Catalogue) -> list[gather.Bar]:
    """The prices of all sites, or of a few of the same county where there are many."""
    peers = known.everyone
    if len(known.refs) > MOST_PRICES:
        peers = known.facets[Facet.COUNTY][county_key(estate.county)]
    some = islice(bits.members(peers), MOST_PRICES)
    refs = list(dict.fromkeys([*known.named(some), estate.ref]))
    figures = ledger.figures_of(refs, today(), {gather.PRICE})
    prices = {ref: own[gather.PRICE] for ref, own in figures.items()}
    return gather.price_bars(directory.estates_named(refs), prices, estate.ref)


@bp.get("/estates/<slug:ref>/figures/<slug:field>/")
@public
def figure(ref: str, field: str) -> str:
    """The ledger of a figure of a site."""
    estate = resolve(ref)
    return _figure_page(resolve_figure(ref, field), estate)


@bp.get("/province/figures/<slug:field>/")
@public
def province_figure(field: str) -> str:
    """The ledger of a figure of the province."""
    return _figure_page(resolve_figure(PROVINCE, field), None)


def _figure_page(shown: Figure, estate: Estate | None) -> str:
    return render_template(
        "pages/figure.html",
        figure=shown,
        estate=estate,
        province_name=directory.province().name,
        history=shown.history,
        cite_address=absolute(request.path),
        bars=gather.series_bars(shown),
        why=why(shown),
        revision=estate.revision if estate else site_revision(),
    )


@bp.get("/province/")
@public
def province() -> str:
    """All figures of the province."""
    figures = ledger.figures_of_one(PROVINCE, today())
    return render_template(
        "pages/province.html",
        province=directory.province(),
        groups=gather.shown_groups(figures),
        media=published_media(PROVINCE),
    )


@bp.get("/sources/")
@public
def sources() -> str:
    """Everything that was read, by kind."""
    kinds = library.kinds(MOST_PER_PAGE)
    pages = Pagination(
        page=whole_number("page", request.args.get("page"), 1, 100_000),
        per_page=MOST_PER_PAGE,
        total=sum(count for _kind, count, _page in kinds),
        url=lambda page: url_for(".sources", page=page if page > 1 else None),
    )
    if pages.page > pages.pages:
        raise BadParameter("page")
    return render_template(
        "pages/sources.html",
        kinds=kinds,
        groups=library.uses_by_kind(pages.start, pages.per_page),
        pagination=pages,
    )


@bp.get("/sources/<slug:id>/")
@public
def source(id: str) -> str:  # noqa: A002 — the name in the address
    """What was read, and what rests on it."""
    found = ledger.source(id) or abort(404)
    total = library.uses_of(found)
    pages = Pagination(
        page=whole_number("page", request.args.get("page"), 1, 100_000),
        per_page=PER_PAGE,
        total=total.claims,
        url=lambda page: url_for(".source", id=id, page=page if page > 1 else None),
    )
    if pages.page > pages.pages:
        raise BadParameter("page")
    return render_template(
        "pages/source.html",
        source=found,
        total=total,
        uses=library.claims_of(found, pages.start, pages.per_page),
        pagination=pages,
        texts=directory.estates_resting_on(id, MOST_PER_PAGE),
    )


@bp.get("/about/")
@public
def about() -> str:
    """Who runs the site, and how to read it."""
    return render_template("pages/about.html", waiting=waiting())


@bp.get("/about/accessibility/")
@public
def accessibility() -> str:
    """What was done for access, and what was not tested."""
    return render_template("pages/accessibility.html")


@bp.get("/about/privacy/")
@public
def privacy() -> str:
    """What the site learns about its visitors."""
    return render_template("pages/privacy.html")
