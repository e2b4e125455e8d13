"""An amount of money keeps its currency."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from translator.checks.number_pairs import LOWER, Pair, is_range, segment_pairs, spread, unlike
from translator.checks.quantities import Quantity, read_quantities
from translator.release import Direction, Issue, Language, Segment, Span

_BEFORE = 14
"""The longest sign before a number, in characters, with the space after it."""
_NO_MONEY: dict[Language, str] = {"en": r"(?![\w-])", "zh": "(?![件素旦月宵首老帅器气神凶])"}
_BETWEEN: dict[Language, str] = {"en": r"(?:\s|-)?(?:in )?", "zh": r"[多余来几]?\s?(?:（|\()?"}


class Currency(NamedTuple):
    """What a text says of an amount.

    codes: the ISO 4217 codes that the words may mean ("$" means any dollar)
    text, span: the words and where they stand
    """

    codes: frozenset[str]
    text: str
    span: Span


class _Names(NamedTuple):
    """How a language names currencies.

    codes: the codes by the name; after, code, before: patterns for a word (in small letters) and a code after a
        number, and a sign before it
    """

    codes: dict[str, frozenset[str]]
    after: re.Pattern[str]
    code: re.Pattern[str]
    before: re.Pattern[str]


def check_money(segment: Segment, direction: Direction) -> list[Issue]:
    """An error where an amount has another currency in the target, a warning where it has lost or gained one."""
    pairs = segment_pairs(segment, direction)
    if not pairs:
        return []
    source = currencies(segment.source, direction.source)
    target = currencies(segment.target, direction.target)
    if not source and not target:
        return []

    def alike(a: Quantity, b: Quantity) -> bool:
        said, given = source.get(a.span), target.get(b.span)
        return not (said.codes.isdisjoint(given.codes) if said and given else said or given)

    issues = []
    for a, b in unlike(pairs, alike):
        said, given = source.get(a.span), target.get(b.span)
        if said and given:
            issues.append(_changed(said, given, (a, b), direction.target))
        elif said and _is_sure(said) and not _elsewhere(said, target):
            issues.append(_lost(said, (a, b)))
        elif given and _is_sure(given) and not _elsewhere(given, source):
            issues.append(_added(given, (a, b)))
    return issues


@lru_cache(maxsize=2048)
def currencies(text: str, language: Language) -> dict[Span, Currency]:
    """The currency of each number of a text that has one, by the number's span; the ends of a range share theirs."""
    quantities = [q for q in read_quantities(text, language) if q.kind == "number"]
    if not quantities:
        return {}
    names, lower = _names(language), text.translate(LOWER)
    said = spread(quantities, [_currency(q, text, lower, names) for q in quantities], text, language)
    for i, (first, second) in enumerate(pairwise(quantities)):
        currency = said[i]
        # RMB 5-10 million: the sign before the range is for both ends.
        if currency and said[i + 1] is None and currency.span[0] < first.span[0]:
            said[i + 1] = currency if is_range(text[first.span[1] : second.span[0]], language) else None
    return {q.span: c for q, c in zip(quantities, said, strict=True) if c}


def _currency(quantity: Quantity, text: str, lower: str, names: _Names) -> Currency | None:
    start, end = quantity.span
    match = names.after.match(lower, end)
    if match is None or (match["name"] == "won" and not _can_be_won(quantity)):
        match = names.code.match(text, end) or names.before.search(text, max(0, start - _BEFORE), start)
    if match is None:
        return None
    span = match.span("name")
    return Currency(names.codes[_key(text[slice(*span)])], text[slice(*span)], span)


def _can_be_won(quantity: Quantity) -> bool:
    """Whether the word after the number can be the currency: "in 2019 won" is no amount."""
    return quantity.scale > 1 or "," in quantity.text


def _key(name: str) -> str:
    # English writes "Euros" and "euro"; signs and codes count as they are.
    return name if name.isupper() or (not name.isalpha() and " " not in name) else name.lower().removesuffix("s")


class _Row(NamedTuple):
    """A line of the table: what a currency is called."""

    code: str
    signs: tuple[str, ...]
    words: dict[Language, tuple[str, ...]]


@cache
def _rows() -> tuple[_Row, ...]:
    table = files("translator.checks").joinpath("data/currencies.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    cells = [[tuple(filter(None, cell.split("|"))) for cell in line] for line in lines]
    return tuple(_Row(code[0], signs, {"en": english, "zh": chinese}) for code, signs, english, chinese in cells)


@cache
def _names(language: Language) -> _Names:
    codes: dict[str, set[str]] = {}
    for row in _rows():
        for name in (*row.words[language], *row.signs, row.code):
            codes.setdefault(_key(name), set()).add(row.code)
    words = "|".join(
        sorted((re.escape(w).translate(LOWER) for row in _rows() for w in row.words[language]), key=len, reverse=True)
    )
    plural = "s?" if language == "en" else ""
    codes_after = "|".join(row.code for row in _rows())
    signs = "|".join(sorted((re.escape(s) for row in _rows() for s in (*row.signs, row.code)), key=len, reverse=True))
    return _Names(
        {name: frozenset(c) for name, c in codes.items()},
        re.compile(rf"{_BETWEEN[language]}(?P<name>(?:{words}){plural}){_NO_MONEY[language]}"),
        re.compile(rf"\s?(?P<name>{codes_after}|RMB|[$€£])(?![A-Za-z0-9])"),
        re.compile(rf"(?<![A-Za-z])(?P<name>{signs})\s?$"),
    )


def _changed(said: Currency, given: Currency, pair: Pair, language: Language) -> Issue:
    fix = _written(said, given, language)
    return Issue(
        "money",
        "error",
        f"The amount {pair[0].text} is in {said.text} in the source and in {given.text} in the translation.",
        f"金额 {pair[0].text} 的币种不一致：原文为“{said.text}”，译文为“{given.text}”。",
        _together(said.span, pair[0].span),
        given.span,
        fix,
    )


def _written(said: Currency, given: Currency, language: Language) -> str | None:
    """The source's currency as the target language writes it; None where it is not certain, or is a sign."""
    if len(said.codes) > 1 or not given.text.strip("$€£¥￥₩₹").isalpha() or given.text.isupper():
        return None
    word = next(row.words[language][0] for row in _rows() if row.code in said.codes)
    plural = given.text.endswith("s") and word not in {"yuan", "yen", "baht", "won"}
    return word + "s" if language == "en" and plural else word


def _lost(said: Currency, pair: Pair) -> Issue:
    return Issue(
        "money",
        "warning",
        f"The amount {pair[0].text} has lost its currency, {said.text}.",
        f"金额 {pair[0].text} 在译文中缺少币种（{said.text}）。",
        _together(said.span, pair[0].span),
        pair[1].span,
    )


def _added(given: Currency, pair: Pair) -> Issue:
    return Issue(
        "money",
        "warning",
        f"The number {pair[0].text} has no currency in the source; the translation says {given.text}.",
        f"数字 {pair[0].text} 在原文中没有币种，译文写作“{given.text}”。",
        pair[0].span,
        _together(given.span, pair[1].span),
    )


def _together(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _is_sure(currency: Currency) -> bool:
    """Whether the words can be nothing but a currency; a pound is a weight too."""
    return currency.text.lower().rstrip("s") != "pound"


def _elsewhere(currency: Currency, other: dict[Span, Currency]) -> bool:
    """Whether the other side names it at another amount: "up from 615 million" after "740 million dollars"."""
    return any(not currency.codes.isdisjoint(c.codes) for c in other.values())
