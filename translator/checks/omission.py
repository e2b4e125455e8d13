"""No sentence is left untranslated: an empty target, and a source that was copied through."""

from __future__ import annotations

import re

from translator.release import Direction, Issue, Segment

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORDS = 4


def check_omission(segment: Segment, direction: Direction) -> list[Issue]:
    """At most one issue: empty or not translated; what is left out of a translation is for the coverage check."""
    source, target = segment.source.strip(), segment.target.strip()
    if not target:
        return [_issue("The translation is empty.", "译文为空。")]
    if _untranslatable(source):
        return []
    if _letters(source) == _letters(target) or not _in_language(target, direction):
        return [_issue("The sentence was not translated.", "这句话没有翻译。")]
    return []


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


def _issue(message: str, message_zh: str) -> Issue:
    return Issue("omission", "error", message, message_zh)
