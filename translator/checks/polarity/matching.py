"""Which negation cue of a text answers which one of its translation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from translator.checks.polarity.cues import Cue, Kind

_ALONE: dict[Kind, float] = {"strong": 0.6, "firm": 0.4, "weak": 0.1, "hint": 0.0, "none": 0.0}
"""What it costs to leave a cue without an answer; the distance of two cues costs from 0 to 1."""
_UNLIKE = 0.2
"""What it costs more where the two do not mean the same kind of negation."""
_SAME_MEANING = 0.6
"""What is saved where two words of the same meaning answer each other (lose, 失去), so that no "not" takes either."""
_MANY = 9
"""Cues from which they are assigned one by one: the assignment grows by two to the power of their number."""


def answers(
    first: Sequence[Cue], second: Sequence[Cue], distance: Callable[[Cue, Cue], float]
) -> tuple[tuple[int, int], ...]:
    """The cheapest assignment of cues to cues, as pairs of their indices, in the order of the first.

    distance: how far apart a cue of the first and one of the second stand, 0 to 1
    """
    links = {
        (i, j): cost
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if (cost := _cost(one, other, distance)) < _ALONE[one.kind] + _ALONE[other.kind]
    }
    columns = sorted({j for _, j in links})
    if len(columns) > _MANY:
        return _one_by_one(links)
    place = {j: k for k, j in enumerate(columns)}

    @cache
    def best(row: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == len(first):
            return 0.0, ()
        saved, pairs = best(row + 1, used)
        for j in columns:
            if (row, j) in links and not used & 1 << place[j]:
                rest, others = best(row + 1, used | 1 << place[j])
                gain = rest + _ALONE[first[row].kind] + _ALONE[second[j].kind] - links[row, j]
                if gain > saved:
                    saved, pairs = gain, ((row, j), *others)
        return saved, pairs

    return best(0, 0)[1]


def _one_by_one(links: dict[tuple[int, int], float]) -> tuple[tuple[int, int], ...]:
    """The nearest two first, then the nearest two that are left, and so on."""
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(links, key=lambda link: links[link]):
        if all(i != row and j != column for row, column in pairs):
            pairs.append((i, j))
    return tuple(sorted(pairs))


def _cost(one: Cue, other: Cue, distance: Callable[[Cue, Cue], float]) -> float:
    kinds = {one.kind, other.kind}
    shared = bool(one.labels & other.labels)
    if "hint" in kinds and (not shared or kinds == {"hint"}):
        return 9.0
    if "strong" not in kinds and "hint" not in kinds and shared:
        return distance(one, other) - _SAME_MEANING
    return distance(one, other) + (0.0 if shared or kinds == {"strong"} else _UNLIKE)
