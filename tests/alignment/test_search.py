from __future__ import annotations

import itertools

import numpy as np
import pytest

from translator.alignment.corridor import Corridor
from translator.alignment.evidence import SHAPES
from translator.alignment.search import MOVES, best, chances, spread

KINDS = {"swap": -0.5, "shift": -0.7}


def whole(sources: int, targets: int) -> Corridor:
    return Corridor.of(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets, np.int64))


def drawn(corridor: Corridor, sources: int, targets: int, seed: int = 0):
    """A score for each shape where it fits, and for each lone sentence."""
    generator = np.random.default_rng(seed)
    rows, columns = corridor.cells()
    scores = {}
    for a, b in SHAPES:
        fits = (rows + a <= sources) & (columns + b <= targets)
        scores[a, b] = np.where(fits, generator.standard_normal(len(rows)), -np.inf)
    return scores, (generator.standard_normal(sources), generator.standard_normal(targets))


def alignments(sources: int, targets: int, row: int = 0, column: int = 0, after_target: bool = False):
    """Every path, in so many words: its moves, and the sentences that are alone."""
    if (row, column) == (sources, targets):
        yield []
    if row < sources and not after_target:
        yield from ([("source", row), *rest] for rest in alignments(sources, targets, row + 1, column))
    if column < targets:
        yield from ([("target", column), *rest] for rest in alignments(sources, targets, row, column + 1, True))
    for k, move in enumerate(MOVES):
        if row + move.size[0] <= sources and column + move.size[1] <= targets:
            for rest in alignments(sources, targets, row + move.size[0], column + move.size[1]):
                yield [(k, row, column), *rest]


def test_probabilities_are_those_of_all_alignments_counted_one_by_one():
    sources, targets = 3, 3
    corridor = whole(sources, targets)
    scores, lone = drawn(corridor, sources, targets)
    moves = spread(corridor, scores, KINDS)
    weights = []
    everything = list(alignments(sources, targets))
    for path in everything:
        total = 0.0
        for step in path:
            if len(step) == 2:
                total += lone[step[0] == "target"][step[1]]
            else:
                total += moves[step[0]][corridor.place(*step[1:])]
        weights.append(np.exp(total))
    found = chances(corridor, moves, lone)
    assert found.total == pytest.approx(np.log(sum(weights)))
    for k, row, column in itertools.product(range(len(MOVES)), range(3), range(3)):
        having = sum(w for w, path in zip(weights, everything, strict=True) if (k, row, column) in path)
        assert found.moves[k][corridor.place(row, column)] == pytest.approx(having / sum(weights), abs=1e-9)
    alone = sum(w for w, path in zip(weights, everything, strict=True) if ("target", 1) in path)
    assert found.lone[1][1] == pytest.approx(alone / sum(weights))


def test_best_is_the_greatest_gain_of_all_alignments():
    sources, targets = 3, 4
    corridor = whole(sources, targets)
    scores, _ = drawn(corridor, sources, targets, seed=2)
    gains = spread(corridor, scores, KINDS)

    def gain(path):
        return sum(gains[step[0]][corridor.place(*step[1:])] for step in path if len(step) == 3)

    found = [(MOVES.index(move), row, column) for row, column, move in best(corridor, gains)]
    assert gain(found) == pytest.approx(max(map(gain, alignments(sources, targets))))


def test_a_narrow_corridor_gives_only_what_lies_in_it():
    low, high = np.array([0, 0, 1, 2, 3]), np.array([1, 2, 3, 4, 4])
    corridor = Corridor.of(low, high)
    scores, lone = drawn(corridor, 4, 4)
    found = chances(corridor, spread(corridor, scores, KINDS), lone)
    assert np.isfinite(found.total)
    sides = [found.lone[0], found.lone[1]]
    assert all(((side >= 0) & (side <= 1)).all() for side in sides)


def test_crossing_beads_need_not_be_forced_into_one():
    corridor = whole(2, 2)
    scores = {shape: np.full(9, -9.0) for shape in SHAPES}
    scores[1, 1][corridor.place(0, 1)] = scores[1, 1][corridor.place(1, 0)] = 5.0
    found = best(corridor, spread(corridor, scores, KINDS))
    assert [(part.row, part.column) for _, _, move in found for part in move.parts] == [(0, 1), (1, 0)]
