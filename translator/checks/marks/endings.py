"""The mark at the end of a text, by the mark that its source ends with."""

from __future__ import annotations

import re

from translator.checks.marks.rewriting import CLOSE
from translator.release import Language

_CLOSERS = f"”’」』\"'）)】]》{CLOSE}"
_MARKS = f" \t\u00a0\u3000{_CLOSERS}.。?？!！…,，、;；:：—"
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.[A-Za-z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No|etc|al|vs|min|sec|hr|approx|[A-Z]))$"
)
_FINAL = {"en": {".": ".", "?": "?", "!": "!"}, "zh": {".": "。", "?": "？", "!": "！"}}
_SAME = {"。": ".", "？": "?", "！": "!", ".": ".", "?": "?", "!": "!"}
_HANGING = ",，、"
_QUOTES = f"”’」』\"'{CLOSE}"


def final_mark(text: str) -> str | None:
    """The mark that ends the text, as "." "?" or "!", before any closing quotes and brackets; None where none does.

    The full stop of an abbreviation (8 a.m.) does not count.
    """
    words, marks = _cut(text)
    finals = [mark for mark in marks if mark in _SAME]
    if not finals or "…" in marks or "..." in marks or (finals[-1] == "." and _ABBREVIATION.search(words)):
        return None
    return _SAME[finals[-1]]


def ended(text: str, source_mark: str | None, language: Language) -> str:
    """The text with a final mark where its source has one and it has none; a comma at its end gives way to it.

    source_mark: see `final_mark`
    """
    words, marks = _cut(text)
    if source_mark is None or not words or any(mark in _SAME or mark in "…—;；:：" for mark in marks):
        return text
    closers = "".join(mark for mark in marks if mark in _CLOSERS)
    rest = marks.translate({ord(mark): None for mark in _CLOSERS}).strip()
    if len(rest) > 1 or (rest and rest not in _HANGING):
        return text
    mark = _FINAL[language][source_mark]
    if not closers or closers[-1] not in _QUOTES:
        return words + closers + mark
    return words + (mark + closers if language == "en" or _whole_sentence(words) else closers + mark)


def _whole_sentence(words: str) -> bool:
    """Whether the quotation that the words end with is a sentence of its own: opened at the start or after a mark."""
    at = max(words.rfind(mark) for mark in "“‘「『")
    return at <= 0 or words[at - 1] in "：，。！？"


def _cut(text: str) -> tuple[str, str]:
    """The text and the marks at its end."""
    words = text.rstrip(_MARKS)
    return words, text[len(words) :]
