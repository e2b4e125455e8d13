"""One manner through a whole translation: straight or curly quotation marks, Latin words with or without spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from translator.checks.marks.chinese import CLOSE_UP, SPACED
from translator.checks.quotations import read_quotations
from translator.release import Direction, Issue, Segment, Span

Spacing = Literal["none", "space", "as most"]


def check_house_style(
    segments: Sequence[Segment], direction: Direction, spacing: Spacing = "as most"
) -> list[tuple[int, Issue]]:
    """Notes with a fix, each with the index of its segment, where a translation departs from its own manner.

    In English: curly double quotation marks in a text that sets straight ones, or the other way around.
    In Chinese: a space between Chinese and Latin characters in a text that sets none, or none in one that sets them.
    spacing: what the house wants of these; "as most": what the text does more often, so that only a mixture is told
    """
    if direction.target == "en":
        found = _quotation_marks([segment.target for segment in segments])
    else:
        found = _spaces([segment.target for segment in segments], spacing)
    return [(number, _issue(segments[number].target, span, fix)) for number, span, fix in found]


def _quotation_marks(texts: Sequence[str]) -> Iterator[tuple[int, Span, str]]:
    straight = sum(text.count('"') for text in texts)
    curly = sum(text.count("“") + text.count("”") for text in texts)
    if not straight or not curly:
        return
    for number, text in enumerate(texts):
        if straight >= curly:
            yield from ((number, match.span(), '"') for match in re.finditer("[“”]", text))
            continue
        for start, end in read_quotations(text, "en").pairs:
            for at, mark in ((start, "“"), (end - 1, "”")):
                if text[at] == '"':
                    yield number, (at, at + 1), mark


def _spaces(texts: Sequence[str], spacing: Spacing) -> Iterator[tuple[int, Span, str]]:
    spaced = sum(len(SPACED.findall(text)) for text in texts)
    close = sum(len(CLOSE_UP.findall(text)) for text in texts)
    if spacing == "as most":
        if not spaced or not close:
            return
        spacing = "space" if spaced > close else "none"
    for number, text in enumerate(texts):
        if spacing == "none":
            yield from ((number, match.span(), "") for match in SPACED.finditer(text))
        else:
            for match in CLOSE_UP.finditer(text):
                yield number, (match.start() - 1, match.start()), text[match.start() - 1] + " "


def _issue(text: str, span: Span, fix: str) -> Issue:
    before = text[slice(*span)]
    if before in '“”"':
        message = f"The text sets its quotation marks otherwise: “{before}” should be “{fix}”."
        message_zh = f"全文引号样式不一致：“{before}”宜作“{fix}”。"
    elif fix:
        message, message_zh = f"A space is missing after “{before}”.", f"“{before}”后宜加空格，以求全文一致。"
    else:
        message, message_zh = "No space stands here elsewhere in the text.", "中西文之间宜不加空格，以求全文一致。"
    return Issue("style", "note", message, message_zh, None, span, fix)
