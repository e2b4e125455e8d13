"""Every quotation opens and closes, and nobody loses or gains a quotation."""

from __future__ import annotations

import re

from translator.release import Direction, Issue, Language, Segment, Span

_PAIRS = {"“": "”", "「": "」", "『": "』", "«": "»"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_QUOTATION = re.compile(r'“[^“”]*”|「[^「」]*」|"[^"]*"|《[^《》]*》')
_SPOKEN: dict[Language, int] = {"en": 40, "zh": 12}
"""From so many characters a quotation is what somebody said; a shorter one may be a title or a scare quote, which
Chinese sets in quotation marks more often than English."""


def check_quotes(segment: Segment, direction: Direction) -> list[Issue]:
    """Unbalanced marks in the target, or a spoken quotation on one side and no quotation on the other.

    Where the source itself is unbalanced (a quotation that runs over sentences), the target may be so too.
    """
    source_open, target_open = unbalanced(segment.source), unbalanced(segment.target)
    if source_open is not None:
        if target_open is not None:
            return []
        message = "The quotation marks of the source do not balance; those of the translation do."
        return [Issue("quotes", "note", message, "原文引号不成对，译文引号成对。", (source_open, source_open + 1))]
    if target_open is not None:
        message, message_zh = "A quotation in the translation does not open or does not close.", "译文中有引号不成对。"
        return [Issue("quotes", "warning", message, message_zh, None, (target_open, target_open + 1))]
    return _lost(segment, direction)


def unbalanced(text: str) -> int | None:
    """Where the first quotation mark stands that has no partner; None where all have one."""
    opened: list[tuple[str, int]] = []
    straight: list[int] = []
    for at, mark in enumerate(text):
        if mark in _PAIRS:
            opened.append((mark, at))
        elif mark in _CLOSING:
            if not opened or opened[-1][0] != _CLOSING[mark]:
                return at
            opened.pop()
        elif mark == '"':
            straight.append(at)
    if opened:
        return opened[0][1]
    return straight[-1] if len(straight) % 2 else None


def _lost(segment: Segment, direction: Direction) -> list[Issue]:
    in_source, in_target = _quotations(segment.source), _quotations(segment.target)
    if not in_target and (spoken := _first_spoken(segment.source, in_source, direction.source)):
        message, message_zh = "The quotation is not marked as one in the translation.", "译文没有把引语标为引语。"
        return [Issue("quotes", "warning", message, message_zh, spoken)]
    if not in_source and (spoken := _first_spoken(segment.target, in_target, direction.target)):
        message, message_zh = (
            "The translation has a quotation that the source does not have.",
            "译文中有原文没有的引语。",
        )
        return [Issue("quotes", "warning", message, message_zh, None, spoken)]
    return []


def _quotations(text: str) -> list[Span]:
    return [m.span() for m in _QUOTATION.finditer(text)]


def _first_spoken(text: str, quotations: list[Span], language: Language) -> Span | None:
    return next(((a, b) for a, b in quotations if b - a >= _SPOKEN[language] and text[a] != "《"), None)
