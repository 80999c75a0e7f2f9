"""The words of the guide and of policy: audiences, sites, numbers of incentives."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.licensing.kinds import Audience, Link, PlaceKind, Publication, SiteChoice

AUDIENCES: dict[str, LazyString] = {
    Audience.DOMESTIC: _l("Iranian investor"),
    Audience.FOREIGN: _l("Foreign investor"),
}
SITES: dict[str, LazyString] = {
    SiteChoice.ESTATE: _l("Industrial estate"),
    SiteChoice.ZONE: _l("Industrial zone"),
    SiteChoice.PRIVATE: _l("Private estate"),
    SiteChoice.OUTSIDE: _l("Outside the estates"),
}
NUMBERS: Mapping[str, LazyString] = {
    "years": _l("Period"),
    "years_in_estates": _l("In special economic zones and industrial estates"),
    "years_less_developed": _l("In less developed areas"),
    "years_less_developed_estates": _l("In estates of less developed areas"),
    "min_staff": _l("Staff, more than"),
    "min_growth": _l("Growth of staff in a year, at least"),
    "extra_years": _l("For each such year"),
    "tehran_radius": _l("Around the centre of Tehran"),
    "isfahan_radius": _l("Around the centre of Isfahan"),
    "provincial_centre_radius": _l("Around provincial centres and large cities"),
    "share": _l("Share of the income"),
    "min_export_share": _l("Share exported, at least"),
    "discount": _l("Discount on the tax rate"),
}
PLACES: Mapping[str, LazyString] = {
    PlaceKind.OFFICE: _l("Office"),
    PlaceKind.PORTAL: _l("Portal in the web"),
}
PUBLICATIONS: Mapping[str, LazyString] = {
    Publication.NOT_PUBLISHED: _l("not published"),
    Publication.PUBLISHED: _l("published for Qom"),
    Publication.INDICATIVE: _l("of another province, or by a secondary text"),
}
REASONS_OF_LINKS: Mapping[str, LazyString] = {
    Link.STATED: _l("a source says so"),
    Link.INFERRED: _l("by our inference"),
}
