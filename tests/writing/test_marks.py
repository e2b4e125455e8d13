from __future__ import annotations

from translator.release import Issue, Segment, Term
from translator.writing.marks import source_runs, target_runs


def test_runs_give_the_text_back_and_know_what_overlaps() -> None:
    term = Term("t", "cde", (2, 5), "x")
    issue = Issue("c", "error", "", "", (4, 7))
    runs = source_runs(Segment("s", 0, "abcdefgh", terms=(term,), issues=(issue,)))
    assert [run.text for run in runs] == ["ab", "cd", "e", "fg", "h"]
    assert [(bool(run.terms), bool(run.issues)) for run in runs] == [
        (False, False),
        (True, False),
        (True, True),
        (False, True),
        (False, False),
    ]


def test_a_span_outside_the_text_marks_only_what_is_there() -> None:
    issue = Issue("c", "error", "", "", None, (2, 9))
    runs = target_runs(Segment("s", 0, "", "abc", issues=(issue,)))
    assert "".join(run.text for run in runs) == "abc"
