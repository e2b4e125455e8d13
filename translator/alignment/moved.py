"""Pairs of sentences left over on either side: a translator moved them to another place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair of spans far from each other. chance: estimated probability that they belong together, 0 to 1."""

    sources: Places
    targets: Places
    chance: float


def find_moved(evidence: Evidence, weights: Weights, beads: Sequence[Bead], words: Words | None) -> list[Moved]:
    """Pairs of sentences that are in no bead and rather each other's translation than without one.

    No sentence is in two pairs. words: as the second look of the search uses them
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
    masses: dict[tuple[int, int], float] = {}
    for score, sources, targets in options:
        for end in _ends(sources, targets):
            masses[end] = masses.get(end, 1.0) + math.exp(min(score, _SURE))
    taken: set[tuple[int, int]] = set()
    found: list[Moved] = []
    for score, sources, targets in sorted(options, reverse=True):
        ends = _ends(sources, targets)
        chance = math.exp(min(score, _SURE)) / max(masses[end] for end in ends)
        if chance >= 0.5 and taken.isdisjoint(ends):
            taken |= ends
            found.append(Moved(sources, targets, chance))
    return found


def _ends(sources: Places, targets: Places) -> set[tuple[int, int]]:
    return {*((0, i) for i in sources), *((1, j) for j in targets)}


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
) -> list[tuple[float, Places, Places]]:
    """Log odds (nats) of each pair against both sides being alone, and the places of its sentences."""
    import numpy as np

    if not pairs:
        return []
    rows, columns, distances = np.array(pairs).T
    bias, factors = weights.row(shape)
    scores = bias + evidence.pairs(shape, rows, columns) @ factors + weights.kinds["shift"]
    for side, places, count in ((evidence.source, rows, shape[0]), (evidence.target, columns, shape[1])):
        alone = lone_scores(side, weights)
        for step in range(count):
            scores -= alone[places + step]
    closer = weights.closer
    scores = (
        closer["first"] * scores + closer["crossing"] - sum(shape) * closer["lone"] - _DISTANCE * np.log1p(distances)
    )
    found = []
    tried: Counter[int] = Counter()
    for score, i, j in sorted(zip(scores.tolist(), rows.tolist(), columns.tolist(), strict=True), reverse=True):
        tried[i] += 1
        if score > _HOPELESS and tried[i] <= _TRIED:
            sides = tuple(range(i, i + shape[0])), tuple(range(j, j + shape[1]))
            support = closer["words"] * words(*sides) / 10 if words else 0.0
            found.append((score + support, *sides))
    return found


def _runs(places: Sequence[int], count: int) -> list[int]:
    """Where so many neighbouring sentences in a row are alone."""
    known = set(places)
    return [p for p in places if all(p + step in known for step in range(count))]
