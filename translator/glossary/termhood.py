"""How much a stretch of text looks like a term: counts of words and characters within terms and outside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from translator.glossary.english import BREAK, fold, tokenize
from translator.glossary.wordlists import DATA

ENGLISH, CHINESE = DATA / "termhood.en.tsv", DATA / "termhood.zh.tsv"
RARE = 2
"""A pair of characters that is seen less often is counted together with the others like it (see ANY)."""
ANY = "*"
"""Stands for the other character in the counts of all rare pairs of one character."""

OUTSIDE, ALONE, FIRST, MIDDLE, LAST = range(5)
_WORD_PRIOR = (0.82, 0.05, 0.05, 0.03, 0.05)
CUT, START, INSIDE, END = range(4)
"""Between two characters: no term there, one starts, one goes on, one ends."""
_PAIR_PRIOR = (0.8, 0.06, 0.08, 0.06)
_EDGE_START, _EDGE_END = "^", "$"


@dataclass(frozen=True, slots=True)
class Termhood:
    """Log odds that words and characters are a term's, after the weirdness of Ahmad et al. (1999).

    words: counts of a lemma outside terms, alone, first, middle and last in one
    pairs: counts of two characters of Chinese that follow each other, with no edge of a term or outside any between
        them, the start of one, none within one, and the end of one
    """

    words: dict[str, tuple[int, ...]]
    pairs: dict[str, tuple[int, ...]]
    before: dict[str, tuple[int, ...]]
    after: dict[str, tuple[int, ...]]

    def word(self, lemma: str) -> list[float]:
        """Log odds of the lemma being alone, first, middle and last in a term (in these places), against outside."""
        counts = self.words.get(lemma, (0,) * 5)
        return _odds(counts, _WORD_PRIOR, 2)

    def edges(self, text: str) -> list[list[float]]:
        """For each place before, between and after the characters: log odds of START, INSIDE and END there."""
        padded = f"{_EDGE_START}{text}{_EDGE_END}"
        return [self._pair(padded[i : i + 2]) for i in range(len(padded) - 1)]

    def _pair(self, pair: str) -> list[float]:
        nothing = (0,) * 4
        left, right = self.before.get(pair[0], nothing), self.after.get(pair[1], nothing)
        # What the two characters say each for itself is what is expected of a pair that was never seen.
        expected = [
            _share(left, _PAIR_PRIOR, i) * _share(right, _PAIR_PRIOR, i) / _PAIR_PRIOR[i] for i in range(len(nothing))
        ]
        total = sum(expected)
        return _odds(self.pairs.get(pair, nothing), [value / total for value in expected], 3, against_prior=False)


@lru_cache(maxsize=1)
def termhood() -> Termhood:
    """The counts that the software comes with, from the training part of the corpus."""
    pairs = _read(CHINESE, len(_PAIR_PRIOR))
    return Termhood(_read(ENGLISH, len(_WORD_PRIOR)), pairs, _totals(pairs, 0), _totals(pairs, 1))


def count_english(text: str, terms: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each lemma of a text and its place in a term (OUTSIDE, ALONE, ...)."""
    keys = [t.text if t.text == BREAK else fold(t.text) for t in tokenize(text)]
    labels = [OUTSIDE] * len(keys)
    for term in sorted(([fold(t.text) for t in tokenize(term)] for term in terms), key=len):
        size = len(term)
        for i in range(len(keys) - size + 1):
            if size and keys[i : i + size] == term:
                labels[i : i + size] = [ALONE] if size == 1 else [FIRST, *[MIDDLE] * (size - 2), LAST]
    return ((key, label) for key, label in zip(keys, labels, strict=True) if key != BREAK)


def count_chinese(text: str, terms: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each two characters of a text, its ends with them, and what is between the two (CUT, START, ...)."""
    padded = f"{_EDGE_START}{text}{_EDGE_END}"
    labels = [CUT] * (len(padded) - 1)
    for term in sorted(terms, key=len):
        at = text.find(term) if term else -1
        while at >= 0:
            labels[at : at + len(term) + 1] = [START, *[INSIDE] * (len(term) - 1), END]
            at = text.find(term, at + len(term))
    return ((padded[i : i + 2], label) for i, label in enumerate(labels))


def write_counts(counts: Mapping[str, Sequence[int]], file: Path) -> None:
    """Write counts in the order of their keys: a line has the key, a tab, and its counts without last zeros."""
    lines = (f"{key}\t{' '.join(map(str, n)).removesuffix(' 0' * _zeros(n))}\n" for key, n in sorted(counts.items()))
    file.write_text("".join(lines), encoding="utf-8")


def without_rare(pairs: Mapping[str, Sequence[int]]) -> dict[str, Sequence[int]]:
    """The counts of pairs, those of RARE ones summed over each of their characters."""
    kept = {pair: n for pair, n in pairs.items() if sum(n) >= RARE and ANY not in pair}
    rare = {pair: n for pair, n in pairs.items() if pair not in kept}
    summed: dict[str, Sequence[int]] = dict(kept)
    summed |= {f"{character}{ANY}": n for character, n in _totals(rare, 0).items()}
    summed |= {f"{ANY}{character}": n for character, n in _totals(rare, 1).items()}
    return summed


def _read(file: Path, places: int) -> dict[str, tuple[int, ...]]:
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line)
    found = ((key, tuple(map(int, counts.split()))) for key, counts in lines)
    return {key: (*n, *(0,) * (places - len(n))) for key, n in found}


def _zeros(counts: Sequence[int]) -> int:
    """How many zeros stand at the end."""
    return next((i for i, n in enumerate(reversed(counts)) if n), len(counts))


def _totals(pairs: Mapping[str, Sequence[int]], place: int) -> dict[str, tuple[int, ...]]:
    totals: dict[str, tuple[int, ...]] = {}
    for pair, counts in pairs.items():
        known = totals.get(pair[place], (0,) * len(counts))
        totals[pair[place]] = tuple(a + b for a, b in zip(known, counts, strict=True))
    return totals


def _share(counts: Sequence[int], prior: Sequence[float], i: int) -> float:
    return (counts[i] + 5 * prior[i]) / (sum(counts) + 5)


def _odds(counts: Sequence[int], prior: Sequence[float], weight: float, against_prior: bool = True) -> list[float]:
    """Log of each share against that of the first, the counts smoothed by a prior; relative to the prior, if wanted."""
    smoothed = [n + weight * p for n, p in zip(counts, prior, strict=True)]
    odds = [math.log(value / smoothed[0]) for value in smoothed[1:]]
    if against_prior:
        odds = [value - math.log(p / prior[0]) for value, p in zip(odds, prior[1:], strict=True)]
    return odds
