"""The weights of the evidence, and the score of every bead of two texts by them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from translator.alignment.corridor import Corridor
from translator.alignment.evidence import FEATURES, SHAPES, Evidence, Shape, Side

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Doubles = NDArray[numpy.float64]
    Table = tuple[NDArray[numpy.int64], NDArray[numpy.float32]]

DATA = Path(__file__).parent / "data" / "weights.toml"
Knowledge = Literal["vectors and cues", "vectors", "cues", "lengths"]
"""What the evidence of two texts is made of; there are weights for each."""

OWN = ("cosine", "margin")
"""Features whose weight depends on the size of the bead: vectors of several sentences are less sharp."""
SIZES: Mapping[Shape, str] = {(a, b): f"{min(a, b)}-{max(a, b)}" for a, b in SHAPES}


@dataclass(frozen=True, slots=True)
class Weights:
    """A log-linear model of beads (nats).

    beads: for each size ("1-2" is 2-1, too) the weights of the features, and "bias"
    kinds: of moves whose beads cross ("swap", "shift"); lone: "bias" and "length" of a sentence without translation
    closer: of the second look at the beads that are left: of the "first" score, of "words", of what a "joined" vector
        adds; and what is added to each "lone" sentence and "crossing" move
    """

    beads: Mapping[str, Mapping[str, float]]
    kinds: Mapping[str, float]
    lone: Mapping[str, float]
    closer: Mapping[str, float]

    def row(self, shape: Shape) -> tuple[float, Doubles]:
        """Bias and weights of a shape, these in the order of the features."""
        import numpy as np

        named = self.beads[SIZES[shape]]
        return named["bias"], np.array([named[name] for name in FEATURES])


@cache
def load_weights(knowledge: Knowledge) -> Weights:
    """The weights that came with the software; translator/alignment/fit.py says how they were fitted."""
    return read_weights(tomllib.loads(DATA.read_text(encoding="utf-8"))[knowledge])


def read_weights(table: Mapping[str, Any]) -> Weights:
    """Weights as the file has them: features that all sizes share stand once."""
    beads = {size: {**table["shared"], **own} for size, own in table["beads"].items()}
    return Weights(beads, table["kinds"], table["lone"], table["closer"])


def bead_scores(
    evidence: Evidence, corridor: Corridor, weights: Weights, tables: Mapping[Shape, Table] | None = None
) -> dict[Shape, Doubles]:
    """For each shape its score at each cell of the corridor; -inf where it does not fit into the texts.

    tables: what evidence.within gives for each shape, where it is known
    """
    import numpy as np

    scores = {}
    for shape in SHAPES:
        bias, factors = weights.row(shape)
        places, table = tables[shape] if tables else evidence.within(shape, corridor)
        scores[shape] = np.full(int(corridor.offsets[-1]), -np.inf)
        scores[shape][places] = bias + table @ factors
    return scores


def lone_scores(side: Side, weights: Weights) -> Doubles:
    """The score of each sentence of a text having no translation."""
    found: Doubles = weights.lone["bias"] + weights.lone["length"] * lone_lengths(side)
    return found


def lone_lengths(side: Side) -> Doubles:
    """Log of each sentence's letters, about 0 for the usual length."""
    import numpy as np

    found: Doubles = np.log((np.diff(side.lengths) + 10) / 100)
    return found
