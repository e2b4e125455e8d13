"""A bilingual lexicon: which English word and which Chinese word translate each other, and what a lack of it says.

How another check uses it::

    lexicon = Lexicon.load()                         # read once, 0.1 s; the same object ever after
    lexicon.strength("patients", "患者")             # 0.94; 0.0 where they have nothing to do with each other
    lexicon.tokens("患者的血压", "zh")               # (Token("患者", (0, 2)), Token("的", (2, 3)), ...)
    for s in lexicon.coverage(source, target, Direction("en", "zh")):
        s.token, s.strength, s.partner               # a word of the source, and the word of the target for it

English words are stems (`words.stem`: "trials" and "trial" are the same word), Chinese ones are those of the lexicon's
own vocabulary. Numbers and marks are no words here.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from translator.checks.words import Token, stem, tokens
from translator.release import Direction, Language, Span

if TYPE_CHECKING:
    from ahocorasick import Automaton

DATA = Path(__file__).parent / "data"
CHINESE, ENGLISH = DATA / "lexicon.zh.tsv.gz", DATA / "lexicon.en.tsv.gz"
LEVELS = (0.06, 0.15, 0.35)
"""Strengths from which a word is hardly, partly and well supported."""
Evidence = tuple[float, float, float, float]
"""What each level of support, from none on, says: log P(level | translated) - log P(level | not translated), nats."""


@dataclass(frozen=True, slots=True)
class Support:
    """A word of one text and the best there is for it in the other.

    strength: 0 to 1, how surely the partner translates the word; 0 where nothing does
    partner: the word of the other text that does, the first where it stands several times; None where nothing does
    evidence: log odds (nats) that the word is translated, below 0 where it is rather not; 0 for an unknown word
    known: whether the lexicon has translations of the word at all
    """

    token: Token
    strength: float
    partner: Token | None
    evidence: float
    known: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word translations learned from a bitext with IBM Model 1 (Brown et al. 1993), both ways.

    chinese: the Chinese words and their log probability (nats), by which text is cut into words
    translations: for each language, each word's translations and their strength, 1 - (1 - t(z|e)) (1 - t(e|z))
    evidence: for each language, what support of a word says; words that are missing have that of the word ""
    """

    chinese: Mapping[str, float]
    translations: Mapping[Language, Mapping[str, Mapping[str, float]]]
    evidence: Mapping[Language, Mapping[str, Evidence]] = field(repr=False)

    @classmethod
    def load(cls) -> Lexicon:
        """The built-in lexicon, read once (0.1 s)."""
        return _load(ENGLISH, CHINESE)

    def strength(self, english: str, chinese: str) -> float:
        """How surely an English word, in any form, and a Chinese word translate each other, 0 to 1."""
        return self.translations["en"].get(stem(english), {}).get(chinese, 0.0)

    def tokens(self, text: str, language: Language) -> tuple[Token, ...]:
        """The words of a text in order; kept for the last 4096 texts."""
        return _tokens(self, text, language)

    def grams(self, text: str) -> Mapping[str, Sequence[int]]:
        """The words of the Chinese vocabulary that stand in a text, overlapping ones too, and where each begins.

        The same as `words.grams`; kept for the last 2048 texts.
        """
        return _grams(self, text)

    def coverage(self, source: str, target: str, direction: Direction) -> tuple[Support, ...]:
        """For each word of the source, in order, the best support in the target; turn them round for the other way."""
        return _coverage(self, source, target, direction)


@lru_cache(maxsize=4096)
def _tokens(lexicon: Lexicon, text: str, language: Language) -> tuple[Token, ...]:
    return tuple(tokens(text, language, lexicon.chinese))


@lru_cache(maxsize=4)
def _finder(lexicon: Lexicon) -> Automaton:
    """Finds all words of the vocabulary in one pass (Aho & Corasick 1975)."""
    from ahocorasick import Automaton

    finder = Automaton()
    for word in lexicon.chinese:
        finder.add_word(word, word)
    finder.make_automaton()
    return finder


@lru_cache(maxsize=2048)
def _grams(lexicon: Lexicon, text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    # An empty vocabulary makes no automaton that can be asked.
    for last, word in _finder(lexicon).iter(text) if lexicon.chinese else ():
        found.setdefault(word, []).append(last + 1 - len(word))
    return found


@lru_cache(maxsize=2048)
def _places(lexicon: Lexicon, text: str, language: Language) -> dict[str, Span]:
    """Every word that can support one of the other text, and where it stands first."""
    places: dict[str, Span] = {}
    for word, span in _tokens(lexicon, text, language):
        places.setdefault(word, span)
    if language == "zh":
        for word, starts in _grams(lexicon, text).items():
            places[word] = (starts[0], starts[0] + len(word))
    return places


@lru_cache(maxsize=2048)
def _coverage(lexicon: Lexicon, source: str, target: str, direction: Direction) -> tuple[Support, ...]:
    places = _places(lexicon, target, direction.target)
    there = places.keys()
    translations, evidence = lexicon.translations[direction.source], lexicon.evidence[direction.source]
    found: list[Support] = []
    for token in _tokens(lexicon, source, direction.source):
        options = translations.get(token.word)
        if options is None:
            same = places.get(token.word) if token.word.isascii() else None
            partner = Token(token.word, same) if same else None
            found.append(Support(token, float(same is not None), partner, 0.0, False))
            continue
        strength, word = max([(options[w], w) for w in options.keys() & there], default=(0.0, ""))
        level = bisect_right(LEVELS, strength)
        partner = Token(word, places[word]) if word else None
        found.append(Support(token, strength, partner, evidence.get(token.word, evidence[""])[level], True))
    return tuple(found)


@cache
def _load(english: Path, chinese: Path) -> Lexicon:
    cut: dict[str, float] = {}
    evidence: dict[Language, dict[str, Evidence]] = {"en": {}, "zh": {}}
    translations: dict[Language, dict[str, dict[str, float]]] = {"en": {}, "zh": {}}
    for line in _lines(chinese):
        word, probability, levels = line.split("\t")
        if word:
            cut[word] = int(probability) / 100
        if levels:
            evidence["zh"][word] = _evidence(levels)
    for line in _lines(english):
        word, levels, pairs = line.split("\t")
        if levels:
            evidence["en"][word] = _evidence(levels)
        if pairs:
            fields = pairs.split(" ")
            translations["en"][word] = found = {w: int(s) / 100 for w, s in zip(fields[::2], fields[1::2], strict=True)}
            for other, strength in found.items():
                back = translations["zh"].get(other)
                if back is None:
                    translations["zh"][other] = {word: strength}
                else:
                    back[word] = strength
    return Lexicon(cut, translations, evidence)


def _lines(path: Path) -> list[str]:
    return [x for x in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n") if not x.startswith("#") and x]


def _evidence(levels: str) -> Evidence:
    a, b, c, d = map(int, levels.split(" "))
    return (a / 10, b / 10, c / 10, d / 10)
