"""Sentences and clauses of a text, cut at its marks, and how deep in quotations and brackets they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.release import Language

# A full stop after these is part of the abbreviation.
_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in [
        "[A-Z]",
        "Dr",
        "Mr",
        "Ms",
        "St",
        "No",
        "vs",
        "Mrs",
        "Jan",
        "Feb",
        "Aug",
        "Oct",
        "Nov",
        "Dec",
        "Prof",
        "Sept",
        "a\\.m",
        "p\\.m",
    ]
)
_STOP_EN = rf"{_ABBREVIATED}[.!?]"
_MARKS = {"zh": re.compile(r"[，；。！？：]"), "en": re.compile(rf"[,;:](?= )|{_STOP_EN}(?=[\" ]|$)")}
_ENDS = {"zh": re.compile(r"[。！？]”?"), "en": re.compile(rf"{_STOP_EN}\"?(?= [A-Z\"]|$)")}
_DEEPER, _HIGHER = "“（《(", "”）》)"


@dataclass(frozen=True, slots=True)
class Clause:
    """Text between two marks.

    before, after: the mark on each side, with its space; "" at the ends of the text
    first, last: whether a sentence begins or ends with it
    level: how many quotations and brackets it stands in; opens: whether one of them opens or closes within it
    """

    start: int
    end: int
    before: str
    after: str
    first: bool
    last: bool
    level: int
    opens: bool


@lru_cache(4096)
def clauses(text: str, language: Language) -> tuple[Clause, ...]:
    """The clauses of a text, from left to right, without marks and without space at their ends."""
    found: list[Clause] = []
    start, before, first, level = 0, "", True, 0
    marks = [*_MARKS[language].finditer(text)]
    for match in (*marks, None):
        end = match.start() if match else len(text)
        after_end = len(text) if match is None else match.end()
        while text[after_end : after_end + 1] == " ":
            after_end += 1
        after = text[end:after_end]
        last = not after.strip() or after.strip() in "。！？.!?"
        piece, at = text[start:end], level
        level += _change(piece, level)
        if piece.strip():
            opens = any(c in _DEEPER + _HIGHER + '"' for c in piece)
            found.append(Clause(start, end, before, after, first, last, at, opens))
        start, before, first = after_end, after, last
    return tuple(found)


def _change(piece: str, level: int) -> int:
    change = sum(c in _DEEPER for c in piece) - sum(c in _HIGHER for c in piece)
    for _ in range(piece.count('"')):
        # A straight quotation mark opens where none is open.
        change += -1 if level + change > 0 else 1
    return change


@lru_cache(4096)
def sentences(text: str, language: Language) -> tuple[tuple[int, int, str], ...]:
    """(start, end, text) of each sentence, its final mark and closing quotation mark included."""
    found, start = [], 0
    for match in _ENDS[language].finditer(text):
        while text[start : start + 1] == " ":
            start += 1
        if start < match.end():
            found.append((start, match.end(), text[start : match.end()]))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text), text[start:]))
    return tuple(found)
