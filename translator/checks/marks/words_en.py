"""Slips of English words: a word written twice, a sentence without its capital, letters in Chinese width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.characters import HALF_WIDTH
from translator.release import Span

# Words that do not stand twice in a row when both are written small; "had had", "that that" and "is is" may.
_DOUBLED = re.compile(
    r"\b(the|(?-i:an?)|of|to|and|or|for|with|at|by|from|are|was|were|be|been|these|those|it|they|we|as|but|will|has|have|its|"
    r"their|this|in|on)(\s+\1)+\b(?![-'’.])",
    re.IGNORECASE,
)
# Not "(iv) Funding" nor "(a) Who may apply".
_FIRST = re.compile(r"^(?!\s*\((?:[a-z]|[ivx]+)\))[\s\"“‘'(\[]*([a-z\u00df-\u00ff]+)(?=[^\w.'’]|['’]s|$)")
_NEXT = re.compile(r"(?<=[a-z]{3}[.?!] )([a-z]{2,})(?![\w.-])")
_SHORT = re.compile(
    r"\b(?:vs|etc|Inc|Corp|Co|Ltd|approx|dept|fig|figs|vol|no|nos|Jr|Sr|St|ed|eds|esp|incl|max|min|avg|Sept|Univ|Hosp"
    r"|Bros|est|Assn|Assoc|Commun|Intl|Natl|Govt|Prof|Capt|Mon|Tues|Thurs|Messrs|Yahoo)[.!] $",
    re.IGNORECASE,
)
FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")


def slips(text: str, sentence: bool) -> Iterator[tuple[Span, str | None, str]]:
    """Each slip with its place, what should stand there (None where that is not sure), and its
    kind: "doubled", "capital".

    sentence: whether the text begins a sentence
    """
    for match in _DOUBLED.finditer(text):
        words = match[0].split()
        if any(word != words[0].lower() for word in words[1:]):
            continue  # "at AT&T", "such as As and Pb", "will Will Chen"
        # "the week they came in in March" is right.
        yield match.span(), None if match[1].lower() in {"in", "on"} else match[1], "doubled"
    if sentence and (first := _FIRST.match(text)) and len(first[1]) > (2 if text[first.end(1) :][:1] == "-" else 1):
        yield first.span(1), first[1].capitalize(), "capital"
    for match in _NEXT.finditer(text):
        if not _SHORT.search(text[: match.start()]):
            # "Yahoo! and": not every mark with a space behind it ends a sentence.
            yield match.span(), None, "capital"


def half_width(text: str) -> str:
    """Letters, digits and percent signs in the width of Chinese characters as plain ones."""
    return text.translate(HALF_WIDTH)
