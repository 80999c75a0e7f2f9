"""The public pages: each resolves what it shows, gathers it, and renders."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from estates.directory import queries as directory
from estates.directory.distances import neighbours, to_places
from estates.directory.models import Estate, Kind
from estates.exports import queries as exports
from estates.exports.models import ExportBase
from estates.history.queries import site_revision
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import PROVINCE, Claim, Field, Source
from estates.ledger.statement import Statement, claim_statement
from estates.ledger.words import SOURCE_KINDS
from estates.lib.bilingual import Words
from estates.licensing import queries as licensing
from estates.maps.document import marks_document
from estates.pages import listing, sites
from estates.pages import profile as gather
from estates.pages.reasons import why
from estates.web.access import public
from estates.web.clock import today
from estates.web.languages import current
from estates.web.pagination import Pagination

bp = Blueprint("pages", __name__, url_prefix="/<lang>")


@dataclass(frozen=True)
class SourceUse:
    """A source with the number of claims that rest on it."""

    source: Source
    uses: int


@dataclass(frozen=True)
class ClaimUse:
    """A claim as the page of its source lists it."""

    subject_name: Words
    figure_url: str
    label: Words
    statement: Statement


HOME_FIGURES = ("units_operating", "jobs_direct", "zones", "area_gross")
HOME_EXPORT_ROWS = 3
LARGEST_ESTATE = "shokuhiyeh"


def resolve(ref: str) -> Estate:
    """The estate of an address, or 404."""
    return directory.estate(ref) or abort(404)


def resolve_figure(subject: str, path: str) -> Figure:
    """The figure of an address, or 404 where its subject has no such field."""
    return province_or_estate_figures(subject).get(path.replace("-", "_")) or abort(404)


def province_or_estate_figures(subject: str) -> dict[str, Figure]:
    """The figures of one subject."""
    return ledger.figures_of([subject], today())[subject]


@bp.get("/")
@public
def home() -> str:
    estates = directory.estates()
    figures = ledger.figures_of([PROVINCE, *(estate.ref for estate in estates)], today())
    policy = licensing.policy(licensing.EXPORT_PRIORITY)
    return render_template(
        "pages/home.html",
        province=figures[PROVINCE],
        figure_row=[figures[PROVINCE][key] for key in HOME_FIGURES],
        exports=exports.periods(ExportBase.CUSTOMS_OF_QOM, HOME_EXPORT_ROWS),
        policy=policy,
        priority=policy.statements[0] if policy else None,
        groups=_by_kind(estates),
        site_count=len(estates),
        locator_svg=sites.drawing(estates, figures, _("Map of the estates and zones of Qom")),
        example=figures.get(LARGEST_ESTATE, figures[PROVINCE])["jobs_direct"],
        gap=figures[PROVINCE]["water_capacity"],
        dispute=figures[PROVINCE]["zones"],
    )


def _by_kind(estates: Sequence[Estate]) -> list[tuple[str, list[Estate]]]:
    return [(kind, [estate for estate in estates if estate.kind == kind]) for kind in Kind]


@bp.get("/estates/")
@public
def estates() -> str:
    fields = ledger.fields()
    query = listing.parse(request.args, fields)
    everything, figures = _everything()
    rows = [listing.Row(estate, figures[estate.ref]) for estate in everything]
    pagination = Pagination(
        page=query.page,
        per_page=query.per_page,
        total=len(rows),
        url=lambda page: url_for(".estates", **listing.address(query, page=page)),
    )
    if query.page > pagination.pages:
        abort(404)
    arranged = listing.arrange(rows, query, current().code)
    return render_template(
        "pages/list.html",
        rows=pagination.of(arranged),
        query=query,
        view=query.view,
        sort=query.sort,
        columns=[field for field in fields if field.key in gather.LIST_COLUMNS],
        sort_options=_sort_options(query.sort, fields),
        pagination=pagination,
        view_url=lambda view: url_for(".estates", **listing.address(query, view=view)),
        sort_url=lambda key: url_for(".estates", **listing.address(query, sort=key, page=1)),
        locator_svg=sites.drawing(
            everything, figures, _("Map of the estates and zones of Qom"), variant="small"
        ),
    )


def _sort_options(sort: str, fields: Sequence[Field]) -> list[tuple[str, str, bool]]:
    labels = {field.key: field.label.best(current().code)[0] for field in fields}
    options = [("name", _("Name"))]
    for key in gather.LIST_COLUMNS[:2]:
        options.append((f"-{key}", _("%(figure)s, highest first", figure=labels[key])))
        options.append((key, _("%(figure)s, lowest first", figure=labels[key])))
    key = sort.removeprefix("-")
    if sort not in dict(options):
        shown = labels.get(key, _("Name"))
        phrase = _("%(figure)s, highest first") if sort.startswith("-") else _("%(figure)s")
        options.append((sort, phrase % {"figure": shown}))
    return [(value, label, value == sort) for value, label in options]


@bp.get("/estates/<slug:ref>/")
@public
def profile(ref: str) -> str:
    estate = resolve(ref)
    everyone, figures = _everything()
    own = figures[ref]
    places = directory.places()
    nearer, farther = neighbours(estate, everyone, places)
    names = gather.names_by_role(estate)
    return render_template(
        "pages/profile.html",
        estate=estate,
        figures=own,
        key_figures=[own[key] for key in gather.KEY_FIGURES],
        groups=gather.shown_groups(own),
        prices=gather.price_bars(everyone, _column(figures, gather.PRICE), ref),
        distances=to_places(estate, gather.landmarks(places, estate.point)),
        histories=[figure for figure in own.values() if figure.series],
        names=names,
        confusions=names["not_to_confuse"],
        sectors=estate.sectors,
        nearer=nearer,
        farther=farther,
        locator_svg=_near(estate, everyone, figures),
        api_url=url_for("opendata.estate", ref=ref),
    )


def _near(estate: Estate, everyone: Sequence[Estate], figures: sites.Figures) -> Markup | None:
    """The surroundings of an estate; None where its position is not known."""
    if estate.point is None:
        return None
    title = _("Map of the surroundings of %(name)s", name=estate.name.best(current().code)[0])
    return sites.drawing(everyone, figures, title, variant="near", selected=estate.ref)


def _column(figures: dict[str, dict[str, Figure]], key: str) -> dict[str, Figure]:
    return {ref: own[key] for ref, own in figures.items()}


@bp.get("/estates/<slug:ref>/figures/<slug:field>/")
@public
def figure(ref: str, field: str) -> str:
    estate = resolve(ref)
    return _figure_page(resolve_figure(ref, field), estate)


@bp.get("/province/figures/<slug:field>/")
@public
def province_figure(field: str) -> str:
    return _figure_page(resolve_figure(PROVINCE, field), None)


def _figure_page(shown: Figure, estate: Estate | None) -> str:
    return render_template(
        "pages/figure.html",
        figure=shown,
        estate=estate,
        province_name=directory.province().name,
        history=shown.history,
        cite_address=url_for(request.endpoint or "", _external=True, **(request.view_args or {})),
        bars=gather.series_bars(shown),
        why=why(shown),
        revision=estate.revision if estate else site_revision(),
    )


@bp.get("/province/")
@public
def province() -> str:
    figures = province_or_estate_figures(PROVINCE)
    return render_template(
        "pages/province.html",
        province=directory.province(),
        groups=gather.shown_groups(figures),
    )


@bp.get("/map/", endpoint="map")
@public
def map_page() -> str:
    everyone, figures = _everything()
    return render_template(
        "pages/map.html",
        entries=sites.entries(everyone, figures),
        locator_svg=sites.drawing(everyone, figures, _("Map of the estates and zones of Qom")),
    )


@bp.get("/map/marks.json")
@public
def map_marks() -> Response:
    everyone, figures = _everything()
    return jsonify(marks_document(sites.entries(everyone, figures), language=current().code))


def _everything() -> tuple[Sequence[Estate], dict[str, dict[str, Figure]]]:
    everyone = directory.estates()
    return everyone, ledger.figures_of([estate.ref for estate in everyone], today())


@bp.get("/sources/")
@public
def sources() -> str:
    uses = ledger.uses_by_source()
    known = ledger.sources()
    return render_template(
        "pages/sources.html",
        groups=[
            (kind, [SourceUse(it, uses.get(it.id, 0)) for it in known if it.kind == kind])
            for kind in SOURCE_KINDS
        ],
        total=len(known),
    )


@bp.get("/sources/<slug:id>/")
@public
def source(id: str) -> str:  # noqa: A002 — the name in the address
    found = ledger.source(id) or abort(404)
    claims = ledger.claims_from(id)
    names = {estate.ref: estate.short_name for estate in directory.estates()}
    names[PROVINCE] = directory.province().name
    return render_template(
        "pages/source.html",
        source=found,
        uses=[_claim_use(claim, names[claim.subject]) for claim in claims],
        texts=directory.estates_resting_on(id),
        export_count=exports.count_from(id),
        policy_count=licensing.count_from(id),
    )


def _claim_use(claim: Claim, subject_name: Words) -> ClaimUse:
    return ClaimUse(
        subject_name=subject_name,
        figure_url=figure_url(claim.subject, claim.field.path),
        label=claim.field.label,
        statement=claim_statement(claim, claim.field, today()),
    )


def figure_url(subject: str, path: str) -> str:
    """The address of a figure's ledger page."""
    if subject == PROVINCE:
        return url_for("pages.province_figure", field=path)
    return url_for("pages.figure", ref=subject, field=path)


@bp.get("/about/")
@public
def about() -> str:
    return render_template("pages/about.html")


@bp.get("/about/accessibility/")
@public
def accessibility() -> str:
    return render_template("pages/accessibility.html")


@bp.get("/about/privacy/")
@public
def privacy() -> str:
    return render_template("pages/privacy.html")
