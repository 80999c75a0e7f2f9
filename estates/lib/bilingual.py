"""Texts that exist in several languages."""

from collections.abc import Iterator, Mapping


class Words(Mapping[str, str]):
    """One text in each language that has it: language code to text.

    Empty texts are left out, so ``"en" in words`` says whether an English text exists.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str | None] | None = None) -> None:
        self._texts = {code: text for code, text in (texts or {}).items() if text}

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Words({self._texts!r})"

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def best(self, language: str) -> tuple[str, str]:
        """The text in ``language``, else in the first language that has one, with its code.

        Returns ``("", language)`` where no language has the text.
        """
        if language in self._texts:
            return self._texts[language], language
        for code, text in self._texts.items():
            return text, code
        return "", language

    def to_dict(self) -> dict[str, str]:
        """The texts as a plain dictionary, for JSON."""
        return dict(self._texts)
