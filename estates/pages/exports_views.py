"""What Qom exports, and where to."""

from flask import Response, abort, current_app, render_template, url_for

from estates.exports import queries
from estates.pages import exports
from estates.pages.blueprint import bp
from estates.settings import Settings
from estates.web.access import public
from estates.web.languages import languages
from estates.web.tables import csv_answer


@bp.get("/exports/", endpoint="exports")
@public
def exports_page() -> str:
    """The export figures by basis, the goods, and the markets in a table and on a map."""
    settings: Settings = current_app.extensions["settings"]
    markets = queries.every_market()
    countries = exports.countries(markets, settings.static_dir)
    return render_template(
        "pages/exports.html",
        sections=exports.sections(queries.every_period()),
        goods=exports.goods(queries.every_group()),
        countries=countries,
        mentions=exports.mentions(markets, countries),
        map_svg=exports.market_map(countries, settings.static_dir),
        files=[
            (title, url_for(".exports_csv", name=name))
            for name, (title, _records) in exports.TABLES.items()
        ],
        api_url=url_for("opendata.exports"),
    )


@bp.get("/exports/<name>.csv")
@public
def exports_csv(name: str) -> Response:
    """The figures, the markets or the product groups, all of them, as a table."""
    if name not in exports.TABLES:
        abort(404)
    header, rows = exports.file_of(name, tuple(languages()))
    return csv_answer(header, rows, f"qom-{name}.csv")
