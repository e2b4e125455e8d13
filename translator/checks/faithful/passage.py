"""A text read once for comparing: its words in order, its figures, and how near a word stands to a place in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from translator.checks.lexicon import Lexicon
from translator.checks.quantities import Quantity, read_quantities
from translator.checks.quantities.quantity import Value
from translator.checks.words import stem
from translator.release import Language, Span

_WORD_EN = re.compile(r"\d[\d,.:]*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_PIECE_ZH = re.compile(r"\d[\d,.:]*|[A-Za-z]+|[\u3400-\u9fff]+")
_CLAUSE = {"en": re.compile(r"[,.;:!?()]\s|[—–]|\s--\s"), "zh": re.compile(r"[，。；：！？（）—]")}
_SAME_BEGINNING = 5
"""Letters that two English words must share at their beginning to count as derived from each other."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    key: its stem in English, itself in Chinese, "#" for figures; content: whether it says anything alone
    """

    key: str
    span: Span
    content: bool


@dataclass(frozen=True, eq=False)
class Passage:
    """A text and its words in order."""

    text: str
    language: Language
    words: tuple[Word, ...]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures as values."""
        return read_quantities(self.text, self.language)

    @cached_property
    def figures(self) -> frozenset[Value]:
        """The values of its figures that count, and of their parts."""
        return frozenset(p.value for q in self.quantities if q.severity for p in (q, *q.parts))

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something alone."""
        return tuple(word for word in self.words if word.content)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters of its longer English words."""
        return frozenset(key[:_SAME_BEGINNING] for key in self.keys if len(key) >= _SAME_BEGINNING)

    def has(self, word: Word) -> float:
        """How surely the text has the word: 1 as it is, less for a word of the same root or for its characters."""
        if word.key in self.keys or (self.language == "zh" and word.key in self.text):
            return 1.0
        if self.language == "en":
            return 0.8 if len(word.key) >= _SAME_BEGINNING and word.key[:_SAME_BEGINNING] in self.beginnings else 0.0
        if len(word.key) < 2:
            return 0.0
        return 0.6 * sum(character in self.text for character in word.key) / len(word.key)

    def around(self, span: Span, reach: int = 8) -> dict[str, tuple[float, float]]:
        """The words near a place, each with 1 / distance in words before it and after it, 0 where it is not there."""
        at = next((i for i, word in enumerate(self.words) if word.span[1] > span[0]), len(self.words))
        after = next((i for i, word in enumerate(self.words) if word.span[0] >= span[1]), len(self.words))
        found: dict[str, tuple[float, float]] = {}
        for i in range(max(0, at - reach), min(len(self.words), after + reach)):
            if at <= i < after:
                continue
            word = self.words[i]
            before = i < at
            weight = (1.0 if word.content else 0.35) / (at - i if before else i - after + 1)
            left, right = found.get(word.key, (0.0, 0.0))
            found[word.key] = (max(left, weight), right) if before else (left, max(right, weight))
        found.pop("#", None)
        return found

    def beside(self, span: Span, reach: int = 3) -> tuple[list[str], list[str]]:
        """The nearest words before a place and behind it, the nearest first, figures left out."""
        at = next((i for i, word in enumerate(self.words) if word.span[1] > span[0]), len(self.words))
        after = next((i for i, word in enumerate(self.words) if word.span[0] >= span[1]), len(self.words))
        before, behind = self.words[max(0, at - reach) : at], self.words[after : after + reach]
        return [w.key for w in reversed(before) if w.key != "#"], [w.key for w in behind if w.key != "#"]

    @cached_property
    def clauses(self) -> tuple[Passage, ...]:
        """What stands between its marks, each a text of its own; a clause without a telling word is none."""
        edges = [0]
        for match in _CLAUSE[self.language].finditer(self.text):
            edges += [match.start(), match.end()]
        pieces = zip(edges[::2], [*edges[1::2], len(self.text)], strict=True)
        read = (read_passage(self.text[a:b], self.language) for a, b in pieces)
        return tuple(clause for clause in read if clause.content)

    def clause_around(self, span: Span) -> Span:
        """The clause in which a place stands."""
        pattern = _CLAUSE[self.language]
        start = max((m.end() for m in pattern.finditer(self.text, 0, span[0]) if m.end() <= span[0]), default=0)
        end = pattern.search(self.text, span[1])
        return start, end.start() if end else len(self.text)

    def content_in(self, span: Span) -> tuple[Word, ...]:
        """The words within a span that say something alone."""
        return tuple(word for word in self.content if span[0] <= word.span[0] and word.span[1] <= span[1])


@lru_cache(maxsize=8192)
def read_passage(text: str, language: Language) -> Passage:
    """The text with its words. Chinese is cut by the built-in lexicon."""
    return Passage(text, language, tuple(_english(text) if language == "en" else _chinese(text)))


def _english(text: str) -> Sequence[Word]:
    empty = _empty_words("en")
    found = []
    for match in _WORD_EN.finditer(text):
        word = match[0].lower()
        figure = word[0].isdigit()
        key = "#" if figure else stem(word)
        found.append(Word(key, match.span(), not figure and word not in empty and len(word) > 1))
    return found


def _chinese(text: str) -> Sequence[Word]:
    empty, lexicon = _empty_words("zh"), Lexicon.load()
    found = []
    han = {token.span[0]: token for token in lexicon.tokens(text, "zh")}
    for match in _PIECE_ZH.finditer(text):
        if match[0][0].isdigit():
            found.append(Word("#", match.span(), False))
        elif match[0][0].isascii():
            found.append(Word(match[0].lower(), match.span(), True))
        else:
            for at in range(*match.span()):
                if token := han.get(at):
                    found.append(Word(token.word, token.span, token.word not in empty))
    return found


@cache
def word_list(name: str, language: Language) -> tuple[str, ...]:
    """A list of data/faithful.toml."""
    table = tomllib.loads(files("translator.checks").joinpath("data/faithful.toml").read_text("utf-8"))
    return tuple(table[language][name])


@cache
def _empty_words(language: Language) -> frozenset[str]:
    return frozenset(word for line in word_list("empty", language) for word in line.split())
