"""Errors in marks: quotations that lose a mark, and punctuation as hasty typists and small engines leave it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .planting import Case, Edit

_HAN = "\u4e00-\u9fff"


def quote_unclosed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The closing mark of a quotation is left out; only in a text whose quotations all close."""
    yield from _quote_marks(case, closing=True)


def quote_unopened(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The opening mark of a quotation is left out; only in a text whose quotations all close."""
    yield from _quote_marks(case, closing=False)


def _quote_marks(case: Case, closing: bool) -> Iterator[Edit]:
    text = case.target
    if case.language == "zh":
        if text.count("“") == text.count("”"):
            yield from (Edit(*m.span(), "") for m in re.finditer("”" if closing else "“", text))
        return
    marks = [m.start() for m in re.finditer('"', text)]
    if len(marks) % 2 == 0:
        yield from (Edit(at, at + 1, "") for at in marks[closing::2])


def half_width_comma(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A Chinese comma becomes a half-width one."""
    if case.language == "zh":
        yield from _replaced(case.target, rf"(?<=[{_HAN}])，(?=[{_HAN}])", ",")


def half_width_mark(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A Chinese semicolon, colon, question mark, exclamation mark or full stop becomes a half-width one."""
    if case.language == "zh":
        halves = {"；": ";", "：": ":", "？": "?", "！": "!", "。": "."}
        for match in re.finditer(rf"(?<=[{_HAN}])[；：？！。]", case.target):
            yield Edit(*match.span(), halves[match[0]])


def half_width_brackets(case: Case, chance: random.Random) -> Iterator[Edit]:
    """Chinese brackets become half-width ones."""
    if case.language == "zh":
        for match in re.finditer(rf"（([^（）]*[{_HAN}][^（）]*)）", case.target):
            yield Edit(*match.span(), f"({match[1]})")


def chinese_mark(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A mark in English becomes its Chinese fellow."""
    if case.language == "en":
        yield from _replaced(case.target, r"(?<=[a-z]), (?=[a-z])", "，")
        yield from _replaced(case.target, r"(?<=[a-z])\.$", "。")
        yield from _replaced(case.target, r"(?<=[a-z]): (?=[a-z])", "：")
        yield from _replaced(case.target, r"(?<=[a-z]); (?=[a-z])", "；")
        for match in re.finditer(r" \(([^()]+)\)", case.target):
            yield Edit(*match.span(), f"（{match[1]}）")


def final_mark_dropped(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The mark that ends the sentence is left out."""
    yield from _replaced(case.target, r"[.。!?！？](?=[\"”]?$)", "")


def doubled_mark(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A comma or full stop stands twice."""
    if case.language == "zh":
        for match in re.finditer(r"[，。、；]", case.target):
            yield Edit(*match.span(), match[0] * 2)
    else:
        for match in re.finditer(r"(?<=[a-z]{2})(?:,(?= [a-z])|\.$)", case.target):
            yield Edit(*match.span(), match[0] * 2)


def bracket_unclosed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The closing or the opening bracket is left out."""
    for match in re.finditer(r"（[^（）]+）|《[^《》]+》|\([^()]+\)", case.target):
        if chance.random() < 0.7:
            yield Edit(match.end() - 1, match.end(), "")
        else:
            yield Edit(match.start(), match.start() + 1, "")


def space_before_mark(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A space stands before a comma, full stop, colon, semicolon or percent sign in English."""
    if case.language == "en":
        for match in re.finditer(r"(?<=[a-z])[,;:](?= )|(?<=[a-z])\.$|(?<=\d)%(?=[ ,])", case.target):
            yield Edit(*match.span(), " " + match[0])


def no_space_after_mark(case: Case, chance: random.Random) -> Iterator[Edit]:
    """No space follows a comma in English."""
    if case.language == "en":
        yield from _replaced(case.target, r"(?<=[a-z]), (?=[a-zA-Z])", ",")


def _replaced(text: str, pattern: str, by: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), by) for match in re.finditer(pattern, text))
