"""The licensing guide: who asks, the procedure, its checklist, and each of its steps."""

from flask import abort, render_template, request

from estates.licensing import procedure_queries as queries
from estates.licensing.procedures import Procedure
from estates.licensing.totals import totals
from estates.pages import guide
from estates.pages.blueprint import bp
from estates.pages.document_graph import draw
from estates.web.access import public
from estates.web.errors import BadParameter
from estates.web.languages import current

CHECKLIST = "checklist"


def resolve(path: str) -> Procedure:
    """The procedure of an address, or 404."""
    return queries.procedure(path.replace("-", "_")) or abort(404)


@bp.get("/licensing/")
@public
def licensing() -> tuple[str, int]:
    """Who asks, and the procedure for them, or that none was found."""
    asked = guide.read(request.args)
    procedures, gaps = queries.procedures(), queries.gaps()
    page = render_template(
        "pages/licensing.html",
        asked=asked,
        choices=guide.CHOICES,
        answer=guide.answer(asked, procedures, gaps),
        procedures=procedures,
        gaps=gaps,
        advantages=queries.advantages(),
        about=queries.about(),
    )
    return page, 400 if asked.problems else 200


@bp.get("/licensing/<slug:procedure>/")
@public
def procedure(procedure: str) -> str:
    """A procedure with its steps, its totals and its graph; or its checklist."""
    found = resolve(procedure)
    view = request.args.get("view", "")
    if view not in ("", CHECKLIST):
        raise BadParameter("view")
    return render_template(
        "pages/checklist.html" if view else "pages/procedure.html",
        procedure=found,
        audience=guide.AUDIENCES[found.audience],
        sites=[guide.SITES[site] for site in found.applies_to],
        steps={step.key: step for step in found.steps},
        totals=totals(found.steps),
        needed_by=guide.needed_by(found.steps),
        indicative={step.key: guide.indicative_places(step) for step in found.steps},
        graph=draw(found.steps, current().code, current().direction == "rtl"),
        about=queries.about(),
    )


@bp.get("/licensing/<slug:procedure>/<slug:step>/")
@public
def step(procedure: str, step: str) -> str:
    """A step with its ten elements."""
    found = resolve(procedure)
    steps = {one.path: one for one in found.steps}
    shown = steps.get(step) or abort(404)
    before, after = guide.beside(shown, found.steps)
    return render_template(
        "pages/step.html",
        procedure=found,
        step=shown,
        steps={one.key: one for one in found.steps},
        presumed=guide.presumed(shown, found.steps),
        needed_by=guide.needed_by(found.steps)[shown.key],
        before=before,
        after=after,
    )
