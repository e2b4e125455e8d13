from __future__ import annotations

from dataclasses import replace

import pytest

from translator.release import BilingualRelease, BriefLine, Issue
from translator.writing import wording
from translator.writing.brief import Shape, is_in, new_issues, not_taken, shapes
from translator.writing.wording import Words

NAME = Words("Post", "帖文")


def test_only_the_shapes_that_a_brief_has_are_shown(release: BilingualRelease, brief_release: BilingualRelease) -> None:
    assert [shape.name.en for shape in shapes(release.brief)] == ["Headline", "Summary", "Key points"]
    assert [shape.name.zh for shape in shapes(brief_release.brief)] == ["标题", "导语", "摘要", "要点", "社交媒体"]
    assert shapes(None) == ()


def test_a_length_is_that_of_all_lines_as_a_desk_counts_them() -> None:
    lines = (BriefLine("Summit opens.", "峰会开幕。"), BriefLine("FUAS is safe.", "FUAS安全。"))
    characters = Shape(NAME, lines, "characters")
    assert (characters.length("source", "en"), characters.length("target", "zh")) == ("27 characters", "8 字")
    assert Shape(NAME, lines, "words").length("source", "en") == "5 words"
    assert Shape(NAME, lines[:1], "words").length("target", "en") == "1 word"
    assert Shape(NAME, lines).length("source", "en") == ""
    assert Shape(NAME, (BriefLine("Untranslated."),), "words").length("target", "zh") == ""


def test_what_a_model_wrote_names_it_and_each_segment_once(brief_release: BilingualRelease) -> None:
    number = wording.numbers(brief_release)
    one, other = BriefLine("a", "", ("s4", "s2"), (), "m"), BriefLine("b", "", ("s2", "gone"), (), "n")
    assert Shape(NAME, (one, other, BriefLine("c", "", ("s1",)))).written(number) == (
        "written by a model (m, n); supported by segments 2, 4",
        "由模型（m、n）撰写，依据句段 2、4",
    )
    assert Shape(NAME, (replace(one, cites=("s3",)),)).written(number) == (
        "written by a model (m); supported by segment 3",
        "由模型（m）撰写，依据句段 3",
    )
    assert Shape(NAME, (BriefLine("c", "", ("s1",)),)).written(number) is None


def test_an_issue_is_told_at_the_first_shape_in_which_its_sentence_stands(brief_release: BilingualRelease) -> None:
    assert [len(shape.issues) for shape in shapes(brief_release.brief)] == [0, 0, 1, 0, 0]


def test_an_issue_that_only_a_later_shape_has_is_told_there(brief_release: BilingualRelease) -> None:
    assert brief_release.brief
    long = Issue("length", "warning", "Too long.", "过长。")
    first, *others = brief_release.brief.social
    social = (replace(first, issues=(*first.issues, long)), *others)
    found = shapes(replace(brief_release.brief, social=social))
    assert [[issue.check for issue in shape.issues] for shape in found] == [[], [], ["numbers"], [], ["length"]]


def test_what_the_article_tells_of_a_sentence_is_nothing_new(brief_release: BilingualRelease) -> None:
    assert new_issues(brief_release) == ()
    sound = tuple(replace(segment, issues=()) for segment in brief_release.segments)
    (line,) = new_issues(replace(brief_release, segments=sound))
    assert [issue.check for issue in line.issues] == ["numbers"]


def test_a_sentence_is_in_the_brief_only_with_the_same_translation(brief_release: BilingualRelease) -> None:
    segment = brief_release.segments[2]
    assert is_in(brief_release, segment)
    assert not is_in(brief_release, replace(segment, target="别的译文。"))
    assert not is_in(replace(brief_release, brief=None), segment)


@pytest.mark.parametrize(("count", "english"), [(1, "1 sentence"), (2, "2 sentences")])
def test_sentences_that_were_not_taken_are_counted(brief_release: BilingualRelease, count: int, english: str) -> None:
    assert brief_release.brief
    words = not_taken(replace(brief_release.brief, refused=brief_release.brief.refused[:count]))
    assert words
    assert words.en == f"Not taken: {english} that the article does not bear out"


def test_nothing_is_said_where_everything_was_taken(release: BilingualRelease) -> None:
    assert not_taken(release.brief) is None
    assert not_taken(None) is None
