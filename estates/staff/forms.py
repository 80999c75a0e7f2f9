"""The forms of signing in and of people."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import (
    EmailField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from estates.accounts import people
from estates.accounts.people import NAME_MOST, BadEmail
from estates.lib.typed import one_line


def _l(text: str) -> Any:
    """A message in the language of the page; WTForms takes anything that can be printed."""
    return lazy_gettext(text)


class DeskForm(FlaskForm):
    """A form of the desk. The token of the session is looked at by the guards, for every post."""

    class Meta(FlaskForm.Meta):
        """As the forms of enquiries: no token of Flask-WTF, and nothing but a browser's form."""

        csrf = False  # type: ignore[assignment]

        def wrap_formdata(self, _form: Any, formdata: Any) -> Any:  # type: ignore[override]
            """What a browser's form sends, and no other kind of content."""
            if formdata is not _Auto:
                return formdata
            return request.form if request.method == "POST" else None


def _secret(message: Any) -> PasswordField:
    return PasswordField(validators=[DataRequired(message)])


class SignInForm(DeskForm):
    """Address and password."""

    email = EmailField(
        filters=[one_line], validators=[DataRequired(_l("Write your e-mail address."))]
    )
    password = _secret(_l("Write your password."))


class CodeForm(DeskForm):
    """A code of the phone, or of the paper."""

    code = StringField(filters=[one_line], validators=[DataRequired(_l("Write the code."))])


class EnrolForm(CodeForm):
    """The first code of a new second factor; with the password where one is to be replaced."""

    password = PasswordField()


class AddressForm(DeskForm):
    """The address of whoever has forgotten a password."""

    email = EmailField(
        filters=[one_line], validators=[DataRequired(_l("Write your e-mail address."))]
    )


class NewPasswordForm(DeskForm):
    """A new password, twice, because nobody sees what is typed."""

    new = _secret(_l("Write a new password."))
    again = PasswordField()

    def validate_again(self, field: PasswordField) -> None:
        """As typed before."""
        if field.data != self.new.data:
            raise ValidationError(_l("The two passwords differ. Type both again."))


class ChangePasswordForm(NewPasswordForm):
    """The password that holds, and a new one."""

    present = _secret(_l("Write your present password."))


class ConfirmForm(DeskForm):
    """The password again, before something that cannot be taken back."""

    password = _secret(_l("Write your password."))


class PersonForm(DeskForm):
    """What an administrator says of somebody. The choices come from the page."""

    name = StringField(
        filters=[one_line],
        validators=[
            DataRequired(_l("Write a name.")),
            Length(max=NAME_MOST, message=_l("This is too long. Shorten it.")),
        ],
    )
    role = SelectField(validate_choice=False)
    language = SelectField(validate_choice=False)
    limits = SelectMultipleField(validate_choice=False)

    def validate_role(self, field: SelectField) -> None:
        """One of the list."""
        if field.data not in dict(field.choices):  # type: ignore[arg-type]
            raise ValidationError(_l("Choose one from the list."))

    validate_language = validate_role

    def validate_limits(self, field: SelectMultipleField) -> None:
        """Each of the list."""
        known = dict(field.choices)  # type: ignore[arg-type]
        if any(ref not in known for ref in field.data or []):
            raise ValidationError(_l("Choose from the list."))


class NewPersonForm(PersonForm):
    """Somebody new: with an address, which never changes afterwards."""

    email = EmailField(
        filters=[one_line], validators=[DataRequired(_l("Write an e-mail address."))]
    )

    def validate_email(self, field: EmailField) -> None:
        """Only the form is checked."""
        try:
            self.address = people.checked_email(field.data or "")
        except BadEmail:
            raise ValidationError(_l("This is no e-mail address.")) from None

    address = ""
