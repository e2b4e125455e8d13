"""Puts right what is surely wrong in a target, and keeps a record of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.release import Issue, Mend, Segment, Span, Term

MENDABLE = frozenset({"numbers", "identifiers", "terms", "language", "script", "markup", "quotes", "typography"})
"""The checks whose fixes are certain: applied without asking an editor."""


def with_fixes(segment: Segment, issues: Iterable[Issue]) -> Segment:
    """The segment with the certain fixes of these issues in its target; the same segment where there are none.

    Of two fixes that overlap the later in the text is left out. Spans of terms move with the text, and a term that a
    fix cuts into loses its span.
    """
    target, terms, mends, shift, edge = segment.target, segment.terms, list(segment.mends), 0, 0
    for (start, end), fix, issue in sorted(_fixes(segment, issues), key=lambda found: found[0]):
        if start < edge:
            continue
        edge = end
        before, place = segment.target[start:end], (start + shift, end + shift)
        target = target[: place[0]] + fix + target[place[1] :]
        terms = tuple(_moved(term, place, len(fix)) for term in terms)
        if issue.check == "terms":
            stands = (place[0], place[0] + len(fix))
            terms = tuple(
                replace(t, target_span=stands) if t.span == issue.source_span and t.target_span is None else t
                for t in terms
            )
        mends.append(Mend(issue.check, issue.message, issue.message_zh, before, fix))
        shift += len(fix) - len(before)
    return replace(segment, target=target, terms=terms, mends=tuple(mends)) if target != segment.target else segment


def _fixes(segment: Segment, issues: Iterable[Issue]) -> Iterable[tuple[Span, str, Issue]]:
    for issue in issues:
        if issue.check in MENDABLE and issue.target_span is not None and issue.fix is not None:
            yield issue.target_span, issue.fix, issue


def _moved(term: Term, replaced: Span, length: int) -> Term:
    if term.target_span is None or term.target_span[1] <= replaced[0]:
        return term
    shift = length - (replaced[1] - replaced[0])
    start, end = term.target_span
    return replace(term, target_span=(start + shift, end + shift) if start >= replaced[1] else None)
