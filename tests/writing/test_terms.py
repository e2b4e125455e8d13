from __future__ import annotations

from dataclasses import replace

from translator.release import Segment, Term
from translator.writing.terms import TermLine, TermTotals, term_report, term_totals, worst_first

STROKE = Term("t1", "Stroke", (0, 6), "卒中", ("中风",), field="neurology", target_span=(0, 2))


def test_each_entry_has_one_line_with_all_that_became_of_it() -> None:
    segments = (
        Segment("a", 0, "Stroke and stroke", "卒中与卒中", "engine", (STROKE, replace(STROKE, source="stroke"))),
        Segment("b", 0, "Strokes of FUAS", "打击", "engine", (replace(STROKE, source="Strokes", target_span=None),)),
        Segment("c", 0, "Stroke", terms=(replace(STROKE, target_span=None),)),
    )
    assert term_report(segments) == (
        TermLine(
            entry="t1",
            sources=("Stroke", "Strokes"),
            targets=("卒中",),
            field="neurology",
            enforced=True,
            required=3,
            found=2,
            repaired=0,
            missed=1,
            segments=("a", "b", "c"),
            missed_in=("b",),
        ),
    )


def test_a_repaired_term_is_not_counted_as_found() -> None:
    terms = (STROKE, replace(STROKE, repaired=True), replace(STROKE, target_span=None, repaired=True))
    (line,) = term_report([Segment("a", 0, "Stroke stroke stroke", "卒中卒中", "engine", terms)])
    assert (line.required, line.found, line.repaired, line.missed) == (3, 1, 1, 1)


def test_a_term_that_is_not_enforced_is_listed_and_required_nowhere() -> None:
    shown = replace(STROKE, enforced=False, target_span=None)
    (line,) = term_report([Segment("a", 0, "Stroke", "打击", "engine", (shown,))])
    assert (line.enforced, line.required, line.found, line.missed) == (False, 0, 0, 0)


def test_both_targets_of_an_entry_that_has_a_short_form_are_listed_once() -> None:
    full = Term("t2", "focused ultrasound ablation surgery", (0, 35), "聚焦超声消融手术", target_span=(0, 8))
    short = Term("t2", "FUAS", (37, 41), "FUAS", target_span=(9, 13))
    segments = [
        Segment(
            "a", 0, "focused ultrasound ablation surgery (FUAS)", "聚焦超声消融手术（FUAS）", "engine", (full, short)
        ),
        Segment("b", 0, "FUAS", "FUAS", "engine", (replace(short, span=(0, 4), target_span=(0, 4)),)),
    ]
    (line,) = term_report(segments)
    assert line.sources == ("focused ultrasound ablation surgery", "FUAS")
    assert line.targets == ("聚焦超声消融手术", "FUAS")
    assert (line.required, line.found) == (3, 3)
    assert term_report([]) == ()


def test_totals_are_the_sums_over_the_lines() -> None:
    repaired, missed = replace(STROKE, repaired=True), replace(STROKE, entry="t2", target_span=None)
    lines = term_report([Segment("a", 0, "Stroke stroke", "卒中卒中", "engine", (STROKE, repaired, missed))])
    assert term_totals(lines) == TermTotals(required=3, found=1, repaired=1, missed=1)
    assert term_totals(()) == TermTotals(0, 0, 0, 0)


def test_misses_are_shown_first_and_the_rest_keep_their_order() -> None:
    terms = (
        replace(STROKE, entry="shown", enforced=False),
        replace(STROKE, entry="met"),
        replace(STROKE, entry="missed", target_span=None),
        replace(STROKE, entry="met too"),
    )
    lines = worst_first(term_report([Segment("a", 0, "Stroke", "卒中", "engine", terms)]))
    assert [line.entry for line in lines] == ["missed", "met", "met too", "shown"]
