"""Dates, weekdays, times and decades in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from translator.checks.quantities.english_numerals import ONES, number_from
from translator.checks.quantities.quantity import (
    UNSTATED_DAY,
    UNSTATED_MONTH,
    Half,
    Quantity,
    Rule,
    clock_time,
    minutes_of_day,
)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH = rf"\b(?P<month>{_NAMES}|{_NAMES.upper()})\b\.?(?!-[a-z])"
_AMBIGUOUS = frozenset({"jan", "mar", "march", "april", "may", "june", "august"})
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|by|of|to|last|since|until|and|early|late|mid|this|next|from|through|each|every)|\0)[ -]$",
    re.IGNORECASE,
)
"""What makes a word a month; "\\0" stands where "early" or "mid-" was read before."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def iso_date(match: re.Match[str]) -> Iterator[Quantity]:
    """Year, month and day of 2025-06-21 or 2025/6/21, which both languages write."""
    yield Quantity(Fraction(match["year"]), match.span("year"), match["year"])
    yield Quantity(Fraction(match["month"]), match.span("month"), match["month"], "month", also=(UNSTATED_MONTH,))
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day", also=(UNSTATED_DAY,))


ISO_DATE = Rule(
    re.compile(
        r"(?<![\w./-])(?P<year>(?:19|20)\d\d)(?P<joint>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=joint)"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\w/-]|\.\d)",
        re.ASCII,
    ),
    iso_date,
    ("19", "20"),
)


def _read_date(match: re.Match[str]) -> Iterator[Quantity]:
    yield _month(match)
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day")


def _read_month(match: re.Match[str]) -> Iterator[Quantity]:
    # "May" is a verb and "June" a name too: sure only where something around them speaks of time.
    before = match.string[max(0, match.start() - 9) : match.start()]
    sure = match["month"].lower() not in _AMBIGUOUS or match["year"] is not None or _BEFORE_MONTH.search(before)
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


def _half(words: str | None, hour: Fraction) -> Half | None:
    """The half of the day told by "a" or "p" of a.m. and p.m. or by words after an hour."""
    if words is None:
        return None
    early = words in {"a", "in the morning"} or (words == "at night" and (hour < 5 or hour == 12))
    return "am" if early else "pm"


def _read_clock(match: re.Match[str]) -> Iterator[Quantity]:
    yield clock_time(match, _half(match["half"] or match["words"] or match["clock"], Fraction(match["hour"])))


def _read_spelled_clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour = number_from(match["hour"])
    value, also = minutes_of_day(hour, Fraction(0), _half(match["half"] or match["clock"], hour))
    parts = (Quantity(hour, match.span("hour"), match["hour"], severity=None),)
    yield Quantity(value, match.span(), match[0], "time", "warning", also, parts, opposed="error")


def _read_past(match: re.Match[str]) -> Iterator[Quantity]:
    hour, minute = number_from(match["hour"]), _MINUTES.get(match["minute"]) or number_from(match["minute"])
    if match["to"]:
        if hour > minute:
            return  # "five to ten" is a range
        hour, minute = hour - 1 or Fraction(12), 60 - minute
    value, also = minutes_of_day(hour, minute, None)
    parts = tuple(
        Quantity(number, match.span(name), match[name], severity=None)
        for name, number in (("minute", Fraction(minute)), ("hour", hour))
    )
    yield Quantity(value, match.span(), match[0], "time", "warning", also, parts)


def _read_twelve(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(0 if match[0] == "midnight" else 720), match.span(), match[0], "time", None)


def _read_duration(match: re.Match[str]) -> Iterator[Quantity]:
    for i in range(1, 4):
        yield Quantity(Fraction(match[i]), match.span(i), match[i])


def _read_weekday(match: re.Match[str]) -> Iterator[Quantity]:
    # A release drops the weekday as often as not, but two different ones are wrong.
    name = match[0].capitalize()
    yield Quantity(name, match.span(), match[0], "weekday", None, also=(UNSTATED_DAY,), opposed="error")


def _read_unstated_day(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_DAY, match.span(), match[0], "weekday", None)


def _read_unstated_month(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)


_MONTH_HINTS = tuple(_MONTHS)
_DAYTIME = r"in the (?:morning|afternoon|evening)\b|at night\b"
_DAYTIME_HINTS = ("in the morning", "in the afternoon", "in the evening", "at night")
_MINUTES = {"half": Fraction(30), "quarter": Fraction(15)}
_HOURS = (*ONES, "ten", "eleven", "twelve")

DATE_RULES: tuple[Rule, ...] = (
    ISO_DATE,
    Rule(
        re.compile(r"(?<![\d,])(?P<mid>mid-)?['’]?(?P<year>[1-9]\d{0,2}0)['’]?s\b"), _read_decade, ("0s", "0's", "0’s")
    ),
    Rule(re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:])"), _read_duration, (":",)),
    Rule(
        re.compile(
            r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?:(?P<colon>:)(?P<minute>[0-5]\d)(?!\d|[:.]\d))?"
            rf"(?:\s?(?P<half>[ap](?=\.m\.|\.?m\b))\.?m\b\.?|\s?o['’]clock\b(?:\s(?P<clock>{_DAYTIME}))?"
            rf"|\s(?P<words>{_DAYTIME})|(?(colon)|(?!)))"
        ),
        _read_clock,
        (":", ".m.", "am", "pm", "clock", *_DAYTIME_HINTS),
        lowered=True,
    ),
    Rule(
        re.compile(
            rf"\b(?:a )?(?P<minute>half(?= past)|quarter|five|ten|twenty|twenty-five)(?: minutes)? (?:past|(?P<to>to))"
            rf" (?P<hour>{'|'.join(_HOURS)})\b(?![- ](?:percent|hundred|thousand|[mb]illion|year|month|week|day))"
        ),
        _read_past,
        (" past ", " to "),
        lowered=True,
    ),
    Rule(
        re.compile(
            rf"\b(?P<hour>{'|'.join(_HOURS)})(?:\s(?P<half>[ap](?=\.m\.|m\b)|{_DAYTIME})(?:\.m\.|m\b)?|\so['’]clock\b(?:\s(?P<clock>{_DAYTIME}))?)"
        ),
        _read_spelled_clock,
        (" am", " pm", ".m.", "clock", *_DAYTIME_HINTS),
        lowered=True,
    ),
    Rule(re.compile(r"\b(?:noon|midnight)\b"), _read_twelve, ("noon", "midnight"), lowered=True),
    Rule(re.compile(_MONTH + r"\s(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!,\d{3}|\.\d)"), _read_date, _MONTH_HINTS),
    Rule(re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?" + _MONTH), _read_date, _MONTH_HINTS),
    Rule(
        re.compile(rf"{_MONTH}(?P<year>(?=,? \d{{4}}))?"),
        _read_month,
        _MONTH_HINTS,
    ),
    Rule(re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})(?=s?\b)"), _read_weekday, ("day",), lowered=True),
    Rule(
        re.compile(r"\b(?:today|yesterday|tomorrow|that day|the same day)\b"),
        _read_unstated_day,
        ("day", "tomorrow"),
        True,
    ),
    Rule(re.compile(r"\b(?:this|last|next|same|that|previous) month\b"), _read_unstated_month, ("month",), True),
)
