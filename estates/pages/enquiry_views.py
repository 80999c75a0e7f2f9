"""Asking, reporting a mistake, and following what became of it.

The pages with a form carry a number of their own, so that no cache may give one of them to two
readers; the reader's own browser may, because what was typed is there when they come back. The page
behind a token is kept by nobody and tells no other site where it was.
"""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import ImmutableMultiDict

from estates.database import db
from estates.enquiries import desk, queries
from estates.enquiries.forms import MESSAGE_MOST, PROJECT_MOST, EnquiryForm, MessageForm
from estates.enquiries.models import Enquiry
from estates.pages import enquiry as gather
from estates.pages.blueprint import bp
from estates.pages.enquiry import About
from estates.web import clock, forms, mail
from estates.web.access import public
from estates.web.page import absolute

_NOTHING = ImmutableMultiDict()


@bp.get("/enquire/")
@public
def enquire() -> Response:
    """The form, about the site and figure that the address names."""
    about = gather.about_of(request.args)
    return _form_page(gather.form_for(about, message=gather.brought(request.args)), about)


@bp.post("/enquire/")
@public
def send_enquiry() -> Response:
    """Receive an enquiry."""
    return _received(gather.about_of(request.args))


@bp.get("/report/")
@public
def report() -> Response:
    """The form, about one claim of a figure."""
    about = gather.about_claim(request.args.get("claim"))
    return _form_page(gather.form_for(about), about)


@bp.post("/report/")
@public
def send_report() -> Response:
    """Receive the report of a mistake."""
    return _received(gather.about_claim(request.args.get("claim")))


def _received(about: About) -> Response:
    forms.refuse_foreign()
    form = gather.form_for(about)
    sound = form.validate()
    if wait := forms.too_many():
        return _form_page(form, about, 429, wait)
    if not sound:
        return _form_page(form, about, 400)
    draft = gather.draft_of(form, about)
    token = forms.secret_of(form.serial.data or "", draft.content)
    address = url_for(".followed", token=token)
    try:
        desk.acknowledge(desk.receive(draft, token, clock.now()), absolute(address))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        if queries.by_token(token) is None:
            raise
    mail.deliver_soon()
    return redirect(address, 303)  # type: ignore[return-value]


def _form_page(form: EnquiryForm, about: About, status: int = 200, wait: int = 0) -> Response:
    form.serial.data = forms.new_number()
    page = render_template(
        "pages/enquire.html",
        form=form,
        about=about,
        problems=form.errors if status == 400 else {},
        wait_minutes=-(-wait // 60),
        waiting=gather.waiting(),
        message_most=MESSAGE_MOST,
        project_most=PROJECT_MOST,
    )
    return _answer(page, status, "private, no-cache", wait)


@bp.get("/enquiries/<token>/")
@public
def followed(token: str) -> Response:
    """What was asked and answered, for whoever has its address."""
    return _followed_page(_resolve(token), token, MessageForm(formdata=None))


@bp.post("/enquiries/<token>/")
@public
def add_to_enquiry(token: str) -> Response:
    """Receive what the sender has to add."""
    forms.refuse_foreign()
    enquiry = _resolve(token)
    form = MessageForm()
    sound = form.validate()
    if wait := forms.too_many():
        return _followed_page(enquiry, token, form, 429, wait)
    if not sound:
        return _followed_page(enquiry, token, form, 400)
    post = forms.secret_of(form.serial.data or "", (token, form.message.data or ""))
    try:
        desk.add(enquiry, form.message.data or "", post, clock.now())
        db.session.commit()
    except IntegrityError:
        db.session.rollback()  # the same form a second time
    except desk.Blanked:
        return _followed_page(enquiry, token, form, 400)
    return redirect(url_for(".followed", token=token), 303)  # type: ignore[return-value]


def _resolve(token: str) -> Enquiry:
    """The enquiry of a token, or 404."""
    return queries.by_token(token) or abort(404)


def _followed_page(
    enquiry: Enquiry, token: str, form: MessageForm, status: int = 200, wait: int = 0
) -> Response:
    form.serial.data = forms.new_number()
    page = render_template(
        "pages/enquiry.html",
        enquiry=enquiry,
        about=gather.about_enquiry(enquiry),
        form=form,
        problems=form.errors if status == 400 else {},
        wait_minutes=-(-wait // 60),
        address=absolute(url_for(".followed", token=token)),
        waiting=gather.waiting(),
        message_most=MESSAGE_MOST,
    )
    return _answer(page, status, "no-store", wait)


@bp.after_request
def keep_secret(answer: Response) -> Response:
    """Whatever is answered behind a token: nobody keeps it, and no other site learns of it."""
    if request.endpoint in ("pages.followed", "pages.add_to_enquiry"):
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _answer(page: str, status: int, caching: str, wait: int) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = caching
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer
