"""The closed vocabularies of the seed that no model of the database spells out."""

from enum import StrEnum


class Group(StrEnum):
    """The groups of figures, in the order of a profile."""

    LAND = "land"
    ACTIVITY = "activity"
    UTILITIES = "utilities"
    CONNECTIVITY = "connectivity"
    PRICE = "price"
    HISTORY = "history"


class Unit(StrEnum):
    """The units of figures; each has a wording on the pages."""

    HECTARE = "ha"
    SQUARE_METRE = "m2"
    COUNT = "count"
    PERSONS = "persons"
    MEGAWATT = "MW"
    MEGAVOLT_AMPERE = "MVA"
    CUBIC_METRE_HOUR = "m3/h"
    CUBIC_METRE_DAY = "m3/day"
    LITRE_SECOND = "l/s"
    KILOMETRE = "km"
    RIAL_SQUARE_METRE = "IRR/m2"
    PERCENT = "percent"
    MONTHS = "months"
    SOLAR_YEAR = "year_sh"
    US_DOLLAR = "USD"
    MILLION_CUBIC_METRES = "million_m3"
    YES_NO = "yes_no"


class SourceKind(StrEnum):
    """Who published a source."""

    OFFICIAL = "official"
    NEWS_AGENCY = "news_agency"
    PRESS = "press"
    DATA = "data"
    SECONDARY = "secondary"
    SEED = "seed"


class SourceLanguage(StrEnum):
    """The language a source is written in."""

    FA = "fa"
    EN = "en"
    RU = "ru"
    AR = "ar"


class NameLanguage(StrEnum):
    """The script a further name is written in."""

    FA = "fa"
    EN = "en"


class Published(StrEnum):
    """How precisely the time of publication is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class MarketRole(StrEnum):
    """Whether goods went to a country, or it was only named as a target."""

    DESTINATION = "destination"
    TARGET = "target"


class GroupRole(StrEnum):
    """Whether a group of goods is exported, or a branch is present in the subject."""

    EXPORT = "export"
    SECTOR = "sector"


class Measured(StrEnum):
    """Qualifiers of export figures: one number each, and never a plan."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
