"""The letters to those who asked, in the language in which they want the answer.

Nothing that the sender typed stands in them: whoever types the address of somebody else can make
this site send a reference and a link, and no words of their own.
"""

from flask_babel import gettext as _

from estates.enquiries.models import Enquiry
from estates.web.languages import speaking


def receipt(enquiry: Enquiry, address: str) -> tuple[str, str]:
    """Subject and body of the letter that says where the enquiry can be followed."""
    with speaking(enquiry.language):
        subject = _("Your enquiry %(reference)s", reference=enquiry.reference)
        parts = [
            _("Your enquiry has arrived. Its reference:"),
            enquiry.reference,
            _(
                "Read the answer and add to what you wrote here. "
                "Whoever has this address can read it, so keep it to yourself:"
            ),
            address,
            _("If you have sent no enquiry, somebody mistyped an address. You need do nothing."),
            _("Qom Industrial Estates"),
        ]
    return subject, "\n\n".join(parts) + "\n"


def answered(enquiry: Enquiry, text: str) -> tuple[str, str]:
    """Subject and body of the letter that brings an answer."""
    with speaking(enquiry.language):
        subject = _("Answer to your enquiry %(reference)s", reference=enquiry.reference)
        parts = [
            text,
            _(
                "The answer also stands on the page whose address came with the first letter. "
                "To reply, write there."
            ),
            _("Qom Industrial Estates"),
        ]
    return subject, "\n\n".join(parts) + "\n"
