"""What speaks for two spans of sentences being each other's translation, as numbers that weights are fitted to.

Lengths are compared as in Gale & Church (1993), aclanthology.org/J93-1004.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translator.alignment.corridor import Corridor
from translator.alignment.vectors import LONGEST, Spans, cosines
from translator.bitext import Sentence
from translator.release import Direction, Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]
    Integers = NDArray[numpy.int64]

Keys = Callable[[str, Language], frozenset[str]]
Shape = tuple[int, int]
"""How many sentences of either text a bead has."""

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
FEATURES = (
    "cosine",
    "margin",
    "cues shared",
    "cues missed",
    "length ratio",
    "length difference",
    "paragraphs begin",
    "paragraphs cut",
    "heading",
)
_HAN_WEIGHT = 3.0
"""Letters of English that a Chinese character stands for, about."""
_SMOOTH = 6.0
_RATIO_SHRINK = 20.0
_HEADINGS = frozenset({"headline", "subhead"})
_ROWS = 64


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One text, ready to be compared.

    lengths[k]: letters before sentence k, a Chinese character counting as several
    begins, headings: for each sentence 1 where it begins a paragraph, is a heading; their running sums start with 0
    keys[k - 1]: of every k neighbouring sentences, the keys that stand in both texts; weights: their sums
    """

    lengths: NDArray[Any]
    begins: NDArray[Any]
    headings: NDArray[Any]
    keys: tuple[tuple[frozenset[str], ...], ...]
    weights: tuple[NDArray[Any], ...]

    def __len__(self) -> int:
        return len(self.begins)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Two texts, what is known of either, and what holds between them.

    spans: None where no embedding spans both languages
    idf: weight of each key, the rarer the more; ratio: log of the target's letters for one of the source
    paragraphs: -1 to 1, how far paragraphs begin at the same places, for pairs that are sure
    """

    source: Side
    target: Side
    spans: tuple[Spans, Spans] | None
    idf: dict[str, float]
    ratio: float
    paragraphs: float = 0.0

    def table(self, shape: Shape, rows: Integers, columns: Integers, cosine: Floats, shared: Floats) -> Floats:
        """For spans of this shape that begin at these sentences the features, (places, features)."""
        import numpy as np

        a, b = shape
        table = np.zeros((len(rows), len(FEATURES)), np.float32)
        if self.spans:
            density = self.spans[0].density[a - 1][rows] + self.spans[1].density[b - 1][columns]
            table[:, 0], table[:, 1] = cosine, cosine - density / 2
        table[:, 2] = np.sqrt(shared)
        table[:, 3] = np.sqrt(
            np.maximum(self.source.weights[a - 1][rows] + self.target.weights[b - 1][columns] - 2 * shared, 0)
        )
        one = (self.source.lengths[rows + a] - self.source.lengths[rows]) * math.exp(self.ratio) + _SMOOTH
        other = self.target.lengths[columns + b] - self.target.lengths[columns] + _SMOOTH
        table[:, 4] = np.minimum(np.abs(np.log(other / one)), 2.0)
        table[:, 5] = np.minimum((other - one) ** 2 / (other + one) / 10, 5.0)
        if self.paragraphs:
            own, other_begins = self.source.begins[rows], self.target.begins[columns]
            table[:, 6] = self.paragraphs * (own & other_begins)
            inside = _inside(self.source.begins, rows, a) + _inside(self.target.begins, columns, b)
            table[:, 7] = self.paragraphs * (inside + (own ^ other_begins))
        table[:, 8] = self.source.headings[rows] != self.target.headings[columns]
        return table

    def pairs(self, shape: Shape, rows: Integers, columns: Integers) -> Floats:
        """The features of single pairs of spans anywhere in the texts."""
        import numpy as np

        a, b = shape
        one, other = self.source.keys[a - 1], self.target.keys[b - 1]
        shared = np.array(
            [sum(self.idf[k] for k in one[i] & other[j]) for i, j in zip(rows, columns, strict=True)], np.float32
        )
        cosine = np.zeros(len(rows), np.float32)
        if self.spans:
            cosine = cosines(self.spans[0].vectors[a - 1], self.spans[1].vectors[b - 1], rows, columns)
        return self.table(shape, rows, columns, cosine, shared)

    def within(self, shape: Shape, corridor: Corridor) -> tuple[NDArray[Any], Floats]:
        """The cells of a corridor, as places in line, where a span of this shape can begin, and their features."""
        import numpy as np

        rows, columns = corridor.cells()
        inside = np.flatnonzero((rows + shape[0] <= len(self.source)) & (columns + shape[1] <= len(self.target)))
        cosine = self._cosines(shape, corridor, rows, columns)[inside]
        shared = self._shared(shape, corridor)[inside]
        return inside, self.table(shape, rows[inside], columns[inside], cosine, shared)

    def _cosines(self, shape: Shape, corridor: Corridor, rows: Integers, columns: Integers) -> Floats:
        import numpy as np

        found = np.zeros(len(rows), np.float32)
        if self.spans is None:
            return found
        one, other = self.spans[0].vectors[shape[0] - 1], self.spans[1].vectors[shape[1] - 1]
        if not len(one) or not len(other):
            return found
        for start in range(0, len(one), _ROWS):
            end = min(start + _ROWS, len(one))
            first, last = corridor.offsets[start], corridor.offsets[end]
            least, most = corridor.low[start], min(corridor.high[end - 1] + 1, len(other))
            if least >= most:
                continue
            block = one[start:end] @ other[least:most].T
            here = np.minimum(columns[first:last], len(other) - 1) - least
            found[first:last] = block[rows[first:last] - start, np.maximum(here, 0)]
        return found

    def _shared(self, shape: Shape, corridor: Corridor) -> Floats:
        """The weight of the keys that two spans share, for each cell; found by key, since most spans share none."""
        import numpy as np

        found = np.zeros(int(corridor.offsets[-1]), np.float32)
        places: dict[str, list[int]] = {}
        for j, keys in enumerate(self.target.keys[shape[1] - 1]):
            for key in keys:
                places.setdefault(key, []).append(j)
        for i, keys in enumerate(self.source.keys[shape[0] - 1]):
            low, high, offset = int(corridor.low[i]), int(corridor.high[i]), int(corridor.offsets[i])
            for key in keys:
                there = places.get(key, ())
                for at in range(bisect_left(there, low), len(there)):
                    if there[at] > high:
                        break
                    found[offset + there[at] - low] += self.idf[key]
        return found


def gather(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    direction: Direction,
    spans: tuple[Spans, Spans] | None,
    keys: Keys | None,
) -> Evidence:
    """Reads two texts; the paragraphs are not compared yet."""
    found = [
        [keys(s.text, language) if keys else frozenset() for s in sentences]
        for sentences, language in ((sources, direction.source), (targets, direction.target))
    ]
    counts = [Counter(k for one in side for k in one) for side in found]
    total = len(sources) + len(targets)
    idf = {key: math.log(total / (counts[0][key] + counts[1][key])) + 0.1 for key in counts[0].keys() & counts[1]}
    source = _side(sources, direction.source, found[0], idf)
    target = _side(targets, direction.target, found[1], idf)
    letters = math.log((target.lengths[-1] + _SMOOTH) / (source.lengths[-1] + _SMOOTH))
    few = min(len(sources), len(targets))
    return Evidence(source, target, spans, idf, letters * few / (few + _RATIO_SHRINK))


def length(text: str, language: Language) -> float:
    """Letters and digits of a text, a Chinese character counting as so many English letters as translate it."""
    if language == "en":
        return float(sum(map(str.isalnum, text)))
    return sum(1.0 if c.isascii() else _HAN_WEIGHT for c in text if c.isalnum())


def _side(
    sentences: Sequence[Sentence], language: Language, found: Sequence[frozenset[str]], idf: dict[str, float]
) -> Side:
    import numpy as np

    single = [frozenset(k for k in keys if k in idf) for keys in found]
    keys = tuple(
        tuple(frozenset().union(*single[i : i + k]) for i in range(len(single) - k + 1)) for k in range(1, LONGEST + 1)
    )
    blocks = [s.block for s in sentences]
    return Side(
        np.concatenate([[0.0], np.cumsum([length(s.text, language) for s in sentences])]),
        np.array([i == 0 or block != blocks[i - 1] for i, block in enumerate(blocks)], np.int64),
        np.array([s.kind in _HEADINGS for s in sentences], np.int64),
        keys,
        tuple(np.array([sum(idf[k] for k in one) for one in spans], np.float32) for spans in keys),
    )


def _inside(begins: NDArray[Any], places: Integers, count: int) -> NDArray[Any]:
    """How many paragraphs begin within spans of so many sentences."""
    import numpy as np

    total = np.zeros(len(places), np.int64)
    for step in range(1, count):
        total += begins[places + step]
    return total
