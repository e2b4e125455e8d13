from __future__ import annotations

from dataclasses import replace

from translator.release import BilingualRelease, Issue
from translator.writing import wording


def test_the_summary_counts_segments_terms_and_what_to_look_at(release: BilingualRelease) -> None:
    parts = wording.counts(release)
    assert [part.en for part in parts] == [
        "7 segments",
        "2 paragraphs kept, not translated",
        "1 not translated yet",
        "1 of 2 terms as the glossary says",
        "2 to look at",
    ]
    assert parts[-1].zh == "2 处需要查看"


def test_the_summary_says_when_a_line_of_the_brief_has_a_fault(release: BilingualRelease) -> None:
    assert release.brief
    fault = Issue("faithful", "warning", "Not in the article.", "原文没有。")
    bullets = tuple(replace(line, issues=(fault,)) for line in release.brief.bullets)
    faulty = replace(release, brief=replace(release.brief, bullets=bullets))
    assert "1 line of the brief to look at" in [part.en for part in wording.counts(faulty)]


def test_the_headline_falls_back_to_the_article_and_then_to_its_name(release: BilingualRelease) -> None:
    assert wording.headline(replace(release, brief=None)) == ("FUAS summit opens", "FUAS峰会开幕")
    article = replace(release.article, blocks=release.article.blocks[1:])
    assert wording.headline(replace(release, article=article, segments=(), brief=None)) == ("summit", "")


def test_warnings_of_article_and_release_are_told_once(release: BilingualRelease) -> None:
    doubled = replace(release, warnings=(*release.article.warnings, *release.warnings))
    assert wording.warnings(doubled) == ("Block 2 has an unbalanced quotation mark.", "Block 6 is not in English.")


def test_boilerplate_is_kept_unless_it_was_translated(release: BilingualRelease) -> None:
    assert [wording.is_kept(release, index) for index in range(6)] == [False, False, False, False, True, True]
    translated = tuple(replace(s, target="译") if s.block == 4 else s for s in release.segments)
    assert not wording.is_kept(replace(release, segments=translated), 4)
