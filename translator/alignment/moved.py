"""Pairs of sentences left over on either side: a translator moved them to another place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Literal, NamedTuple

from translator.alignment.closer import Places, Words
from translator.alignment.evidence import SHAPES, Evidence, Shape
from translator.alignment.model import Weights, lone_scores
from translator.bitext import Bead

_REACH = 40
"""Sentences that one may have been moved."""
_DISTANCE = 0.5
"""What a place further away costs, in nats for each e-fold."""
_HOPELESS, _TRIED = -20.0, 3
"""Log odds below which a pair is not looked at word by word, and how many of a source are, the best first."""
_SURE = 50.0
_LEAST = 0.5

End = tuple[int, int]
"""A side (0: sources, 1: targets) and the index of a sentence."""


class Option(NamedTuple):
    """A pair that may be one.

    score: log odds (nats) against both sides being alone; cost: what of that it pays for standing elsewhere
    """

    score: float
    sources: Places
    targets: Places
    cost: float

    @property
    def ends(self) -> set[End]:
        """The sentences that it holds."""
        return {*((0, i) for i in self.sources), *((1, j) for j in self.targets)}


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair of spans far from each other. chance: estimated probability that they belong together, 0 to 1."""

    sources: Places
    targets: Places
    chance: float


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs, no two with a sentence in common; and for each other sentence how surely it was not moved, 0 to 1.

    lone: by side (0: sources, 1: targets) and index; what is not in it has no counterpart elsewhere at all
    """

    pairs: tuple[Moved, ...]
    lone: Mapping[End, float]


def find_moved(evidence: Evidence, weights: Weights, beads: Sequence[Bead], words: Words | None) -> Found:
    """Pairs of sentences that are in no bead and rather each other's translation than without one.

    The surest is taken first; a pair that adjoins one that was taken moved along with it and does not pay for a move
    of its own. words: as the second look of the search uses them
    """
    held = {i for bead in beads for i in bead.sources}, {j for bead in beads for j in bead.targets}
    lone = [i for i in range(len(evidence.source)) if i not in held[0]]
    over = [j for j in range(len(evidence.target)) if j not in held[1]]
    placed = sorted((bead.sources[0], bead.targets[0]) for bead in beads)
    options = [
        option
        for shape in SHAPES
        for option in _options(
            evidence, weights, _near(_runs(lone, shape[0]), _runs(over, shape[1]), placed), shape, words
        )
    ]
    return _taken(_whole(options))


def _taken(options: Sequence[Option]) -> Found:
    """The options of which each is rather right than all others that share a sentence with it."""
    scores = [option.score for option in options]
    at: dict[End, set[int]] = {}
    for k, option in enumerate(options):
        for end in option.ends:
            at.setdefault(end, set()).add(k)
    # Those that begin where another ends, and the other way round.
    begins, stops = _index(options, 0), _index(options, -1)

    def mass(end: End) -> float:
        return 1.0 + sum(math.exp(min(scores[k], _SURE)) for k in at.get(end, ()))

    waiting = [(-score, k) for k, score in enumerate(scores)]
    heapify(waiting)
    gone: set[int] = set()
    pairs: list[Moved] = []
    while waiting:
        score, k = heappop(waiting)
        option = options[k]
        if k in gone or -score != scores[k]:
            continue
        chance = math.exp(min(scores[k], _SURE)) / max(map(mass, option.ends))
        if chance < _LEAST:
            continue
        pairs.append(Moved(option.sources, option.targets, chance))
        new = set().union(*(at[end] for end in option.ends))
        gone |= new
        for end in {end for other in new for end in options[other].ends}:
            at[end] -= new
        after = begins.get((option.sources[-1] + 1, option.targets[-1] + 1), ())
        before = stops.get((option.sources[0] - 1, option.targets[0] - 1), ())
        for other in (*after, *before):
            if other not in gone and scores[other] == options[other].score:
                scores[other] += options[other].cost
                heappush(waiting, (-scores[other], other))
    return Found(tuple(pairs), {end: 1 / mass(end) for end in at})


def _index(options: Sequence[Option], which: Literal[0, -1]) -> dict[tuple[int, int], list[int]]:
    """The options by their first or last source and target."""
    found: dict[tuple[int, int], list[int]] = {}
    for k, option in enumerate(options):
        found.setdefault((option.sources[which], option.targets[which]), []).append(k)
    return found


def _whole(options: Sequence[Option]) -> list[Option]:
    """The options without those of two sentences on either side that are rather two pairs that moved together."""
    single = {(o.sources[0], o.targets[0]): o for o in options if len(o.sources) == len(o.targets) == 1}

    def apart(option: Option) -> bool:
        if (len(option.sources), len(option.targets)) != (2, 2):
            return False
        first, second = (single.get(pair) for pair in zip(option.sources, option.targets, strict=True))
        return bool(first and second and first.score + second.score + second.cost > option.score)

    return [option for option in options if not apart(option)]


def _near(
    starts: Sequence[int], begins: Sequence[int], placed: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Sources and targets within reach, and how far the target stands from where it is to be expected."""
    pairs = []
    for i in starts:
        at = bisect_right(placed, (i, -1)) - 1
        expected = placed[at][1] + 1 if at >= 0 else 0
        first, last = bisect_right(begins, expected - _REACH - 1), bisect_right(begins, expected + _REACH)
        pairs += [(i, j, abs(j - expected)) for j in begins[first:last]]
    return pairs


def _options(
    evidence: Evidence, weights: Weights, pairs: Sequence[tuple[int, int, int]], shape: Shape, words: Words | None
) -> list[Option]:
    """What may be pairs of this shape; hopeless ones are left out."""
    import numpy as np

    if not pairs:
        return []
    rows, columns, distances = np.array(pairs).T
    bias, factors = weights.row(shape)
    scores = bias + evidence.pairs(shape, rows, columns) @ factors
    for side, places, count in ((evidence.source, rows, shape[0]), (evidence.target, columns, shape[1])):
        alone = lone_scores(side, weights)
        for step in range(count):
            scores -= alone[places + step]
    closer = weights.closer
    costs = _DISTANCE * np.log1p(distances) - closer["first"] * weights.kinds["shift"] - closer["crossing"]
    scores = closer["first"] * scores - sum(shape) * closer["lone"] - costs
    found = []
    tried: Counter[int] = Counter()
    for score, i, j, cost in sorted(
        zip(*(x.tolist() for x in (scores, rows, columns, costs)), strict=True), reverse=True
    ):
        tried[i] += 1
        if score > _HOPELESS and tried[i] <= _TRIED:
            sides = tuple(range(i, i + shape[0])), tuple(range(j, j + shape[1]))
            support = closer["words"] * words(*sides) / 10 if words else 0.0
            found.append(Option(score + support, *sides, cost))
    return found


def _runs(places: Sequence[int], count: int) -> list[int]:
    """Where so many neighbouring sentences in a row are alone."""
    known = set(places)
    return [p for p in places if all(p + step in known for step in range(count))]
