"""The search for the best beads: a semi-Markov model over a corridor, its probabilities and its best reading.

Beads as in Thompson & Koehn (2019), doi:10.18653/v1/D19-1136; beads whose translation stands in another order are added
as moves of their own. Within a gap all sources without translation are read before the targets, so that one
alignment is one path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from translator.alignment.corridor import Corridor
from translator.alignment.evidence import Shape

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Doubles = NDArray[numpy.float64]


class Part(NamedTuple):
    """One bead of a move: where it begins, counted from where the move does, and its shape."""

    row: int
    column: int
    shape: Shape


class Move(NamedTuple):
    """Beads that are read at one go.

    size: sentences of either text that it reads; kind: "" for a single bead, else whose weight it costs
    """

    parts: tuple[Part, ...]
    size: Shape
    kind: str = ""


def _moves() -> tuple[Move, ...]:
    single = [Move((Part(0, 0, s),), s) for s in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))]
    crossing = [
        Move((Part(0, d, (a, b)), Part(a, 0, (c, d))), (a + c, b + d), "swap")
        for a, b, c, d in ((1, 1, 1, 1), (1, 2, 1, 1), (1, 1, 1, 2), (2, 1, 1, 1), (1, 1, 2, 1))
    ]
    order = [(1, 2, 0), (2, 0, 1), (1, 2, 3, 0), (3, 0, 1, 2)]
    moved = [
        Move(tuple(Part(i, j, (1, 1)) for i, j in enumerate(places)), (len(places), len(places)), "shift")
        for places in order
    ]
    return (*single, *crossing, *moved)


MOVES = _moves()


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """What the model holds probable.

    beads: for each shape and cell the probability of a bead that begins there
    moves: for each move and cell its probability; lone: for either text each sentence's of having no translation
    total: log of the sum over all alignments (nats)
    """

    beads: Mapping[Shape, Doubles]
    moves: tuple[Doubles, ...]
    lone: tuple[Doubles, Doubles]
    total: float


def spread(corridor: Corridor, beads: Mapping[Shape, Doubles], kinds: Mapping[str, float]) -> tuple[Doubles, ...]:
    """The score of each move at each cell: the sum of those of its beads and of its kind; -inf where it cannot be.

    beads: score of each shape at each cell
    """
    found = []
    for move in MOVES:
        score = None
        for part in move.parts:
            values = beads[part.shape]
            if part.row or part.column:
                values = _shifted(corridor, values, part, -float("inf"))
            score = values if score is None else score + values
        assert score is not None
        found.append(score + kinds[move.kind] if move.kind else score)
    return tuple(found)


def chances(corridor: Corridor, moves: Sequence[Doubles], lone: tuple[Doubles, Doubles]) -> Chances:
    """The probabilities of all beads, by the forward-backward algorithm.

    moves: score of each at each cell; lone: score of each sentence of either text standing alone (nats)
    """
    import numpy as np

    low, high, offsets = corridor.low, corridor.high, corridor.offsets
    rows = len(low)
    running = np.concatenate([[0.0], np.cumsum(lone[1])])
    minus = -np.inf
    begun = np.full(offsets[-1], minus)  # forward, over paths whose last bead is no lone target
    reached = np.full(offsets[-1], minus)  # forward, over all paths
    for i in range(rows):
        width = high[i] - low[i] + 1
        options = np.full((len(MOVES) + 1, width), minus)
        for k, move in enumerate(MOVES):
            if (cut := _overlap(corridor, i, move.size)) is not None:
                there, here = cut
                options[k, here] = reached[there] + moves[k][there]
        if (cut := _overlap(corridor, i, (1, 0))) is not None:
            there, here = cut
            options[-1, here] = begun[there] + lone[0][i - 1]
        if i == 0:
            options[-1, 0] = 0.0
        here = slice(offsets[i], offsets[i + 1])
        begun[here] = _sum(options)
        level = running[low[i] : high[i] + 1]
        reached[here] = np.logaddexp.accumulate(begun[here] - level) + level
    behind = np.full(offsets[-1], minus)  # backward, where a lone source may follow
    after = np.full(offsets[-1], minus)  # backward, behind a lone target
    for i in range(rows - 1, -1, -1):
        width = high[i] - low[i] + 1
        here = slice(offsets[i], offsets[i + 1])
        options = np.full((len(MOVES) + 1, width), minus)
        for k, move in enumerate(MOVES):
            if i + move.size[0] < rows and (cut := _overlap(corridor, i + move.size[0], move.size)) is not None:
                there, inner = cut
                place = slice(offsets[i + move.size[0]] + inner.start, offsets[i + move.size[0]] + inner.stop)
                options[k, there.start - offsets[i] : there.stop - offsets[i]] = behind[place] + moves[k][there]
        if i == rows - 1:
            options[-1, -1] = 0.0
        level = running[low[i] : high[i] + 1]
        matched = _sum(options) + level
        after[here] = np.logaddexp.accumulate(matched[::-1])[::-1] - level
        both = after[here].copy()
        if i + 1 < rows and (cut := _overlap(corridor, i + 1, (1, 0))) is not None:
            there, inner = cut
            place = slice(offsets[i + 1] + inner.start, offsets[i + 1] + inner.stop)
            own = slice(there.start - offsets[i], there.stop - offsets[i])
            both[own] = np.logaddexp(both[own], behind[place] + lone[0][i])
        behind[here] = both
    total = float(reached[-1])
    found = []
    for k, move in enumerate(MOVES):
        ends = _shifted(corridor, behind, Part(*move.size, (0, 0)), minus)
        found.append(np.exp(np.minimum(reached + moves[k] + ends - total, 0.0)))
    beads = {shape: np.zeros(offsets[-1]) for shape in {p.shape for m in MOVES for p in m.parts}}
    for move, chance in zip(MOVES, found, strict=True):
        for part in move.parts:
            _add(corridor, beads[part.shape], chance, part)
    together = _covered(corridor, beads)
    return Chances(beads, tuple(found), (1 - together[0], 1 - together[1]), total)


def best(corridor: Corridor, gains: Sequence[Doubles]) -> list[tuple[int, int, Move]]:
    """The moves of greatest total gain in order, each with the row and column where it begins; all else is lone.

    gains: of each move at each cell; a lone sentence gains nothing
    """
    import numpy as np

    low, high, offsets = corridor.low, corridor.high, corridor.offsets
    value = np.full(offsets[-1], -np.inf)
    step = np.full(offsets[-1], -1, np.int16)
    for i in range(len(low)):
        options = np.full((len(MOVES) + 1, high[i] - low[i] + 1), -np.inf)
        for k, move in enumerate(MOVES):
            if (cut := _overlap(corridor, i, move.size)) is not None:
                there, here = cut
                options[k, here] = value[there] + gains[k][there]
        if (cut := _overlap(corridor, i, (1, 0))) is not None:
            there, here = cut
            options[-1, here] = value[there]
        if i == 0:
            options[-1, 0] = 0.0
        own = slice(offsets[i], offsets[i + 1])
        step[own] = chosen = options.argmax(axis=0)
        value[own] = top = options[chosen, np.arange(options.shape[1])]
        running = np.maximum.accumulate(top)
        step[own][running > top] = len(MOVES) + 1
        value[own] = running
    row, column = len(low) - 1, int(high[-1])
    found: list[tuple[int, int, Move]] = []
    while row or column:
        at = int(offsets[row] + column - low[row])
        if step[at] == len(MOVES) + 1:
            column -= 1
        elif step[at] == len(MOVES):
            row -= 1
        else:
            move = MOVES[step[at]]
            row, column = row - move.size[0], column - move.size[1]
            found.append((row, column, move))
    return found[::-1]


def _sum(options: Doubles) -> Doubles:
    """Log of the sum of exponentials of each column."""
    import numpy as np

    top = options.max(axis=0)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        found: Doubles = np.log(np.exp(options - safe).sum(axis=0)) + safe
    return found


def _overlap(corridor: Corridor, row: int, size: Shape) -> tuple[slice, slice] | None:
    """Cells in line from which a move of a size ends in a row, and where in that row; None where there are none."""
    before = row - size[0]
    if before < 0:
        return None
    low = max(int(corridor.low[row]), int(corridor.low[before]) + size[1])
    high = min(int(corridor.high[row]), int(corridor.high[before]) + size[1])
    if low > high:
        return None
    start = int(corridor.offsets[before]) + low - size[1] - int(corridor.low[before])
    here = low - int(corridor.low[row])
    return slice(start, start + high - low + 1), slice(here, here + high - low + 1)


def _shifted(corridor: Corridor, values: Doubles, part: Part, missing: float) -> Doubles:
    """For each cell the value of the cell that lies so far on; missing outside the corridor."""
    import numpy as np

    cells, there = corridor.further(part.row, part.column)
    found = np.full(len(values), missing)
    found[cells] = values[there]
    return found


def _add(corridor: Corridor, total: Doubles, values: Doubles, part: Part) -> None:
    """Adds each cell's value to the cell that lies so far on."""
    cells, there = corridor.further(part.row, part.column)
    total[there] += values[cells]


def _covered(corridor: Corridor, beads: Mapping[Shape, Doubles]) -> tuple[Doubles, Doubles]:
    """For each sentence of either text the probability that some bead holds it."""
    import numpy as np

    rows, columns = corridor.cells()
    sides = np.zeros(len(corridor.low)), np.zeros(int(corridor.high[-1]) + 1)
    for (a, b), values in beads.items():
        for side, places, count in ((sides[0], rows, a), (sides[1], columns, b)):
            starts = np.bincount(places, values, len(side))
            for step in range(count):
                side[step:] += starts[: len(side) - step]
    return np.minimum(sides[0][:-1], 1.0), np.minimum(sides[1][:-1], 1.0)
