"""A text cut into its clauses: at its marks, and in English before conjunctions and relative words too."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.release import Language, Span

_CUTS: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[，；。！？：、（）()“”「」《》;!?\n]|,(?!\d)|——|……|\s-\s"),
    "en": re.compile(
        r"[,;:!?](?=[\s\"”’'])|\.(?=[\s\"”’')]|$)|[()\"“”]|\s?—\s?|\s--?\s|\n"
        r"|\s(?=(?:and|but|or|because|while|whereas|although|though|unless|until|so that|even though|after|before|when"
        r"|which|who|whose|where|including)\s)"
    ),
}
_WORD = re.compile(r"[^\W_]")


@lru_cache(maxsize=2048)
def clauses(text: str, language: Language) -> tuple[Span, ...]:
    """The clauses of a text in order, without the marks between them; parts of lists count as clauses too."""
    found: list[Span] = []
    start = 0
    for match in _CUTS[language].finditer(text):
        if _WORD.search(text, start, match.start()):
            found.append((start, match.start()))
        start = match.end()
    if _WORD.search(text, start):
        found.append((start, len(text)))
    return tuple(_trimmed(text, span) for span in found)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
