"""How well the places of two words, one in each text of a pair, correspond: by the translated words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp, sqrt
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

    def distance(self, first: Span, second: Span) -> float:
        """From 0, the same place, to 1: how far apart a span of the first and one of the second text are."""
        gap = abs(first[0] / len(self.first) - second[0] / len(self.second))
        near_first = _nearness(self.first, first, [a.first for a in self.anchors], _REACH[self.direction.source])
        near_second = _nearness(self.second, second, [a.second for a in self.anchors], _REACH[self.direction.target])
        strengths = [a.strength for a in self.anchors]
        both = sum(s * x * y for s, x, y in zip(strengths, near_first, near_second, strict=True))
        around_first = sum(s * x for s, x in zip(strengths, near_first, strict=True))
        around_second = sum(s * y for s, y in zip(strengths, near_second, strict=True))
        agreement = (both + _MASS * exp(-gap / _POSITION)) / (_MASS + sqrt(around_first * around_second))
        return 0.5 * gap + 0.6 * (1 - min(1.0, agreement / _WHOLE))


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
    kept = sorted(
        Anchor(a, b, strength)
        for (a, b), strength in anchors.items()
        if not _inside(a, skip_first) and not _inside(b, skip_second)
    )
    return Alignment(first, second, direction, tuple(kept))


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _nearness(text: str, span: Span, places: Sequence[int], reach: float) -> list[float]:
    """How near each place is to the span, 0 to 1; what stands in another clause is further away."""
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    near: list[float] = []
    for place in places:
        low, high = (span[1], place) if place >= span[1] else (place, span[0])
        crossed = sum(low <= end < high for end in ends)
        near.append(exp(-max(0, high - low) / reach) * _CLAUSE**crossed)
    return near
