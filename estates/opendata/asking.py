"""What a request for data asks, and how it is answered."""

from collections.abc import Collection
from functools import partial
from typing import Any

from flask import Response, current_app, request, url_for

from estates.pages import criteria, listing
from estates.web.errors import BadParameter
from estates.web.languages import DEFAULT_LANGUAGE
from estates.web.page import absolute

FILE_PARAMETERS = frozenset({"sort"})
LIST_PARAMETERS = FILE_PARAMETERS | {"page", "per_page"}


def refuse_unknown(known: Collection[str] = ()) -> None:
    """Answer 400, naming it, for a parameter that this address does not know."""
    for name in request.args:
        if name not in known:
            raise BadParameter(name)


def address(endpoint: str, **values: Any) -> str:
    """The address of an endpoint with the host of this site."""
    return absolute(url_for(endpoint, **values))


def answer(document: dict[str, Any]) -> Response:
    """``document`` as JSON with real letters."""
    text = current_app.json.dumps(document, ensure_ascii=False, sort_keys=False)
    return Response(text, content_type="application/json")


def all_of(items: list[dict[str, Any]]) -> Response:
    """A list that is not cut into pages."""
    return answer({"items": items, "total": len(items), "links": {"self": absolute(request.path)}})


def listed(endpoint: str, own: frozenset[str], *, whole: bool) -> listing.Listing:
    """The list that the filters of this request ask for. Raises BadParameter."""
    refuse_unknown(own | criteria.parameters(criteria.estate_fields()))
    shown = listing.read(request.args, partial(address, endpoint), DEFAULT_LANGUAGE, whole=whole)
    criteria.refuse_problems(shown.asked)
    return shown
