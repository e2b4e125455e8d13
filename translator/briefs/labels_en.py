"""Names in an English sentence that can stand as a headline by themselves, where no clause is short enough."""

from __future__ import annotations

import re

# A day or a month beside a name is no part of it.
_CALENDAR = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ust|ember|tember|ober)?\b)"
)
_WORD = rf"{_CALENDAR}(?:[A-Z][\w’'.-]*\w|[A-Z]|\d{{4}}|\d+(?:st|nd|rd|th))"
_NAME = re.compile(rf"{_WORD}(?:(?:\s+(?:of|on|for|in|and|to|&|against|among|with|from)(?:\s+the)?)?\s+{_WORD})+")
_EVENT = re.compile(
    r"\b(?:Summit|Congress|Conference|Forum|Symposium|Expo|Exposition|Fair|Festival|Workshop|Assembly|Colloquium|Days|Week"
    r"|Challenge|Competition|Championship|Games|Awards|Course|Meeting|Convention|Showcase|Seminar|Biennale)\b"
)
_EVENT_WORDS = 3


def event_names(text: str) -> list[str]:
    """The first named event of at least three words, without its article, and again without its year."""
    for name in _names(text):
        if _EVENT.search(name) and len(name.split()) >= _EVENT_WORDS:
            return [name, re.sub(r"^\d{4}\s+", "", name)]
    return []


def longest_name(text: str) -> str | None:
    """The longest name of two words or more; None where there is none."""
    return max(_names(text), key=len, default=None)


def _names(text: str) -> list[str]:
    names = [match.group() for match in _NAME.finditer(re.sub(r"\s*\([^()]*\)", "", text))]
    return [re.sub(r"^(?:The|An?|On|In|At|For|With|After|When|As)\s+(?:the\s+)?|[’']s$", "", name) for name in names]
