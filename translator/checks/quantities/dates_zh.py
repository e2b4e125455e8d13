"""Dates, weekdays, times and decades in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.quantities.dates_en import ISO_DATE
from translator.checks.quantities.han_numerals import number_from
from translator.checks.quantities.quantity import (
    UNSTATED_DAY,
    UNSTATED_MONTH,
    Half,
    Quantity,
    Rule,
    clock_time,
    minutes_of_day,
)
from translator.release import Severity

_ONES = "一二三四五六七八九"
_MONTH = r"(?<!\d)(?P<month>1[0-2]|0?[1-9])"
_SPELLED_MONTH = rf"(?<![{_ONES}十个])(?P<month>十[一二]?|[{_ONES}])"
_SPELLED_DAY = rf"(?P<day>[二三]?十[{_ONES}]?|[{_ONES}])"
_JOINT = "[至到—–~、和-]"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
# 晚 of 昨晚8点 too; 夜 and 凌晨 at twelve are midnight.
_HALF = "(?P<half>上午|早上|早晨|清晨|凌晨|今晨|早|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|深夜|半夜|夜里|晚|夜)?"
_HOUR = r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])"
_SPELLED_HOUR = rf"(?<![\d{_ONES}十])(?P<hour>[01]?\d|2[0-4]|十[一二]?|[{_ONES}两])"
_WEEKDAYS = {
    **dict(
        zip(
            "一二三四五六日",
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            strict=True,
        )
    ),
    "天": "Sunday",
}


def _read_month(match: re.Match[str]) -> Iterator[Quantity]:
    text = match["month"]
    severity: Severity | None = "error" if text.isdecimal() else None
    yield Quantity(number_from(text), match.span("month"), text, "month", severity, also=(UNSTATED_MONTH,))


def _read_date(match: re.Match[str]) -> Iterator[Quantity]:
    severity: Severity = "error" if match["month"].isdecimal() else "warning"
    month, day = number_from(match["month"]), number_from(match["day"])
    yield Quantity(month, match.span("month"), match["month"], "month", severity, also=(UNSTATED_MONTH,))
    yield Quantity(day, match.span("day"), match["day"], "day", severity)


def _read_day(match: re.Match[str]) -> Iterator[Quantity]:
    # A news text leaves the month to the dateline, and English then says the weekday: 27日, Wednesday.
    yield Quantity(Fraction(match["day"]), match.span("day"), match["day"], "day", also=(UNSTATED_DAY,))
    yield Quantity(UNSTATED_MONTH, (match.end() - 1, match.end()), "日", "month", None)


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


def _half(match: re.Match[str], hour: Fraction) -> Half | None:
    """The half of the day that the words before an hour tell."""
    words = match["half"]
    if words is None:
        return None
    if words in {"中午", "正午"}:
        return "am" if 9 <= hour <= 11 else "pm"
    if words[0] in "上早清凌今":
        return "am"
    if words[0] in "深半夜晚" and (hour == 12 or (hour < 6 and words[0] != "晚")):
        return "am"
    return "pm"


def _read_clock(match: re.Match[str]) -> Iterator[Quantity]:
    yield clock_time(match, _half(match, Fraction(match["hour"])))


def _read_spoken_clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour = number_from(match["hour"])
    minute = number_from(match["minute"]) if match["minute"] else Fraction(0)
    if match["part"]:
        minute = Fraction({"半": 30, "一刻": 15, "三刻": 45}.get(match["part"], 0))
    value, also = minutes_of_day(hour, minute, _half(match, hour))
    severity: Severity | None = "error" if match["hour"].isdecimal() else "warning" if match["half"] else None
    parts = (Quantity(hour, match.span("hour"), match["hour"], severity=None),)
    yield Quantity(value, match.span(), match[0], "time", severity, also, parts, opposed=severity)


def _read_weekday(match: re.Match[str]) -> Iterator[Quantity]:
    name = _WEEKDAYS[match["day"]]
    yield Quantity(name, match.span(), match[0], "weekday", None, also=(UNSTATED_DAY,), opposed="error")


def _read_unstated_day(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_DAY, match.span(), match[0], "weekday", None)


def _read_unstated_month(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(UNSTATED_MONTH, match.span(), match[0], "month", None)


DATE_RULES: tuple[Rule, ...] = (
    ISO_DATE,
    Rule(re.compile(r"(?P<year>[12]\d\d0)年代"), _read_year_decade, ("年代",)),
    Rule(
        re.compile(rf"(?:(?P<century>\d{{1,2}}|[{_ONES}十]{{1,3}}|上)个?世纪)?(?P<tens>[1-9]0|[{_ONES}]十)年代"),
        _read_decade,
        ("年代",),
    ),
    Rule(
        re.compile(
            rf"{_HALF}{_SPELLED_HOUR}点(?:(?P<part>半|钟|整|[一三]刻)|(?P<minute>[二三四五]?十[{_ONES}]?|零?[{_ONES}])分(?!之)"
            r"|(?(half)(?<![早晚]一点)(?![\d零一二三四五六七八九十])|(?!)))"
        ),
        _read_spoken_clock,
        ("点",),
    ),
    Rule(re.compile(_HALF + _HOUR + r":(?P<minute>[0-5]\d)(?![\d:.])"), _read_clock, (":",)),
    Rule(re.compile(_HALF + _HOUR + r"[时点](?:(?P<minute>[0-5]?\d)分|许)?(?!\d)"), _read_clock, ("时", "点")),
    Rule(re.compile(rf"{_MONTH}(?={_JOINT}(?:1[0-2]|0?[1-9])月(?!龄))"), _read_month, ("月",)),
    Rule(re.compile(rf"{_MONTH}月{_DAY}(?!\d)[日号]?"), _read_date, ("月",)),
    Rule(re.compile(rf"{_SPELLED_MONTH}月{_SPELLED_DAY}[日号]"), _read_date, ("月",)),
    Rule(re.compile(rf"{_MONTH}月(?!龄)份?"), _read_month, ("月",)),
    Rule(re.compile(rf"{_SPELLED_MONTH}月(?![球亮饼光子经龄])"), _read_month, ("月",)),
    Rule(re.compile(rf"(?<![\d.月]){_DAY}日(?![均常间])"), _read_day, ("日",)),
    Rule(
        re.compile(
            r"(?:(?<![一两三四五六七八九十\d])周|星期|礼拜)(?P<day>[一二三四五六日天])(?![次回遍场期线年个名班节堂例台]|天(?!亮)|小时)"
        ),
        _read_weekday,
        ("周", "星期", "礼拜"),
    ),
    Rule(re.compile(r"[今昨明当次同][天日]"), _read_unstated_day, ("天", "日")),
    Rule(re.compile(r"[本上下当]个?月"), _read_unstated_month, ("月",)),
)
