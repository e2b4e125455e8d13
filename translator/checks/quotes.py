"""Every quotation opens and closes, and nobody loses or gains a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from translator.checks.quotations import Quotations, read_quotations
from translator.release import Direction, Issue, Language, Segment, Span, join_sentences

_SPOKEN: dict[Language, int] = {"en": 30, "zh": 16}
"""From so many characters a quotation is what somebody said; a shorter one may be a title or a scare quote, which
Chinese sets in quotation marks more often than English."""
_SENTENCE_ZH = re.compile(r"[，。？！]”$")
_SHORT_SENTENCE_ZH = 8
_TOLD = 8
"""How many marks without partner are told of one segment."""
_LOST = 0.2
"""Where the share of the text that stands in quotation marks differs by more, a quotation was lost or gained."""


def check_quotes(segment: Segment, direction: Direction) -> list[Issue]:
    """Marks without partner in the target, and spoken words that are marked as a quotation on one side only.

    An error where the quotations of the source open and close; a warning where its marks do not pair either, but
    otherwise (a quotation that runs over sentences may stay open). A fix where a mark is doubled or turned around.
    """
    source = read_quotations(segment.source, direction.source)
    target = read_quotations(segment.target, direction.target)
    if not source.lonely and not target.lonely:
        return list(_lost(segment, direction, source, target))
    if not source.lonely:
        return [_lonely(segment.target, at, direction.target) for at in target.lonely[:_TOLD]]
    if not target.lonely:
        message = "The quotation marks of the source do not balance; those of the translation do."
        at = source.lonely[0]
        return [Issue("quotes", "note", message, "原文引号不成对，译文引号成对。", (at, at + 1))]
    if (len(source.unopened), len(source.unclosed)) == (len(target.unopened), len(target.unclosed)):
        return []
    here, there = source.lonely[0], target.lonely[0]
    message = "A quotation is open at another end than in the source."
    return [Issue("quotes", "warning", message, "引号缺失的位置与原文不同。", (here, here + 1), (there, there + 1))]


def check_quotes_over_segments(segments: Sequence[Segment], direction: Direction) -> list[tuple[int, Issue]]:
    """Quotations that run over the sentences of a paragraph: open and closed in the source, not in the translation.

    segments: of one document, in order. Gives each issue with the index of its segment; what `check_quotes` says of
    one segment alone is not said again.
    """
    found: list[tuple[int, Issue]] = []
    for _, members in groupby(enumerate(segments), key=lambda pair: pair[1].block):
        block = list(members)
        sources, targets = [s.source for _, s in block], [s.target for _, s in block]
        if len(block) < 2 or not all(targets):
            continue
        if read_quotations(join_sentences(sources, direction.source), direction.source).lonely:
            continue
        joined = join_sentences(targets, direction.target)
        gap = len(join_sentences(["", ""], direction.target))
        for at in read_quotations(joined, direction.target).lonely:
            number, segment, place = _at(block, at, gap)
            if read_quotations(segment.source, direction.source).lonely:
                found.append((number, _lonely(segment.target, place, direction.target)))
    return found


def _at(block: Sequence[tuple[int, Segment]], at: int, gap: int) -> tuple[int, Segment, int]:
    """The segment in whose target a place of the joined targets lies, and the place in it."""
    for number, segment in block:
        if at < len(segment.target):
            return number, segment, at
        at -= len(segment.target) + gap
    raise ValueError("the place lies behind the last segment")


def _lonely(text: str, at: int, language: Language) -> Issue:
    mark = text[at]
    single = mark in "'’‘" and language == "en"
    fix = "" if mark in "“”" and mark in (text[at - 1 : at], text[at + 1 : at + 2]) else _turned(text, at)
    if fix is None:
        message, message_zh = "A quotation in the translation does not open or does not close.", "译文中有引号不成对。"
    elif fix:
        message, message_zh = f"“{mark}” stands the wrong way around.", f"引号“{mark}”方向有误。"
    else:
        message, message_zh = "A quotation mark stands twice.", "引号重复。"
    return Issue("quotes", "warning" if single else "error", message, message_zh, None, (at, at + 1), fix)


def _turned(text: str, at: int) -> str | None:
    """The other mark, where a curly one opens at an end or closes at a beginning."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    opens = (not before or before[-1] in "：:（(") and after[:1].isalnum()
    closes = (not after or after[0] in "，。；、？！,.;?!") and bool(before) and not before[-1].isspace()
    if text[at] == "”" and opens and not closes:
        return "“"
    return "”" if text[at] == "“" and closes and not opens else None


def _lost(segment: Segment, direction: Direction, source: Quotations, target: Quotations) -> Iterator[Issue]:
    if not source.pairs and not target.pairs:
        return
    gained = _share(target, segment.target) - _share(source, segment.source)
    longest = _longest(source), _longest(target)
    spoken = (
        _spoken(segment.source, longest[0], direction.source),
        _spoken(segment.target, longest[1], direction.target),
    )
    if gained < -_LOST if target.pairs else spoken[0]:
        message, message_zh = "The quotation is not marked as one in the translation.", "译文没有把引语标为引语。"
        yield Issue("quotes", "warning", message, message_zh, longest[0])
    elif gained > _LOST if source.pairs else spoken[1]:
        message = "The translation has a quotation that the source does not have."
        yield Issue("quotes", "warning", message, "译文中有原文没有的引语。", None, longest[1])


def _share(quotations: Quotations, text: str) -> float:
    return sum(end - start for start, end in quotations.pairs) / max(len(text), 1)


def _longest(quotations: Quotations) -> Span | None:
    return max(quotations.pairs, key=lambda span: span[1] - span[0], default=None)


def _spoken(text: str, span: Span | None, language: Language) -> bool:
    """Whether a quotation is what somebody said."""
    if span is None:
        return False
    length = span[1] - span[0]
    sentence = language == "zh" and length >= _SHORT_SENTENCE_ZH and _SENTENCE_ZH.search(text[slice(*span)]) is not None
    return length >= _SPOKEN[language] or sentence
