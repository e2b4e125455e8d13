"""How well the places of two words, one in each text of a pair, correspond: by the translated words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from math import exp, sqrt
from operator import mul
from typing import NamedTuple

from translator.checks.lexicon import Lexicon
from translator.release import Direction, Language, Span

_SURE = 0.15
"""Strength from which two words count as translations of each other."""
_REACH: dict[Language, float] = {"en": 25, "zh": 8}
"""Characters within which a word tells where its neighbor stands."""
_MASS = 0.4
"""Weight of the mere position in the text, against the strengths of the words around."""
_POSITION = 0.15
_WHOLE = 0.6
"""Agreement of two places from which they are the same place."""
_CLAUSE = 0.4
"""How much a word beyond a comma still tells."""
_EMPTY = frozenset(["the", "of", "a", "an", "and", "in", "is", "to", "that", "this", *"的一了在是和与为以这"])
_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")
_SAME_NUMBER = 0.6
"""How surely equal numbers belong together."""
_CLAUSE_END = re.compile(r"[,;:.?!，；：。？！]")


class Anchor(NamedTuple):
    """A word and its translation: where each begins, and how surely they belong together (0 to 1)."""

    first: int
    second: int
    strength: float


class Alignment(NamedTuple):
    """A pair of texts and the words that translate each other in them."""

    first: str
    second: str
    direction: Direction
    anchors: tuple[Anchor, ...]

    def distances(self, first: Sequence[Span], second: Sequence[Span]) -> list[list[float]]:
        """For each span of the first text, how far each of the second is from it: 0, the same place, to 1."""
        near_first = _nearness(self.first, first, [a.first for a in self.anchors], _REACH[self.direction.source])
        near_second = _nearness(self.second, second, [a.second for a in self.anchors], _REACH[self.direction.target])
        strengths = [a.strength for a in self.anchors]
        around_first = [sum(map(mul, strengths, near)) for near in near_first]
        around_second = [sum(map(mul, strengths, near)) for near in near_second]
        weighed = [list(map(mul, strengths, near)) for near in near_first]
        table: list[list[float]] = []
        for i, one in enumerate(first):
            row: list[float] = []
            for j, other in enumerate(second):
                gap = abs(one[0] / len(self.first) - other[0] / len(self.second))
                both = sum(map(mul, weighed[i], near_second[j]))
                agreement = (both + _MASS * exp(-gap / _POSITION)) / (_MASS + sqrt(around_first[i] * around_second[j]))
                row.append(0.5 * gap + 0.6 * (1 - min(1.0, agreement / _WHOLE)))
            table.append(row)
        return table

    def partners(self, span: Span) -> set[int]:
        """Where the translations of the words in a span of the first text stand in the second."""
        return {a.second for a in self.anchors if span[0] <= a.first < span[1]}


def align(
    first: str, second: str, direction: Direction, skip_first: Sequence[Span], skip_second: Sequence[Span]
) -> Alignment:
    """The words of the two texts that translate each other, apart from those in the spans to skip."""
    lexicon = Lexicon.load()
    anchors: dict[tuple[int, int], float] = {}
    for turned, supports in (
        (False, lexicon.coverage(first, second, direction)),
        (True, lexicon.coverage(second, first, Direction(direction.target, direction.source))),
    ):
        for word, strength, partner in ((s.token, s.strength, s.partner) for s in supports):
            if partner and strength >= _SURE and _EMPTY.isdisjoint((word.word, partner.word)):
                places = (word.span[0], partner.span[0])
                anchors[places[::-1] if turned else places] = strength
    numbers = {match[0].replace(",", ""): match.start() for match in _NUMBER.finditer(second)}
    for match in _NUMBER.finditer(first):
        if (place := numbers.get(match[0].replace(",", ""))) is not None:
            anchors[match.start(), place] = _SAME_NUMBER
    kept = sorted(
        Anchor(a, b, strength)
        for (a, b), strength in anchors.items()
        if not _inside(a, skip_first) and not _inside(b, skip_second)
    )
    return Alignment(first, second, direction, tuple(kept))


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _nearness(text: str, spans: Sequence[Span], places: Sequence[int], reach: float) -> list[list[float]]:
    """For each span, how near each place is to it, 0 to 1; what stands in another clause is further away."""
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    clauses = [bisect_left(ends, place) for place in places]
    rows: list[list[float]] = []
    for start, end in spans:
        before, after = bisect_left(ends, start), bisect_left(ends, end)
        rows.append(
            [
                exp((end - place) / reach) * _CLAUSE ** (clause - after)
                if place >= end
                else exp(min(0, place - start) / reach) * _CLAUSE ** max(0, before - clause)
                for place, clause in zip(places, clauses, strict=True)
            ]
        )
    return rows
