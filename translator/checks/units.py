"""A measure keeps its unit, or its size in another metric one."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from translator.checks.number_pairs import LOWER, Pair, number_pairs, spread, unlike
from translator.checks.quantities import Quantity, read_quantities
from translator.release import Direction, Issue, Language, Segment, Span

_BETWEEN_EN = (
    r"(?:[ -](?:an?|more|full|whole|consecutive|straight|successive|long|short|extra|additional|working|business"
    r"|calendar|academic|fiscal))?[ -]"
)
_BETWEEN_ZH = r"(?:半(?=月|年)|[多余来几整]|个(?=[整小星钟工礼学日昼]))*\s?"
# What the last sign of a Chinese unit begins when it is no unit: 5年级, 三周边, 3天津, 升至.
_NO_UNIT_ZH = (
    "(?<!年(?=[级代制度]))(?<!周(?=[边围期密末刊报一二三四五六日]))(?<!天(?=[津然]))(?<!升(?=[至到级高降]))"
    "(?<!克(?=[服隆里朗]))"
)
_NUMERAL = re.compile(r"[\d.,零〇一二两三四五六七八九十百千万亿]+")
_CALENDAR = (1000, 2199)
_TOLERANCE = Fraction(1, 25)
"""How far two equal spans of time may be apart: a year is 12 months, 52 weeks and 365 days."""


class Unit(NamedTuple):
    """A unit of measurement.

    name: in English, in the singular
    dimension: what it measures; size: how many of the dimension's first unit it is
    """

    name: str
    dimension: str
    size: Fraction


class Stated(NamedTuple):
    """A unit as a text writes it."""

    unit: Unit
    text: str
    span: Span


PERCENT = Unit("percent", "share", Fraction(1))
PERCENTAGE_POINT = Unit("percentage point", "difference of shares", Fraction(1))


def check_units(segment: Segment, direction: Direction) -> list[Issue]:
    """An error where the target gives a number another unit (3 mg, 3克)."""
    pairs = [pair for pair in number_pairs(segment.source, segment.target, direction) if _counts(*pair)]
    if not pairs:
        return []
    source, target = units(segment.source, direction.source), units(segment.target, direction.target)
    if not source or not target:
        return []

    def alike(a: Quantity, b: Quantity) -> bool:
        said, given = source.get(a.span), target.get(b.span)
        return same_measure(a, said.unit, b, given.unit) if said and given else said is given

    issues = []
    for a, b in unlike(pairs, alike):
        said, given = source.get(a.span), target.get(b.span)
        if said and given:
            issues.append(_changed(said, given, (a, b), direction.target))
    return issues


def _counts(a: Quantity, b: Quantity) -> bool:
    """Whether the numbers count something: "one minute" does, "the first minute" does not."""
    return bool(a.severity or b.severity) or {a.text.lower(), b.text.lower()} <= {"1", "one", "一", "half", "半"}


def same_measure(a: Quantity, a_unit: Unit, b: Quantity, b_unit: Unit) -> bool:
    """Whether two numbers with their units are the same amount: 1.5 km and 1500 m, 18 months and 一年半."""
    if a_unit == b_unit:
        return True
    if a_unit.dimension != b_unit.dimension or isinstance(a.value, str) or isinstance(b.value, str):
        return False
    sizes = [
        [Fraction(v) * u.size for v in q.readings if not isinstance(v, str)] for q, u in ((a, a_unit), (b, b_unit))
    ]
    tolerance = _TOLERANCE if a_unit.dimension == "time" else 0
    return any(abs(x - y) <= tolerance * x for x in sizes[0] for y in sizes[1])


@lru_cache(maxsize=2048)
def units(text: str, language: Language) -> dict[Span, Stated]:
    """The unit of each number of a text that has one, by the number's span; the ends of a range share theirs."""
    quantities = [q for q in read_quantities(text, language) if q.kind in {"number", "percent"}]
    lower = text.translate(LOWER)
    said = spread(quantities, [_unit(q, text, lower, language) for q in quantities], text, language)
    found = {q.span: unit for q, unit in zip(quantities, said, strict=True) if unit}
    parts = [part for q in quantities for part in q.parts]
    return found | {part.span: unit for part in parts if (unit := _unit(part, text, lower, language))}


def _unit(quantity: Quantity, text: str, lower: str, language: Language) -> Stated | None:
    if quantity.kind == "percent":
        points = "point" in quantity.text or "百分点" in quantity.text
        return Stated(PERCENTAGE_POINT if points else PERCENT, quantity.text, quantity.span)
    start, end = quantity.span
    names = _names(language)
    if language == "en" and re.search("decade|centur|millenni", quantity.text):
        return Stated(names.units["year"], quantity.text, quantity.span)
    if language == "zh":
        # 两年半 and 三个半月 have their unit within what is read as the number.
        numeral = _NUMERAL.match(text, start)
        end = numeral.end() if numeral and quantity.text.endswith("半") else end
    match = names.word.match(lower, end) or names.symbol.match(text, end)
    if match is None:
        return None
    name = match["name"]
    unit = names.units[name] if name in names.units else names.units[name.removesuffix("s")]
    if language == "zh" and unit.name == "year" and _is_calendar_year(quantity.value) and "," not in quantity.text:
        return None
    return Stated(unit, text[slice(*match.span("name"))], match.span("name"))


def _is_calendar_year(value: Fraction | str) -> bool:
    return not isinstance(value, str) and value.denominator == 1 and _CALENDAR[0] <= value <= _CALENDAR[1]


class _Row(NamedTuple):
    unit: Unit
    symbols: tuple[str, ...]
    words: dict[Language, tuple[str, ...]]


@cache
def _rows() -> tuple[_Row, ...]:
    table = files("translator.checks").joinpath("data/units.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(
        _Row(
            Unit(name, dimension, Fraction(size)),
            tuple(filter(None, symbols.split("|"))),
            {"en": tuple(filter(None, english.split("|"))), "zh": tuple(filter(None, chinese.split("|")))},
        )
        for name, dimension, size, symbols, english, chinese in lines
    )


class _Names(NamedTuple):
    """How a language names units: the units by name, and patterns for what stands after a number."""

    units: dict[str, Unit]
    word: re.Pattern[str]
    symbol: re.Pattern[str]


@cache
def _names(language: Language) -> _Names:
    units = {name.translate(LOWER): row.unit for row in _rows() for name in row.words[language]}
    units |= {symbol: row.unit for row in _rows() for symbol in row.symbols}
    words = sorted((w.translate(LOWER) for row in _rows() for w in row.words[language]), key=len, reverse=True)
    symbols = sorted((s for row in _rows() for s in row.symbols), key=len, reverse=True)
    word, symbol = ("|".join(map(re.escape, names)) for names in (words, symbols))
    word = (
        rf"{_BETWEEN_EN}(?P<name>(?:{word})s?)\b" if language == "en" else f"{_BETWEEN_ZH}(?P<name>{word}){_NO_UNIT_ZH}"
    )
    # "50s" is a decade or an age.
    return _Names(
        units, re.compile(word), re.compile(rf"(?! ?-?[a-z]*-)[ -]?(?!(?<=\d)s)(?P<name>{symbol})(?![A-Za-z0-9])")
    )


def _changed(said: Stated, given: Stated, pair: Pair, language: Language) -> Issue:
    return Issue(
        "units",
        "error",
        f"The unit of {pair[0].text} became {given.unit.name} in the translation; it is {said.unit.name}.",
        f"{pair[0].text} 的单位在译文中变成了“{given.text}”，原文为“{said.text}”。",
        (min(pair[0].span[0], said.span[0]), max(pair[0].span[1], said.span[1])),
        given.span,
        _written(said, given, language),
    )


def _written(said: Stated, given: Stated, language: Language) -> str | None:
    """The source's unit in place of the wrong one; None where it is part of the number (percent, decades)."""
    rows = {row.unit: row for row in _rows()}
    if said.unit not in rows or given.unit not in rows:
        return None
    row = rows[said.unit]
    if given.text in rows[given.unit].symbols:
        return row.symbols[0] if row.symbols else None
    if not row.words[language]:
        return None
    word = row.words[language][0]
    plural = language == "en" and given.text.lower().endswith("s") and not word.endswith("z")
    return word + "s" if plural else word
