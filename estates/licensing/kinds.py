"""The words that the tables of the guide are held to."""

from enum import StrEnum


class Audience(StrEnum):
    """Who follows a procedure."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"


class SiteChoice(StrEnum):
    """Where the unit is to be built."""

    ESTATE = "estate"
    ZONE = "zone"
    PRIVATE = "private"
    OUTSIDE = "outside"


class PlaceKind(StrEnum):
    """Where a step is taken."""

    OFFICE = "office"
    PORTAL = "portal"


class Publication(StrEnum):
    """What is known of a cost or a duration."""

    PUBLISHED = "published"
    INDICATIVE = "indicative"  # of another province, or by a secondary text
    NOT_PUBLISHED = "not_published"


class DurationUnit(StrEnum):
    """The unit in which a source gives a duration."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Link(StrEnum):
    """Why a requirement is held to be the result of a step."""

    STATED = "stated"
    INFERRED = "inferred"


class Giver(StrEnum):
    """Who gives what a step requires."""

    STEP = "step"
    INVESTOR = "investor"
    UNKNOWN = "unknown"


class SourceRole(StrEnum):
    """What a source is to a step."""

    SOURCE = "source"
    LEGAL_BASIS = "legal_basis"
