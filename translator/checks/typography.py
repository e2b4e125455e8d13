"""Punctuation as the target language sets it; each note has a sure fix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.release import Direction, Issue, Segment, Span

_HAN = r"[\u3400-\u9fff]"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF_WIDTH = {
    **{full: half for half, full in _FULL_WIDTH.items()},
    **{"、": ",", "【": "[", "】": "]", "％": "%", "《": '"', "》": '"', "「": '"', "」": '"'},
}
# Between Chinese characters, after one at the end, or between a Latin word and a Chinese one.
_HALF_WIDTH_MARK = re.compile(
    r"(?:(?<=[\u3400-\u9fff”’）》])[,;:?!] *(?=[\u3400-\u9fff“‘（《”’）》\"]|$)"
    r"|(?<=[A-Za-z0-9%])[,;:?!] *(?=[\u3400-\u9fff“《]))"
)
_HALF_WIDTH_STOP = re.compile(r"(?<=[\u3400-\u9fff”’）》])\. *(?=[\u3400-\u9fff“‘”’]|$)")
_HALF_WIDTH_BRACKETS = re.compile(rf"(?<={_HAN})\s*(\()[^()]*(\))")
_STRAIGHT_QUOTES = re.compile(r'"')
_CHINESE_MARK = re.compile(r" *([，；：？！。（）、【】％《》「」])\s*")
_DOUBLED_SPACE = re.compile(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)")
_SPACE_BEFORE_MARK = re.compile(r"(?<=[A-Za-z0-9)]) +(?=[,;:?!](?:\s|$)|\.(?:\s|$))")
_OPENING = "（【《「"
_CLOSING_UP = "，；：？！。、）】%"


def check_typography(segment: Segment, direction: Direction) -> list[Issue]:
    """Notes with a fix, in order, none overlapping another."""
    found = _chinese(segment.target) if direction.target == "zh" else _english(segment.target)
    issues: list[Issue] = []
    for span, fix in sorted(found):
        if not issues or span[0] >= (issues[-1].target_span or span)[1]:
            issues.append(_issue(segment.target[slice(*span)], span, fix))
    return issues


def _chinese(text: str) -> Iterator[tuple[Span, str]]:
    for pattern in (_HALF_WIDTH_MARK, _HALF_WIDTH_STOP):
        for match in pattern.finditer(text):
            yield match.span(), _FULL_WIDTH[match[0].rstrip()]
    for match in _HALF_WIDTH_BRACKETS.finditer(text):
        yield (match.start(), match.end(1)), "（"
        yield match.span(2), "）"
    quotes = [m.span() for m in _STRAIGHT_QUOTES.finditer(text)]
    if len(quotes) % 2 == 0:
        for i, span in enumerate(quotes):
            yield span, "”" if i % 2 else "“"
    for match in _DOUBLED_SPACE.finditer(text):
        yield match.span(), " "


def _english(text: str) -> Iterator[tuple[Span, str]]:
    for match in _CHINESE_MARK.finditer(text):
        mark = match[1]
        half = _HALF_WIDTH[mark]
        at_end, at_start = match.end() == len(text), match.start() == 0
        between_digits = (
            text[match.start() - 1 : match.start()].isdigit() and text[match.end() : match.end() + 1].isdigit()
        )
        if mark in _OPENING or mark in "》」":
            opens = mark in _OPENING
            before = " " if opens and not at_start else ""
            after = " " if not opens and not at_end and text[match.end()] not in ',.;:?!)"' else ""
            yield match.span(), before + half + after
        elif mark in "）】" and not at_end and text[match.end()] in ",.;:?!，。；：？！":
            yield match.span(), half
        else:
            yield match.span(), half if at_end or between_digits else half + " "
    for match in _DOUBLED_SPACE.finditer(text):
        yield match.span(), " "
    for match in _SPACE_BEFORE_MARK.finditer(text):
        yield match.span(), ""


def _issue(text: str, span: Span, fix: str) -> Issue:
    if not text.strip():
        return Issue("typography", "note", "There is a space too many.", "多了空格。", None, span, fix)
    return Issue(
        "typography",
        "note",
        f"“{text.strip()}” should be “{fix.strip()}”.",
        f"“{text.strip()}”应为“{fix.strip()}”。",
        None,
        span,
        fix,
    )
