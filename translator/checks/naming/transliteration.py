"""How well Chinese characters sound like a Latin name, by a model of letters heard in syllables.

A channel model (Knight & Graehl 1998): each character's syllable gives some letters of the name, onset by initial and
the rest by final; the probabilities were learned by expectation maximisation and stand in data/transliteration.tsv.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.checks.naming.pinyin import letters, readings
from translator.checks.naming.tables import rows
from translator.release import Span

_LONGEST = 6
"""Letters that one character can stand for."""
_SILENT = math.log(0.2)
"""What a character that stands for no letter costs above its probability."""
_GUESS = math.log(20.0)
"""Nats that a letter costs where nothing is known; the score counts from there."""
_WORST = -9.0
_VOWELS = frozenset("aeiouy")
_OTHERWISE = {"茜": "xi", "伽": "jia", "莎": "sha", "娜": "na"}
"""Characters that read in transliterations otherwise than in most words."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Characters that may stand for a Latin name; score: nats a letter above chance, 2 for a usual transliteration."""

    score: float
    span: Span


@dataclass(frozen=True, slots=True)
class _Model:
    initials: dict[str, dict[str, float]]
    finals: dict[str, dict[str, float]]
    syllables: dict[str, dict[str, float]]
    characters: frozenset[str]


@cache
def _model() -> _Model:
    tables: dict[str, dict[str, dict[str, float]]] = {"initial": {}, "final": {}, "syllable": {}}
    characters = ""
    for part, key, cells in rows("transliteration.tsv"):
        if part == "characters":
            characters = cells
            continue
        pairs = (cell.rsplit(":", 1) for cell in cells.split())
        tables[part][key] = {"" if heard == "-" else heard: float(p) for heard, p in pairs}
    return _Model(tables["initial"], tables["final"], tables["syllable"], frozenset(characters))


def transliterating() -> frozenset[str]:
    """The characters that transliterations are usually written with."""
    return _model().characters


@lru_cache(maxsize=65536)
def _heard(syllable: str, chunk: str) -> float:
    """Log probability (nats) that a syllable is heard as the letters; never zero, since every table has its gaps."""
    model = _model()
    initial, final = _halves(syllable)
    onset, rest = _onset_and_rest(chunk)
    onsets, rests = model.initials.get(initial, {}), model.finals.get(final, {})
    first = onsets.get(onset[:1], 0.0) if onset else 0.1
    p = onsets.get(onset) or (0.002 if first > 0.02 else 0.0003) / (1 + len(onset))
    q = rests.get(rest) or (0.004 if _VOWELS.issuperset(rest) else 0.0008) / (1 + len(rest))
    joint = 0.5 * p * q + 0.5 * model.syllables.get(syllable, {}).get(chunk, 0.0)
    return math.log(joint) + (0.0 if chunk else _SILENT)


@lru_cache(maxsize=16384)
def _onset_and_rest(chunk: str) -> tuple[str, str]:
    """The consonants that begin the letters, and what follows; y before a vowel is a consonant."""
    if len(chunk) > 1 and chunk[0] == "y" and chunk[1] in "aeiou":
        return "y", chunk[1:]
    at = next((i for i, letter in enumerate(chunk) if letter in _VOWELS), len(chunk))
    return chunk[:at], chunk[at:]


@lru_cache(maxsize=1024)
def _halves(syllable: str) -> tuple[str, str]:
    length = 2 if syllable[:2] in ("zh", "ch", "sh") else 1 if syllable[0] in "bpmfdtnlgkhjqxrzcsyw" else 0
    return syllable[:length], syllable[length:]


@lru_cache(maxsize=16384)
def sound(name: str, characters: str, from_start: bool = False, to_end: bool = False) -> Sound:
    """The piece of a run of characters that sounds most like the name; it may have to begin or end with the run."""
    word = letters(name)
    length = len(word)
    if not word or not characters:
        return Sound(_WORST, (0, 0))
    best: tuple[float, int, int] = (_WORST * length, 0, 0)
    # States: letters heard so far -> (log probability, where the piece began).
    states: dict[int, tuple[float, int]] = {}
    for at, character in enumerate(characters):
        syllable = _OTHERWISE.get(character) or next(iter(readings(character)), "")
        if not syllable:
            states = {}
            continue
        if not from_start or at == 0:
            states[0] = (0.0, at)
        following: dict[int, tuple[float, int]] = {}
        for k, (p, begin) in states.items():
            for end in range(k, min(length, k + _LONGEST) + 1):
                q = p + _heard(syllable, word[k:end])
                if q > following.get(end, (-math.inf, 0))[0]:
                    following[end] = (q, begin)
        if length in following and following[length][0] > best[0] and (not to_end or at == len(characters) - 1):
            best = (following[length][0], following[length][1], at + 1)
        following.pop(0, None)
        states = following
    return Sound(best[0] / length + _GUESS if best[2] else _WORST, (best[1], best[2]))
