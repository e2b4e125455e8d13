"""The data of an aligned text: the sentences of two texts and the beads that say which belong together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from translator.release import BlockKind, Direction, Language, Span, join_sentences

By = Literal["machine", "human"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text that somebody wrote.

    block: index of its paragraph, from 0; where: its place as a user finds it ("en.txt, paragraph 3")
    """

    text: str
    block: int
    kind: BlockKind = "body"
    where: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that say the same; one side is empty where the other text has nothing for it.

    sources, targets: indices of consecutive sentences of either text, in order
    confidence: estimated probability that exactly these belong together, 0 to 1; 1 where a person said so
    words: spans of the joined source and of the joined target that translate each other, in the order of the source
    """

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    confidence: float = 1.0
    by: By = "machine"
    words: tuple[tuple[Span, Span], ...] = ()

    @property
    def kind(self) -> str:
        """How many sentences stand on either side ("2-1")."""
        return f"{len(self.sources)}-{len(self.targets)}"


@dataclass(frozen=True, slots=True)
class Pair:
    """The texts of a bead, "" on a side that has none."""

    source: str
    target: str
    confidence: float
    by: By


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts aligned. Every sentence is in exactly one bead.

    A bead that is merged, split or changed by a move is the person's who did it, and has no words until it is aligned
    anew.

    beads: in the order of their sources; the aligner puts one without a source after the bead that holds the target
        before it
    method: how it was aligned ("margin of multilingual-e5-small ..."); warnings: what a reader should know
    """

    name: str
    direction: Direction
    sources: tuple[Sentence, ...]
    targets: tuple[Sentence, ...]
    beads: tuple[Bead, ...]
    method: str = ""
    warnings: tuple[str, ...] = ()

    def text(self, bead: Bead) -> tuple[str, str]:
        """The sentences of a bead joined as each language writes them."""
        return (
            _joined(self.sources, bead.sources, self.direction.source),
            _joined(self.targets, bead.targets, self.direction.target),
        )

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The texts of every bead, in order."""
        return tuple(Pair(*self.text(bead), bead.confidence, bead.by) for bead in self.beads)

    def confirmed(self, index: int) -> Bitext:
        """The bead at an index said to be right by a person. Raises IndexError where there is none."""
        return self._with(index, 1, replace(self._bead(index), confidence=1.0, by="human"))

    def merged(self, index: int) -> Bitext:
        """The bead at an index joined with the one after it. Raises IndexError where there is none.

        Raises ValueError where the two do not hold consecutive sentences.
        """
        one, other = self._bead(index), self._bead(index + 1)
        sources, targets = tuple(sorted(one.sources + other.sources)), tuple(sorted(one.targets + other.targets))
        for side in (sources, targets):
            if side and side != tuple(range(side[0], side[-1] + 1)):
                raise ValueError("There are sentences between the two that belong to another pair.")
        return self._with(index, 2, Bead(sources, targets, by="human"))

    def split(self, index: int, sources: int, targets: int) -> Bitext:
        """The bead at an index cut in two: the first so many sentences of each side, and the rest.

        Raises IndexError where there is no such bead, ValueError where one of the two would be empty.
        """
        bead = self._bead(index)
        first = Bead(bead.sources[:sources], bead.targets[:targets], by="human")
        second = Bead(bead.sources[sources:], bead.targets[targets:], by="human")
        if not (first.sources or first.targets) or not (second.sources or second.targets):
            raise ValueError("There is nothing to cut off there.")
        return self._with(index, 1, first, second)

    def moved(self, index: int, side: Literal["source", "target"], step: Literal[-1, 1]) -> Bitext:
        """The first (step -1) or last (step 1) sentence of a side handed to the bead before or after.

        Raises IndexError where there is no such bead; ValueError where it has no such sentence, there is no bead beyond
        it, or the sentence does not adjoin those of that bead.
        """
        here, other = self._bead(index), index + step
        if not 0 <= other < len(self.beads):
            raise ValueError("There is no pair beyond it.")
        there = self.beads[other]
        mine, theirs = (here.sources, there.sources) if side == "source" else (here.targets, there.targets)
        if not mine:
            raise ValueError("There is no sentence to move.")
        given = mine[0] if step < 0 else mine[-1]
        joined = tuple(sorted((*theirs, given)))
        if joined != tuple(range(joined[0], joined[-1] + 1)):
            raise ValueError("The sentence does not adjoin those of the other pair.")
        kept = tuple(i for i in mine if i != given)
        changed = {index: _set(here, side, kept), other: _set(there, side, joined)}
        beads = tuple(changed.get(i, bead) for i, bead in enumerate(self.beads))
        return replace(self, beads=tuple(bead for bead in beads if bead.sources or bead.targets))

    def _bead(self, index: int) -> Bead:
        # an index from the end would cut the beads at the wrong places
        if not 0 <= index < len(self.beads):
            raise IndexError(f"There is no pair {index}; there are {len(self.beads)}.")
        return self.beads[index]

    def _with(self, index: int, count: int, *beads: Bead) -> Bitext:
        return replace(self, beads=(*self.beads[:index], *beads, *self.beads[index + count :]))


def _joined(sentences: tuple[Sentence, ...], places: tuple[int, ...], language: Language) -> str:
    return join_sentences([sentences[i].text for i in places], language)


def _set(bead: Bead, side: Literal["source", "target"], places: tuple[int, ...]) -> Bead:
    if side == "source":
        return Bead(places, bead.targets, by="human")
    return Bead(bead.sources, places, by="human")
