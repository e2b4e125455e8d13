"""A figure that rose in the source does not fall in the translation."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from translator.checks.number_pairs import LOWER, Pair, segment_pairs
from translator.checks.quantities import Quantity
from translator.release import Direction, Issue, Language, Segment, Span

Trend = Literal["up", "down"]

_CLAUSE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[;:!?()—–]|[,.](?!\d)|\b(?:and|but|while|whereas|although|with|which|who|as|after|than)\b"),
    "zh": re.compile("[，。；：！？（）—]|而且|而|但|并|从而|使得?|与|和|、|比"),
}
"""What no word that tells a figure's way stands beyond."""


class Change(NamedTuple):
    """A word that says which way a figure went; text, span: how it is written and where it stands."""

    trend: Trend
    text: str
    span: Span


def check_trends(segment: Segment, direction: Direction) -> list[Issue]:
    """An error where a number that rose is said to have fallen, or the reverse."""
    issues: list[Issue] = []
    for a, b in segment_pairs(segment, direction):
        said = change(segment.source, direction.source, a)
        given = change(segment.target, direction.target, b) if said else None
        if said and given and said.trend != given.trend and not any(i.target_span == given.span for i in issues):
            issues.append(_issue(said, given, (a, b)))
    return issues


def change(text: str, language: Language, quantity: Quantity) -> Change | None:
    """Which way the figure went, by the nearest word of its clause; None where there is none, or one that says the
    reverse is not much further off.
    """
    start, end = quantity.span
    breaks, words = _words(text, language)
    left = max((at for at in breaks if at <= start), default=0)
    right = min((at for at in breaks if at >= end), default=len(text))
    distances: dict[Trend, tuple[int, Change]] = {}
    for word in words:
        if left <= word.span[0] and word.span[1] <= right:
            distance = start - word.span[1] if word.span[1] <= start else max(0, word.span[0] - end)
            if word.trend not in distances or distance < distances[word.trend][0]:
                distances[word.trend] = distance, word
    if not distances:
        return None
    (distance, word), *others = sorted(distances.values())
    return word if all(2 * (distance + 1) < other for other, _ in others) else None


@lru_cache(maxsize=2048)
def _words(text: str, language: Language) -> tuple[tuple[int, ...], tuple[Change, ...]]:
    """Where the clauses of a text break, and its words for change."""
    trends, pattern = _patterns(language)
    lower = text.translate(LOWER)
    words = [Change(trends[m.lastgroup or ""], m[0], m.span()) for m in pattern.finditer(lower)]
    return tuple(m.start() for m in _CLAUSE[language].finditer(lower)), tuple(words)


@cache
def _patterns(language: Language) -> tuple[dict[str, Trend], re.Pattern[str]]:
    table = tomllib.loads(files("translator.checks").joinpath("data/trends.toml").read_text("utf-8"))[language]
    alternatives = {
        name: "|".join(
            w[1:] + r"\b" if w.startswith("=") else w + (r"[a-z]*" if language == "en" else "") for w in words
        )
        for name, words in table.items()
    }
    edge = r"\b" if language == "en" else ""
    pattern = "|".join(f"(?P<{name}>{edge}(?:{words}))" for name, words in alternatives.items())
    trends: dict[str, Trend] = {"up": "up", "down": "down"}
    return trends, re.compile(pattern)


def _issue(said: Change, given: Change, pair: Pair) -> Issue:
    return Issue(
        "trends",
        "error",
        f"{pair[0].text}: the source says “{said.text}”, the translation says the reverse, “{given.text}”.",
        f"{pair[0].text}：原文说“{said.text}”，译文说法相反（“{given.text}”）。",
        said.span,
        given.span,
    )
