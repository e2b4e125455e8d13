from __future__ import annotations

from dataclasses import replace

from translator.release import Article, BilingualRelease, Block, Issue, Segment
from translator.writing import wording
from translator.writing.terms import term_report


def test_the_summary_counts_segments_and_terms(release: BilingualRelease) -> None:
    parts = wording.counts(release)
    assert [part.en for part in parts] == [
        "7 segments",
        "2 paragraphs kept, not translated",
        "1 stock phrase",
        "1 not translated yet",
        "2 of 3 terms as the glossary says (1 put right)",
    ]
    assert parts[4].zh == "3 处术语中 2 处符合术语表（其中 1 处经修正）"


def test_terms_that_the_engine_had_right_are_not_called_put_right(release: BilingualRelease) -> None:
    segments = tuple(s for s in release.segments if s.id == "a2")
    assert "1 of 2 terms as the glossary says" in [p.en for p in wording.counts(replace(release, segments=segments))]


def test_the_sum_says_what_a_term_without_a_figure_means(release: BilingualRelease) -> None:
    lines = term_report(release.segments)
    meaning = "A term without a figure is not required."
    assert wording.term_sums(lines).en == f"3 terms required: 1 as first written, 1 put right, 1 missed. {meaning}"
    assert meaning not in wording.term_sums([line for line in lines if line.required]).en
    assert wording.term_sums([line for line in lines if not line.required]).en == "No term is required."


def test_a_figure_counts_the_mentions_that_are_right_and_warns_of_a_miss(release: BilingualRelease) -> None:
    figures = {line.sources[0]: wording.as_required(line) for line in term_report(release.segments)}
    assert figures == {"tumours": "1 of 1", "Haifu Knife": "▲ 0 of 1", "Guests": "", "break": "1 of 1"}


def test_the_summary_says_when_a_line_of_the_brief_has_a_fault(release: BilingualRelease) -> None:
    assert release.brief
    fault = Issue("faithful", "warning", "Not in the article.", "原文没有。")
    bullets = tuple(replace(line, issues=(fault,)) for line in release.brief.bullets)
    faulty = replace(release, brief=replace(release.brief, bullets=bullets))
    assert "1 line of the brief to look at" in [part.en for part in wording.counts(faulty)]


def test_a_sentence_in_several_shapes_of_the_brief_is_one_line_to_look_at(brief_release: BilingualRelease) -> None:
    assert wording.counts(brief_release)[-1] == ("1 line of the brief to look at", "简报中 1 行需要查看")


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


def test_a_sentence_without_a_translation_is_named_in_its_paragraph() -> None:
    blocks = (Block("body", "It is new. It is big."),)
    segments = (Segment("a", 0, "It is new."), Segment("b", 0, "It is big.", "很大。", "engine"))
    release = BilingualRelease(Article("text", "en", blocks), "zh", segments)
    assert wording.paragraph(release, 0) == ("It is new. It is big.", "［尚未翻译］很大。")
    nothing = replace(release, segments=(segments[0], replace(segments[1], target="", origin=None)))
    assert wording.paragraph(nothing, 0) == ("It is new. It is big.", "")
