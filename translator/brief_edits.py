"""The brief after an edit: lines that carried a translation carry the new one, and are counted and checked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from translator.briefs import Limits, Shape, size
from translator.checks.faithful import Fault
from translator.reading import find_dateline
from translator.release import LANGUAGE_NAMES, Brief, BriefLine, Direction, Issue, Language, Segment, Span

_STOPS = ".。"
_AFTER_DATELINE = " \u3000—–-"
_COUNTED, _NOT_BORNE_OUT, _OF_BRIEF = "length", "faithfulness", "brief"
_OWN = frozenset({_COUNTED, _NOT_BORNE_OUT, _OF_BRIEF})
"""The checks whose issues are of a line in a brief, and not of the sentence that it is."""

Pair = Callable[[str, str], tuple[Issue, ...]]
"""The issues of a source and its translation by themselves."""

_EDITED = Issue(
    _OF_BRIEF,
    "note",
    "A sentence that this line rests on was edited. See whether the line still says the same.",
    "此行所依据的句子已修改，请核对此行是否需要相应修改。",
)


class Edit(NamedTuple):
    """A segment before and after its translation changed."""

    before: Segment
    after: Segment


def followed(
    brief: Brief, segments: Sequence[Segment], edits: Sequence[Edit], limits: Limits, direction: Direction, pair: Pair
) -> Brief:
    """The brief after edits of its article's translation.

    segments: as they are now. A line that holds the old translation of a sentence that it cites, with or without its
    dateline and stop, gets the new one, as does one that is the sentence and had no translation; another line that
    cites it gets a note. What is a whole sentence of the article has that sentence's issues.
    """
    lines, changed = [], set()
    for place, line in enumerate(brief.lines):
        new = line
        for edit in edits:
            new = _carried(new, edit)
        if new.target != line.target:
            changed.add(place)
            new = replace(new, issues=(*pair(new.source, new.target), *_own(new)))
        lines.append(_as_in_article(new, segments))
    return _counted(brief, lines, changed, limits, direction)


def rechecked(brief: Brief, segments: Sequence[Segment], pair: Pair) -> Brief:
    """The brief with what there is to say of each line's two sides anew; the issues of the line itself stay."""
    lines = []
    for line in brief.lines:
        # A line that never had a translation (a brief in one language) lacks none.
        found = pair(line.source, line.target) if line.target or line.issues else ()
        lines.append(_as_in_article(replace(line, issues=(*found, *_own(line))), segments))
    return _with_lines(brief, lines)


def rewritten(
    brief: Brief,
    place: int,
    line: BriefLine,
    faults: Sequence[Fault] | None,
    segments: Sequence[Segment],
    limits: Limits,
    direction: Direction,
    pair: Pair,
) -> Brief:
    """The brief with a line of a person's in a place, checked anew.

    faults: what the article does not say of its source; None where the source is as it was
    """
    if faults is None:
        doubts = [issue for issue in line.issues if issue.check == _NOT_BORNE_OUT]
    else:
        doubts = [_not_borne_out(fault, line.source) for fault in faults]
    line = _as_in_article(replace(line, issues=pair(line.source, line.target)), segments)
    lines = list(brief.lines)
    lines[place] = replace(line, issues=(*line.issues, *doubts))
    return _counted(brief, lines, {place}, limits, direction)


def _carried(line: BriefLine, edit: Edit) -> BriefLine:
    """The line with the new translation where it has the old one, with a note where it only rests on the sentence."""
    before, after = edit
    if before.target == after.target or before.id not in line.cites:
        return line
    if before.target and before.target in line.target:
        return replace(line, target=line.target.replace(before.target, after.target, 1))
    for form in _FORMS:
        old, now = (line.target, before.target) if line.target else (line.source, before.source)
        if old == form(now):
            return replace(line, target=form(after.target))
    return line if _EDITED in line.issues else replace(line, issues=(*line.issues, _EDITED))


def _as_in_article(line: BriefLine, segments: Sequence[Segment]) -> BriefLine:
    """The line with the issues of the sentence that it is, and its own; the same line where it is none."""
    if not line.target:
        return line
    for segment in segments:
        if segment.id not in line.cites:
            continue
        for form in _FORMS:
            source, target = form(segment.source), form(segment.target)
            if (line.source, line.target) != (source, target):
                continue
            ahead = (
                (len(segment.source) - len(source), len(segment.target) - len(target)) if form is _undated else (0, 0)
            )
            issues = (_moved(issue, ahead, line) for issue in segment.issues)
            return replace(line, issues=(*issues, *_own(line)))
    return line


def _moved(issue: Issue, ahead: tuple[int, int], line: BriefLine) -> Issue:
    """The issue with its spans where they stand in the line; ahead: characters of each side that are gone in front."""

    def moved(span: Span | None, by: int, length: int) -> Span | None:
        if span is None or span[1] <= by or span[0] - by >= length:
            return None
        return max(span[0] - by, 0), min(span[1] - by, length)

    return replace(
        issue,
        source_span=moved(issue.source_span, ahead[0], len(line.source)),
        target_span=moved(issue.target_span, ahead[1], len(line.target)),
    )


def _unstopped(text: str) -> str:
    return text[:-1] if text[-1:] in _STOPS else text


def _undated(text: str) -> str:
    dateline = find_dateline(text)
    return (text.removeprefix(dateline).lstrip(_AFTER_DATELINE) or text) if dateline else text


_FORMS: tuple[Callable[[str], str], ...] = (str, _unstopped, _undated)
"""What a line may leave out of the sentence that it is."""


def _own(line: BriefLine) -> tuple[Issue, ...]:
    return tuple(issue for issue in line.issues if issue.check in _OWN)


def _counted(
    brief: Brief, lines: Sequence[BriefLine], changed: Set[int], limits: Limits, direction: Direction
) -> Brief:
    """The brief with these lines; a shape of which one changed is counted, and its last line says what is too long."""
    counted = list(lines)
    for shape, places in shape_places(brief):
        if shape is None or not changed & set(places):
            continue
        for place in places:
            counted[place] = _without(counted[place], _COUNTED)
        sides = zip(direction, ([counted[i].source for i in places], [counted[i].target for i in places]), strict=True)
        long = [
            _too_long(shape, texts, language, limits)
            for language, texts in sides
            if not limits.allow(shape, texts, language)
        ]
        last = counted[places[-1]]
        counted[places[-1]] = replace(last, issues=(*last.issues, *long))
    return _with_lines(brief, counted)


def shape_places(brief: Brief) -> list[tuple[Shape | None, range]]:
    """The places of each shape's lines in Brief.lines; the key points, which have no limit, are None."""
    sizes: tuple[tuple[Shape | None, int], ...] = (
        ("headline", 1),
        ("standfirst", 1 if brief.standfirst else 0),
        ("brief", len(brief.sentences)),
        (None, len(brief.bullets)),
        ("social", len(brief.social)),
    )
    places, start = [], 0
    for shape, count in sizes:
        if count:
            places.append((shape, range(start, start + count)))
        start += count
    return places


def _with_lines(brief: Brief, lines: Sequence[BriefLine]) -> Brief:
    rest = iter(lines)

    def take(count: int) -> tuple[BriefLine, ...]:
        return tuple(islice(rest, count))

    return replace(
        brief,
        headline=next(rest),
        standfirst=next(rest) if brief.standfirst else None,
        sentences=take(len(brief.sentences)),
        bullets=take(len(brief.bullets)),
        social=take(len(brief.social)),
    )


def _without(line: BriefLine, check: str) -> BriefLine:
    return replace(line, issues=tuple(issue for issue in line.issues if issue.check != check))


def _too_long(shape: Shape, texts: Sequence[str], language: Language, limits: Limits) -> Issue:
    count, most = size(shape, texts, language), limits.most(shape, language)
    return Issue(
        _COUNTED,
        "warning",
        f"This is {count} long in {LANGUAGE_NAMES[language]} and the limit is {most}. Shorten it.",
        f"{'中文' if language == 'zh' else '英文'}长度为{count}，上限为{most}，请缩短。",
    )


def _not_borne_out(fault: Fault, source: str) -> Issue:
    start = source.find(fault.words) if fault.words else -1
    span = (start, start + len(fault.words)) if start >= 0 and fault.words != source else None
    return Issue(_NOT_BORNE_OUT, "warning", fault.reason, fault.reason_zh, span)
