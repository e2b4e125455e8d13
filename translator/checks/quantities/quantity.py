"""What a number in a text means, and how rules read the numbers of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from translator.release import Severity, Span

Kind = Literal["number", "percent", "month", "day", "weekday", "time", "decade", "period", "code"]
Value = Fraction | str
"""A number; or a name: of a code ("PD1"), a weekday ("Monday"), a part of a period ("late"), a thing without number."""

UNSTATED_MONTH = "month"
UNSTATED_DAY = "weekday"
"""Names for what one language tells by a number and the other by a word: 27日 and Wednesday."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text writes it.

    value: percentages as fractions (43% is 43/100), a time in minutes after midnight (0 to 1439), a decade as its
        first year, a month as 1 to 12, a weekday as its English name, a part of a period as a word ("late", "half 1")
    span, text: where it stands and how it is written
    severity: how bad it is when the other side has no equal; None for words that are often no number at all ("one")
    also: other readings (半年 is 1/2 and 6 months; 3:30 with neither a.m. nor p.m. is both)
    parts: what to look for when the whole has no equal (4:31 as a ratio of 4 and 31)
    scale: the power of ten written after it ("million" is 1,000,000), 1 where there is none
    opposed: how bad it is when the only other one of its role, on the other side, has no equal either
    ordinal: whether it tells a place in an order (third, 第三)
    """

    value: Value
    span: Span
    text: str
    kind: Kind = "number"
    severity: Severity | None = "error"
    also: tuple[Value, ...] = ()
    parts: tuple[Quantity, ...] = ()
    scale: int = 1
    opposed: Severity | None = None
    ordinal: bool = False

    @property
    def readings(self) -> tuple[Value, ...]:
        """The value and the other readings."""
        return (self.value, *self.also)


class Rule(NamedTuple):
    """How one form of number is read.

    pattern: what it looks like
    read: the quantities of a match; none where the words only look like a number
    hints: strings in lower case of which a text must have one, else the pattern is not tried; () tries always
    lowered: whether the pattern is in lower case and reads the text in lower case
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterable[Quantity]]
    hints: tuple[str, ...] = ()
    lowered: bool = False


DIGITS = tuple("0123456789")
_ENDLESS = re.compile(r"[\d,.零〇一二两三四五六七八九十百千万亿]{60,}")
"""A row of figures that is no number of a press release, nor one that Python would read."""


def read_with(rules: Sequence[Rule], text: str, taken: Iterable[Span] = ()) -> list[Quantity]:
    """The quantities of a text in order. What one rule has matched, no later rule reads; nor the spans in `taken`."""
    left = text
    for start, end in [*taken, *(match.span() for match in _ENDLESS.finditer(text))]:
        left = left[:start] + "\0" * (end - start) + left[end:]
    lower = _lower(left)
    found: list[Quantity] = []
    for rule in rules:
        if not _hinted(rule.hints, lower):
            continue
        pieces, edge = [], 0
        for match in rule.pattern.finditer(lower if rule.lowered else left):
            found.extend(rule.read(match))
            start, end = match.span()
            pieces += [left[edge:start], "\0" * (end - start)]
            edge = end
        if edge:
            left = "".join(pieces) + left[edge:]
            lower = _lower(left)
    return sorted(found, key=lambda q: q.span)


_ADDRESS = re.compile(r"@|://|[A-Za-z0-9]\s?[.。]\s?[A-Za-z]{2}|(?:\d[^\d]{0,3}){7}", re.ASCII)


def may_hold_identifiers(text: str) -> bool:
    """Whether an address, a registration or a telephone number can be in the text: fast, and never wrongly no."""
    return _ADDRESS.search(text) is not None


def _hinted(hints: tuple[str, ...], text: str) -> bool:
    # A plain loop takes a third of the time of any(), and this is asked two hundred times a sentence.
    for hint in hints:
        if hint in text:
            return True
    return not hints


def as_written(quantity: Quantity, text: str) -> Quantity:
    """The quantity with the text as it stands in `text`, not as it was folded for reading."""
    parts = tuple(as_written(part, text) for part in quantity.parts)
    written = text[slice(*quantity.span)]
    return (
        quantity
        if (written, parts) == (quantity.text, quantity.parts)
        else replace(quantity, text=written, parts=parts)
    )


def _lower(text: str) -> str:
    """The text in lower case, one character to one, so that spans stay true."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def share_scale(quantities: Sequence[Quantity], text: str, between: re.Pattern[str]) -> list[Quantity]:
    """Give "2" in "2 to 3 million" the reading two million too, `between` being what joins the ends of a range."""
    shared = list(quantities)
    for i in range(len(shared) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        if second.scale == 1 or first.scale != 1 or isinstance(first.value, str) or first.kind != "number":
            continue
        if between.fullmatch(text[first.span[1] : second.span[0]]):
            shared[i] = replace(first, also=(*first.also, first.value * second.scale))
    return shared


Half = Literal["am", "pm"]
_HALF_DAY = 720


def clock_time(match: re.Match[str], half: Half | None = None, severity: Severity | None = "error") -> Quantity:
    """A time of the day from the groups "hour" and "minute" in digits.

    half: which half of the day the text says; without it an hour up to twelve has both readings
    """
    hour, minute = Fraction(match["hour"]), Fraction(match["minute"] or 0)
    parts = [Quantity(hour, match.span("hour"), match["hour"])]
    if match["minute"]:
        parts.append(Quantity(minute, match.span("minute"), match["minute"]))
    value, also = minutes_of_day(hour, minute, half)
    return Quantity(value, match.span(), match[0], "time", severity, also, tuple(parts), opposed="error")


def minutes_of_day(hour: Fraction, minute: Fraction, half: Half | None) -> tuple[Fraction, tuple[Fraction, ...]]:
    """Minutes after midnight and other readings, of an hour from 0 to 24."""
    minutes = (hour * 60 + minute) % (2 * _HALF_DAY)
    if hour > 12 or hour == 0:
        return minutes, ()
    minutes %= _HALF_DAY
    if half is None:
        # Twelve without a word is noon rather than midnight.
        return (minutes + _HALF_DAY, (minutes,)) if hour == 12 else (minutes, (minutes + _HALF_DAY,))
    return minutes + (_HALF_DAY if half == "pm" else 0), ()
