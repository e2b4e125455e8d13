"""How long a translation should be: the expected size of the other language's text, word by word."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from translator.checks.words import Token
from translator.release import Language, Span

DATA = Path(__file__).parent / "data" / "length.tsv"
KINDS = ("han", "digit", "word", "letter", "name", "name letter", "acronym letter", "mark")
"""What a text is counted in; letters of a word count in the kind after the word's own."""
_PIECE = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<digit>\d+)|(?P<latin>[^\W\d_\u3400-\u9fff]+)|(?P<mark>[^\w\s])")
_SIZES: dict[Language, dict[str, float]] = {
    "en": {"han": 2.9, "digit": 1.0, "latin": 1.0},
    "zh": {"han": 1.0, "digit": 0.5, "latin": 0.45},
}
"""Size of a character: letters in English, characters in Chinese; what stays as it is counts as what it replaces."""


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Expected size of the translation of a text in one language, in characters (Chinese) or letters (English).

    constant: of every text; kinds: of each thing counted, by KINDS; words: of a word beyond its kind
    per_size, per_text: variance of the log of size / expected size: per_size / expected size + per_text
    """

    constant: float
    kinds: tuple[float, ...]
    words: Mapping[str, float]
    per_size: float
    per_text: float

    @classmethod
    def load(cls, language: Language) -> LengthModel:
        """The built-in model for source texts in a language."""
        return _load(DATA)[language]

    def expected(self, text: str, spans: Sequence[Span], tokens: Sequence[Token]) -> list[float]:
        """What each span of a source text adds to the size of the translation; tokens: the words of the whole text."""
        sizes = [max(0.0, sum(map(mul, counts(text[a:b]), self.kinds))) for a, b in spans]
        place = 0
        for token in tokens:
            while place < len(spans) and token.span[0] >= spans[place][1]:
                place += 1
            if place < len(spans) and token.span[0] >= spans[place][0]:
                sizes[place] += self.words.get(token.word, 0.0)
        return [max(size, 0.5) for size in sizes]

    def deviation(self, size: float, expected: float) -> float:
        """Standard deviations by which the log of a size is above what is expected; below 0: too short."""
        expected = max(expected, 1.0)
        return math.log(max(size, 0.5) / expected) / math.sqrt(self.per_size / expected + self.per_text)


def counts(text: str) -> tuple[int, ...]:
    """How often each of KINDS stands in a text."""
    han = digits = words = letters = names = name_letters = acronym_letters = marks = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        kind, length = match.lastgroup, end - start
        if kind == "han":
            han += length
        elif kind == "digit":
            digits += length
        elif kind == "mark":
            marks += length
        elif length > 1 and match[0].isupper():
            acronym_letters += length
        elif text[start].isupper():
            names += 1
            name_letters += length
        else:
            words += 1
            letters += length
    return han, digits, words, letters, names, name_letters, acronym_letters, marks


def size(text: str, language: Language) -> float:
    """How much a text says, in characters (Chinese) or letters (English), without marks and spaces."""
    weights = _SIZES[language]
    return sum(weights[m.lastgroup] * (m.end() - m.start()) for m in _PIECE.finditer(text) if m.lastgroup in weights)


@cache
def _load(path: Path) -> dict[Language, LengthModel]:
    numbers: dict[str, dict[str, float]] = {"en": {}, "zh": {}}
    words: dict[str, dict[str, float]] = {"en": {}, "zh": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, kind, name, value = line.split("\t")
        (words if kind == "word" else numbers)[language][name] = float(value)
    models: dict[Language, LengthModel] = {}
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        n = numbers[language]
        kinds = tuple(n[kind] for kind in KINDS)
        models[language] = LengthModel(n["constant"], kinds, words[language], n["per size"], n["per text"])
    return models
