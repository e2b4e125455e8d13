"""The part of the grid of sources and targets that the fine search looks at: the neighbourhood of sure pairs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Integers = NDArray[numpy.int64]

Anchor = tuple[int, int, float]
"""A source, a target, and how surely they are a pair: a weight above 0."""

_PAD = 8
_SMALL = 40_000
"""Cells of a grid that is searched whole."""
_WIDEST = 400
"""Targets that a source without anchors around is compared with, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """For each row, the number of sources read (0 to n), the least and the greatest number of targets read.

    offsets: where the cells of each row begin when all are put in one line; its last is the number of cells
    """

    low: Integers
    high: Integers
    offsets: Integers

    @classmethod
    def of(cls, low: Integers, high: Integers) -> Corridor:
        """A corridor of the given bounds, both inclusive and never falling."""
        import numpy as np

        return cls(low, high, np.concatenate([[0], np.cumsum(high - low + 1)]))

    def cells(self) -> tuple[Integers, Integers]:
        """Row and column of every cell, in line."""
        import numpy as np

        widths = self.high - self.low + 1
        rows = np.repeat(np.arange(len(widths)), widths)
        return rows, np.arange(self.offsets[-1]) - self.offsets[rows] + self.low[rows]

    def further(self, row: int, column: int) -> tuple[Integers, Integers]:
        """The cells from which there is one so many rows and columns on, and that one, in line."""
        import numpy as np

        rows, columns = self.cells()
        rows, columns = rows + row, columns + column
        inside = rows < len(self.low)
        rows = np.minimum(rows, len(self.low) - 1)
        inside &= (columns >= self.low[rows]) & (columns <= self.high[rows])
        cells = np.flatnonzero(inside)
        return cells, self.offsets[rows[cells]] + columns[cells] - self.low[rows[cells]]

    def place(self, row: int, column: int) -> int | None:
        """Where a cell stands in line; None outside."""
        inside = 0 <= row < len(self.low) and self.low[row] <= column <= self.high[row]
        return int(self.offsets[row] + column - self.low[row]) if inside else None


def chain(anchors: Iterable[Anchor]) -> list[Anchor]:
    """The heaviest set of anchors that rises on both sides; in n log n."""
    best: list[tuple[int, float, int]] = []  # target, weight of the best chain that ends there, index; both rising
    known: list[tuple[Anchor, int]] = []
    for anchor in sorted(anchors, key=lambda a: (a[0], -a[1])):
        at = bisect_left(best, (anchor[1], -1.0, -1))
        weight, before = (best[at - 1][1], best[at - 1][2]) if at else (0.0, -1)
        weight += anchor[2]
        known.append((anchor, before))
        end = at
        while end < len(best) and best[end][1] <= weight:
            end += 1
        if at == len(best) or end > at or best[at][0] > anchor[1]:
            best[at:end] = [(anchor[1], weight, len(known) - 1)]
    index = best[-1][2] if best else -1
    found: list[Anchor] = []
    while index >= 0:
        anchor, index = known[index]
        found.append(anchor)
    return found[::-1]


def corridor(sources: int, targets: int, anchors: Sequence[Anchor]) -> Corridor:
    """The cells between anchors that are next to one another but one, so that a single wrong one bars nothing.

    anchors: as chain gives them
    Between anchors far apart only a band around the straight line is kept.
    """
    import numpy as np

    low, high = np.zeros(sources + 1, np.int64), np.full(sources + 1, targets, np.int64)
    if (sources + 1) * (targets + 1) <= _SMALL:
        return Corridor.of(low, high)
    ends = [(0, 0), *((i, j) for i, j, _ in anchors), (sources, targets)]
    low[:], high[:] = targets, 0
    for k in range(max(1, len(ends) - 2)):
        _open(low, high, ends[k], ends[min(k + 2, len(ends) - 1)], targets)
    for a, b in pairwise(ends):
        _open(low, high, a, b, targets)
    low[0], high[-1] = 0, targets
    return Corridor.of(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high))


def _open(low: Integers, high: Integers, begin: tuple[int, int], end: tuple[int, int], targets: int) -> None:
    import numpy as np

    first, last = max(0, begin[0] - _PAD), min(len(low) - 1, end[0] + _PAD)
    least, most = max(0, begin[1] - _PAD), min(targets, end[1] + _PAD)
    rows = np.arange(first, last + 1)
    line = least + (most - least) * (rows - first) / max(1, last - first)
    # A steep line must still pass from each row to the next.
    half = max(_WIDEST / 2, 2 * (most - least) / max(1, last - first) + _PAD)
    low[rows] = np.minimum(low[rows], np.maximum(least, np.floor(line - half).astype(np.int64)))
    high[rows] = np.maximum(high[rows], np.minimum(most, np.ceil(line + half).astype(np.int64)))
