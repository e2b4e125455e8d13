"""Whether the confidence of a bead is the share of such beads that are right, and what a reviewer would find by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.bitext import Bead

from .scoring import Beadlike, keys

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of one bead and whether it is right, strictly."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The beads with a confidence from low to below high (the last bin: to and with high)."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a reviewer of all beads below a confidence looks at, and how many of the wrong ones are among them."""

    below: float
    looked_at: float
    caught: float


def judged(gold: Iterable[Beadlike], found: Iterable[Bead]) -> list[Judged]:
    """Every bead that was made with whether the gold has it."""
    known = set(keys(gold))
    return [Judged(bead.confidence, all(key in known for key in keys([bead]))) for bead in found]


def brier(beads: Sequence[Judged]) -> float:
    """Mean squared distance of the confidence from 1 where right, from 0 where wrong (Brier 1950)."""
    return sum((b.confidence - b.right) ** 2 for b in beads) / len(beads)


def reliability(beads: Sequence[Judged], edges: Sequence[float] = EDGES) -> list[Bin]:
    """Mean confidence beside the share that is right, for every bin that has a bead."""
    bins = []
    for low, high in pairwise(edges):
        inside = [b for b in beads if low <= b.confidence < high or (high == edges[-1] and b.confidence == high)]
        if inside:
            n = len(inside)
            bins.append(Bin(low, high, n, sum(b.confidence for b in inside) / n, sum(b.right for b in inside) / n))
    return bins


def expected_error(beads: Sequence[Judged]) -> float:
    """Mean distance of confidence and share right over the bins, each by its size (Naeini et al. 2015)."""
    return sum(b.count * abs(b.confidence - b.right) for b in reliability(beads)) / len(beads)


def reviewed(beads: Sequence[Judged], below: float) -> Reviewed:
    """What looking at every bead below a confidence finds."""
    wrong = [b for b in beads if not b.right]
    caught = sum(b.confidence < below for b in wrong) / len(wrong) if wrong else 1.0
    return Reviewed(below, sum(b.confidence < below for b in beads) / len(beads), caught)
