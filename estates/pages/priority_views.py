"""What was said of priority for exports."""

from flask import abort, render_template

from estates.licensing import queries as licensing
from estates.pages import priority
from estates.pages.blueprint import bp
from estates.web.access import public


@bp.get("/licensing/export-priority/")
@public
def export_priority() -> str:
    """Every statement with its source, the criteria that there are, and incentives of the law."""
    policy = licensing.policy(licensing.EXPORT_PRIORITY) or abort(404)
    return render_template(
        "pages/priority.html",
        policy=policy,
        criteria=policy.criteria_in_force,
        incentives=[priority.shown(one) for one in licensing.incentives()],
    )
