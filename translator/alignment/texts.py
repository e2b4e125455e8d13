"""The two texts that are aligned, and what their sentences are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from translator.alignment.closer import Places
from translator.alignment.evidence import length
from translator.alignment.model import Knowledge
from translator.alignment.vectors import Spans, compare
from translator.bitext import Sentence
from translator.embeddings import Embed
from translator.release import Direction, Language, join_sentences

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

_SPAN_SMOOTH = 10.0
"""Letters added to each sentence's where it is weighed within a span."""


class Cues(Protocol):
    """What a text and its translation have in common; translator.cues has the one that comes with the software."""

    def __call__(self, text: str, language: Language) -> frozenset[str]:
        """Keys that the translation of a text shares."""

    def support(self, source: str, target: str, direction: Direction) -> float:
        """How far the words of two texts translate each other (nats)."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts and what can be asked of them while they are aligned."""

    sources: Sequence[Sentence]
    targets: Sequence[Sentence]
    direction: Direction
    embed: Embed | None
    cues: Cues | None

    @property
    def knowledge(self) -> Knowledge:
        """What there is to go by."""
        if self.embed:
            return "vectors and cues" if self.cues else "vectors"
        return "cues" if self.cues else "lengths"

    def joined(self, side: Literal[0, 1], places: Places) -> str:
        """Sentences of one text joined as its language writes them."""
        sentences = (self.sources, self.targets)[side]
        return join_sentences([sentences[i].text for i in places], self.direction[side])

    def support(self, sources: Places, targets: Places) -> float:
        """How far the words of joined sentences translate each other (nats)."""
        assert self.cues is not None
        return self.cues.support(self.joined(0, sources), self.joined(1, targets), self.direction)

    def vectors(self, sources: Sequence[Places], targets: Sequence[Places]) -> tuple[Floats, Floats]:
        """The vectors of joined sentences of either text."""
        assert self.embed is not None
        found = self.embed([*(self.joined(0, p) for p in sources), *(self.joined(1, p) for p in targets)])
        return found[: len(sources)], found[len(sources) :]

    def spans(self) -> tuple[Spans, Spans] | None:
        """The vectors of all spans, from those of the sentences; None without an embedding."""
        if self.embed is None:
            return None
        import numpy as np

        own, other = self.vectors([(i,) for i in range(len(self.sources))], [(j,) for j in range(len(self.targets))])
        weights = [
            np.array([length(s.text, language) + _SPAN_SMOOTH for s in side], np.float32)
            for side, language in zip((self.sources, self.targets), self.direction, strict=True)
        ]
        return compare(own, other, (weights[0], weights[1]))
