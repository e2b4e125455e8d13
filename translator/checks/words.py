"""The words of a text: English ones by their stems, Chinese ones by the likeliest cut into words of a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from translator.release import Language, Span

LONGEST = 6
"""Characters of the longest Chinese word."""
_PIECE = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<latin>[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_\u3400-\u9fff]+)?)")
_UNSEEN = -16.0
"""Log probability of a character that no vocabulary has."""
_VOWELS = frozenset("aeiouy")


class Token(NamedTuple):
    """A word of a text: its stem in English, itself in Chinese; span: where it stands."""

    word: str
    span: Span


def tokens(text: str, language: Language, vocabulary: Mapping[str, float]) -> list[Token]:
    """The words of a text in order, without numbers and marks; Latin words of a Chinese text by their stems too.

    vocabulary: Chinese words with their log probability (nats), to cut runs of characters by; unused in English
    """
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "latin":
            found.append(Token(stem(match[0]), (start, end)))
        elif language == "zh":
            found.extend(Token(text[a:b], (a, b)) for a, b in _cut(text, start, end, vocabulary))
    return found


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The English word in lower case without possessive, plural, -ed and -ing; light, so that no two words meet.

    treats, treated, treating -> treat; studies -> study; cancer's -> cancer
    """
    word = word.casefold().replace("’", "'").removesuffix("'s")
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and not _VOWELS.isdisjoint(base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            return word[:-1] + "y" if word.endswith("i") else word.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def grams(text: str, vocabulary: Mapping[str, float]) -> dict[str, list[int]]:
    """Every word of the vocabulary that stands in a Chinese text, overlapping ones too, and where each begins."""
    found: dict[str, list[int]] = {}
    for match in _PIECE.finditer(text):
        if match.lastgroup == "latin":
            continue
        start, end = match.span()
        for i in range(start, end):
            for j in range(i + 1, min(i + LONGEST, end) + 1):
                if (word := text[i:j]) in vocabulary:
                    found.setdefault(word, []).append(i)
    return found


def _cut(text: str, start: int, end: int, vocabulary: Mapping[str, float]) -> list[Span]:
    """The likeliest cut of text[start:end] into words, each as likely as it is frequent (Viterbi)."""
    best, begins = [0.0], [start]
    for j in range(start + 1, end + 1):
        most, begin = best[-1] + vocabulary.get(text[j - 1 : j], _UNSEEN), j - 1
        for i in range(max(start, j - LONGEST), j - 1):
            probability = vocabulary.get(text[i:j])
            if probability is not None and best[i - start] + probability > most:
                most, begin = best[i - start] + probability, i
        best.append(most)
        begins.append(begin)
    spans: list[Span] = []
    while end > start:
        spans.append((begins[end - start], end))
        end = begins[end - start]
    return spans[::-1]
