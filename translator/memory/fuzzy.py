"""Units whose text is much the same as a sentence: by words, in Chinese by characters, as translation tools score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from translator.memory.keys import key, words
from translator.memory.store import TranslationMemory, counted
from translator.memory.units import Unit
from translator.release import Language

SHORTEST: dict[Language, int] = {"en": 3, "zh": 5}
"""Words, or Chinese characters, from which on a sentence has fuzzy matches; "opening" is not much like "closing"."""

_LONGEST = 1000
"""Words beyond which a text is no sentence, and takes long to compare."""

NEARLY = 0.99
"""The score of a text that differs in case or punctuation only: 1 is for what counts as the same sentence."""

_MOST_CANDIDATES = 2000
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit and how like it is to what was asked, 0 to 1."""

    unit: Unit
    score: float


def comparable(found: Sequence[str], language: Language) -> bool:
    """Whether a text of these words is long enough, and not too long, to be like another."""
    return SHORTEST[language] <= len(found) <= _LONGEST


def fuzzy(memory: TranslationMemory, text: str, language: Language, least: float, limit: int) -> list[Scored]:
    """The units most like a text in a language, the likest first; exact matches are not among them.

    The score is one minus the word edits (Levenshtein 1966) over the words of the longer text. A unit that reaches
    `least` must share so many words with the text; only those that do are compared, in the order of the best score
    that they can have, until no other can be better: nothing is missed, unless 2000 units share that much.
    """
    import numpy
    from rapidfuzz.distance import Levenshtein

    wanted = key(text)
    mine = words(wanted)
    if not comparable(mine, language):
        return []
    shared = memory.having(counted(mine), language)
    candidates = numpy.flatnonzero(shared >= max(ceil(least * len(mine) - 1e-9), 1))
    if len(candidates) > _MOST_CANDIDATES:
        candidates = candidates[numpy.argpartition(-shared[candidates], _MOST_CANDIDATES)[:_MOST_CANDIDATES]]
    lengths = memory.lengths(candidates.tolist(), language)
    bounds = {number: shared[number] / max(len(mine), length) for number, length in lengths.items()}
    order = sorted((n for n, bound in bounds.items() if bound >= least), key=lambda n: (-bounds[n], -n))
    found: list[Scored] = []
    for start in range(0, len(order), _AT_ONCE):
        if len(found) >= limit and found[limit - 1].score >= bounds[order[start]]:
            break
        for unit in memory.units(order[start : start + _AT_ONCE]).values():
            theirs = key(unit.text(language))
            score = Levenshtein.normalized_similarity(mine, words(theirs), score_cutoff=least)
            if score >= least and score and theirs != wanted:
                found.append(Scored(unit, min(score, NEARLY)))
        found.sort(key=lambda one: (-one.score, not one.unit.approved, -one.unit.changed, -one.unit.id))
    return found[:limit]
