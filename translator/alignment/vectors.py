"""Sentence vectors of two texts made comparable: centred, joined to spans, each with its distance to its neighbours.

Margin scoring is that of Artetxe & Schwenk (2019), doi:10.18653/v1/P19-1309, in its difference form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]
    Integers = NDArray[numpy.int64]

LONGEST = 3
"""Sentences of one text that a bead has at most."""
_NEIGHBOURS = 4
_SAMPLE = 1000
"""Sentences of the other text that neighbours are sought among, evenly spread over a longer text."""
_BLOCK = 512
_SHRINK = 8.0
"""Weight, in sentences, of the origin against the mean of a text's vectors, which a few sentences do not tell."""


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The vectors of every one, two and three neighbouring sentences of a text.

    vectors[k - 1]: (sentences - k + 1, dimensions), unit vectors of k sentences from each place on
    density[k - 1]: mean cosine of each with its nearest sentences of the other text, but the very nearest
    centre: what was taken from each vector, (dimensions,)
    """

    vectors: tuple[Floats, ...]
    density: tuple[Floats, ...]
    centre: Floats

    def placed(self, vectors: Floats) -> Floats:
        """Vectors of other texts in the language of this one, made comparable to its spans."""
        return _unit(vectors - self.centre)


def compare(sources: Floats, targets: Floats, weights: tuple[Floats, Floats]) -> tuple[Spans, Spans]:
    """The spans of both texts, from the unit vectors of their sentences.

    weights: of each sentence within a span, for instance its length
    """
    centres = _centre(sources), _centre(targets)
    own, other = _unit(sources - centres[0]), _unit(targets - centres[1])
    spans = _joined(own, weights[0]), _joined(other, weights[1])
    return (
        Spans(spans[0], tuple(_density(vectors, other) for vectors in spans[0]), centres[0]),
        Spans(spans[1], tuple(_density(vectors, own) for vectors in spans[1]), centres[1]),
    )


def nearest(sources: Floats, targets: Floats) -> tuple[Integers, Floats]:
    """For each source its nearest target and their cosine; block by block, so memory stays linear."""
    import numpy as np

    place, cosine = np.empty(len(sources), np.int64), np.empty(len(sources), np.float32)
    for start in range(0, len(sources), _BLOCK):
        block = sources[start : start + _BLOCK] @ targets.T
        place[start : start + _BLOCK] = best = block.argmax(axis=1)
        cosine[start : start + _BLOCK] = block[np.arange(len(block)), best]
    return place, cosine


def cosines(sources: Floats, targets: Floats, rows: Integers, columns: Integers) -> Floats:
    """The cosine of each row of the sources with the column of the targets beside it."""
    import numpy as np

    found: Floats = np.einsum("ij,ij->i", sources[rows], targets[columns], dtype=np.float32)
    return found


def _centre(vectors: Floats) -> Floats:
    """What all sentences of a text have in common, its language above all."""
    centre: Floats = vectors.sum(axis=0) / (len(vectors) + _SHRINK)
    return centre


def _joined(vectors: Floats, weights: Floats) -> tuple[Floats, ...]:
    weighted = vectors * weights[:, None]
    spans = [vectors]
    total = weighted
    for length in range(2, LONGEST + 1):
        total = total[:-1] + weighted[length - 1 :] if len(total) > 1 else total[:0]
        spans.append(_unit(total))
    return tuple(spans)


def _unit(vectors: Floats) -> Floats:
    import numpy as np

    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit


def _density(vectors: Floats, others: Floats) -> Floats:
    import numpy as np

    # A line that stands there several times is one neighbour.
    distinct = others[list({row.tobytes(): place for place, row in enumerate(others)}.values())]
    sample = distinct[:: -(-len(distinct) // _SAMPLE)]
    count = min(_NEIGHBOURS, len(sample) - 1)
    found = np.zeros(len(vectors), np.float32)
    if count < 1:
        return found
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK] @ sample.T
        top = np.partition(block, len(sample) - count - 1, axis=1)[:, len(sample) - count - 1 :]
        top.sort(axis=1)
        found[start : start + _BLOCK] = top[:, :-1].mean(axis=1)
    return found
