"""A number said to be exceeded is not said to be missed: over and nearly, 超过 and 不足, keep their side."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from translator.checks.number_pairs import LOWER, Pair, segment_pairs
from translator.checks.quantities import Quantity
from translator.release import Direction, Issue, Language, Segment, Severity, Span

Side = Literal["more", "less", "near", "about"]
"""Where the true number is: above the one that is told, below it, just below it, on either side."""

_REACH = 24
"""Characters before and after a number within which such a word ends or begins."""
_PRICE = r"(?:[A-Z]{0,3}[$€£¥]|(?:RMB|CNY|USD|EUR|HKD)\s?)?"
# What may stand between the word and the number, and between the number and the word.
_TO_NUMBER: dict[Language, str] = {"en": rf"\s?(?:the |a |an )?{_PRICE}", "zh": rf"\s?(?:了|有|达)?(?:人民币)?{_PRICE}"}
_FROM_NUMBER: dict[Language, str] = {
    "en": r"\s?(?:(?:percentage points?|percent|%|years?|months?|days?|hours?|minutes?|people|patients)\s)?",
    "zh": r"\s?(?:个?(?:百分点|小时|分钟|[周月天])|[名人例家位岁年%元次件张所台项公里米吨级]){0,3}"
    r"(?:\([^)]*\)|（[^）]*）)?(?:及|或)?",
}
# 近10年 is the last ten years, "over five years" is during them.
_PAST = re.compile(r"\s?(?:个?多?[年月周天日]|个?小时|years?|months?|weeks?|days?|hours?|decades?|-year)")
_INSIDE = re.compile("[多余](?=[万亿])")
# 不得低于 is at least, "did not exceed" is at most.
_NOT: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?:\bnot|\bnever|\bcannot|n['’]t|\bwithout)(?: [a-z]+)? $"),
    "zh": re.compile("(?:不[得应能宜可会要必该]?|未[曾能]?|没有?|难以|无[法需须])$"),
}
_TURNED: dict[Side, Side] = {"more": "less", "less": "more"}
_CLASHES: dict[frozenset[Side], Severity] = {
    frozenset({"more", "less"}): "error",
    frozenset({"more", "near"}): "warning",
}
_NAMES: dict[Side, tuple[str, str]] = {
    "more": ("above it", "超过"),
    "less": ("below it", "不足"),
    "near": ("just below it", "接近"),
    "about": ("about it", "左右"),
}


class Approximation(NamedTuple):
    """A word that says where the true number is; text, span: how it is written and where it stands."""

    side: Side
    text: str
    span: Span


class _Patterns(NamedTuple):
    sides: dict[str, Side | None]
    before: re.Pattern[str]
    after: re.Pattern[str]


def check_approximation(segment: Segment, direction: Direction) -> list[Issue]:
    """An error where "more than" became "less than" at a number or the reverse, a warning for more and nearly."""
    issues: list[Issue] = []
    for a, b in segment_pairs(segment, direction):
        said = approximation(segment.source, direction.source, a)
        given = approximation(segment.target, direction.target, b) if said else None
        if said and given and (severity := _CLASHES.get(frozenset({said.side, given.side}))):
            issues.append(_issue(said, given, (a, b), severity))
    return issues


@lru_cache(maxsize=4096)
def approximation(text: str, language: Language, quantity: Quantity) -> Approximation | None:
    """The word beside a number that says where the true one is, None where there is none or it may mean a time."""
    patterns = _patterns(language)
    start, end = quantity.span
    lower = text.translate(LOWER)
    before = patterns.before.search(lower, max(0, start - _REACH), start)
    if before and not (before["word"] in {"over", "近"} and _PAST.match(text, end)):
        return _read(before, text, patterns, turned=bool(_NOT[language].search(lower, 0, before.start("word"))))
    if language == "zh" and (inside := _INSIDE.search(quantity.text)):
        at = start + inside.start()
        return Approximation("more", inside[0], (at, at + 1))
    after = patterns.after.match(lower, end, end + _REACH)
    return _read(after, text, patterns) if after else None


def _read(match: re.Match[str], text: str, patterns: _Patterns, turned: bool = False) -> Approximation | None:
    side = patterns.sides[match["word"]]
    if turned:
        side = _TURNED.get(side) if side else None
    span = match.span("word")
    return Approximation(side, text[slice(*span)], span) if side else None


@cache
def _patterns(language: Language) -> _Patterns:
    table = tomllib.loads(files("translator.checks").joinpath("data/approximation.toml").read_text("utf-8"))[language]
    sides: dict[str, Side | None] = {
        word: None if side == "neither" else side
        for place in table.values()
        for side, words in place.items()
        for word in words
    }
    before, after = (
        "|".join(
            re.escape(w) for w in sorted((w for words in table[place].values() for w in words), key=len, reverse=True)
        )
        for place in ("before", "after")
    )
    edge = r"(?<![a-z])" if language == "en" else ""
    return _Patterns(
        sides,
        re.compile(rf"{edge}(?P<word>{before}){_TO_NUMBER[language].translate(LOWER)}$"),
        re.compile(rf"{_FROM_NUMBER[language]}(?P<word>{after})" + (r"(?![a-z])" if language == "en" else "")),
    )


def _issue(said: Approximation, given: Approximation, pair: Pair, severity: Severity) -> Issue:
    (side, side_zh), (given_side, given_side_zh) = _NAMES[said.side], _NAMES[given.side]
    return Issue(
        "approximation",
        severity,
        f"The source says “{said.text}” of {pair[0].text} ({side}), the translation “{given.text}” ({given_side}).",
        f"原文称 {pair[0].text} 为“{said.text}”（{side_zh}），译文写作“{given.text}”（{given_side_zh}）。",
        _together(said.span, pair[0].span),
        _together(given.span, pair[1].span),
    )


def _together(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])
