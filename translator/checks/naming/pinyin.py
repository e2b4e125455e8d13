"""Mandarin readings of characters, and Latin words as readings of Chinese text (ISO 7098, without tones)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from translator.checks.naming.tables import rows
from translator.release import Span

_LETTERS = str.maketrans("øØłŁđĐðÐıþÞ", "oOlLdDdDitT")
_LIGATURES = {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
_LONGEST = 6


@lru_cache(maxsize=8192)
def letters(word: str) -> str:
    """The word's letters a to z in small ones: accents, hyphens and apostrophes left out, lü as lv."""
    if word.isascii():
        return word.lower() if word.isalpha() else "".join(c for c in word if c.isalpha()).lower()
    for ligature, plain in _LIGATURES.items():
        word = word.replace(ligature, plain)
    word = unicodedata.normalize("NFD", word.translate(_LETTERS))
    word = (
        word.replace("u\u0308", "v")
        if any(s in word for s in ("lu\u0308", "nu\u0308", "Lu\u0308", "Nu\u0308"))
        else word
    )
    return "".join(c for c in word if c.isascii() and c.isalpha()).lower()


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    first: dict[str, list[str]] = {}
    for syllable, main, _ in rows("pinyin.tsv"):
        for character in main:
            first[character] = [syllable]
    for syllable, _, other in rows("pinyin.tsv"):
        for character in other:
            first.setdefault(character, []).append(syllable)
    return {character: tuple(found) for character, found in first.items()}


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """How a character may be spelled: its readings, and those with ü in the ways that passports and papers write it."""
    return {
        character: tuple(s for reading in found for s in (reading, *_umlauts(reading)))
        for character, found in _readings().items()
    }


def _umlauts(reading: str) -> tuple[str, ...]:
    if "v" not in reading:
        return ()
    return (reading.replace("v", "yu"), reading.replace("v", "u"))


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin that a character of the table has."""
    known = {reading for found in _readings().values() for reading in found}
    return frozenset(known | {s for reading in known for s in _umlauts(reading)})


def readings(character: str) -> tuple[str, ...]:
    """The readings of a character, the usual one first, v for ü; none for what is no Chinese character."""
    return _readings().get(character, ())


def sounds_of(text: str) -> dict[str, list[int]]:
    """Every syllable that a character of the text may be spelled as, with the places of the characters."""
    spellings = _spellings()
    places: dict[str, list[int]] = defaultdict(list)
    for at, character in enumerate(text):
        for spelling in spellings.get(character, ()):
            places[spelling].append(at)
    return places


@lru_cache(maxsize=8192)
def cuts(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to cut a word of small letters into syllables: xian -> (xi, an), (xian); none where it is no pinyin."""
    if not word:
        return ((),)
    if len(word) > 24:
        return ()
    found: list[tuple[str, ...]] = []
    known = syllables()
    for end in range(1, min(len(word), _LONGEST) + 1):
        if (head := word[:end]) in known:
            found.extend((head, *tail) for tail in cuts(word[end:]))
    return tuple(found[:32])


def spoken(word: str, sounds: dict[str, list[int]]) -> list[Span]:
    """Where characters that read as the word stand one after the other; sounds: of the text, from sounds_of."""
    found: list[Span] = []
    for cut in cuts(word):
        starts = sounds.get(cut[0], []) if cut else []
        for start in starts:
            if all(start + i in sounds.get(syllable, ()) for i, syllable in enumerate(cut)):
                found.append((start, start + len(cut)))
    return found
