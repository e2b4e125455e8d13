"""Nothing is left out: an empty target, a source copied through, a target far too short or too long."""

from __future__ import annotations

import re

from translator.checks.identifiers import read_identifiers
from translator.release import Direction, Issue, Segment, Severity

# Bounds of len(target) / len(source) in characters: the 0.1 and 99.9 percentiles of the human translations of the
# corpus (releases 001-032: segments, headlines, key points and extras, 10,055 pairs), rounded outwards, by the length
# of the source; of the first class of each direction, which has few pairs, the extremes.
_BOUNDS: dict[str, tuple[tuple[int, float, float], ...]] = {
    "en-zh": ((0, 0.08, 1.2), (20, 0.1, 0.7), (40, 0.12, 0.55), (80, 0.18, 0.45)),
    "zh-en": ((0, 1.0, 12.0), (5, 1.7, 8.5), (10, 1.3, 6.5), (20, 1.7, 5.5), (40, 2.1, 5.3)),
}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORDS = 4


def length_bounds(source: str, direction: Direction) -> tuple[float, float]:
    """The least and the greatest len(target) / len(source), in characters, of human translations of such a source."""
    _, low, high = next(b for b in reversed(_BOUNDS[str(direction)]) if len(source.strip()) >= b[0])
    return low, high


def check_omission(segment: Segment, direction: Direction) -> list[Issue]:
    """At most one issue: empty, not translated, too short or too long."""
    source, target = segment.source.strip(), segment.target.strip()
    if not target:
        return [_issue("error", "The translation is empty.", "译文为空。")]
    if _untranslatable(source):
        return []
    if _letters(source) == _letters(target) or not _in_language(target, direction):
        return [_issue("error", "The sentence was not translated.", "这句话没有翻译。")]
    low, high = length_bounds(source, direction)
    length = _length(source)
    if not length:
        return []
    ratio = _length(target) / length
    if ratio < low:
        return [
            _issue(
                "warning",
                "The translation is much shorter than usual: something may be left out.",
                "译文明显偏短，可能有遗漏。",
            )
        ]
    if ratio > high:
        return [
            _issue(
                "warning",
                "The translation is much longer than usual: something may be added or repeated.",
                "译文明显偏长，可能有添加或重复。",
            )
        ]
    return []


def _length(text: str) -> int:
    """Characters outside addresses and numbers that stay as they are."""
    return len(text) - sum(len(i.text) for i in read_identifiers(text))


def _untranslatable(source: str) -> bool:
    """Whether the source is only names, abbreviations, numbers or addresses, which may stay as they are."""
    if _HAN.search(source):
        return False
    if re.search(r"[@/]", source) and " " not in source:
        return True
    words = _WORD.findall(source)
    return len(words) <= _NAME_WORDS and not any(word[0].islower() for word in words)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_language(target: str, direction: Direction) -> bool:
    if direction.target == "zh":
        return bool(_HAN.search(target))
    return bool(re.search("[A-Za-z0-9]", target))


def _issue(severity: Severity, message: str, message_zh: str) -> Issue:
    return Issue("omission", severity, message, message_zh)
