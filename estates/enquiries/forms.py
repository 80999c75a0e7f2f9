"""The forms of enquiries: they turn what was typed into clean values, or into messages."""

from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

from estates.lib.persian import to_ascii_digits
from estates.lib.typed import one_line, paragraphs
from estates.web.forms import is_number
from estates.web.languages import current

MESSAGE_MOST, PROJECT_MOST, NAME_MOST = 5000, 200, 120
HOME = "IR"  # the country of numbers that are typed without one
# What is possible within a town alone (`0912`) reaches nobody.
_reached = phonenumbers.is_possible_number_with_reason


def _l(text: str) -> Any:
    """A message in the language of the page; WTForms takes anything that can be printed."""
    return lazy_gettext(text)


class MessageForm(FlaskForm):
    """A message, with the number of the form and a trap for programs that fill in everything."""

    class Meta(FlaskForm.Meta):
        """No token in a session: `web.forms` says what stands in its place."""

        csrf = False  # type: ignore[assignment]

        def wrap_formdata(self, _form: Any, formdata: Any) -> Any:  # type: ignore[override]
            """What a browser's form sends, and no other kind of content."""
            if formdata is not _Auto:
                return formdata
            return request.form if request.method == "POST" else None

    message = TextAreaField(
        filters=[paragraphs],
        validators=[
            DataRequired(_l("Write what you want to say.")),
            Length(max=MESSAGE_MOST, message=_l("This is too long. Shorten it.")),
        ],
    )
    serial = HiddenField()
    website = StringField()

    def validate_serial(self, field: HiddenField) -> None:
        """The form has to be one that this site made, so that a second sending can be told."""
        if not is_number(field.data or ""):
            raise ValidationError(_l("This form was no longer valid. Check it and send it again."))

    def validate_website(self, field: StringField) -> None:
        """Only programs see this field. What a browser filled in by itself goes at once."""
        if field.data:
            field.data = ""
            raise ValidationError(
                _l("A field that has to stay empty was filled in. Send it again.")
            )


class EnquiryForm(MessageForm):
    """An enquiry. ``country`` and ``language`` get their choices from the page."""

    name = StringField(
        filters=[one_line],
        validators=[
            DataRequired(_l("Write your name.")),
            Length(max=NAME_MOST, message=_l("This is too long. Shorten it.")),
        ],
    )
    phone = TelField(filters=[one_line], validators=[Optional()])
    email = EmailField(filters=[one_line], validators=[Optional()])
    country = SelectField(filters=[one_line], validate_choice=False)
    language = SelectField(validate_choice=False)
    project = StringField(
        filters=[one_line],
        validators=[Length(max=PROJECT_MOST, message=_l("This is too long. Shorten it."))],
    )
    about = BooleanField()
    consent = BooleanField(
        validators=[DataRequired(_l("Without your consent the enquiry cannot be kept."))]
    )

    @property
    def contact_order(self) -> list[str]:
        """Which way of reaching the sender is asked for first: of Persian readers the phone."""
        names = ["phone", "email"]
        return names if current().code == "fa" else names[::-1]

    def validate_country(self, field: SelectField) -> None:
        """One of the list. WTForms would say so in words of its own."""
        if field.data not in dict(field.choices):  # type: ignore[arg-type]
            raise ValidationError(_l("Choose one from the list."))

    validate_language = validate_country

    def validate_phone(self, field: TelField) -> None:
        """The number becomes an international one; Iranian ones may be typed as at home."""
        typed = to_ascii_digits(field.data or "")
        typed = "+" + typed[2:] if typed.startswith("00") else typed
        try:
            number = phonenumbers.parse(typed, HOME)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or _reached(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
            raise ValidationError(
                _l("This is no phone number. Write one from abroad with + and the country's code.")
            )
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        self.phone_number = phonenumbers.format_number(number, form)

    def validate_email(self, field: EmailField) -> None:
        """Only the form is checked: nobody is asked whether the address exists."""
        try:
            found = validate_email(
                to_ascii_digits(field.data or ""), check_deliverability=False, allow_smtputf8=False
            )
        except EmailNotValidError:
            raise ValidationError(_l("This is no e-mail address.")) from None
        self.email_address = found.ascii_email or ""

    phone_number = ""
    email_address = ""

    def validate(self, extra_validators: object = None) -> bool:
        """As each field, and one way at least to reach the sender."""
        sound = super().validate(extra_validators)  # type: ignore[arg-type]
        if self.phone.data or self.email.data:
            return sound
        first = self[self.contact_order[0]]
        missing = _l("Give a phone number or an e-mail address, so that we can reach you.")
        first.errors = [missing]  # type: ignore[assignment]
        return False
