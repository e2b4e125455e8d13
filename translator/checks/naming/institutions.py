"""The words that tell an institution from others of its kind: First, Children's, Western, Thyroid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from translator.checks.naming.tables import rows
from translator.release import Span

_HEADS = (
    "Hospital|University|Institute|Society|Association|Federation|Center|Centre|College|Academy|Alliance|Council|Network|Foundation"
    "|Commission|Ministry|Administration|Agency|Union|School|Clinic|Laboratory|Bureau|Company|Group|Museum|Fund|Organization|Organisation"
)
_NAME = re.compile(
    rf"\b(?:[A-Z][\w'’-]+\s)*(?:{_HEADS})s?\b"
    r"(?:\s(?:of|for|on|for the|of the|on the)\s[A-Z][\w'’-]+(?:(?:\s(?:and|of|for)\s|\s|,\s)[A-Z][\w'’-]+)*)?"
)


@dataclass(frozen=True, slots=True)
class LostWord:
    """A word of an institution's English name that nothing in the Chinese text stands for.

    alone: whether the name's other telling words are there
    """

    text: str
    span: Span
    name: Span
    alone: bool


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(chinese.split("|"))
        for english, chinese in rows("institution_words.tsv")
        for word in english.split("|")
    }


def lost_words(english: str, chinese: str) -> list[LostWord]:
    """The telling words of institutions in the English text that the Chinese text has none of the equals of."""
    known = _words()
    found: list[LostWord] = []
    for name in _NAME.finditer(english):
        told = [
            (word, known[plain])
            for word in re.finditer(r"[A-Za-z]+(?:['’]s)?", name[0])
            if (plain := word[0].lower().replace("’", "'")) in known
        ]
        lost = [word for word, forms in told if not any(form in chinese for form in forms)]
        found += [
            LostWord(
                word[0], (name.start() + word.start(), name.start() + word.end()), name.span(), len(lost) < len(told)
            )
            for word in lost
        ]
    return found
