"""Text cut into runs, so that terms and issues that overlap can be marked in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.release import Issue, Segment, Span, Term


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in which the same terms and issues hold from its first to its last character."""

    text: str
    terms: tuple[Term, ...] = ()
    issues: tuple[Issue, ...] = ()


def source_runs(segment: Segment) -> tuple[Run, ...]:
    """The segment's source, cut where a term or an issue begins or ends."""
    return cut_runs(
        segment.source,
        [(term.span, term) for term in segment.terms],
        [(issue.source_span, issue) for issue in segment.issues if issue.source_span],
    )


def target_runs(segment: Segment) -> tuple[Run, ...]:
    """The segment's target, cut where a term's translation or an issue begins or ends."""
    return cut_runs(
        segment.target,
        [(term.target_span, term) for term in segment.terms if term.target_span],
        [(issue.target_span, issue) for issue in segment.issues if issue.target_span],
    )


def cut_runs(
    text: str, terms: Sequence[tuple[Span, Term]] = (), issues: Sequence[tuple[Span, Issue]] = ()
) -> tuple[Run, ...]:
    """The text as runs; joined they give it back. A part of a span outside the text marks nothing."""
    edges = {0, len(text)}
    for (start, end), _ in [*terms, *issues]:
        edges |= {min(max(start, 0), len(text)), min(max(end, 0), len(text))}
    cuts = sorted(edges)
    return tuple(
        Run(
            text[start:end],
            tuple(term for span, term in terms if _covers(span, start, end)),
            tuple(issue for span, issue in issues if _covers(span, start, end)),
        )
        for start, end in pairwise(cuts)
    )


def _covers(span: Span, start: int, end: int) -> bool:
    return span[0] <= start and end <= span[1]
