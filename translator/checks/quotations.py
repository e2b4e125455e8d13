"""Reads the quotations of a text: which mark opens, which closes, and which has no partner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from translator.release import Language, Span

_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»"}
_OPENING = {"”": '“"', "’": "‘'", "」": "「", "』": "『", "»": "«"}
_STRAIGHT = {'"': '"“', "'": "'‘"}
_MARK = re.compile(r"[“”‘’「」『』«»\"']")
_MARKS = "“”‘’\"'"
_BEFORE_OPENING = re.compile(r"[\s(（\[【《—–:：/]")
_AFTER_CLOSING = re.compile(r"[\s,.;:?!，。；：、？！)）\]】》—–…]")
_SHORTENED = re.compile(r"\d|(?:em|til|tis|twas|n|cause)\b", re.IGNORECASE)
_CLOSING_LATER = re.compile(r"[,.?!]['’]")
_NESTED = 5
_Side = Literal["opens", "closes", "either"]
_Open = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text.

    pairs: the spans of the outermost ones with their marks, in order
    unopened: where closing marks stand that nothing opened; unclosed: where opening ones stand that nothing closed
    """

    pairs: tuple[Span, ...]
    unopened: tuple[int, ...]
    unclosed: tuple[int, ...]

    @property
    def lonely(self) -> tuple[int, ...]:
        """Every mark without partner, in order."""
        return tuple(sorted((*self.unopened, *self.unclosed)))


@lru_cache(maxsize=512)
def read_quotations(text: str, language: Language) -> Quotations:
    """The quotations of a text; apostrophes, inches and decades ('90s) are none. A straight mark may pair a curly one.

    A straight mark opens or closes by what stands around it, and where that does not tell, by whether one is open.
    """
    opened: _Open = []
    pairs: list[Span] = []
    unopened: list[int] = []
    unclosed: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark in "‘’'" and _is_apostrophe(text, at, opened, language):
            continue
        if mark in _CLOSING:
            opened.append((mark, at))
            continue
        place = _last(opened, _STRAIGHT.get(mark) or _OPENING[mark])
        if mark in _STRAIGHT:
            side = _side(text, at)
            if place is None and side == "closes" and mark == '"' and text[at - 1].isdigit():
                continue  # 12" is twelve inches
            if side == "opens" or (place is None and side == "either"):
                if place is not None and opened[place][0] == mark:
                    unclosed.append(opened.pop(place)[1])
                opened.append((mark, at))
                continue
        if place is None:
            unopened.append(at)
        else:
            unclosed.extend(position for _, position in opened[place + 1 :])
            if not place:
                pairs.append((opened[0][1], at + 1))
            del opened[place:]
    unclosed.extend(position for _, position in opened)
    return Quotations(tuple(pairs), tuple(unopened), tuple(sorted(unclosed)))


def _last(opened: _Open, marks: str) -> int | None:
    return next((i for i in reversed(range(len(opened))) if opened[i][0] in marks), None)


def _around(text: str, at: int) -> tuple[str, str]:
    """The characters before and after a mark, up to four other quotation marks passed over; "" at an end."""
    before, after = at - 1, at + 1
    while before >= max(0, at - _NESTED) and text[before] in _MARKS:
        before -= 1
    while after < min(len(text), at + _NESTED) and text[after] in _MARKS:
        after += 1
    return text[before : before + 1] if before >= 0 else "", text[after : after + 1]


def _side(text: str, at: int) -> _Side:
    before, after = _around(text, at)
    opens = not before or _BEFORE_OPENING.match(before) is not None
    closes = not after or _AFTER_CLOSING.match(after) is not None
    return "either" if opens == closes else "opens" if opens else "closes"


def _is_apostrophe(text: str, at: int, opened: _Open, language: Language) -> bool:
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if _latin(before) and _latin(after):
        return True
    if mark != "’" and _SHORTENED.match(text, at + 1) and not _latin(before):
        return language == "en"
    if mark == "‘" or (mark == "'" and _side(text, at) == "opens"):
        return False
    inside = _last(opened, "‘'") is not None
    if inside:
        # The plural's possessive inside a quotation, where a mark that closes it better comes later.
        return before == "s" and after == " " and _CLOSING_LATER.search(text, at + 1) is not None
    return _latin(before) or (language == "en" and before not in ",.?!")


def _latin(character: str) -> bool:
    return character.isalnum() and not "\u3400" <= character <= "\u9fff"
