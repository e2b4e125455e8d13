"""What an editor must look at in a translated segment: one check a file, all of them here in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from translator.checks.identifiers import check_identifiers
from translator.checks.language import check_language
from translator.checks.numbers import check_numbers
from translator.checks.omission import check_omission
from translator.checks.quotes import check_quotes
from translator.checks.repetition import check_repetition
from translator.checks.terms import check_terms
from translator.checks.typography import check_typography
from translator.release import Direction, Issue, Segment, Span, Term

Check = Callable[[Segment, Direction], list[Issue]]

CHECKS: dict[str, Check] = {
    "omission": check_omission,
    "numbers": check_numbers,
    "identifiers": check_identifiers,
    "terms": check_terms,
    "language": check_language,
    "repetition": check_repetition,
    "quotes": check_quotes,
    "typography": check_typography,
}
"""Every check under the name that its issues bear; the order is the order of the issues."""

MENDABLE = frozenset({"numbers", "identifiers", "typography"})
"""The checks whose fixes are certain: applied without asking an editor."""

_COSTS = {"error": 3.0, "warning": 1.0, "note": 0.1}


def check_segment(segment: Segment, direction: Direction) -> tuple[Issue, ...]:
    """The issues of every check; none for a segment without source, only "omission" for one without target.

    A check that raises is not caught here.
    """
    if not segment.source.strip():
        return ()
    names = CHECKS if segment.target.strip() else ("omission",)
    return tuple(issue for name in names for issue in CHECKS[name](segment, direction))


def cost(issues: Iterable[Issue]) -> float:
    """How bad a translation is, to choose between hypotheses: 3 an error, 1 a warning, 0.1 a note."""
    return sum(_COSTS[issue.severity] for issue in issues)


def mend(segment: Segment, direction: Direction) -> Segment:
    """The segment with the certain fixes applied to its target; the same segment where there are none.

    Spans of terms move with the text, and a term that a fix cuts into loses its span. The mended segment keeps only
    issues that no check here raised: the others spoke of the old target.
    """
    issues = check_segment(segment, direction)
    fixes = sorted(
        (
            (issue.target_span, issue.fix)
            for issue in issues
            if issue.check in MENDABLE and issue.target_span is not None and issue.fix is not None
        ),
        reverse=True,
    )
    target, terms, edge = segment.target, segment.terms, len(segment.target)
    for (start, end), fix in fixes:
        if end <= edge:
            target = target[:start] + fix + target[end:]
            terms = tuple(_moved(term, (start, end), len(fix)) for term in terms)
            edge = start
    if target == segment.target:
        return segment
    kept = tuple(issue for issue in segment.issues if issue.check not in CHECKS)
    return replace(segment, target=target, terms=terms, issues=kept)


def _moved(term: Term, replaced: Span, length: int) -> Term:
    if term.target_span is None or term.target_span[1] <= replaced[0]:
        return term
    shift = length - (replaced[1] - replaced[0])
    start, end = term.target_span
    return replace(term, target_span=(start + shift, end + shift) if start >= replaced[1] else None)
