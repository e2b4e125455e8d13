"""A second look at the few beads that the search leaves open: word by word, and with vectors of joined sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.alignment.corridor import Corridor
from translator.alignment.evidence import SHAPES, Shape
from translator.alignment.model import Weights
from translator.alignment.search import Chances, chances, spread
from translator.alignment.vectors import Spans

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Doubles = NDArray[numpy.float64]
    Floats = NDArray[numpy.float32]

Places = tuple[int, ...]
Words = Callable[[Places, Places], float]
"""How far the words of some sources and some targets translate each other (nats, below 0 where they rather do not)."""
Vectors = Callable[[Sequence[Places], Sequence[Places]], "tuple[Floats, Floats]"]
"""The vectors of joined sources and of joined targets."""

_OPEN = 1e-3
"""Probability from which a bead is looked at again."""
_DOUBTFUL = 0.02
"""Probability from which, and from one less which, joined sentences are worth a vector of their own."""
_SHARE = 0.3
"""Vectors of joined sentences at most, for each sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Closer:
    """The beads of one shape that are left: cells, places in either text, and what the second look says of them."""

    cells: NDArray[numpy.int64]
    sources: tuple[Places, ...]
    targets: tuple[Places, ...]
    words: Doubles
    joined: Doubles


def left_open(
    corridor: Corridor, first: Chances, spans: tuple[Spans, Spans] | None, words: Words | None, vectors: Vectors | None
) -> dict[Shape, Closer]:
    """For each shape the beads that may be right after the first search, and the evidence of the second look."""
    import numpy as np

    rows, columns = corridor.cells()
    found = {}
    for shape in SHAPES:
        cells = np.flatnonzero(first.beads[shape] > _OPEN)
        sources = tuple(tuple(range(i, i + shape[0])) for i in rows[cells].tolist())
        targets = tuple(tuple(range(j, j + shape[1])) for j in columns[cells].tolist())
        support = [words(i, j) if words else 0.0 for i, j in zip(sources, targets, strict=True)]
        found[shape] = Closer(cells, sources, targets, np.array(support) / 10, np.zeros(len(cells)))
    if spans and vectors:
        size = len(spans[0].vectors[0]) + len(spans[1].vectors[0])
        _add_joined(found, first, spans, vectors, int(size * _SHARE))
    return found


def look_closer(
    corridor: Corridor,
    scores: Mapping[Shape, Doubles],
    lone: tuple[Doubles, Doubles],
    closer: Mapping[Shape, Closer],
    weights: Weights,
) -> Chances:
    """The probabilities of the beads that are left, from the first scores and the second look.

    scores, lone: of the first search
    """
    import numpy as np

    factors = weights.closer
    again = {}
    for shape, left in closer.items():
        again[shape] = np.full(len(scores[shape]), -np.inf)
        again[shape][left.cells] = (
            factors["first"] * scores[shape][left.cells]
            + factors["words"] * left.words
            + factors["joined"] * left.joined
        )
    kinds = {kind: factors["first"] * weight + factors["crossing"] for kind, weight in weights.kinds.items()}
    alone = tuple(factors["first"] * side + factors["lone"] for side in lone)
    return chances(corridor, spread(corridor, again, kinds), (alone[0], alone[1]))


def _add_joined(
    found: Mapping[Shape, Closer], first: Chances, spans: tuple[Spans, Spans], vectors: Vectors, most: int
) -> None:
    """Fills in how much nearer a bead's sides are by vectors of the joined sentences than by the mean of theirs."""
    doubtful = [
        (abs(float(first.beads[shape][cell]) - 0.5), shape, k)
        for shape, left in found.items()
        if shape != (1, 1)
        for k, cell in enumerate(left.cells)
        if _DOUBTFUL < first.beads[shape][cell] < 1 - _DOUBTFUL
    ]
    chosen: list[tuple[Shape, int]] = []
    wanted: tuple[dict[Places, int], dict[Places, int]] = {}, {}
    for _, shape, k in sorted(doubtful):
        sides = found[shape].sources[k], found[shape].targets[k]
        new = [(side, places) for side, places in enumerate(sides) if len(places) > 1 and places not in wanted[side]]
        if len(wanted[0]) + len(wanted[1]) + len(new) > most:
            break
        for side, places in new:
            wanted[side][places] = len(wanted[side])
        chosen.append((shape, k))
    if not chosen:
        return
    own, other = vectors(list(wanted[0]), list(wanted[1]))
    own, other = spans[0].placed(own), spans[1].placed(other)
    for shape, k in chosen:
        left = found[shape]
        i, j = left.sources[k], left.targets[k]
        rough = spans[0].vectors[len(i) - 1][i[0]], spans[1].vectors[len(j) - 1][j[0]]
        fine = (own[wanted[0][i]] if len(i) > 1 else rough[0]), (other[wanted[1][j]] if len(j) > 1 else rough[1])
        left.joined[k] = float(fine[0] @ fine[1] - rough[0] @ rough[1])
