"""The countries of the world by name, for forms."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from estates.lib.bilingual import Words
from estates.lib.persian import sort_key

HOME = "IR"
# Codes of unions, of test data and of no country, which Unicode keeps beside ISO 3166.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@lru_cache(maxsize=8)
def names(language: str) -> Mapping[str, str]:
    """Each country but Iran by its ISO 3166 code, in alphabetical order of ``language``."""
    territories = Locale.parse(language).territories
    known = {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY and code != HOME
    }
    return dict(sorted(known.items(), key=lambda item: sort_key(item[1])))


def called(code: str, language: str, named: Mapping[str, Words]) -> str:
    """The name of a country: as a source gives it, else as Unicode does."""
    own = named.get(code, Words())
    return own[language] if language in own else names(language).get(code, code)
