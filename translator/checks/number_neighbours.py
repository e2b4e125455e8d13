"""How much the words beside a number of one text translate those beside a number of the other."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from translator.checks.lexicon import Lexicon
from translator.release import Language, Span

_REACH = 2.0
"""Words beside a number count the less the further off they are, by half about every 1.4 words."""
_FAR = 0.02
"""A word that counts less than this does not count."""
_BARRIER = 2.0
"""How many words a mark or another number between a word and a number counts for."""
_WEAK = 0.08
_RUNNER_UP = 0.3
"""Translations below this strength, or this share of the best one there, are chance."""
_CHARACTERS: dict[Language, float] = {"en": 5.5, "zh": 1.8}
"""Characters of a word and what is between it and the next."""
_MARKS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[,;:.!?()—–\"“”](?!\d)"),
    "zh": re.compile("[，；：。！？（）—“”、]"),
}
Nearness = tuple[int, float, float]
"""A number's index, and how near a word is left and right of it: 1 next to it, 0 on the other side."""


def affinities(english: str, chinese: str, numbers: Sequence[tuple[Span, Span]]) -> list[list[list[float]]]:
    """For each English number (first index) and each Chinese one (second) how well the words beside them agree.

    numbers: where they stand in the English and in the Chinese text
    returns three sums of translation strength by nearness: words right of both numbers, left of both, and right of one
    and left of the other
    """
    ours, theirs = [a for a, _ in numbers], [b for _, b in numbers]
    found = [[[0.0, 0.0, 0.0] for _ in numbers] for _ in numbers]
    english_steps, chinese_steps = _steps(english, "en", ours), _steps(chinese, "zh", theirs)
    lexicon = Lexicon.load()
    translations = lexicon.translations["en"]
    places = lexicon.grams(chinese)
    known: dict[str, list[Nearness]] = {}
    for token in lexicon.tokens(english, "en"):
        near = list(_near(token.span[:1], token.span[1:], ours, english_steps))
        if not near or token.word not in translations:
            continue
        for word, strength in _present(translations[token.word].items(), places):
            if word not in known:
                ends = [start + len(word) for start in places[word]]
                known[word] = list(_near(places[word], ends, theirs, chinese_steps))
            for a, left, right in near:
                for b, other_left, other_right in known[word]:
                    cell = found[a][b]
                    cell[0] += strength * right * other_right
                    cell[1] += strength * left * other_left
                    cell[2] += strength * (right * other_left + left * other_right)
    return found


def _present(options: Iterable[tuple[str, float]], places: Mapping[str, Sequence[int]]) -> list[tuple[str, float]]:
    """The translations that stand in the text, without those that are much weaker than the best."""
    there = [(word, strength) for word, strength in options if strength >= _WEAK and word in places]
    bound = _RUNNER_UP * max((strength for _, strength in there), default=0.0)
    return [(word, strength) for word, strength in there if strength >= bound]


def _near(
    starts: Sequence[int], ends: Sequence[int], numbers: Sequence[Span], steps: Sequence[float]
) -> Iterator[Nearness]:
    """The numbers that a word is near to, and how near on either side; starts, ends: of its places in order."""
    for index, (start, end) in enumerate(numbers):
        # Only the nearest place on either side counts.
        before, behind = bisect_right(ends, start), bisect_left(starts, end)
        left = math.exp((steps[ends[before - 1]] - steps[start]) / _REACH) if before else 0.0
        right = math.exp((steps[end] - steps[starts[behind]]) / _REACH) if behind < len(starts) else 0.0
        if left + right >= _FAR:
            yield index, left, right


def _steps(text: str, language: Language, numbers: Sequence[Span]) -> list[float]:
    """For each place of a text how many words it is from the start, marks and numbers counting for several."""
    size = [1 / _CHARACTERS[language]] * len(text)
    for match in _MARKS[language].finditer(text):
        size[match.start()] += _BARRIER
    for start, end in numbers:
        size[start] += _BARRIER / 2
        size[end - 1] += _BARRIER / 2
    return list(accumulate(size, initial=0.0))
