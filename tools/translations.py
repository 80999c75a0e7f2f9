"""The catalogues: `python -m tools.translations extract | update | compile | check`.

English is the language of the sources, so that every message's id is its English text.
`extract` writes build/messages.pot; `update` brings the catalogues up to the sources; `compile`
makes what the site reads; `check` refuses a catalogue that is stale, incomplete or badly written.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from tools.step import BUILD, ROOT, StepFailed, finish, write_whole

TRANSLATIONS = ROOT / "translations"
TEMPLATE = BUILD / "messages.pot"
COMMENT_TAG = "Translators:"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

# %(count)s, %d, {name}; no blank after %, because "50 % of" is no placeholder.
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0\-+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|%%|\{\w*\}")
MARKUP = re.compile(r"<[^<>]*>|&\w+;|&#\d+;|https?://\S+")
# Dates and versions of tools change with every run; the rest Babel fills with names of nobody.
IDLE_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To|'
    rb"Last-Translator|Language-Team):.*\n",
    re.MULTILINE,
)
PERSIAN_LETTER = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc"
FAULTS_OF_PERSIAN = {
    re.compile("[يك]"): "has an Arabic ي or ك instead of ی or ک",
    re.compile("[٠-٩]"): "has Arabic digits instead of ۰-۹",
    re.compile(r"[0-9]"): "has Latin digits instead of ۰-۹",
    re.compile(rf"(?<=[{PERSIAN_LETTER}])[,;?](?=\s*(?:[{PERSIAN_LETTER}]|$))"): (
        "has a Latin , ; or ? instead of ، ؛ or ؟"
    ),
}


def extract() -> Catalog:
    """Return all messages of the sources, in order of their text."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(fuzzy=False)
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=(COMMENT_TAG,),
        strip_comment_tags=False,
        directory_filter=_is_source_folder,
    )
    for _file, _line, message, comments, context in found:
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def _is_source_folder(path: str | Path) -> bool:
    """Keep the walk out of what is large and holds no source (.venv, node_modules, build)."""
    relative = Path(path).relative_to(ROOT)
    return relative.parts[:1] in {(), ("estates",), ("templates",)}


def catalogues() -> Iterator[tuple[str, Path]]:
    """Yield the language and the file of each catalogue: one for each folder of translations/."""
    for folder in sorted(TRANSLATIONS.glob("*/")):
        yield folder.name, folder / "LC_MESSAGES" / "messages.po"


def read(path: Path, language: str) -> Catalog:
    """Return a catalogue; raises StepFailed where the file is not one."""
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        raise StepFailed(f"{_shown(path)} cannot be read: {error}.") from error


def save(path: Path, catalog: Catalog) -> None:
    """Write a catalogue in one form, so that a difference shows changed messages alone."""
    content = io.BytesIO()
    write_po(
        content,
        catalog,
        width=100,
        no_location=True,
        omit_header=False,
        sort_output=True,
        ignore_obsolete=True,
        include_previous=False,
    )
    write_whole(path, IDLE_HEADERS.sub(b"", content.getvalue()))


def update() -> None:
    """Bring each catalogue up to the sources: new messages empty, those without a use gone.

    There is no guessing: a message whose English changed is a new one. A folder without a
    catalogue is a new language, and gets one.
    """
    template = extract()
    for language, path in catalogues():
        catalog = read(path, language) if path.exists() else _empty(language)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        save(path, catalog)


def _empty(language: str) -> Catalog:
    header = "# Messages of Qom Industrial Estates; `make translations` keeps their list."
    return Catalog(locale=language, header_comment=header, fuzzy=False)


def compile_() -> None:
    """Write the .mo file beside each catalogue."""
    for language, path in catalogues():
        content = io.BytesIO()
        write_mo(content, read(path, language))
        write_whole(path.with_suffix(".mo"), content.getvalue())


def check() -> None:
    """Raise StepFailed, after a line for each fault, unless every catalogue is fit to be shown."""
    template = extract()
    faults = [] if any(catalogues()) else ["translations/: there is no catalogue"]
    for language, path in catalogues():
        catalog = read(path, language)
        faults += [
            f"{_shown(path)}: {name!r} {fault}"
            for name, fault in sorted(faults_of(catalog, template, language))
        ]
    if faults:
        print("\n".join(faults))
        raise StepFailed(
            f"{len(faults)} faults in translations: `make translations` brings the catalogues up "
            "to the sources, the rest is to be written by hand."
        )


def faults_of(catalog: Catalog, template: Catalog, language: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the fault of every message that is not fit to be shown."""
    wanted = {_key(message): message for message in template if message.id}
    there = {_key(message): message for message in catalog if message.id}
    for key in wanted.keys() - there.keys():
        yield _name(wanted[key]), "is missing"
    obsolete = [message for message in catalog.obsolete.values() if message.id]
    for message in [*(there[key] for key in there.keys() - wanted.keys()), *obsolete]:
        yield _name(message), "is used nowhere"
    for message in (there[key] for key in there.keys() & wanted.keys()):
        for fault in _faults(message, catalog.num_plurals, language):
            yield _name(message), fault


def _faults(message: Message, forms: int, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy"
    texts = _texts(message.string)
    expected = forms if message.pluralizable else 1
    if len(texts) != expected or not all(text.strip() for text in texts):
        yield "is not translated (in all its forms)"
        return
    yield from _faults_of_placeholders(message, texts)
    if language == "fa":
        yield from (fault for text in texts for fault in faults_of_persian(text))


def _faults_of_placeholders(message: Message, texts: tuple[str, ...]) -> Iterator[str]:
    """Yield what differs; forms but the last may follow the English singular, "One estate"."""
    sources = [placeholders(text) for text in _texts(message.id)]
    for number, text in enumerate(texts):
        there = placeholders(text)
        allowed = sources[-1:] if number == len(texts) - 1 else sources
        if there not in allowed:
            yield f"has placeholders {_listed(there)} instead of {_listed(sources[-1])}"


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text, such as {"%(count)s"}; an escaped %% is none."""
    return set(PLACEHOLDER.findall(text)) - {"%%"}


def faults_of_persian(text: str) -> list[str]:
    """Return what is wrong with the letters, digits and punctuation of a Persian text."""
    words = MARKUP.sub(" ", PLACEHOLDER.sub(" ", text))
    return [fault for pattern, fault in FAULTS_OF_PERSIAN.items() if pattern.search(words)]


def _texts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _key(message: Message) -> tuple[str, str | None, bool]:
    return _texts(message.id)[0], message.context, bool(message.pluralizable)


def _name(message: Message) -> str:
    context = f"{message.context}: " if message.context else ""
    return context + _texts(message.id)[0]


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


STEPS = {
    "extract": lambda: save(TEMPLATE, extract()),
    "update": update,
    "compile": compile_,
    "check": check,
}


def main() -> None:
    """Do what the command line says."""
    if len(sys.argv) < 2 or not set(sys.argv[1:]) <= STEPS.keys():
        raise StepFailed(f"Usage: python -m tools.translations {' | '.join(STEPS)}")
    for name in sys.argv[1:]:
        STEPS[name]()


if __name__ == "__main__":
    finish(main)
