"""What an editor must look at in a translated segment: one check a file, all of them here in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from translator.checks.approximation import check_approximation
from translator.checks.coverage import check_coverage
from translator.checks.identifiers import check_identifiers
from translator.checks.language import check_language
from translator.checks.markup import check_markup
from translator.checks.mending import MENDABLE, with_fixes
from translator.checks.money import check_money
from translator.checks.name_consistency import check_name_consistency
from translator.checks.names import check_names
from translator.checks.negation import check_negation
from translator.checks.number_order import check_number_order
from translator.checks.numbers import check_numbers
from translator.checks.omission import check_omission
from translator.checks.opposites import check_opposites
from translator.checks.quotes import check_quotes, check_quotes_over_segments
from translator.checks.repetition import check_repetition
from translator.checks.script import check_script
from translator.checks.speakers import check_speakers
from translator.checks.terms import check_terms
from translator.checks.trends import check_trends
from translator.checks.typography import check_typography
from translator.checks.units import check_units
from translator.release import Direction, Issue, Segment

__all__ = [
    "CHECKS",
    "DOCUMENT_CHECKS",
    "MENDABLE",
    "check_segment",
    "cost",
    "mend",
    "mended_and_checked",
]

Check = Callable[[Segment, Direction], list[Issue]]

CHECKS: dict[str, Check] = {
    "omission": check_omission,
    "coverage": check_coverage,
    "numbers": check_numbers,
    "number_order": check_number_order,
    "approximation": check_approximation,
    "trends": check_trends,
    "money": check_money,
    "units": check_units,
    "identifiers": check_identifiers,
    "names": check_names,
    "negation": check_negation,
    "opposites": check_opposites,
    "terms": check_terms,
    "markup": check_markup,
    "language": check_language,
    "script": check_script,
    "repetition": check_repetition,
    "quotes": check_quotes,
    "speakers": check_speakers,
    "typography": check_typography,
}
"""Every check under the name that its issues bear; the order is the order of the issues."""

DocumentCheck = Callable[[Sequence[Segment], Direction], list[tuple[int, Issue]]]
"""From the segments of a document to issues, each with the index of its segment."""

DOCUMENT_CHECKS: dict[str, DocumentCheck] = {
    "names": check_name_consistency,
    "quotes": check_quotes_over_segments,
}
"""The checks that need the whole document; their issues come after those of CHECKS."""

MOST_CHARACTERS = 5000
"""A longer "sentence" is a document, for which the checks would take minutes."""
_ROUNDS = 3
_COSTS = {"error": 3.0, "warning": 1.0, "note": 0.1}


def check_segment(segment: Segment, direction: Direction) -> tuple[Issue, ...]:
    """The issues of every check; none for a segment without source, only "omission" for one without target.

    A check that raises is not caught here.
    """
    if not segment.source.strip():
        return ()
    if max(len(segment.source), len(segment.target)) > MOST_CHARACTERS:
        return (*check_omission(segment, direction), _too_long())
    names = CHECKS if segment.target.strip() else ("omission",)
    return tuple(issue for name in names for issue in CHECKS[name](segment, direction))


def _too_long() -> Issue:
    return Issue(
        "checks",
        "warning",
        f"This is no sentence: it has more than {MOST_CHARACTERS:,} characters. Cut it up to have it checked.",
        f"此段超过{MOST_CHARACTERS}字符，不是句子。请断句后再检查。",
    )


def cost(issues: Iterable[Issue]) -> float:
    """How bad a translation is, to choose between hypotheses: 3 an error, 1 a warning, 0.1 a note."""
    return sum(_COSTS[issue.severity] for issue in issues)


def mend(segment: Segment, direction: Direction) -> Segment:
    """The segment with the certain fixes applied to its target; the same segment where there are none.

    The mended segment keeps only issues that no check here raised: the others spoke of the old target.
    """
    return mended_and_checked(segment, direction)[0]


def mended_and_checked(segment: Segment, direction: Direction) -> tuple[Segment, tuple[Issue, ...]]:
    """The segment as `mend` leaves it, and the issues that are left."""
    issues = check_segment(segment, direction)
    # A fix may bring another to light: a mark made full-width stands doubled. What never settles is left to the editor.
    for _ in range(_ROUNDS):
        mended = with_fixes(segment, issues)
        if mended is segment:
            break
        segment = replace(mended, issues=tuple(issue for issue in mended.issues if issue.check not in CHECKS))
        issues = check_segment(segment, direction)
    return segment, issues
