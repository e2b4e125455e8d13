"""Dates, times and decades in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.quantities import UNSTATED_DAY, UNSTATED_MONTH, UNSTATED_YEAR, Quantity, Rule, clock_time

_ONES = "一二三四五六七八九"
_MONTHS = {"十": 10, "十一": 11, "十二": 12} | {c: i for i, c in enumerate(_ONES, 1)}
_JOINT = "[至到—–~、和-]"


def _month(match: re.Match[str]) -> Quantity:
    text = match["month"]
    spelled = text in _MONTHS
    number = Fraction(_MONTHS[text] if spelled else text)
    severity = None if spelled else "error"
    return Quantity(number, match.span("month"), text, "month", severity, also=(UNSTATED_MONTH,))  # type: ignore[arg-type]


def _read_date(match: re.Match[str]) -> Iterator[Quantity]:
    yield _month(match)
    if match["day"]:
        yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day")


def _read_first_month(match: re.Match[str]) -> Iterator[Quantity]:
    yield _month(match)


def _read_day(match: re.Match[str]) -> Iterator[Quantity]:
    # A news text leaves the month to the dateline, and English then says the weekday: 27日, Wednesday.
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day", also=(UNSTATED_DAY,))


def _read_decade(match: re.Match[str]) -> Iterator[Quantity]:
    tens = int(match["tens"]) if match["tens"].isdigit() else (_ONES.index(match["tens"][0]) + 1) * 10
    century = match["century"]
    if century is None:
        yield Quantity(Fraction(1900 + tens), match.span(), match[0], "decade", also=(Fraction(tens), Fraction(2000 + tens)))
        return
    number = 20 if century == "上" else int(century) if century.isdigit() else _century(century)
    yield Quantity(Fraction((number - 1) * 100 + tens), match.span(), match[0], "decade")


def _century(text: str) -> int:
    tens, _, ones = text.partition("十")
    return (_ONES.find(tens) + 1 or 1) * 10 + (_ONES.find(ones) + 1 if ones else 0) if "十" in text else _ONES.find(text) + 1


def _read_year_decade(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(match["year"]), match.span(), match[0], "decade")


def _read_clock(match: re.Match[str]) -> Iterator[Quantity]:
    yield clock_time(match)


def _read_spoken_clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour = match["hour"]
    minutes = 60 * (_MONTHS[hour] if hour in _MONTHS else int(hour)) + (30 if match["half"] else 0)
    yield Quantity(Fraction(minutes % 720), match.span(), match[0], "time", "error" if hour.isdigit() else None)


def _unstated(name: str, kind: str) -> Rule:
    def read(match: re.Match[str]) -> Iterator[Quantity]:
        yield Quantity(name, match.span(), match[0], kind, None)  # type: ignore[arg-type]

    words = {
        UNSTATED_DAY: r"(?:周|星期|礼拜)[一二三四五六日天](?![次回遍场期线])|[今昨明当次同][天日]",
        UNSTATED_MONTH: r"[本上下当]个?月",
        UNSTATED_YEAR: r"[今去明当同次前后翌]年",
    }
    return re.compile(words[name]), read


DATE_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?P<year>[12]\d\d0)年代"), _read_year_decade),
    (
        re.compile(rf"(?:(?P<century>\d{{1,2}}|[{_ONES}十]{{1,3}}|上)个?世纪)?(?P<tens>[1-9]0|[{_ONES}]十)年代"),
        _read_decade,
    ),
    (re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:.])"), _read_clock),
    (re.compile(rf"(?<![\d{_ONES}十])(?P<hour>\d{{1,2}}|十[一二]?|[{_ONES}])点(?:(?P<half>半)|钟|整)"), _read_spoken_clock),
    (re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])[时点](?:(?P<minute>[0-5]?\d)分|许)?(?!\d)"), _read_clock),
    (re.compile(rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])(?={_JOINT}(?:1[0-2]|0?[1-9])月(?!龄))"), _read_first_month),
    (re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?!龄)(?:份|(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)[日号]?)?"), _read_date),
    (re.compile(rf"(?<![{_ONES}十个])(?P<month>十[一二]?|[{_ONES}])月(?P<day>(?!))?(?![球亮饼光子经龄])"), _read_date),
    (re.compile(r"(?<![\d.月])(?P<day>[12]\d|3[01]|0?[1-9])日(?![均常间])"), _read_day),
    _unstated(UNSTATED_DAY, "day"),
    _unstated(UNSTATED_MONTH, "month"),
    _unstated(UNSTATED_YEAR, "number"),
)
