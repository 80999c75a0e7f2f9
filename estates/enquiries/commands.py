"""`flask enquiries`: what staff do until they have a desk, and what a timer should do daily."""

import sys
from datetime import datetime
from textwrap import indent

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from estates.database import db
from estates.enquiries import desk, queries
from estates.enquiries.clock import Rest, working_days
from estates.enquiries.models import Enquiry, Holiday, RestDay
from estates.enquiries.reference import BadReference
from estates.lib.bilingual import Words
from estates.lib.typed import one_line, paragraphs
from estates.settings import Settings
from estates.web import clock, mail

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

group = AppGroup("enquiries", help="Read and answer enquiries; send mail again; blank old ones.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(group)


@group.command("list")
@click.option("--open", "only_open", is_flag=True, help="Those that wait for an answer.")
@click.option("--overdue", "only_overdue", is_flag=True, help="Those later than was promised.")
def list_command(only_open: bool, only_overdue: bool) -> None:
    """List enquiries, one a line: reference, day, kind, what about, and how long it has waited."""
    now, promise = clock.now(), _settings().enquiry_promise_days
    late = queries.overdue(now, promise)
    if only_overdue and promise is None:
        click.echo("ENQUIRY_PROMISE_DAYS is not set: nothing was promised, so nothing is overdue.")
        return
    shown = late if only_overdue else queries.all_of(waiting=only_open)
    rest, late_ids = queries.rest_days(), {enquiry.id for enquiry in late}
    for enquiry in shown:
        click.echo(f"{_line(enquiry)}  {_standing(enquiry, now, rest)}{_mark(enquiry, late_ids)}")
    click.echo(f"{len(shown)} enquiries, {len(late_ids)} overdue")


def _line(enquiry: Enquiry) -> str:
    about = "/".join(part for part in (enquiry.subject, enquiry.field_key) if part) or "-"
    day = enquiry.received_at.astimezone(clock.TEHRAN).date()
    return f"{enquiry.reference}  {day}  {enquiry.kind}  {about}"


def _standing(enquiry: Enquiry, now: datetime, rest: Rest) -> str:
    if enquiry.blanked_at:
        return "blanked"
    if enquiry.waiting_since is None:
        return "answered"
    return f"waiting {working_days(enquiry.waiting_since, now, rest)} working days"


def _mark(enquiry: Enquiry, late: set[int]) -> str:
    return "  OVERDUE" if enquiry.id in late else ""


@group.command("show")
@click.argument("reference")
def show_command(reference: str) -> None:
    """Print one enquiry whole, with who sent it."""
    enquiry = _find(reference)
    click.echo(_line(enquiry))
    for label in ("name", "phone", "email", "country", "language", "project"):
        click.echo(f"{label}: {getattr(enquiry, label)}")
    if enquiry.claim:
        click.echo(f"claim: {enquiry.claim.id} ({enquiry.claim.source_id})")
    for message in enquiry.messages:
        click.echo(f"\n[{message.author}, {message.written_at:%Y-%m-%d %H:%M} UTC]")
        # Indented, so that nothing in a text can be taken for the head of the next one.
        click.echo(indent(message.text, "    "))


@group.command("answer")
@click.argument("reference")
@click.option("--text", help="The answer; without it, standard input is read.")
def answer_command(reference: str, text: str | None) -> None:
    """Answer an enquiry, on its page and by mail where the sender gave an address."""
    enquiry = _find(reference)
    written = paragraphs(text if text is not None else sys.stdin.read())
    if not written:
        sys.exit("The answer is empty; nothing was stored.")
    try:
        desk.answer(enquiry, written, clock.now())
    except desk.Blanked:
        sys.exit(f"{enquiry.reference} was blanked: nobody is there any more to answer.")
    by_mail = bool(enquiry.email)
    db.session.commit()
    click.echo(f"{enquiry.reference} is answered.")
    if by_mail:
        _report(mail.deliver(even_early=True, most=1000))


@group.command("expire")
@click.option("--reference", help="Blank this one now, whatever its age: somebody asked for it.")
def expire_command(reference: str | None) -> None:
    """Blank names, numbers, addresses and texts that have been kept as long as was said."""
    now, days = clock.now(), _settings().enquiry_retention_days
    if reference:
        enquiry = _find(reference)
        desk.blank(enquiry, now)
        done = 1
    else:
        done = desk.blank_expired(now, days)
    db.session.commit()
    click.echo(f"{done} enquiries were blanked.")


@group.command("mail")
def mail_command() -> None:
    """Try every mail that has not left yet."""
    _report(mail.deliver(even_early=True, most=1000))


@group.command("holiday")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--fa", default="", help="Its name in Persian.")
@click.option("--en", default="", help="Its name in English.")
@click.option("--remove", is_flag=True, help="It is a working day after all.")
def holiday_command(day: datetime, fa: str, en: str, remove: bool) -> None:
    """Enter a day on which nobody works, so that the clock does not count it."""
    found = db.session.get(Holiday, day.date())
    if found is not None:
        db.session.delete(found)
        db.session.flush()
    if not remove:
        db.session.add(
            Holiday(day=day.date(), name=Words({"fa": one_line(fa), "en": one_line(en)}))
        )
    db.session.commit()
    click.echo(f"{day:%Y-%m-%d} is {'a working day' if remove else 'a holiday'}.")


@group.command("rest-day")
@click.argument("weekday", type=click.Choice(WEEKDAYS))
@click.option("--fa", default="", help="Why, in Persian.")
@click.option("--en", default="", help="Why, in English.")
@click.option("--remove", is_flag=True, help="It is a working day.")
def rest_day_command(weekday: str, fa: str, en: str, remove: bool) -> None:
    """Enter a day of the week on which nobody works; Friday is one from the start."""
    number = WEEKDAYS.index(weekday)
    found = db.session.get(RestDay, number)
    if remove and found is not None:
        db.session.delete(found)
    elif not remove:
        reason = Words({"fa": one_line(fa), "en": one_line(en)})
        db.session.merge(RestDay(weekday=number, reason=reason))
    db.session.commit()
    click.echo(f"{weekday} is {'a working day' if remove else 'a day of rest'}.")


def _find(reference: str) -> Enquiry:
    try:
        found = queries.by_reference(reference)
    except BadReference:
        sys.exit(f"{reference!r} is no reference: it is mistyped, or cut.")
    return found or sys.exit(f"There is no enquiry {reference}.")


def _report(delivery: mail.Delivery) -> None:
    click.echo(f"{delivery.sent} mails sent, {delivery.failed} failed.")
    for one in mail.waiting():
        click.echo(f"waiting: {one.about}, tried {one.tries} times, {one.last_error or 'no error'}")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
