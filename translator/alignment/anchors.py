"""Pairs of sentences that are sure before any search: each is the other's nearest by far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from translator.alignment.corridor import Anchor, chain
from translator.alignment.evidence import Evidence, Side
from translator.alignment.vectors import Spans, nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST_MARGIN = 0.1
_SHRINK = 4.0
"""Anchors from which on paragraphs count half."""
_SURE_KEYS = 5.0
"""Weight of common keys, in nats of rarity, from which two sentences are a pair where there are no vectors."""


def find_anchors(evidence: Evidence) -> list[Anchor]:
    """A chain of sure pairs that rises on both sides."""
    return chain(_by_vectors(*evidence.spans) if evidence.spans else _by_keys(evidence))


def paragraphs(source: Side, target: Side, anchors: Sequence[Anchor]) -> float:
    """How far paragraphs begin at the same places: the phi coefficient over anchors, drawn to 0 where they are few."""
    # The first sentence of a text begins a paragraph whatever its paragraphs are.
    inner = [(i, j) for i, j, _ in anchors if i and j]
    if not inner:
        return 0.0
    one = source.begins[[i for i, _ in inner]].astype(float)
    other = target.begins[[j for _, j in inner]].astype(float)
    spread = float(one.std() * other.std())
    if spread == 0:
        return 0.0
    phi = float(((one - one.mean()) * (other - other.mean())).mean()) / spread
    return phi * len(inner) / (len(inner) + _SHRINK)


def _by_vectors(source: Spans, target: Spans) -> list[Anchor]:
    import numpy as np

    one, other = source.vectors[0], target.vectors[0]
    there, cosine = nearest(one, other)
    back, _ = nearest(other, one)
    margin = cosine - (source.density[0] + target.density[0][there]) / 2
    mutual: NDArray[Any] = np.flatnonzero((back[there] == np.arange(len(one))) & (margin > _LEAST_MARGIN))
    return [(int(i), int(there[i]), float(margin[i])) for i in mutual]


def _by_keys(evidence: Evidence) -> list[Anchor]:
    """Sentences that share the keys which no other sentence has."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for side, sentences in enumerate((evidence.source.keys[0], evidence.target.keys[0])):
        for at, keys in enumerate(sentences):
            for key in keys:
                places.setdefault(key, ([], []))[side].append(at)
    shared: dict[tuple[int, int], float] = {}
    for key, (sources, targets) in places.items():
        if len(sources) == len(targets) == 1:
            pair = sources[0], targets[0]
            shared[pair] = shared.get(pair, 0.0) + evidence.idf[key]
    # One target for each source: the one with most in common.
    best: dict[int, Anchor] = {}
    for (i, j), weight in shared.items():
        if weight >= max(_SURE_KEYS, best[i][2] if i in best else 0.0):
            best[i] = (i, j, weight)
    return list(best.values())
