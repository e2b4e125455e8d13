"""Looks through the segments of a document: every check, the quality estimate, and what needs the whole of it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from translator.checks import CHECKS, DOCUMENT_CHECKS, DocumentCheck, check_segment, mended_and_checked
from translator.checks.house_style import Spacing, check_house_style
from translator.checks.meaning import check_meaning
from translator.checks.quality import estimate
from translator.embeddings import Embed
from translator.release import Direction, Issue, Segment
from translator.waiting import pause

_LONG = 400
"""From so many segments on, other processes are worth their start (a second)."""
_CHUNK = 50


def examine(
    segments: Sequence[Segment],
    direction: Direction,
    embed: Embed | None = None,
    spacing: Spacing = "as most",
    workers: int = 1,
) -> tuple[Segment, ...]:
    """The segments with the issues of all checks and their quality; their targets stay as they are.

    Terms must have been located (Term.target_span). Segments without an origin are passed over. Issues that no check
    here raises are kept.
    embed: None leaves out the comparison of meaning; spacing: see check_house_style
    workers: processes among which a long document is shared out; for programs whose main module can be imported
    """
    if workers > 1 and len(segments) >= _LONG:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Spawned, since a program with threads must not be forked. The checks leave no cycles behind to collect.
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=gc.disable) as pool:
            checked = list(pool.map(partial(_examined, direction=direction), segments, chunksize=_CHUNK))
    else:
        checked = [_examined(segment, direction) for segment in segments]
    return over_document(checked, direction, embed, spacing)


def _examined(segment: Segment, direction: Direction) -> Segment:
    pause()
    if not segment.origin:
        return segment
    return estimated(replace(segment, issues=(*others(segment), *checked(segment, direction))), direction)


def estimated(segment: Segment, direction: Direction) -> Segment:
    """The segment, whose issues are found, with its quality; unchanged without an origin or a target."""
    if not segment.origin or not segment.target.strip():
        return segment
    return replace(segment, quality=estimate(segment, direction))


def mended(segment: Segment, direction: Direction) -> Segment:
    """The segment with sure fixes applied to its target, recorded in its mends, and the issues that are left."""
    try:
        segment, issues = mended_and_checked(segment, direction)
    except Exception as error:  # see checked
        return replace(segment, issues=(_failure(error),))
    return replace(segment, issues=(*others(segment), *issues))


def over_document(
    segments: Sequence[Segment], direction: Direction, embed: Embed | None = None, spacing: Spacing = "as most"
) -> tuple[Segment, ...]:
    """The segments with what only the whole document shows added to the issues that they have.

    Segments without an origin or a target are passed over. Run it once, at the end.
    """
    checks: list[DocumentCheck] = [*DOCUMENT_CHECKS.values(), partial(check_house_style, spacing=spacing)]
    if embed:
        checks.append(partial(check_meaning, embed=embed))
    places = [i for i, segment in enumerate(segments) if segment.origin and segment.target.strip()]
    chosen, result = [segments[i] for i in places], list(segments)
    for check in checks if chosen else ():
        try:
            found = check(chosen, direction)
        except Exception as error:  # see checked
            found = [(0, _failure(error))]
        for number, issue in found:
            i = places[number]
            result[i] = replace(result[i], issues=(*result[i].issues, issue))
    return tuple(result)


def others(segment: Segment) -> tuple[Issue, ...]:
    """The issues of a segment that no check here raised, of one segment or of the document."""
    ours = {*CHECKS, *DOCUMENT_CHECKS, "style", "meaning", "checks"}
    return tuple(issue for issue in segment.issues if issue.check not in ours)


def checked(segment: Segment, direction: Direction) -> tuple[Issue, ...]:
    """The issues of every check of one segment, whose terms must have been located."""
    try:
        return check_segment(segment, direction)
    except Exception as error:  # a check that fails on one sentence must not cost the document; the editor is told
        return (_failure(error),)


def _failure(error: Exception) -> Issue:
    return Issue(
        "checks",
        "warning",
        f"The checks failed on this sentence ({error}). Look at it yourself.",
        f"检查未能完成（{error}），请人工核对此句。",
    )
