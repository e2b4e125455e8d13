"""Which numbers of two texts are equal, whatever their language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from translator.checks.quantities.quantity import (
    UNSTATED_DAY,
    UNSTATED_MONTH,
    Kind,
    Quantity,
    Rule,
    read_with,
    share_scale,
)
from translator.release import Span

__all__ = ["Comparison", "Kind", "Quantity", "Rule", "compare", "read_with", "share_scale"]

_UNSTATED = frozenset({UNSTATED_MONTH, UNSTATED_DAY})
_LIKE_NUMBERS = frozenset({"number", "percent", "day"})
_DAYS = frozenset({"day", "weekday"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which quantities are equal, in the order of the source, and which are left over on either side.

    missing, extra: without any equal on the other side; only those with a severity
    surplus_source, surplus_target: numbers and percentages in digits that one side tells more often than the other
    opposed: pairs that say different things in the same role (Monday and 周二), neither having an equal
    """

    pairs: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]
    surplus_source: tuple[Quantity, ...]
    surplus_target: tuple[Quantity, ...]
    opposed: tuple[tuple[Quantity, Quantity], ...] = ()


def compare(source: Sequence[Quantity], target: Sequence[Quantity]) -> Comparison:
    """Pair equal quantities one to one; what is told once on one side and twice on the other is not missing."""
    source, target = _dated(source, target), _dated(target, source)
    pairs: list[tuple[Quantity, Quantity]] = []
    left_source, left_target = sorted(source, key=_firm_first), sorted(target, key=_firm_first)
    for equal in (_same_value, _same_reading):
        lone: list[Quantity] = []
        for a in left_source:
            at = next((i for i, b in enumerate(left_target) if equal(a, b)), None)
            if at is None:
                lone.append(a)
            else:
                pairs.append((a, left_target.pop(at)))
        left_source = lone
    rest_source = sorted(left_source, key=_place)
    rest_target = sorted(left_target, key=_place)
    return Comparison(
        tuple(sorted(pairs, key=lambda pair: pair[0].span)),
        tuple(_unmet(rest_source, source, target, rest_target)),
        tuple(_unmet(rest_target, target, source, rest_source)),
        tuple(q for q in rest_source if _counts(q) and any(q.value == a.value and q.kind == a.kind for a, _ in pairs)),
        tuple(q for q in rest_target if _counts(q) and any(q.value == b.value and q.kind == b.kind for _, b in pairs)),
        tuple(_opposed(source, target)),
    )


def _dated(quantities: Sequence[Quantity], other: Sequence[Quantity]) -> Sequence[Quantity]:
    """The quantities, where 27日 is no weekday of the other text if that tells other days by their number."""
    days = {q.value for q in other if q.kind == "day"}
    if not days:
        return quantities
    return [
        replace(q, also=tuple(v for v in q.also if v != UNSTATED_DAY), severity="warning")
        if q.kind == "day" and UNSTATED_DAY in q.also and q.value not in days
        else q
        for q in quantities
    ]


def _opposed(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """What the two sides say differently in one role, in order; a value that the other side tells too is left out."""
    lone_source = [q for q in source if q.opposed and not _told(q, _pieces(target))]
    lone_target = [q for q in target if q.opposed and not _told(q, _pieces(source))]
    for a in lone_source:
        if b := next((b for b in lone_target if _role(b) == _role(a)), None):
            lone_target.remove(b)
            yield a, b


def _role(quantity: Quantity) -> str:
    if quantity.ordinal:
        return "ordinal"
    if quantity.kind == "number" and not isinstance(quantity.value, str) and 0 < quantity.value < 1:
        return "share"
    if quantity.kind != "period":
        return quantity.kind
    name, _, number = str(quantity.value).partition(" ")
    return name if number else "part"


def _pieces(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [*quantities, *(part for whole in quantities for part in whole.parts)]


def _counts(quantity: Quantity) -> bool:
    return quantity.severity == "error" and quantity.kind in {"number", "percent"} and not quantity.parts


def _firm_first(quantity: Quantity) -> tuple[bool, Span]:
    return quantity.severity is None, quantity.span


def _place(quantity: Quantity) -> Span:
    return quantity.span


def _same_value(a: Quantity, b: Quantity) -> bool:
    return _same_kind(a, b) and a.value == b.value


def _same_reading(a: Quantity, b: Quantity) -> bool:
    """Whether a reading is common; what one leaves unstated equals only what the other states or leaves so too."""
    if not _same_kind(a, b):
        return False
    common = set(a.readings) & set(b.readings)
    return a.value in common or b.value in common or bool(common - _UNSTATED) or (bool(common) and a.kind != b.kind)


def _same_kind(a: Quantity, b: Quantity) -> bool:
    if a.kind == b.kind:
        return True
    kinds = {a.kind, b.kind}
    return kinds <= _LIKE_NUMBERS or kinds == _DAYS


def _unmet(
    rest: Sequence[Quantity], own: Sequence[Quantity], other: Sequence[Quantity], other_rest: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Those of `rest` that are told nowhere in `other`, neither whole nor in parts."""
    pieces = _pieces(other)
    for quantity in rest:
        if quantity.severity is None or _told(quantity, pieces) or _told_by_weekday(quantity, other):
            continue
        if any(_percent_sign_elided(quantity, own, piece, other) for piece in other_rest):
            continue
        parts = [part for part in quantity.parts if part.severity is not None] or quantity.parts
        # Every text says "one" somewhere: that a third has it proves nothing.
        parts = [part for part in parts if part.value != 1]
        untold = [part for part in parts if not _told(part, pieces)]
        if len(untold) == len(parts):
            # Sunday may have become 11月30日: right or wrong, somebody has to look.
            dated = quantity.kind in {"month", "day"} and any(piece.kind == "weekday" for piece in other_rest)
            yield replace(quantity, severity="warning") if dated else quantity
        else:
            yield from (part for part in untold if part.severity is not None)


def _told(quantity: Quantity, pieces: Sequence[Quantity]) -> bool:
    told = set(quantity.readings) - _UNSTATED
    return any(_same_kind(quantity, piece) and not told.isdisjoint(piece.readings) for piece in pieces)


def _told_by_weekday(quantity: Quantity, other: Sequence[Quantity]) -> bool:
    """Whether the day that a news text gives without its month is a weekday there (Sunday, 21日（星期日）)."""
    return UNSTATED_DAY in quantity.also and any(piece.kind == "weekday" for piece in other)


def _percent_sign_elided(a: Quantity, own: Sequence[Quantity], b: Quantity, other: Sequence[Quantity]) -> bool:
    """Whether one says the percent sign that the other leaves to its neighbour ("from 62 percent to 41")."""
    if {a.kind, b.kind} != {"number", "percent"} or isinstance(a.value, str) or isinstance(b.value, str):
        return False
    percent, number, neighbours = (a.value, b.value, other) if a.kind == "percent" else (b.value, a.value, own)
    return percent * 100 == number and any(q.kind == "percent" for q in neighbours)
