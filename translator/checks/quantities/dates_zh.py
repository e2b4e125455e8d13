"""Dates, times and decades in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.quantities.comparing import UNSTATED_DAY, UNSTATED_MONTH, Quantity, Rule, clock_time
from translator.checks.quantities.han_numerals import number_from
from translator.release import Severity

_ONES = "一二三四五六七八九"
_MONTH = r"(?<!\d)(?P<month>1[0-2]|0?[1-9])"
_SPELLED_MONTH = rf"(?<![{_ONES}十个])(?P<month>十[一二]?|[{_ONES}])"
_JOINT = "[至到—–~、和-]"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_HOUR = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])"


def _read_month(match: re.Match[str]) -> Iterator[Quantity]:
    text = match["month"]
    severity: Severity | None = "error" if text.isdigit() else None
    yield Quantity(number_from(text), match.span("month"), text, "month", severity, also=(UNSTATED_MONTH,))


def _read_date(match: re.Match[str]) -> Iterator[Quantity]:
    yield from _read_month(match)
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day")


def _read_day(match: re.Match[str]) -> Iterator[Quantity]:
    # A news text leaves the month to the dateline, and English then says the weekday: 27日, Wednesday.
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day", also=(UNSTATED_DAY,))


def _read_decade(match: re.Match[str]) -> Iterator[Quantity]:
    tens, century = number_from(match["tens"]), match["century"]
    if century is None:
        others = (tens, 2000 + tens)
        yield Quantity(1900 + tens, match.span(), match[0], "decade", also=others)
    else:
        number = 20 if century == "上" else number_from(century)
        yield Quantity((number - 1) * 100 + tens, match.span(), match[0], "decade")


def _read_year_decade(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(match["year"]), match.span(), match[0], "decade")


def _read_clock(match: re.Match[str]) -> Iterator[Quantity]:
    yield clock_time(match)


def _read_spoken_clock(match: re.Match[str]) -> Iterator[Quantity]:
    minutes = 60 * number_from(match["hour"]) + (30 if match["half"] else 0)
    severity: Severity | None = "error" if match["hour"].isdigit() else None
    yield Quantity(minutes % 720, match.span(), match[0], "time", severity)


def _read_unstated_day(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_DAY, match.span(), match[0], "day", None)


def _read_unstated_month(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)


DATE_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?P<year>[12]\d\d0)年代"), _read_year_decade),
    (
        re.compile(rf"(?:(?P<century>\d{{1,2}}|[{_ONES}十]{{1,3}}|上)个?世纪)?(?P<tens>[1-9]0|[{_ONES}]十)年代"),
        _read_decade,
    ),
    (re.compile(_HOUR + r":(?P<minute>[0-5]\d)(?![\d:.])"), _read_clock),
    (
        re.compile(rf"(?<![\d{_ONES}十])(?P<hour>[01]?\d|2[0-4]|十[一二]?|[{_ONES}])点(?:(?P<half>半)|钟|整)"),
        _read_spoken_clock,
    ),
    (re.compile(_HOUR + r"[时点](?:(?P<minute>[0-5]?\d)分|许)?(?!\d)"), _read_clock),
    (re.compile(rf"{_MONTH}(?={_JOINT}(?:1[0-2]|0?[1-9])月(?!龄))"), _read_month),
    (re.compile(rf"{_MONTH}月{_DAY}(?!\d)[日号]?"), _read_date),
    (re.compile(rf"{_MONTH}月(?!龄)份?"), _read_month),
    (re.compile(rf"{_SPELLED_MONTH}月(?![球亮饼光子经龄])"), _read_month),
    (re.compile(rf"(?<![\d.月]){_DAY}日(?![均常间])"), _read_day),
    (re.compile(r"(?:周|星期|礼拜)[一二三四五六日天](?![次回遍场期线])|[今昨明当次同][天日]"), _read_unstated_day),
    (re.compile(r"[本上下当]个?月"), _read_unstated_month),
)
