"""Which words of a target translate which words of a source, no word of the target for two clauses of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from translator.checks.lexicon import LEVELS, Lexicon
from translator.checks.words import Token
from translator.release import Direction, Span

_DISTANCE = 0.3
"""Strength that a link loses from one end of the text to the other: translations mostly keep the order."""
_NEAREST = 8
"""So many places of a word are looked at, those nearest to where it should stand."""
_UNLINKED: tuple[float, Span | None] = (0.0, None)


class Link(NamedTuple):
    """A word of the source and what translates it.

    strength: 0 to 1; place: where in the target, None where nothing does
    evidence: log odds (nats) that the word is translated, 0 for a word unknown to the lexicon
    """

    token: Token
    strength: float
    place: Span | None
    evidence: float
    known: bool


def link(lexicon: Lexicon, source: str, target: str, direction: Direction, clauses: Sequence[Span]) -> list[Link]:
    """The words of the source in order, each linked to at most one word of the target, the strongest links first.

    clauses: of the source; words of one clause may share a word of the target (blood pressure, 血压), those of
    different clauses may not, so that a clause left out finds no support in what its neighbours say.
    """
    tokens = lexicon.tokens(source, direction.source)
    translations, evidence = lexicon.translations[direction.source], lexicon.evidence[direction.source]
    unknown = evidence[""]
    starts = [start for start, _ in clauses]
    owner = [0] * len(target)
    linked: dict[int, tuple[float, Span]] = {}
    for _, i, place, strength in _options(lexicon, source, target, direction):
        if i not in linked:
            clause, (start, end) = bisect_right(starts, tokens[i].span[0]) + 1, place
            owners = owner[start:end]
            if owners.count(0) + owners.count(clause) == end - start:
                owner[start:end] = [clause] * (end - start)
                linked[i] = strength, place
    links: list[Link] = []
    for i, token in enumerate(tokens):
        strength, found_at = linked.get(i, _UNLINKED)
        known = token.word in translations
        says = evidence.get(token.word, unknown)[bisect_right(LEVELS, strength)] if known else 0.0
        links.append(Link(token, strength, found_at, says, known))
    return links


def _options(lexicon: Lexicon, source: str, target: str, direction: Direction) -> list[tuple[float, int, Span, float]]:
    """Strength less distance, index of the word, place in the target, and strength of each link, the best first."""
    options: list[tuple[float, int, Span, float]] = []
    translations, places = lexicon.translations[direction.source], _places(lexicon, target, direction)
    found, unit, scale = places.keys(), _DISTANCE / max(len(target), 1), _DISTANCE / max(len(source), 1)
    for i, token in enumerate(lexicon.tokens(source, direction.source)):
        words = translations.get(token.word) or ({token.word: 1.0} if token.word.isascii() else {})
        at = token.span[0] * scale
        for word in words.keys() & found:
            strength, near = words[word], places[word]
            if len(near) > _NEAREST:
                middle = bisect_right(near, (round(at / unit), 0))
                near = near[max(0, middle - _NEAREST // 2) :][:_NEAREST]
            for span in near:
                options.append((strength - abs(at - span[0] * unit), i, span, strength))
    options.sort(reverse=True)
    return options


def _places(lexicon: Lexicon, text: str, direction: Direction) -> dict[str, list[Span]]:
    """Where each word stands that can translate one of the other language, overlapping Chinese words too."""
    places: dict[str, list[Span]] = {}
    for word, span in lexicon.tokens(text, direction.target):
        places.setdefault(word, []).append(span)
    if direction.target == "zh":
        for word, found in lexicon.grams(text).items():
            places[word] = [(start, start + len(word)) for start in found]
    return places
