"""What a sentence names that its translation names too: numbers, dates, terms, persons, places, letters, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translator.checks.identifiers import read_identifiers
from translator.checks.lexicon import Lexicon
from translator.checks.naming.han import han_names
from translator.checks.naming.latin import latin_names
from translator.checks.naming.pinyin import letters
from translator.checks.naming.places import FREE, chinese_places, english_places
from translator.checks.naming.romanization import has_one_reading, romanized, split_name
from translator.checks.quantities import Quantity, read_quantities
from translator.checks.quantities.quantity import UNSTATED_DAY, UNSTATED_MONTH
from translator.glossary import Glossary
from translator.release import Direction, Language, other_language

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-./][A-Za-z0-9]+)*")
_ABBREVIATION = re.compile(r"[A-Za-z0-9./-]*(?:[A-Z][A-Za-z0-9./-]*[A-Z0-9]|[a-z][A-Z])[A-Za-z0-9./-]*")
_EVERYWHERE = frozenset({0, 1, UNSTATED_DAY, UNSTATED_MONTH})
"""Readings that prove nothing: "one" is in every text, and what is not stated may be anything."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Keys of a text that do not depend on its language; the more two sentences share, the likelier they say the same.

    glossary: whose entries count as keys; None without
    """

    glossary: Glossary | None = None

    def __call__(self, text: str, language: Language) -> frozenset[str]:
        """The keys of a text ("number 320000", "term ablation", "name luo tingyu"). Takes about a millisecond."""
        return frozenset(self._keys(text, language))

    def support(self, source: str, target: str, direction: Direction) -> float:
        """How far the words of two texts translate each other: log odds (nats), below 0 where they rather do not.

        Summed over the words of both that the built-in lexicon knows. Takes about half a millisecond.
        """
        lexicon = Lexicon.load()
        back = Direction(direction.target, direction.source)
        there = lexicon.coverage(source, target, direction), lexicon.coverage(target, source, back)
        return sum(word.evidence for side in there for word in side)

    def _keys(self, text: str, language: Language) -> Iterator[str]:
        for quantity in read_quantities(text, language):
            yield from _of_quantity(quantity)
        for identifier in read_identifiers(text):
            yield "address " + "".join(identifier.text.casefold().split())
        yield from _latin(text, language)
        yield from _places(text, language)
        yield from _persons(text, language)
        if self.glossary:
            for term in self.glossary.find(text, Direction(language, other_language(language))):
                yield "term " + term.entry


def _of_quantity(quantity: Quantity) -> Iterator[str]:
    # A percentage may be told as a share, a day of the month without its month: only the value is compared.
    for value in quantity.readings:
        if value not in _EVERYWHERE:
            yield f"number {value}"
    for part in quantity.parts:
        yield from _of_quantity(part)


def _latin(text: str, language: Language) -> Iterator[str]:
    """Words in Latin letters: all of a Chinese text, of an English one those that are no common words by their form."""
    for match in _LATIN.finditer(text):
        if language == "zh" or _ABBREVIATION.fullmatch(match[0]):
            yield "letters " + match[0].casefold().removesuffix("s")


def _places(text: str, language: Language) -> Iterator[str]:
    for name in (chinese_places if language == "zh" else english_places)(text):
        for place in name.places:
            if FREE.isdisjoint(place.chinese):
                yield "place " + place.chinese[0]


def _persons(text: str, language: Language) -> Iterator[str]:
    """Chinese persons as pinyin, whole and by the family name, since English says only that from the second time on."""
    if language == "en":
        for name in latin_names(text):
            words = [word.plain for word in name.words]
            yield from (f"name {word}" for word in words)
        return
    for han in han_names(text):
        yield from _pinyin(han.text)


@lru_cache(maxsize=1024)
def _pinyin(name: str) -> tuple[str, ...]:
    if split_name(name) is None or not has_one_reading(name):
        return ()
    return tuple(f"name {letters(part)}" for part in romanized(name).split())
