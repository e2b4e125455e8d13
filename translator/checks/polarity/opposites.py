"""Pairs of opposites in both languages (benign and malignant, 良性 and 恶性), and which of them a text has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from translator.release import Direction, Language, Span

_DATA = Path(__file__).parents[1] / "data" / "opposites.tsv"


class Opposites(NamedTuple):
    """A word and its opposite, each as a pattern for every language."""

    one: dict[Language, re.Pattern[str]]
    other: dict[Language, re.Pattern[str]]


@cache
def opposites() -> tuple[Opposites, ...]:
    """The built-in pairs, each in both orders."""
    pairs: list[Opposites] = []
    for en, zh, en_other, zh_other in _rows():
        one = Opposites(_patterns(en, zh), _patterns(en_other, zh_other))
        pairs += [one, Opposites(one.other, one.one)]
    return tuple(pairs)


def exchanged(source: str, target: str, direction: Direction) -> list[tuple[Span, Span]]:
    """Where a word of the source stands as its opposite in the target.

    Only where the source does not have the opposite too, and the target has not the right word anywhere.
    """
    source_language, target_language = direction
    found: list[tuple[Span, Span]] = []
    if not _any(source_language).search(source):
        return found
    for one, other in opposites():
        here = _places(one[source_language], other[source_language], source)
        if here and not _places(other[source_language], one[source_language], source):
            there = _places(other[target_language], one[target_language], target)
            if there and not _places(one[target_language], other[target_language], target):
                found.append((here[0], there[0]))
    return found


def _places(pattern: re.Pattern[str], rival: re.Pattern[str], text: str) -> list[Span]:
    """Where the pattern stands, but not as a part of the rival: 安全 does not stand in 不安全."""
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return []
    wider = [match.span() for match in rival.finditer(text)]
    return [(a, b) for a, b in spans if not any(c <= a and b <= d and (c, d) != (a, b) for c, d in wider)]


@cache
def _any(language: Language) -> re.Pattern[str]:
    """Any word of any pair, to pass over the many texts that have none."""
    column = 0 if language == "en" else 1
    words = "|".join(word for row in _rows() for word in row[column::2])
    return re.compile(rf"\b(?:{words})" if language == "en" else words, re.IGNORECASE)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = _DATA.read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _patterns(english: str, chinese: str) -> dict[Language, re.Pattern[str]]:
    return {
        "en": re.compile(rf"\b(?<!-)(?:{english})\b", re.IGNORECASE),
        "zh": re.compile(f"(?:{chinese})"),
    }
