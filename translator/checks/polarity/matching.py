"""Which negation cue of a text answers which one of its translation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from translator.checks.polarity.cues import Cue, Kind

_ALONE: dict[Kind, float] = {"strong": 0.6, "firm": 0.4, "weak": 0.1, "hint": 0.0, "none": 0.0}
"""What it costs to leave a cue without an answer; the distance of two cues costs from 0 to 1."""
_ALONE_AFFIX = 0.3
"""The same for a weak cue that is one by its affix (unresponsive): mostly there is a negation for it."""
_UNLIKE = 0.2
"""What it costs more where the two do not mean the same kind of negation."""
_LEXICAL = 0.45
"""The same where one of them negates by its meaning only (miss, 丢失), so that it takes no "not" from afar."""
_SAME_LABEL = 0.1
"""What is saved where a weak cue and a strong one share a label (stop, 不再)."""
_KNOWN = 0.3
"""What is saved where the lexicon knows that the two translate each other."""
_STRETCH = 1.4
"""By how much two sentence negations of no common label are taken to be further apart than they are."""
_SAME_MEANING = 0.6
"""What is saved where weak words of the same meaning answer each other (lose, 失去), so that no "not" takes either."""
_MANY = 9
"""Cues from which they are assigned one by one: the assignment grows by two to the power of their number."""


def answers(
    first: Sequence[Cue],
    second: Sequence[Cue],
    distance: Callable[[int, int], float],
    known: Callable[[int, int], bool],
) -> dict[int, int]:
    """The cheapest assignment of cues to cues: for each cue of the first that has an answer, the one of the second.

    distance: how far apart the two cues with these indices stand, 0 to 1
    known: whether the two are known to translate each other
    """
    links = {
        (i, j): cost
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if (cost := _cost(one, other, distance(i, j), known(i, j))) < _alone(one) + _alone(other)
    }
    columns = sorted({j for _, j in links})
    if len(columns) > _MANY:
        return dict(_one_by_one(links))
    place = {j: k for k, j in enumerate(columns)}

    @cache
    def best(row: int, used: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if row == len(first):
            return 0.0, ()
        saved, pairs = best(row + 1, used)
        for j in columns:
            if (row, j) in links and not used & 1 << place[j]:
                rest, others = best(row + 1, used | 1 << place[j])
                gain = rest + _alone(first[row]) + _alone(second[j]) - links[row, j]
                if gain > saved:
                    saved, pairs = gain, ((row, j), *others)
        return saved, pairs

    return dict(best(0, 0)[1])


def _one_by_one(links: dict[tuple[int, int], float]) -> tuple[tuple[int, int], ...]:
    """The nearest two first, then the nearest two that are left, and so on."""
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(links, key=lambda link: links[link]):
        if all(i != row and j != column for row, column in pairs):
            pairs.append((i, j))
    return tuple(sorted(pairs))


def _cost(one: Cue, other: Cue, distance: float, known: bool) -> float:
    kinds = {one.kind, other.kind}
    shared = bool(one.labels & other.labels)
    if "hint" in kinds:
        return distance if shared and len(kinds) > 1 else 9.0
    if "strong" not in kinds:
        return distance - _SAME_MEANING if shared or known else distance + _UNLIKE
    if known:
        return distance - _KNOWN
    if shared:
        return distance - (_SAME_LABEL if "weak" in kinds else 0.0)
    if kinds == {"strong"}:
        return distance * _STRETCH
    lexical = any(cue.kind != "strong" and "affix" not in cue.labels for cue in (one, other))
    return distance + (_LEXICAL if lexical else _UNLIKE)


def _alone(cue: Cue) -> float:
    return _ALONE_AFFIX if cue.kind == "weak" and "affix" in cue.labels else _ALONE[cue.kind]
