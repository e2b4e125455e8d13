"""Dates, times and decades in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from translator.checks.quantities.comparing import UNSTATED_DAY, UNSTATED_MONTH, Quantity, Rule, clock_time

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH = rf"\b(?P<month>{_NAMES}|{_NAMES.upper()})\b\.?(?!-[a-z])"
_AMBIGUOUS = frozenset({"jan", "mar", "march", "april", "may", "june", "august"})
_BEFORE_MONTH = "in|by|of|to|last|since|until|and|early|late|mid|this|next|from|through|each|every"


def _read_date(match: re.Match[str]) -> Iterator[Quantity]:
    yield _month(match)
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day")


def _read_month(match: re.Match[str]) -> Iterator[Quantity]:
    # "May" is a verb and "June" a name too: sure only where something around them speaks of time.
    sure = match["month"].lower() not in _AMBIGUOUS or bool(match["before"]) or match["year"] is not None
    yield _month(match) if sure else replace(_month(match), severity=None)


def _month(match: re.Match[str]) -> Quantity:
    number = _MONTHS.index(match["month"][:3].lower()) + 1
    return Quantity(Fraction(number), match.span("month"), match["month"], "month", also=(UNSTATED_MONTH,))


def _read_decade(match: re.Match[str]) -> Iterator[Quantity]:
    year = Fraction(match["year"])
    if year >= 1000:
        yield Quantity(year, match.span(), match[0], "decade", also=(year % 100,))
    else:
        # "her 50s" are an age, "the 50s" a decade.
        decade = Quantity(year, match.span(), match[0], "decade")
        middle = (year + 5,) if match["mid"] else ()
        yield Quantity(year, match.span("year"), match["year"], also=middle, parts=(decade,))


def _read_clock(match: re.Match[str]) -> Iterator[Quantity]:
    yield clock_time(match)


def _read_twelve(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(0), match.span(), match[0], "time", None)


def _read_duration(match: re.Match[str]) -> Iterator[Quantity]:
    for i in range(1, 4):
        yield Quantity(Fraction(match[i]), match.span(i), match[i])


def _read_weekday(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_DAY, match.span(), match[0], "day", None)


def _read_unstated_month(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)


DATE_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?<![\d,])(?P<mid>mid-)?['’]?(?P<year>[1-9]\d{0,2}0)['’]?s\b"), _read_decade),
    (re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:])"), _read_duration),
    (
        re.compile(
            r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?!\d|[:.]\d)(?:\s?[ap]\.?m\b\.?)?"
            r"|\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock))",
            re.IGNORECASE,
        ),
        _read_clock,
    ),
    (re.compile(r"\b(?:noon|midnight)\b", re.IGNORECASE), _read_twelve),
    (re.compile(_MONTH + r"\s(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!,\d{3}|\.\d)"), _read_date),
    (re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?" + _MONTH), _read_date),
    (re.compile(rf"(?P<before>\b(?:{_BEFORE_MONTH})[ -])?{_MONTH}(?P<year>(?=,? \d{{4}}))?"), _read_month),
    (
        re.compile(
            r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|that day)\b", re.IGNORECASE
        ),
        _read_weekday,
    ),
    (re.compile(r"\b(?:this|last|next|same|that|previous) month\b", re.IGNORECASE), _read_unstated_month),
)
