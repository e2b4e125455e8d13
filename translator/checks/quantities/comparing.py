"""What a number in a text means, and which numbers of two texts are equal, whatever their language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from translator.release import Severity, Span

Kind = Literal["number", "percent", "month", "day", "time", "decade", "code"]
Value = Fraction | str
"""A number; or, for a code ("PD1") or a thing told without its number ("weekday"), its name."""

UNSTATED_MONTH = "month"
UNSTATED_DAY = "weekday"
"""Names for what one language tells by a number and the other by a word: 27日 and Wednesday."""

_UNSTATED = frozenset({UNSTATED_MONTH, UNSTATED_DAY})
_LIKE_NUMBERS = frozenset({"number", "percent", "day"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text writes it.

    value: percentages as fractions (43% is 43/100), a time in minutes after twelve (0 to 719), a decade as its first
        year, a month as 1 to 12
    span, text: where it stands and how it is written
    severity: how bad it is when the other side has no equal; None for words that are often no number at all ("one")
    also: other readings (半年 is 1/2 and 6 months)
    parts: what to look for when the whole has no equal (4:31 as a ratio of 4 and 31)
    scale: the power of ten written after it ("million" is 1,000,000), 1 where there is none
    """

    value: Value
    span: Span
    text: str
    kind: Kind = "number"
    severity: Severity | None = "error"
    also: tuple[Value, ...] = ()
    parts: tuple[Quantity, ...] = ()
    scale: int = 1

    @property
    def readings(self) -> tuple[Value, ...]:
        """The value and the other readings."""
        return (self.value, *self.also)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Quantity]]]
"""A pattern and what it reads from a match; no quantity where the words only look like a number."""


def read_with(rules: Sequence[Rule], text: str, taken: Iterable[Span] = ()) -> list[Quantity]:
    """The quantities of a text in order. What one rule has matched, no later rule reads; nor the spans in `taken`."""
    left = list(text)

    def take(span: Span) -> None:
        left[span[0] : span[1]] = "\0" * (span[1] - span[0])

    for span in taken:
        take(span)
    found: list[Quantity] = []
    for pattern, read in rules:
        for match in pattern.finditer("".join(left)):
            found.extend(read(match))
            take(match.span())
    return sorted(found, key=lambda q: q.span)


def clock_time(match: re.Match[str]) -> Quantity:
    """A time of the day from the groups "hour" and "minute": equal in the 12 and in the 24 hour clock."""
    hour, minute = Fraction(match["hour"]), Fraction(match["minute"] or 0)
    parts = [Quantity(hour, match.span("hour"), match["hour"])]
    if match["minute"]:
        parts.append(Quantity(minute, match.span("minute"), match["minute"]))
    return Quantity((hour * 60 + minute) % 720, match.span(), match[0], "time", parts=tuple(parts))


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which quantities are equal, in the order of the source, and which are left over on either side.

    missing, extra: without any equal on the other side; only those with a severity
    surplus_source, surplus_target: numbers and percentages in digits that one side tells more often than the other
    """

    pairs: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]
    surplus_source: tuple[Quantity, ...]
    surplus_target: tuple[Quantity, ...]


def compare(source: Sequence[Quantity], target: Sequence[Quantity]) -> Comparison:
    """Pair equal quantities one to one; what is told once on one side and twice on the other is not missing."""
    pairs: list[tuple[Quantity, Quantity]] = []
    rest_source, rest_target = list(source), list(target)
    for equal in (_same_value, _same_reading):
        for a in sorted(rest_source, key=_firm_first):
            if b := next((b for b in sorted(rest_target, key=_firm_first) if equal(a, b)), None):
                pairs.append((a, b))
                rest_source.remove(a)
                rest_target.remove(b)
    return Comparison(
        tuple(sorted(pairs, key=lambda pair: pair[0].span)),
        tuple(_unmet(rest_source, source, target, rest_target)),
        tuple(_unmet(rest_target, target, source, rest_source)),
        tuple(q for q in rest_source if _counts(q) and any(q.value == a.value and q.kind == a.kind for a, _ in pairs)),
        tuple(q for q in rest_target if _counts(q) and any(q.value == b.value and q.kind == b.kind for _, b in pairs)),
    )


def _counts(quantity: Quantity) -> bool:
    return quantity.severity == "error" and quantity.kind in {"number", "percent"} and not quantity.parts


def _firm_first(quantity: Quantity) -> tuple[bool, Span]:
    return quantity.severity is None, quantity.span


def _same_value(a: Quantity, b: Quantity) -> bool:
    return _same_kind(a, b) and a.value == b.value


def _same_reading(a: Quantity, b: Quantity) -> bool:
    common = set(a.readings) & set(b.readings)
    return _same_kind(a, b) and (a.value in common or b.value in common or bool(common - _UNSTATED))


def _same_kind(a: Quantity, b: Quantity) -> bool:
    return a.kind == b.kind or (a.kind in _LIKE_NUMBERS and b.kind in _LIKE_NUMBERS)


def _unmet(
    rest: Sequence[Quantity], own: Sequence[Quantity], other: Sequence[Quantity], other_rest: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Those of `rest` that are told nowhere in `other`, neither whole nor in parts."""
    pieces = [*other, *(part for whole in other for part in whole.parts)]
    for quantity in rest:
        if quantity.severity is None or _told(quantity, pieces):
            continue
        if any(_percent_sign_elided(quantity, own, piece, other) for piece in other_rest):
            continue
        parts = [part for part in quantity.parts if part.severity is not None] or quantity.parts
        untold = [part for part in parts if not _told(part, pieces)]
        if len(untold) == len(parts):
            yield quantity
        else:
            yield from (part for part in untold if part.severity is not None)


def _told(quantity: Quantity, pieces: Sequence[Quantity]) -> bool:
    told = set(quantity.readings) - _UNSTATED
    return any(_same_kind(quantity, piece) and not told.isdisjoint(piece.readings) for piece in pieces)


def _percent_sign_elided(a: Quantity, own: Sequence[Quantity], b: Quantity, other: Sequence[Quantity]) -> bool:
    """Whether one says the percent sign that the other leaves to its neighbour ("from 62 percent to 41")."""
    if {a.kind, b.kind} != {"number", "percent"} or isinstance(a.value, str) or isinstance(b.value, str):
        return False
    percent, number, neighbours = (a.value, b.value, other) if a.kind == "percent" else (b.value, a.value, own)
    return percent * 100 == number and any(q.kind == "percent" for q in neighbours)
