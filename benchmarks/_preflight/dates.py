"""Errors in dates: another day, month, year or weekday than the source says."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .figures import MONTH_EN, MONTHS, figures
from .planting import Case, Edit

_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"
_ABBREVIATED = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def day_shifted(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A day of the month becomes another one that every month has; only where the source gives the day in digits."""
    for figure in figures(case.target, case.language):
        if figure.role == "day" and re.search(rf"(?<!\d){figure.digits}(?!\d)", case.source):
            day = int(figure.digits)
            days = [d for d in range(max(1, day - 9), min(28, day + 9) + 1) if d != day]
            yield Edit(figure.start, figure.end, str(chance.choice(days)))


def year_shifted(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A year becomes one that is one to five or ten away; only where the source gives it."""
    for figure in figures(case.target, case.language):
        if figure.role == "year" and figure.digits in case.source:
            year = int(figure.digits)
            others = [int(f.digits) for f in figures(case.target, case.language) if f.role == "year"]
            shifted = [year + shift for shift in (-10, -5, -3, -2, -1, 1, 2)]
            # A range of years goes on running forwards.
            kept = [y for y in shifted if all((y > o) == (year > o) and y != o for o in others if o != year)]
            if kept:
                yield Edit(figure.start, figure.end, str(chance.choice(kept)))


def month_shifted(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A month becomes another one that has such a day; only where the source names the month."""
    if case.language == "zh":
        for figure in figures(case.target, "zh"):
            if figure.role == "month" and _names_month(case.source, int(figure.digits)):
                yield Edit(figure.start, figure.end, str(_other(int(figure.digits), case.target[figure.end :], chance)))
        return
    for match in re.finditer(rf"\b{MONTH_EN}(?= \d|,| and |\.|$| of )", case.target):
        written = match[0]
        names = _ABBREVIATED if written.endswith(".") else MONTHS
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(written.rstrip(".")[:3]))
        if re.search(rf"(?<!\d){month}月", case.source):
            yield Edit(*match.span(), names[_other(month, case.target[match.end() :], chance) - 1])


def _names_month(english: str, month: int) -> bool:
    return MONTHS[month - 1] in english or f"{_ABBREVIATED[month - 1]} " in english


def _other(month: int, after: str, chance: random.Random) -> int:
    """Another month, which has the day that follows."""
    long = re.match(r"月?\D{0,2}31", after)
    # February is left out for its length, and nobody takes a month for one half a year away.
    near = [(month - 1 + shift) % 12 + 1 for shift in (-3, -2, -1, 1, 2, 3)]
    return chance.choice([m for m in near if m != 2 and not (long and m in (4, 6, 9, 11))])


def weekday_shifted(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A weekday becomes another; only where the source names it."""
    if case.language == "en":
        for match in re.finditer(rf"\b(?:{'|'.join(_DAYS_EN)})\b", case.target):
            if re.search(rf"(?:周|星期|礼拜)[{_zh(match[0])}]", case.source):
                yield Edit(*match.span(), chance.choice([d for d in _DAYS_EN if d != match[0]]))
        return
    for match in re.finditer(r"(?<=周|星|拜)期?([一二三四五六日天])(?!年|期|个|系|边|名|位|周|月|次)", case.target):
        at = _DAYS_ZH.index(match[1].replace("天", "日"))
        if _DAYS_EN[at] in case.source:
            yield Edit(*match.span(1), chance.choice([d for d in _DAYS_ZH if d != _DAYS_ZH[at]]))


def _zh(english: str) -> str:
    at = _DAYS_EN.index(english)
    return _DAYS_ZH[at] + ("天" if at == 6 else "")
