"""Qom Industrial Estates: a directory in which every figure can be checked."""

from functools import partial

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from estates import database, opendata, operation, pages, staff
from estates.accounts import commands as accounts
from estates.directory import indexing, media_commands
from estates.directory import queries as directory
from estates.directory import words as directory_words
from estates.directory.snapshot import published
from estates.enquiries import commands as enquiries
from estates.exports import words as exports_words
from estates.ledger import leads
from estates.ledger import words as ledger_words
from estates.maps import views as maps
from estates.seeding import commands as seeding
from estates.seeding import load
from estates.settings import ROOT, Settings
from estates.web import (
    addresses,
    compression,
    cross_origin,
    errors,
    formatting,
    forms,
    languages,
    mail,
    page,
    security,
    unstored,
    uploads,
)
from estates.web.assets import Assets


def create_app(settings: Settings | None = None) -> Flask:
    """The application, made from ``settings`` (default: those of the environment)."""
    settings = settings or Settings.from_env()
    app = Flask("estates", root_path=str(ROOT), static_folder=None)
    configure(app, settings)

    database.init_app(app, settings)
    leads.keep_in_step()
    indexing.keep_in_step()
    addresses.init_app(app)
    languages.init_app(app, settings)
    formatting.init_app(app)
    errors.init_app(app)
    cross_origin.init_app(app, (*errors.DATA_PATHS, "/catalog.jsonld"))
    unstored.init_app(app)
    compression.init_app(app)
    page.init_app(app, settings)
    forms.init_app(app, settings)
    mail.init_app(app, settings)
    uploads.init_app(app, settings)

    ledger_words.init_app(app)
    directory_words.init_app(app)
    exports_words.init_app(app)
    media_commands.init_app(app)

    maps.init_app(app, settings)
    app.register_blueprint(maps.bp, url_prefix="/<lang>")
    app.register_blueprint(maps.layers_bp)
    pages.init_app(app)
    enquiries.init_app(app)
    accounts.init_app(app, refs=directory.refs)
    staff.init_app(app)
    opendata.init_app(app)
    seeding.init_app(app, snapshot=published)
    operation.init_app(app, partial(load.fill, snapshot=published))

    Assets(settings.static_dir, settings.built_static_dir).init_app(app)
    security.init_app(app, settings)  # last, so that it is the outermost layer
    return app


def configure(app: Flask, settings: Settings) -> None:
    """What Flask itself wants to know."""
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=list(settings.allowed_hosts) or None,
        MAX_CONTENT_LENGTH=1024 * 1024,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.wsgi_app = security.refuse_odd_hosts(app.wsgi_app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
