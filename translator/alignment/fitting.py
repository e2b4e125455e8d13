"""Fits the weights of the aligner to documents whose beads are known, by maximum likelihood (Lafferty et al. 2001).

benchmarks/fit_alignment.py makes the documents and writes the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.alignment.aligner import first_look
from translator.alignment.closer import Closer, Places, left_open, look_closer
from translator.alignment.corridor import Corridor
from translator.alignment.evidence import FEATURES, SHAPES, Evidence, Shape
from translator.alignment.model import OWN, SIZES, Weights, bead_scores, lone_lengths, lone_scores
from translator.alignment.search import MOVES, Chances, Move, chances, spread
from translator.alignment.texts import Texts

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Doubles = NDArray[numpy.float64]
    Loss = Callable[[Doubles], tuple[float, Doubles]]

Name = tuple[str, str]
"""A weight: the part of the model that it belongs to, and its name there."""
Path = Sequence[tuple[int, int, Move]]

FIRST: tuple[Name, ...] = (
    *((size, name) for size in dict.fromkeys(SIZES.values()) for name in ("bias", *OWN)),
    *(("shared", name) for name in FEATURES if name not in OWN),
    *(("kinds", name) for name in ("swap", "shift")),
    *(("lone", name) for name in ("bias", "length")),
)
CLOSER: tuple[Name, ...] = tuple(("closer", name) for name in ("first", "words", "joined", "lone", "crossing"))
UNCHANGED: Mapping[str, float] = {"first": 1.0, "words": 0.0, "joined": 0.0, "lone": 0.0, "crossing": 0.0}
_INDEX = {name: k for k, name in enumerate(FIRST)}


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A document to fit to. tables: for each shape its cells and their features; path: the right moves."""

    evidence: Evidence
    corridor: Corridor
    tables: Mapping[Shape, tuple[NDArray[Any], NDArray[Any]]]
    path: Path

    @property
    def size(self) -> int:
        """Sentences of both texts."""
        return len(self.evidence.source) + len(self.evidence.target)


def example(texts: Texts, beads: Sequence[tuple[Places, Places]]) -> Example:
    """A document ready to be fitted to, from its texts and its right beads."""
    evidence, corridor = first_look(texts)
    return Example(evidence, corridor, {s: evidence.within(s, corridor) for s in SHAPES}, right_path(beads))


def looked_closer(example: Example, texts: Texts, weights: Weights) -> dict[Shape, Closer]:
    """What the first search leaves open of a document."""
    scores = bead_scores(example.evidence, example.corridor, weights, example.tables)
    lone = lone_scores(example.evidence.source, weights), lone_scores(example.evidence.target, weights)
    first = chances(example.corridor, spread(example.corridor, scores, weights.kinds), lone)
    words, vectors = texts.support if texts.cues else None, texts.vectors if texts.embed else None
    return left_open(example.corridor, first, example.evidence.spans, words, vectors)


def right_path(beads: Sequence[tuple[Places, Places]]) -> list[tuple[int, int, Move]]:
    """The moves that make most of the right beads: where some stand too far from their place, these are left out."""
    known = sorted((s[0], t[0], len(s), len(t)) for s, t in beads if s and t and (len(s), len(t)) in SHAPES)
    there = set(known)
    used: set[tuple[int, int, int, int]] = set()
    options: list[tuple[int, int, Move]] = []
    for move in sorted(MOVES, key=lambda m: -len(m.parts)):
        for row, column, *_ in known:
            column -= move.parts[0].column
            wanted = {(row + p.row, column + p.column, *p.shape) for p in move.parts}
            if wanted <= there and not wanted & used:
                options.append((row, column, move))
                used |= wanted
    options.sort(key=lambda o: o[:2])
    best: list[tuple[int, int]] = []
    for k, (row, column, move) in enumerate(options):
        before = [
            (best[q][0], q)
            for q, (r, c, m) in enumerate(options[:k])
            if r + m.size[0] <= row and c + m.size[1] <= column
        ]
        most, at = max(before, default=(0, -1))
        best.append((most + len(move.parts), at))
    k = max(range(len(best)), key=lambda q: best[q][0], default=-1)
    path = []
    while k >= 0:
        path.append(options[k])
        k = best[k][1]
    return path[::-1]


def unpacked(values: Sequence[float], closer: Mapping[str, float] = UNCHANGED) -> Weights:
    """Weights from the numbers that are fitted, in the order of FIRST."""
    named = dict(zip(FIRST, map(float, values), strict=True))
    shared = {name: value for (part, name), value in named.items() if part == "shared"}
    beads = {size: {**shared, **{n: named[size, n] for n in ("bias", *OWN)}} for size in SIZES.values()}
    kinds = {name: value for (part, name), value in named.items() if part == "kinds"}
    lone = {name: value for (part, name), value in named.items() if part == "lone"}
    return Weights(beads, kinds, lone, closer)


def fit_first(examples: Sequence[Example], start: Sequence[float], rounds: int = 40, decay: float = 0.02) -> Doubles:
    """The weights of the first search, in the order of FIRST. decay: of their squares."""

    def loss(values: Doubles) -> tuple[float, Doubles]:
        import numpy as np

        weights = unpacked(values.tolist())
        total, slope = 0.0, np.zeros(len(FIRST))
        for example in examples:
            scores = bead_scores(example.evidence, example.corridor, weights, example.tables)
            lone = lone_scores(example.evidence.source, weights), lone_scores(example.evidence.target, weights)
            found = chances(example.corridor, spread(example.corridor, scores, weights.kinds), lone)
            right = _counted(example, _right(example))
            total += found.total - float(right @ values)
            slope += _counted(example, found) - right
        return total, slope

    return _descended(loss, start, [0.0] * len(start), sum(e.size for e in examples), rounds, decay)


def fit_closer(
    examples: Sequence[Example], left: Sequence[Mapping[Shape, Closer]], weights: Weights, rounds: int = 30
) -> Doubles:
    """The weights of the second look, in the order of CLOSER, those of the first search being fixed.

    left: for each example what the first search left open
    """
    prior = [UNCHANGED[name] for _, name in CLOSER]

    def loss(values: Doubles) -> tuple[float, Doubles]:
        import numpy as np

        named = {name: value for (_, name), value in zip(CLOSER, values.tolist(), strict=True)}
        total, slope = 0.0, np.zeros(len(CLOSER))
        current = Weights(weights.beads, weights.kinds, weights.lone, named)
        for example, closer in zip(examples, left, strict=True):
            scores = bead_scores(example.evidence, example.corridor, weights, example.tables)
            lone = lone_scores(example.evidence.source, weights), lone_scores(example.evidence.target, weights)
            found = look_closer(example.corridor, scores, lone, closer, current)
            right = _counted_closer(_right(example, closer), scores, lone, closer, weights)
            total += found.total - float(right @ values)
            slope += _counted_closer(found, scores, lone, closer, weights) - right
        return total, slope

    return _descended(loss, prior, prior, sum(e.size for e in examples), rounds, 0.01)


def _right(example: Example, closer: Mapping[Shape, Closer] | None = None) -> Chances:
    """The right path as probabilities, all 0 or 1; without the moves that the first search has shut out."""
    import numpy as np

    corridor = example.corridor
    beads = {shape: np.zeros(int(corridor.offsets[-1])) for shape in SHAPES}
    moves = tuple(np.zeros(int(corridor.offsets[-1])) for _ in MOVES)
    lone = np.ones(len(example.evidence.source)), np.ones(len(example.evidence.target))
    for row, column, move in example.path:
        cells = [(p.shape, corridor.place(row + p.row, column + p.column)) for p in move.parts]
        ends = corridor.place(row, column), corridor.place(row + move.size[0], column + move.size[1])
        if None in ends or any(c is None or (closer and c not in closer[s].cells) for s, c in cells):
            continue
        moves[MOVES.index(move)][ends[0]] = 1
        for shape, cell in cells:
            beads[shape][cell] = 1
        lone[0][row : row + move.size[0]] = 0
        lone[1][column : column + move.size[1]] = 0
    return Chances(beads, moves, lone, 0.0)


def _counted(example: Example, found: Chances) -> Doubles:
    """How often each feature of the first search is expected to count."""
    import numpy as np

    counts = np.zeros(len(FIRST))
    for shape, (cells, table) in example.tables.items():
        weight = found.beads[shape][cells]
        counts[_INDEX[SIZES[shape], "bias"]] += weight.sum()
        for name, value in zip(FEATURES, weight @ table, strict=True):
            counts[_INDEX[(SIZES[shape], name) if name in OWN else ("shared", name)]] += value
    for move, chance in zip(MOVES, found.moves, strict=True):
        if move.kind:
            counts[_INDEX["kinds", move.kind]] += chance.sum()
    for side, alone in zip((example.evidence.source, example.evidence.target), found.lone, strict=True):
        counts[_INDEX["lone", "bias"]] += alone.sum()
        counts[_INDEX["lone", "length"]] += alone @ lone_lengths(side)
    return counts


def _counted_closer(
    found: Chances,
    scores: Mapping[Shape, Doubles],
    lone: tuple[Doubles, Doubles],
    closer: Mapping[Shape, Closer],
    weights: Weights,
) -> Doubles:
    import numpy as np

    first = words = joined = 0.0
    for shape, left in closer.items():
        chance = found.beads[shape][left.cells]
        first += float(chance @ scores[shape][left.cells])
        words += float(chance @ left.words)
        joined += float(chance @ left.joined)
    crossing = 0.0
    for move, chance in zip(MOVES, found.moves, strict=True):
        if move.kind:
            crossing += float(chance.sum())
            first += float(chance.sum()) * weights.kinds[move.kind]
    first += sum(float(alone @ score) for alone, score in zip(found.lone, lone, strict=True))
    return np.array([first, words, joined, float(found.lone[0].sum() + found.lone[1].sum()), crossing])


def _descended(
    loss: Loss, start: Sequence[float], prior: Sequence[float], size: int, rounds: int, decay: float
) -> Doubles:
    """Where the loss is least, by L-BFGS; decay draws the weights to the prior."""
    import numpy as np
    import torch

    values = torch.tensor(list(start), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([values], max_iter=rounds, line_search_fn="strong_wolfe", history_size=20)

    def step() -> torch.Tensor:
        now = values.detach().numpy()
        total, slope = loss(now)
        away = now - np.array(prior)
        values.grad = torch.tensor((slope + 2 * decay * away) / size)
        return torch.tensor((total + decay * float(away @ away)) / size, dtype=torch.float64)

    optimizer.step(step)
    found: Doubles = values.detach().numpy().copy()
    return found
