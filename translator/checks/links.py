"""Which words of a target translate which words of a source, no word of the target for two clauses of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from translator.checks.lexicon import LEVELS, Lexicon
from translator.checks.words import Token, grams
from translator.release import Direction, Span

_DISTANCE = 0.3
"""Strength that a link loses from one end of the text to the other: translations mostly keep the order."""
_NEAREST = 8
"""So many places of a word are looked at, those nearest to where it should stand."""


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
    places = _places(lexicon, target, direction)
    starts = [start for start, _ in clauses]
    clause_of = [bisect_right(starts, token.span[0]) for token in tokens]
    options: list[tuple[float, int, Span, float]] = []
    translations, evidence = lexicon.translations[direction.source], lexicon.evidence[direction.source]
    found, unit, scale = places.keys(), _DISTANCE / max(len(target), 1), _DISTANCE / max(len(source), 1)
    for i, token in enumerate(tokens):
        words = translations.get(token.word) or ({token.word: 1.0} if token.word.isascii() else {})
        at = token.span[0] * scale
        for word in words.keys() & found:
            strength = words[word]
            near = places[word]
            if len(near) > _NEAREST:
                middle = bisect_right(near, (round(at / unit), 0))
                near = near[max(0, middle - _NEAREST // 2) :][:_NEAREST]
            options += [(strength - abs(at - span[0] * unit), i, span, strength) for span in near]
    options.sort(reverse=True)
    owner = [0] * len(target)
    linked: list[tuple[float, Span | None]] = [(0.0, None)] * len(tokens)
    waiting = len({i for _, i, _, _ in options})
    for _, i, place, strength in options:
        if linked[i][1] is None:
            clause, (start, end) = clause_of[i] + 1, place
            owners = owner[start:end]
            if owners.count(0) + owners.count(clause) == end - start:
                owner[start:end] = [clause] * (end - start)
                linked[i] = strength, place
                waiting -= 1
                if not waiting:
                    break
    links: list[Link] = []
    for token, (strength, found_at) in zip(tokens, linked, strict=True):
        known = token.word in translations
        levels = evidence.get(token.word, evidence[""])
        says = levels[sum(strength >= bound for bound in LEVELS)] if known else 0.0
        links.append(Link(token, strength, found_at, says, known))
    return links


def _places(lexicon: Lexicon, text: str, direction: Direction) -> dict[str, list[Span]]:
    """Where each word stands that can translate one of the other language, overlapping Chinese words too."""
    places: dict[str, list[Span]] = {}
    for word, span in lexicon.tokens(text, direction.target):
        places.setdefault(word, []).append(span)
    if direction.target == "zh":
        for word, found in grams(text, lexicon.chinese).items():
            places[word] = [(start, start + len(word)) for start in found]
    return places
