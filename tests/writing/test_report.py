from __future__ import annotations

from dataclasses import replace

from translator.release import BilingualRelease, Issue
from translator.writing import report


def test_the_verdict_counts_what_could_need_a_look(release: BilingualRelease) -> None:
    # of seven segments two are boilerplate that was kept
    assert report.verdict(release) == ("2 of 5 sentences need a look", "5 句中有 2 句需要查看")
    one = replace(release, segments=release.segments[:2])
    assert report.verdict(one).en == "1 of 2 sentences needs a look"
    assert report.verdict(replace(release, segments=())).en == "No sentence to check"


def test_notes_alone_need_no_look(release: BilingualRelease) -> None:
    note = Issue("names", "note", "A name.", "人名。")
    calm = tuple(replace(segment, issues=(note,)) for segment in release.segments[:1])
    assert report.verdict(replace(release, segments=calm)).en == "The sentence needs no look"


def test_checks_come_with_the_most_errors_first_and_count_all_releases(release: BilingualRelease) -> None:
    lines = report.by_check(release, release)
    assert [(line.check, line.counts) for line in lines] == [
        ("numbers", (2, 0, 0, 4)),
        ("terms", (0, 2, 0, 0)),
        ("punctuation", (0, 0, 2, 0)),
        ("typography", (0, 0, 0, 2)),
    ]


def test_issues_of_the_brief_are_counted(release: BilingualRelease) -> None:
    assert release.brief
    fault = Issue("negation", "error", "Lost.", "漏译。")
    headline = replace(release.brief.headline, issues=(fault,))
    lines = report.by_check(replace(release, brief=replace(release.brief, headline=headline)))
    assert {line.check: line.errors for line in lines} == {"negation": 1, "numbers": 1} | dict.fromkeys(
        ("terms", "punctuation", "typography"), 0
    )


def test_a_fault_in_the_article_and_in_three_shapes_of_the_brief_is_counted_once(
    brief_release: BilingualRelease,
) -> None:
    assert [(line.check, line.counts) for line in report.by_check(brief_release)] == [("numbers", (1, 0, 0, 0))]


def test_a_fault_of_the_brief_alone_is_counted_once_for_all_its_shapes(brief_release: BilingualRelease) -> None:
    sound = tuple(replace(segment, issues=()) for segment in brief_release.segments)
    (line,) = report.by_check(replace(brief_release, segments=sound))
    assert (line.check, line.errors) == ("numbers", 1)


def test_a_check_without_a_name_goes_by_its_own(release: BilingualRelease) -> None:
    assert report.check_name("new") == ("new", "new")


def test_grave_issues_have_the_errors_first() -> None:
    found = tuple(Issue("c", severity, "m", "说明") for severity in ("note", "warning", "error", "warning"))
    assert [issue.severity for issue in report.grave(found)] == ["error", "warning", "warning"]
