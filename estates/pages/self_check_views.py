"""The self-check: its questions, one or all of them on a page, and the dossier they lead to."""

from flask import Response, render_template, request, url_for

from estates.exports import named
from estates.licensing import procedure_queries
from estates.licensing import queries as licensing
from estates.licensing.answers import QUESTIONS
from estates.pages import answers, countries, dossier_file
from estates.pages.answers import Offer, Reading
from estates.pages.blueprint import bp
from estates.pages.dossier import Asked, Known, dossier
from estates.web.access import public
from estates.web.clock import today
from estates.web.documents import pdf_answer
from estates.web.errors import BadParameter
from estates.web.languages import current
from estates.web.pagination import whole_number

ALL, DOSSIER = "all", "dossier"


def _asked() -> Asked:
    return Asked(
        questions=[one for one in licensing.questions() if one.key in QUESTIONS],
        groups=named.product_groups(),
        markets=named.markets(),
    )


def _known(asked: Asked) -> Known:
    policy = licensing.policy(licensing.EXPORT_PRIORITY)
    return Known(
        asked=asked,
        statements=policy.statements if policy else [],
        criteria=policy.criteria_in_force if policy else [],
        incentives=licensing.incentives(),
        procedures=procedure_queries.procedures(),
        gaps=procedure_queries.gaps(),
    )


def _read(asked: Asked) -> Reading:
    world = countries.names(current().code)
    offer = Offer(asked.questions, frozenset(asked.groups), frozenset(world))
    return answers.read(request.args, offer)


@bp.get("/licensing/self-check/")
@public
def self_check() -> tuple[str, int]:
    """The start, a question, all questions, or the dossier: as the address says.

    What cannot be understood is asked again, on the page that it came from.
    """
    asked = _asked()
    reading = _read(asked)
    last = len(asked.questions)
    step = whole_number("step", request.args.get("step"), 0, last)
    view = request.args.get("view", "")
    if view not in ("", ALL, DOSSIER):
        raise BadParameter("view")
    if reading.problems:
        return _mend(asked, reading, step), 400
    if step:
        return _question(asked, reading, step), 200
    complete = all(reading.answers.answered(question.key) for question in asked.questions)
    if view == DOSSIER or (complete and view != ALL):
        return _dossier(asked, reading), 200
    if view == ALL or reading.values:
        return _all(asked, reading), 200
    return render_template("pages/self_check.html", count=last), 200


def _mend(asked: Asked, reading: Reading, step: int) -> str:
    """The question whose answer could not be understood, or all where more were on the page."""
    at = request.args.get("at", "")
    wrong = [one for one in asked.questions if one.key in reading.problems]
    if not step and not at:
        return _all(asked, reading)
    return _question(asked, reading, asked.questions.index(wrong[0]) + 1)


def _question(asked: Asked, reading: Reading, step: int) -> str:
    return render_template(
        "pages/self_check_question.html",
        question=asked.questions[step - 1],
        step=step,
        **_form(asked, reading),
    )


def _all(asked: Asked, reading: Reading) -> str:
    return render_template("pages/self_check_all.html", **_form(asked, reading))


def _form(asked: Asked, reading: Reading) -> dict[str, object]:
    code = current().code
    world = countries.names(code)
    return {
        "reading": reading,
        "questions": asked.questions,
        "groups": [(key, name.best(code)[0]) for key, name in asked.groups.items()],
        "markets": [(one, countries.called(one, code, asked.markets)) for one in asked.markets],
        "countries": [(one, name) for one, name in world.items() if one not in asked.markets],
    }


def _dossier(asked: Asked, reading: Reading) -> str:
    return render_template(
        "pages/self_check_dossier.html",
        dossier=dossier(reading.answers, _known(asked)),
        change_url=lambda step: url_for(".self_check", **reading.values, step=step),
        all_url=url_for(".self_check", **reading.values, view=ALL),
        file_url=url_for(".self_check_file", **reading.values),
    )


@bp.get("/licensing/self-check/dossier.pdf")
@public
def self_check_file() -> Response:
    """The dossier as a document, Persian and English side by side."""
    asked = _asked()
    reading = _read(asked)
    for name in reading.problems:
        raise BadParameter(name)
    content = dossier_file.render(reading.answers, _known(asked), today())
    return pdf_answer(content, "qom-self-check.pdf")
