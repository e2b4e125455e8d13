from __future__ import annotations

import itertools
import random

import numpy as np

from translator.alignment.corridor import chain, corridor


def test_the_heaviest_rising_chain_is_kept():
    anchors = [(0, 0, 1.0), (1, 9, 1.5), (2, 2, 1.0), (3, 3, 1.0), (4, 1, 1.0)]
    assert chain(anchors) == [(0, 0, 1.0), (2, 2, 1.0), (3, 3, 1.0)]


def test_a_chain_is_as_heavy_as_any():
    chance = random.Random(5)
    for _ in range(50):
        anchors = [(i, j, chance.random()) for i, j in enumerate(chance.sample(range(8), 8))]
        rising = [
            some
            for size in range(1, 9)
            for some in itertools.combinations(anchors, size)
            if all(a[1] < b[1] for a, b in itertools.pairwise(some))
        ]
        heaviest = max(sum(a[2] for a in some) for some in rising)
        assert abs(sum(a[2] for a in chain(anchors)) - heaviest) < 1e-9


def test_a_small_grid_is_searched_whole():
    found = corridor(10, 12, [])
    assert found.offsets[-1] == 11 * 13


def test_a_long_text_with_anchors_has_few_cells():
    found = corridor(3000, 3000, [(i, i, 1.0) for i in range(0, 3000, 3)])
    assert found.offsets[-1] < 3000 * 60


def test_one_wrong_anchor_bars_nothing():
    anchors = [(i, i, 1.0) for i in range(0, 990, 10) if i != 500]
    found = corridor(1000, 1000, sorted([*anchors, (495, 509, 1.0)]))
    assert all(found.place(i, i) is not None for i in range(1001))


def test_every_corridor_can_be_walked_through():
    chance = random.Random(1)
    for sources, targets in ((900, 900), (100, 3000), (3000, 100), (2000, 2000)):
        anchors = [(i, chance.randrange(targets), 1.0) for i in chance.sample(range(sources), 20)]
        for some in (chain(anchors), []):
            found = corridor(sources, targets, some)
            assert (found.low[0], found.high[-1]) == (0, targets)
            assert (np.diff(found.low) >= 0).all()
            assert (np.diff(found.high) >= 0).all()
            assert (found.low[1:] <= found.high[:-1] + 1).all()


def test_cells_are_numbered_in_line():
    found = corridor(900, 900, [(i, i, 1.0) for i in range(900)])
    rows, columns = found.cells()
    for at in (0, 17, len(rows) - 1):
        assert found.place(int(rows[at]), int(columns[at])) == at
    cells, there = found.further(1, 2)
    assert (rows[there] - rows[cells] == 1).all()
    assert (columns[there] - columns[cells] == 2).all()
