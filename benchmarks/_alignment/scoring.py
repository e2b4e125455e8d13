"""Strict and lax precision, recall and F1 of beads, as Vecalign's score.py counts (Thompson & Koehn 2019).

- strict: the bead is in the gold exactly; lax: it shares a source and a target with one gold bead.
- precision is over all beads that a system made, a right 0-1 or 1-0 counting as a hit; recall is over the gold beads
  with both sides.
- linked: over beads with both sides alone, on either side; lone: over sentences without a counterpart alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Protocol


class Beadlike(Protocol):
    """Sentences that belong together."""

    @property
    def sources(self) -> tuple[int, ...]: ...
    @property
    def targets(self) -> tuple[int, ...]: ...


Key = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Hits in so many."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.hits + other.hits, self.of + other.of)

    @property
    def value(self) -> float:
        """0 to 1; 0 for none."""
        return self.hits / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one or several documents; they add up."""

    strict_precision: Ratio = Ratio()
    strict_recall: Ratio = Ratio()
    lax_precision: Ratio = Ratio()
    lax_recall: Ratio = Ratio()
    linked_precision: Ratio = Ratio()
    lone_precision: Ratio = Ratio()
    lone_recall: Ratio = Ratio()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def strict(self) -> float:
        """Strict F1."""
        return f1(self.strict_precision, self.strict_recall)

    @property
    def lax(self) -> float:
        """Lax F1."""
        return f1(self.lax_precision, self.lax_recall)

    @property
    def linked(self) -> float:
        """Strict F1 over beads with both sides."""
        return f1(self.linked_precision, self.strict_recall)

    @property
    def lone(self) -> float:
        """F1 over sentences without a counterpart."""
        return f1(self.lone_precision, self.lone_recall)


def f1(precision: Ratio, recall: Ratio) -> float:
    """The harmonic mean; 0 where both are 0."""
    total = precision.value + recall.value
    return 2 * precision.value * recall.value / total if total else 0.0


def score(gold: Iterable[Beadlike], found: Iterable[Beadlike]) -> Score:
    """The counts of one document."""
    known, made = keys(gold), keys(found)
    known_links, made_links = _links(known), _links(made)
    linked_known, linked_made = [k for k in known if all(k)], [k for k in made if all(k)]
    lone_known, lone_made = [k for k in known if not all(k)], [k for k in made if not all(k)]
    return Score(
        strict_precision=_share(made, set(known)),
        strict_recall=_share(linked_known, set(made)),
        lax_precision=Ratio(sum(lax_hit(k, set(known), known_links) for k in made), len(made)),
        lax_recall=Ratio(sum(lax_hit(k, set(made), made_links) for k in linked_known), len(linked_known)),
        linked_precision=_share(linked_made, set(known)),
        lone_precision=_share(lone_made, set(known)),
        lone_recall=_share(lone_known, set(made)),
    )


def total(scores: Iterable[Score]) -> Score:
    """All counts together."""
    return sum(scores, Score())


def keys(beads: Iterable[Beadlike]) -> list[Key]:
    """The beads as plain tuples; of one without a counterpart, every sentence by itself."""
    found: list[Key] = []
    for bead in beads:
        if bead.sources and bead.targets:
            found.append((tuple(bead.sources), tuple(bead.targets)))
        else:
            found += [((s,), ()) for s in bead.sources] + [((), (t,)) for t in bead.targets]
    return found


def lax_hit(key: Key, known: set[Key], links: set[tuple[int, int]]) -> bool:
    """Whether a bead is among the known ones or shares a source and a target with one of them."""
    return key in known or any((s, t) in links for s in key[0] for t in key[1])


def _links(beads: Iterable[Key]) -> set[tuple[int, int]]:
    return {(s, t) for sources, targets in beads for s in sources for t in targets}


def _share(beads: Sequence[Key], known: set[Key]) -> Ratio:
    return Ratio(sum(key in known for key in beads), len(beads))
