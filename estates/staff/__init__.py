"""The desk: signing in, people, and what staff do."""

from importlib import import_module

from flask import Flask

from estates.accounts import guards
from estates.accounts.models import Stage
from estates.staff import import_words, kept, menu, words
from estates.staff.blueprint import bp

# The modules whose views belong to the blueprint.
VIEWS = (
    "home_views",
    "draft_views",
    "enquiry_views",
    "ready_answer_views",
    "phone_sheet_views",
    "history_views",
    "help_views",
    "sign_in_views",
    "second_factor_views",
    "password_views",
    "account_views",
    "people_views",
    "audit_views",
    "site_views",
    "edit_views",
    "subject_views",
    "media_views",
    "import_views",
    "export_views",
)


def init_app(app: Flask) -> None:
    """Register the desk, and guard every view of the application."""
    for name in VIEWS:
        import_module(f"{__name__}.{name}")
    app.register_blueprint(bp)
    words.init_app(app)
    import_words.init_app(app)
    app.jinja_env.globals.update(desk_menu=menu.MENU, desk_waiting=menu.waiting)
    stages = {
        Stage.CODE: "staff.code",
        Stage.ENROL: "staff.second_factor",
        Stage.FULL: "staff.home",
    }
    guards.init_app(app, guards.Ways("staff.sign_in", stages, kept.keep))
