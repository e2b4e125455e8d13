"""The units that are aligned inside a bead: English words, Chinese characters, and numbers of either language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.release import Language, Span

_NUMBER = r"\d+(?:[.,:]\d+)*"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = rf"[^\W\d_{_HAN}]+"
_UNITS = {
    "en": re.compile(rf"{_NUMBER}|[^\W\d_]+(?:['’][^\W\d_]+)*"),
    "zh": re.compile(rf"{_NUMBER}|[{_HAN}]|{_LATIN}"),
}
_ARTICLE = re.compile(r"(?:[Tt]he|THE|an?|An|A(?=\s+[a-z]))(?![^\W_])")
"""The articles; a capital A before no word in small letters is a letter ("type A")."""


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A text and where its tokens stand, in order.

    Marks and spaces belong to no token. Chinese is left in characters, since a wrong cut into words cannot be undone
    by the alignment, and characters that belong together are aligned together anyway.
    """

    text: str
    language: Language
    spans: tuple[Span, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens as they are written."""
        return tuple(self.text[start:end] for start, end in self.spans)


def tokenize(text: str, language: Language) -> TokenizedText:
    """The words of an English text but its articles, which Chinese has not; the characters of a Chinese one.

    Latin words and numbers are whole in both.
    """
    found = (match.span() for match in _UNITS[language].finditer(text))
    if language == "en":
        found = (span for span in found if not _ARTICLE.match(text, span[0]))
    return TokenizedText(text, language, tuple(found))
