"""Proposes term entries from sentences and their translations: terms of both languages that go together."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from translator.glossary.candidates_in_text import (
    Candidate,
    Sentence,
    base_form,
    chinese_candidates,
    english_candidates,
)
from translator.glossary.english import is_acronym
from translator.glossary.entries import TermEntry
from translator.glossary.lexicon import NOTHING, Table, chinese_units, english_words, entry_pairs, learn
from translator.glossary.termhood import termhood
from translator.release import ReleaseError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Embed = Callable[[Sequence[str]], Any]
"""Texts to an array (texts, dimensions) of unit vectors."""

COLUMNS = ("en", "zh", "count", "score", "example_en", "example_zh")

_TERMHOOD_EN, _TERMHOOD_ZH, _REPEATED, _TOGETHER, _MEANING = 0.4, 0.5, 0.3, 0.2, 0.3
_UNKNOWN = 2e-4
_NO_PARTNER = 0.3
_SAME_SPELLING = 0.5
_WEIGHED = 2
"""So many times the limit are weighed by co-occurrence and meaning, since embedding takes most of the time."""
_E5_MEAN, _E5_SPREAD = 0.84, 0.04
"""Mean and deviation of the cosines of multilingual-e5-small over candidate pairs."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry to review.

    count: sentence pairs it stands in; score: how sure, higher is surer (log scale, can be negative)
    example_en, example_zh: the first sentence pair it stands in
    """

    en: str
    zh: str
    count: int
    score: float
    example_en: str
    example_zh: str


@dataclass(slots=True)
class _Pair:
    en: Candidate
    zh: Candidate
    score: float
    examples: list[tuple[str, str]] = field(default_factory=list)


class _Tables(NamedTuple):
    chinese_of: Table
    english_of: Table


def suggest(
    pairs: Sequence[tuple[str, str]],
    known: Iterable[TermEntry],
    lexicon: Iterable[TermEntry],
    embed: Embed | None = None,
    limit: int = 100,
) -> list[Suggestion]:
    """Entries that sentence pairs suggest, best first.

    pairs: English and Chinese of each sentence; known: entries whose English is not suggested again
    lexicon: entries to learn from which words and characters go together
    embed: weighs by meaning as well; None: only by co-occurrence and form
    limit: how many at most
    """
    tables = _learn(lexicon)
    names = {_key(form) for entry in known for form in (entry.en, *entry.variants_en, *entry.abbr_en)}
    found: dict[tuple[str, str], _Pair] = {}
    for en, zh in pairs:
        for pair in _pairs_of(Sentence.of(en), zh, tables):
            key = _key(pair.en.text), pair.zh.text
            if key[0] in names:
                continue
            kept = found.setdefault(key, pair)
            kept.score = max(kept.score, pair.score)
            kept.examples.append((en, zh))
    ranked = sorted(found.values(), key=_rank, reverse=True)[: _WEIGHED * limit]
    _weigh_by_co_occurrence(ranked, pairs)
    if embed and ranked:
        _weigh_by_meaning(ranked, embed)
    ranked.sort(key=_rank, reverse=True)
    capitals = _capitalized_within(pairs)
    return [
        Suggestion(base_form(p.en.text, capitals), p.zh.text, len(p.examples), round(_rank(p), 2), *p.examples[0])
        for p in ranked[:limit]
    ]


def write_suggestions(suggestions: Iterable[Suggestion], file: Path) -> None:
    """Write suggestions as CSV (UTF-8 with a mark, for spreadsheets). Raises ReleaseError if that fails."""
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(COLUMNS)
            writer.writerows([getattr(suggestion, name) for name in COLUMNS] for suggestion in suggestions)
    except OSError as error:
        raise ReleaseError(
            f"{file}: the suggestions cannot be written: {error.strerror}. Choose another -o."
        ) from error


def _learn(lexicon: Iterable[TermEntry]) -> _Tables:
    # The sentences are not learned from: with few of them, a rare word takes whatever stands beside it.
    pairs = entry_pairs(lexicon)
    return _Tables(learn(pairs), learn([(zh, en) for en, zh in pairs]))


def _pairs_of(sentence: Sentence, zh: str, tables: _Tables) -> list[_Pair]:
    """The candidates of a sentence and its translation that go together best, none overlapping another."""
    import numpy

    english, chinese = english_candidates(sentence, termhood()), chinese_candidates(zh, termhood())
    units = chinese_units(zh)
    if not english or not chinese:
        return []
    by_unit, by_word = _links(sentence.keys, [unit.text for unit in units], tables)
    first = {unit.start: i for i, unit in enumerate(units)}
    last = {unit.end: i + 1 for i, unit in enumerate(units)}
    starts, ends = (numpy.array(x) for x in zip(*((first[c.start], last[c.end]) for c in chinese), strict=True))
    forms = numpy.array([c.score for c in chinese])
    best: list[tuple[float, Candidate, Candidate]] = []
    for candidate in english:
        i, j = candidate.start, candidate.end
        of_units = (by_unit[ends, j] - by_unit[starts, j] - by_unit[ends, i] + by_unit[starts, i]) / (ends - starts)
        of_words = (by_word[ends, j] - by_word[starts, j] - by_word[ends, i] + by_word[starts, i]) / (j - i)
        scores = 0.5 * numpy.log(numpy.maximum(of_units * of_words, 1e-6))
        scores = scores + _TERMHOOD_EN * candidate.score + _TERMHOOD_ZH * forms
        best += [(float(scores[k]), candidate, chinese[k]) for k in numpy.argsort(-scores)[:3]]
    best.sort(key=lambda b: -b[0])
    chosen: list[_Pair] = []
    for score, one, other in best:
        if not any(_overlap(one, pair.en) or _overlap(other, pair.zh) for pair in chosen):
            chosen.append(_Pair(one, other, score))
    return chosen


def _links(words: Sequence[str], units: Sequence[str], tables: _Tables) -> tuple[NDArray[Any], NDArray[Any]]:
    """Sums over units and words, from the start, of how likely each comes of the other, in both ways."""
    import numpy

    sums = []
    for rows, columns, table, turned in (
        (units, words, tables.chinese_of, False),
        (words, units, tables.english_of, True),
    ):
        likely = numpy.zeros((len(rows), len(columns)))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                same = _SAME_SPELLING if row == column else 0.0
                likely[i, j] = table.get(column, {}).get(row, 0.0) + same + _UNKNOWN
        nothing = numpy.array([_NO_PARTNER * table.get(NOTHING, {}).get(row, 0.0) for row in rows])
        likely /= (likely.sum(1) + nothing + _UNKNOWN / 2)[:, None]
        likely = likely.T if turned else likely
        summed = numpy.zeros((len(units) + 1, len(words) + 1))
        summed[1:, 1:] = likely.cumsum(0).cumsum(1)
        sums.append(summed)
    return sums[0], sums[1]


def _weigh_by_co_occurrence(candidates: Sequence[_Pair], pairs: Sequence[tuple[str, str]]) -> None:
    """Takes from the score of two that also stand in sentence pairs without the other (Dice's coefficient)."""
    sentences = [f" {_key(en)} " for en, _ in pairs]
    for pair in candidates:
        key = f" {_key(pair.en.text)} "
        english = sum(key in sentence for sentence in sentences)
        chinese = sum(pair.zh.text in zh for _, zh in pairs)
        pair.score += _TOGETHER * log(min(1.0, 2 * len(pair.examples) / max(english + chinese, 1)))


def _weigh_by_meaning(candidates: Sequence[_Pair], embed: Embed) -> None:
    import numpy

    vectors = embed([pair.en.text for pair in candidates] + [pair.zh.text for pair in candidates])
    cosines = numpy.sum(vectors[: len(candidates)] * vectors[len(candidates) :], axis=1)
    for pair, cosine in zip(candidates, cosines.tolist(), strict=True):
        # A Latin name that stands in both makes them alike, whatever is around it.
        if not re.search("[A-Za-z]", pair.zh.text):
            pair.score += _MEANING * (cosine - _E5_MEAN) / _E5_SPREAD


def _rank(pair: _Pair) -> float:
    return pair.score + _REPEATED * log(len(pair.examples))


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _key(english: str) -> str:
    return " ".join(english_words(english))


def _capitalized_within(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The words that have a capital inside a sentence."""
    words = (word for en, _ in pairs for word in re.findall(r"(?<=[a-z,] )[A-Z][\w-]*", en))
    return frozenset(word for word in words if not is_acronym(word))
