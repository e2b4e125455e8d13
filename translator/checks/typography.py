"""Punctuation as the target language sets it: widths, spaces, doubled and missing marks, brackets, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.marks import chinese, english
from translator.checks.marks.brackets import lonely_brackets
from translator.checks.marks.endings import ended, final_mark
from translator.checks.marks.rewriting import Change, changes
from translator.checks.marks.words_en import FULL_WIDTH, half_width, slips
from translator.release import Direction, Issue, Segment, Severity, Span

# What stands for the same mark in taste only.
_TASTE = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "•": "·", "‧": "·", "∙": "·", "⋅": "·", "・": "·"})
_LATIN_BEFORE, _LATIN_AFTER = re.compile(r"[A-Za-z0-9]+$"), re.compile(r"[A-Za-z0-9]{1,12}")
_BRACKETED_LATIN = re.compile(r"[（(]([A-Za-z0-9][A-Za-z0-9 .&/-]*)[）)]")
_CLOSING, _OPENING = {"(": ")", "（": "）"}, {")": "(", "）": "（"}
_ELLIPSIS = re.compile(r"…+")
_DASH = re.compile(r"-{2,}|—+")
_SPACE_BEFORE = re.compile(r"\s[,.;:?!，。；：、？！）)》”]")
_LOWER_SENTENCE = re.compile(r"[。.!?！？][”’\"'）)]*\s*$")


def check_typography(segment: Segment, direction: Direction) -> list[Issue]:
    """What is wrong with the marks of the target, in order, none overlapping another; nearly all with a sure fix.

    Warnings for what no house allows (a half-width comma between Chinese characters, a Chinese mark in English, a mark
    doubled or missing, a bracket without partner); notes for spaces and taste. What the source writes the same way
    (a name such as "Yahoo!Japan") is left alone.
    """
    found = sorted(
        (*_marks(segment, direction), *_brackets(segment), *_words(segment, direction)),
        key=lambda issue: issue.target_span or (0, 0),
    )
    issues: list[Issue] = []
    edge = 0
    for issue in found:
        start, end = issue.target_span or (0, 0)
        if start >= edge:
            issues.append(issue)
            edge = end
    return issues


def _marks(segment: Segment, direction: Direction) -> Iterator[Issue]:
    text, language = segment.target, direction.target
    mark = final_mark(segment.source)
    marks = chinese if language == "zh" else english
    # Without Chinese characters (a formula, a list of names) the text follows no Chinese rule.
    ruled = marks.suspicious(text) and (language == "en" or re.search(r"[\u3400-\u9fff]", text) is not None)
    if not ruled and ended(text, mark, language) == text:
        return
    rules = () if not ruled else chinese.rules(text) if language == "zh" else english.RULES
    found = changes(text, language, rules, lambda t: ended(t, mark, language))
    for change in found:
        if not _as_in_source(segment, change.span):
            yield _mark_issue(text, change)
    if language == "zh":
        for match in chinese.UNCLEAR.finditer(text):
            message, message_zh = f"One mark of “{match[0]}” is too many.", f"“{match[0]}”标点重复。"
            yield Issue("typography", "warning", message, message_zh, None, match.span())


def _as_in_source(segment: Segment, span: Span) -> bool:
    """Whether the marks stand so in the source too, between the same Latin words."""
    start, end = span
    if not segment.target[start:end].isascii():
        return False
    before, after = (
        _LATIN_BEFORE.search(segment.target, max(start - 12, 0), start),
        _LATIN_AFTER.match(segment.target, end),
    )
    return before is not None and after is not None and segment.target[before.start() : after.end()] in segment.source


def _mark_issue(text: str, change: Change) -> Issue:
    before, after = change.before, change.after
    marks, right = "".join(before.split()), "".join(after.split())
    severity: Severity = "warning"
    if marks == right:
        if len(after) > len(before):
            message, message_zh = f"A space is missing after “{marks}”.", f"“{marks}”后缺少空格。"
        else:
            if not _SPACE_BEFORE.search(before) and text[change.span[1] : change.span[1] + 1] != "%":
                severity = "note"
            message, message_zh = "There is a space too many.", "多了空格。"
    elif _taste(marks) == _taste(right):
        severity = "note"
        message, message_zh = f"“{marks}” should be “{right}”.", f"“{marks}”应为“{right}”。"
    elif not right:
        message, message_zh = f"“{marks}” does not belong here.", f"此处不应有“{marks}”。"
    elif not marks or (change.span[1] == len(text) and len(right) > len(marks)):
        message, message_zh = "The mark at the end is missing.", "句末缺少标点。"
    else:
        message, message_zh = f"“{marks}” should be “{right}”.", f"“{marks}”应为“{right}”。"
    # A headline asks in one language with its mark and in the other without.
    asks = change.span[1] == len(text) and right.endswith(("?", "？")) and not marks.endswith(("?", "？"))
    return Issue("typography", severity, message, message_zh, None, change.span, None if asks else change.fix)


def _taste(marks: str) -> str:
    return _DASH.sub("—", _ELLIPSIS.sub("…", marks.translate(_TASTE)))


def _brackets(segment: Segment) -> Iterator[Issue]:
    lonely = lonely_brackets(segment.target)
    if not lonely or len(lonely_brackets(segment.source)) >= len(lonely):
        return
    kept = {match[1] for match in _BRACKETED_LATIN.finditer(segment.source)}
    for at in lonely:
        mark = segment.target[at]
        message, message_zh = f"The bracket “{mark}” has no partner.", f"括号“{mark}”不成对。"
        span, fix = _closed(segment.target, at, kept) or ((at, at + 1), None)
        yield Issue("typography", "warning", message, message_zh, None, span, fix)


def _closed(text: str, at: int, kept: set[str]) -> tuple[Span, str] | None:
    """Where a bracket and its partner belong, when what they hold is letters that the source has in brackets too."""
    for content in kept:
        start, end = at - len(content), at + 1 + len(content)
        if text[at] in _CLOSING and text.startswith(content, at + 1) and not _LATIN_AFTER.match(text, end):
            return (at, end), text[at] + content + _CLOSING[text[at]]
        if text[at] in _OPENING and text.endswith(content, 0, at) and not _LATIN_BEFORE.search(text, 0, start):
            return (start, at + 1), _OPENING[text[at]] + content + text[at]
    return None


def _words(segment: Segment, direction: Direction) -> Iterator[Issue]:
    text = segment.target
    for match in FULL_WIDTH.finditer(text):
        plain = half_width(match[0])
        severity: Severity = "warning" if direction.target == "en" else "note"
        yield Issue(
            "typography",
            severity,
            f"“{match[0]}” should be “{plain}”.",
            f"“{match[0]}”应为半角“{plain}”。",
            None,
            match.span(),
            plain,
        )
    if direction.target == "zh":
        return
    for span, fix, kind in slips(text, _LOWER_SENTENCE.search(segment.source) is not None):
        word = text[slice(*span)]
        if kind == "doubled":
            message, message_zh = f"“{word}”: a word stands twice.", f"“{word}”：单词重复。"
        else:
            message, message_zh = f"A sentence begins with “{word}” in lower case.", f"句首“{word}”应大写。"
        yield Issue("typography", "warning", message, message_zh, None, span, fix)
