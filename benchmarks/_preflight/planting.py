"""Planting errors into correct pairs: what a planted error is, and how places for one kind are drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from _quality.bitext import Pair

from translator.release import Direction, Language, Term

SEED = 7


@dataclass(frozen=True, slots=True)
class Case:
    """A correct pair and what surrounds it.

    release: all pairs of its article, in order; terms: the glossary's terms of the pair, located in its target
    """

    pair: Pair
    direction: Direction
    release: tuple[Pair, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def source(self) -> str:
        """The sentence that was translated."""
        return self.pair.source

    @property
    def target(self) -> str:
        """Its correct translation."""
        return self.pair.reference

    @property
    def language(self) -> Language:
        """The target's language."""
        return self.direction.target


@dataclass(frozen=True, slots=True)
class Edit:
    """One way to spoil a target: the characters from start to end become text.

    correct: a source and a target to take instead of the case's own, where the error needs more than the pair has;
        start and end count in that target
    """

    start: int
    end: int
    text: str
    correct: tuple[str, str] | None = None


Spoil = Callable[[Case, random.Random], Iterable[Edit]]
"""All the places of a case where one kind of error can be planted, each with one error drawn by chance."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: the group whose recall has an aim, and what finds its places."""

    name: str
    group: str
    spoil: Spoil


@dataclass(frozen=True, slots=True)
class Planted:
    """A pair with an error in its target.

    source, target: the pair with the error; correct: the target without it
    place: offset of the change in the correct target; before, after: what stood there and what stands there now
    """

    kind: str
    case: Case
    source: str
    correct: str
    target: str
    place: int
    before: str
    after: str


def plant(kind: Kind, case: Case, chance: random.Random) -> Planted | None:
    """The case with one error of the kind at a place drawn by chance; None where it has no place for one."""
    edits = _edits(kind, case, chance)
    return _planted(kind, case, chance.choice(edits)) if edits else None


def plantings(kind: Kind, cases: Sequence[Case], wanted: int, seed: int = SEED) -> list[Planted]:
    """So many plantings of a kind, the same every time, or as many as there are places.

    Every segment with a place has its first before one has its second. The segments are drawn by chance.
    """
    chance = random.Random(f"{seed} {kind.name} {cases[0].direction if cases else ''}")
    rounds: list[list[Planted]] = []
    for case in chance.sample(cases, len(cases)):
        edits = _edits(kind, case, chance)
        for number, edit in enumerate(chance.sample(edits, len(edits))):
            if number == len(rounds):
                rounds.append([])
            rounds[number].append(_planted(kind, case, edit))
    return [planted for done in rounds for planted in done][:wanted]


def _edits(kind: Kind, case: Case, chance: random.Random) -> list[Edit]:
    return list(dict.fromkeys(edit for edit in kind.spoil(case, chance) if _changes(edit, case)))


def _changes(edit: Edit, case: Case) -> bool:
    correct = edit.correct[1] if edit.correct else case.target
    return correct[edit.start : edit.end] != edit.text


def _planted(kind: Kind, case: Case, edit: Edit) -> Planted:
    source, correct = edit.correct or (case.source, case.target)
    target = correct[: edit.start] + edit.text + correct[edit.end :]
    return Planted(kind.name, case, source, correct, target, edit.start, correct[edit.start : edit.end], edit.text)
