"""Running systems over documents: their beads, what they took, and the counts."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from translator.bitext import Bead

from .calibration import Judged, judged
from .planting import KINDS, Document, Kind
from .scoring import Ratio, Score, keys, score, total
from .systems import System

_SEED, _DRAWS = 7, 1000


@dataclass(frozen=True, slots=True)
class Run:
    """One system over some documents.

    scores: one a document; by_kind: how many gold beads of a kind it found exactly
    seconds: of processor time, the vectors being there; embedded: texts embedded for every sentence
    """

    system: str
    documents: tuple[Document, ...]
    beads: tuple[tuple[Bead, ...], ...]
    scores: tuple[Score, ...]
    by_kind: dict[Kind, Ratio]
    seconds: float
    embedded: float

    @property
    def total(self) -> Score:
        """The counts of all documents."""
        return total(self.scores)

    @property
    def judged(self) -> list[Judged]:
        """Every bead with its confidence and whether it is right."""
        return [j for d, found in zip(self.documents, self.beads, strict=True) for j in judged(d.gold, found)]

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of strict F1 over documents drawn anew, with a fixed seed."""
        chance = random.Random(_SEED)
        drawn = sorted(total(chance.choices(self.scores, k=len(self.scores))).strict for _ in range(_DRAWS))
        return drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS) - 1]


def run(system: System, documents: Sequence[Document]) -> Run:
    """The system over the documents; where it uses vectors, they are made before its time is taken."""
    embedded = 0.0
    if system.embed:
        system.embed.texts.clear()
        for document in documents:
            system.align(document)
        sentences = {s.text for d in documents for side in (d.sources, d.targets) for s in side}
        embedded = len(system.embed.texts) / len(sentences)
    start = time.process_time()
    beads = tuple(tuple(system.align(document)) for document in documents)
    seconds = time.process_time() - start
    scores = tuple(score(d.gold, found) for d, found in zip(documents, beads, strict=True))
    return Run(system.name, tuple(documents), beads, scores, _by_kind(documents, beads), seconds, embedded)


def _by_kind(documents: Sequence[Document], beads: Sequence[Sequence[Bead]]) -> dict[Kind, Ratio]:
    counts = dict.fromkeys(KINDS, Ratio())
    for document, found in zip(documents, beads, strict=True):
        made = set(keys(found))
        for gold in document.gold:
            counts[gold.kind] += Ratio(int((gold.sources, gold.targets) in made), 1)
    return counts
