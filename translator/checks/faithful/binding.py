"""Whether a figure or a name stands among the words that stand around it in the article, or another one's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

from translator.checks.faithful.passage import Passage
from translator.release import Span

_OTHER_SIDE = 0.4
"""What a word counts that stands before a thing in one text and behind it in the other."""
_NEAR = 2
"""Words beside a thing among which its neighbour in the sentence is looked for."""
# Logistic regression on lines that people wrote for releases of the corpus' training part, against the same lines with
# a figure of the article in place of another one of its figures.
_WEIGHTS = {"around": (-3.3, 7.6), "beside": (-0.9, 1.85), "sentence": (-4.3, 4.1)}
"""For the thing's own place and for the rival's: words around it, neighbours, share of the sentence's words there."""
_BIAS = -1.5


class Place(NamedTuple):
    """Where a thing stands in the article; value: what is told there."""

    passage: Passage
    span: Span
    value: object


class Rival(NamedTuple):
    """What the article has where the sentence has another thing; odds: log odds (nats) that the two were exchanged."""

    place: Place
    odds: float


class _Fit(NamedTuple):
    around: float = 0.0
    beside: float = 0.0
    sentence: float = 0.0


def rarity(article: Iterable[Passage]) -> dict[str, float]:
    """How telling each word of an article is: 1 for a word of one sentence, near 0 for a word of all."""
    passages = list(article)
    counts: dict[str, int] = {}
    for passage in passages:
        for key in passage.keys:
            counts[key] = counts.get(key, 0) + 1
    return {key: log(1 + len(passages) / count) / log(1 + len(passages)) for key, count in counts.items()}


def rival(
    sentence: Passage, span: Span, own: Iterable[Place], others: Iterable[Place], rare: Mapping[str, float]
) -> Rival | None:
    """What fits better than the thing at `span` of a sentence, and how surely; None where the article has no other.

    own: where the article has that thing; others: where it has another of its kind; rare: from `rarity`
    """
    place, there = _best(sentence, span, others, rare)
    if place is None:
        return None
    _, here = _best(sentence, span, own, rare)
    gain = _Fit(there.around - here.around, there.beside, there.sentence)
    odds = _BIAS + sum(
        at_own * getattr(here, name) + at_other * getattr(gain, name) for name, (at_own, at_other) in _WEIGHTS.items()
    )
    return Rival(place, odds)


def _best(
    sentence: Passage, span: Span, places: Iterable[Place], rare: Mapping[str, float]
) -> tuple[Place | None, _Fit]:
    """The place among whose words the thing fits best; how well it and its neighbours do there, and the best share."""
    best: tuple[Place | None, float] = (None, -1.0)
    share = 0.0
    here = sentence.around(span)
    for place in places:
        around = _common(here, _around(place.passage, place.span), rare)
        share = max(share, covered(sentence, place.passage))
        if around > best[1]:
            best = place, around
    if best[0] is None:
        return None, _Fit()
    return best[0], _Fit(best[1], _beside(sentence, span, best[0]), share)


def _common(
    here: Mapping[str, tuple[float, float]], there: Mapping[str, tuple[float, float]], rare: Mapping[str, float]
) -> float:
    """Which share of the words around a thing stand around it in the article too, the near ones counting most."""
    total = common = 0.0
    for key, (left, right) in here.items():
        weight = rare.get(key, 1.0)
        total += weight * (left + right)
        if key in there:
            before, after = there[key]
            straight = min(left, before) + min(right, after)
            crossed = min(left, after) + min(right, before)
            common += weight * max(straight, _OTHER_SIDE * crossed)
    return common / total if total else 0.0


@lru_cache(maxsize=4096)
def _around(passage: Passage, span: Span) -> dict[str, tuple[float, float]]:
    return passage.around(span)


def _beside(sentence: Passage, span: Span, place: Place) -> float:
    """How many of the two neighbours of a thing are near it in the article, on their side: 0, 1 or 2."""
    (left, right), (before, after) = sentence.beside(span), place.passage.beside(place.span)
    return float(bool(left) and left[0] in before[:_NEAR]) + float(bool(right) and right[0] in after[:_NEAR])


@lru_cache(maxsize=1024)
def covered(sentence: Passage, passage: Passage) -> float:
    """Which share of the telling words of a sentence a passage has, 0 to 1."""
    words = sentence.content
    return sum(passage.has(word) for word in words) / len(words) if words else 0.0
