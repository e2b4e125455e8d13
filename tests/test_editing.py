"""What a person changes in a release, with the checks run anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest

from translator import ReleaseError, Settings, steps
from translator.drafts import Desk
from translator.editing import Editor, TermOffer, _Vectors, term_offers
from translator.embeddings import load_embed
from translator.glossary import Glossary
from translator.memory import StockPhrases
from translator.release import (
    Article,
    BilingualRelease,
    Block,
    Brief,
    BriefLine,
    Direction,
    Issue,
    Match,
    Mend,
    Segment,
    Term,
)

CORPUS = Path(__file__).parents[1] / "models" / "press-270m" / "corpus" / "cardiology-critical-care.jsonl"
EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="module")
def editor() -> Editor:
    return Editor(Settings())


@pytest.fixture(scope="module")
def summit(editor: Editor) -> BilingualRelease:
    """A release of the corpus as a machine might have made it, with a notice and a brief of its sentences."""
    record = json.loads(CORPUS.read_text(encoding="utf-8").splitlines()[0])
    pairs = [tuple(record["headline"]), *map(tuple, record["segments"][:9])]
    blocks = [Block("headline", pairs[0][0]), *(Block("body", source) for source, _ in pairs[1:])]
    segments = [
        Segment(f"s{number}", number, source, target, "engine", score=-0.5)
        for number, (source, target) in enumerate(pairs)
    ]
    notice = Segment("notice", len(blocks), "We use cookies.")
    article = Article("summit", "en", (*blocks, Block("boilerplate", notice.source)), dateline="BOSTON, April 9 —")
    lines = [BriefLine(*pairs[number], (f"s{number}",)) for number in range(10)]
    opening = BriefLine(pairs[1][0].partition(" — ")[2], pairs[1][1].partition("电 ")[2], ("s1",))
    short = BriefLine("Hyperkalemia and low blood pressure were the reasons", "原因是高钾血症和低血压", ("s7",))
    unstopped = BriefLine(lines[2].source.rstrip("."), lines[2].target.rstrip("。"), ("s2",))
    brief = Brief(lines[0], (opening, lines[6]), (lines[3], short, unstopped), "by hand", lines[6])
    return editor.rechecked(BilingualRelease(article, "zh", (*segments, notice), brief))


def row(release: BilingualRelease, id: str) -> Segment:
    (found,) = [segment for segment in release.segments if segment.id == id]
    return found


def checks(segment: Segment | BriefLine) -> set[str]:
    return {issue.check for issue in segment.issues}


def others(release: BilingualRelease, id: str) -> list[Segment]:
    return [segment for segment in release.segments if segment.id != id]


def with_row(release: BilingualRelease, id: str, **changes: Any) -> BilingualRelease:
    return replace(release, segments=tuple(replace(s, **changes) if s.id == id else s for s in release.segments))


def test_an_edit_is_a_persons_and_what_was_of_the_machine_goes(editor: Editor, summit: BilingualRelease) -> None:
    match = Match("fuzzy", 0.9, "About 2,600 nurses came.", "约2600名护士到会。")
    mend = Mend("numbers", "2 became 3.", "2误作3。", "3", "2")
    before = with_row(summit, "s2", mends=(mend,), matches=(match,), approved=True)
    after = row(
        editor.edited(before, "s2", " " + row(before, "s2").target.replace("报名参会", "报名参加") + "\n"), "s2"
    )
    assert after.target == row(before, "s2").target.replace("报名参会", "报名参加")
    assert (after.origin, after.score, after.mends, after.approved) == ("human", None, (), False)
    assert after.matches == (match,)
    assert after.quality is not None
    assert after.terms
    for term in after.terms:
        if term.target_span:
            assert after.target[slice(*term.target_span)] in (term.target, *term.accepted)


def test_a_wrong_number_is_told_at_once_and_gone_when_it_is_put_right(editor: Editor, summit: BilingualRelease) -> None:
    right = row(summit, "s2").target
    assert "numbers" not in checks(row(summit, "s2"))
    wrong = editor.edited(summit, "s2", right.replace("2600", "2900"))
    assert [i.severity for i in row(wrong, "s2").issues if i.check == "numbers"] == ["error"]
    assert others(wrong, "s2") == others(summit, "s2")
    back = editor.edited(wrong, "s2", right)
    assert "numbers" not in checks(row(back, "s2"))
    assert row(back, "s2").origin == "human"
    assert row(back, "s2").quality > row(wrong, "s2").quality  # type: ignore[operator]


def test_a_fix_is_put_in_the_place_that_its_issue_names(editor: Editor, summit: BilingualRelease) -> None:
    right = row(summit, "s7").target
    wrong = editor.edited(summit, "s7", right.replace("，", ","))
    places = [i for i, issue in enumerate(row(wrong, "s7").issues) if issue.fix == "，"]
    assert places
    fixed = editor.fixed(wrong, "s7", places[0])
    assert row(fixed, "s7").target == right
    assert "typography" not in checks(row(fixed, "s7"))
    with pytest.raises(ReleaseError, match="no issue 99"):
        editor.fixed(wrong, "s7", 99)


def test_what_has_no_sure_fix_must_be_changed_by_hand(editor: Editor, summit: BilingualRelease) -> None:
    doubt = Issue("coverage", "warning", "Something is left out.", "似有漏译。")
    with pytest.raises(ReleaseError, match=r"Something is left out\. Change the translation by hand"):
        editor.fixed(with_row(summit, "s2", issues=(doubt,)), "s2", 0)


def test_what_the_engine_failed_at_is_no_failure_once_a_person_translates_it(
    editor: Editor, summit: BilingualRelease
) -> None:
    failure = Issue("engine", "error", "The engine failed on this sentence.", "引擎未能翻译此句。")
    failed = with_row(summit, "s5", target="", issues=(failure,))
    assert checks(row(editor.rechecked(failed), "s5")) == {"engine"}
    assert row(editor.edited(failed, "s5", row(summit, "s5").target), "s5").issues == row(summit, "s5").issues


def test_exchanged_translations_are_told_of_both_and_of_neither_when_both_are_right(
    editor: Editor, summit: BilingualRelease
) -> None:
    first, second = row(summit, "s3").target, row(summit, "s5").target
    half = editor.edited(summit, "s3", second)
    both = editor.edited(half, "s5", first)
    assert "meaning" in checks(row(both, "s3")) & checks(row(both, "s5"))
    right = editor.edited(editor.edited(both, "s3", first), "s5", second)
    assert [s.issues for s in right.segments] == [s.issues for s in summit.segments]


def test_a_translation_can_be_taken_away_and_a_notice_is_kept_then(editor: Editor, summit: BilingualRelease) -> None:
    empty = row(editor.edited(summit, "s4", "  "), "s4")
    assert (empty.target, empty.origin, checks(empty), empty.quality) == ("", "human", {"omission"}, None)
    translated = editor.edited(summit, "notice", "本站使用Cookie。")
    assert row(translated, "notice").origin == "human"
    kept = row(editor.edited(translated, "notice", ""), "notice")
    assert (kept.target, kept.origin, kept.issues) == ("", None, ())


def test_a_translation_stays_on_one_line_and_without_what_cannot_be_seen(
    editor: Editor, summit: BilingualRelease
) -> None:
    assert row(editor.edited(summit, "s9", "“不再问要不要用，\n\n而是问\u200b多快。”\r\n"), "s9").target == (
        "“不再问要不要用，而是问多快。”"
    )


def test_the_same_text_changes_nothing(editor: Editor, summit: BilingualRelease) -> None:
    approved = editor.approved(summit, "s2")
    assert editor.edited(approved, "s2", f"{row(summit, 's2').target} ") is approved


def test_approval_is_of_a_translation_as_it_stands(editor: Editor, summit: BilingualRelease) -> None:
    approved = editor.approved(summit, "s2")
    assert [s.id for s in approved.segments if s.approved] == ["s2"]
    assert row(approved, "s2").origin == "engine"
    assert row(editor.rechecked(approved), "s2").approved
    assert editor.approved(approved, "s2", False) == summit
    assert not row(editor.edited(approved, "s2", "约2600人参会。"), "s2").approved
    with pytest.raises(ReleaseError, match="no translation to approve"):
        editor.approved(summit, "notice")


@pytest.mark.parametrize("change", ["edited", "fixed", "approved"])
def test_a_sentence_that_is_not_there_is_told(editor: Editor, summit: BilingualRelease, change: str) -> None:
    argument = {"edited": "文", "fixed": 0, "approved": True}[change]
    with pytest.raises(ReleaseError, match='no sentence "s99"'):
        getattr(editor, change)(summit, "s99", argument)


def test_a_new_glossary_is_seen_and_changes_no_translation(
    editor: Editor, summit: BilingualRelease, tmp_path: Path
) -> None:
    house = tmp_path / "house.csv"
    house.write_text("heart failure,心衰\n", encoding="utf-8")
    own = Editor(Settings(), Glossary.load([house], builtin=False))
    own._embed = editor._embed
    again = own.rechecked(summit)
    assert [s.target for s in again.segments] == [s.target for s in summit.segments]
    missing = [s.id for s in again.segments for t in s.terms if t.target == "心衰" and t.target_span is None]
    assert "s3" in missing
    assert "terms" in checks(row(again, "s3"))
    assert not [issue for issue in row(summit, "s3").issues if "心衰" in issue.message]
    (line,) = [line for line in again.brief.lines if line.source == row(again, "s3").source]  # type: ignore[union-attr]
    assert line.issues == row(again, "s3").issues


def test_the_checks_anew_say_what_the_pipelines_steps_said(editor: Editor, summit: BilingualRelease) -> None:
    embed, name = load_embed()
    engine: Any = None  # none of these steps translates
    desk = Desk(
        engine, EN_ZH, editor._glossary, StockPhrases.builtin(), embed, name, Settings(), lambda *told: None, embed
    )
    exchanged = with_row(with_row(summit, "s3", target=row(summit, "s5").target), "s5", target=row(summit, "s3").target)
    for wrong in (("，", ","), ("26", "62"), ("心力衰竭", "心脏衰弱")):
        faulty = [replace(s, target=s.target.replace(*wrong)) for s in exchanged.segments]
        exchanged = replace(exchanged, segments=tuple(faulty))
    made = steps.preflight(steps.consistency(steps.checks(steps.glossary(exchanged, desk), desk), desk), desk)
    assert {"numbers", "terms", "meaning"} <= {issue.check for s in made.segments for issue in s.issues}
    assert any(s.mends for s in made.segments)
    assert editor.rechecked(replace(made, brief=None)) == replace(made, brief=None)


def lengths(texts: Sequence[str]) -> Any:
    """Vectors that take no time."""
    return numpy.array([[len(text), 0] for text in texts], numpy.float32)


def test_an_edit_embeds_what_is_new_in_it_alone(editor: Editor, summit: BilingualRelease) -> None:
    asked: list[str] = []

    def counted(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return lengths(texts)

    own = Editor(Settings(), Glossary([]))
    own._embed = _Vectors(counted)
    own.warm(summit)
    asked.clear()
    own.edited(summit, "s2", "约2600人参会。")
    assert asked == ["约2600人参会。"]


def test_in_a_long_release_the_other_rows_keep_what_was_said_of_their_meaning(
    editor: Editor, summit: BilingualRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translator import editing

    doubted = editor.edited(summit, "s3", row(summit, "s5").target)
    doubt = [issue for issue in row(doubted, "s3").issues if issue.check == "meaning"]
    assert doubt
    monkeypatch.setattr(editing, "MOST_COMPARED", 5)
    later = editor.edited(doubted, "s2", "约2600人参会。")
    assert [issue for issue in row(later, "s3").issues if issue.check == "meaning"] == doubt
    assert "meaning" not in checks(row(editor.edited(later, "s3", row(summit, "s3").target), "s3"))


def test_vectors_are_those_of_the_embedding_and_the_oldest_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator import editing

    monkeypatch.setattr(editing, "_KEPT", 3)
    vectors = _Vectors(lengths)
    assert vectors(["a", "bb", "a", "ccc", "dddd"])[:, 0].tolist() == [1, 2, 1, 3, 4]
    assert list(vectors._known) == ["bb", "ccc", "dddd"]


def test_many_threads_may_edit(editor: Editor, summit: BilingualRelease) -> None:
    targets = [f"约{number}人参会。" for number in range(2600, 2608)]
    alone = [editor.edited(summit, "s2", target) for target in targets]
    fresh = Editor(Settings(), editor._glossary)
    fresh._embed = editor._embed
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda target: fresh.edited(summit, "s2", target), targets)) == alone


def test_of_threads_that_need_the_same_vectors_one_computes_them() -> None:
    asked: list[str] = []

    def counted(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return lengths(texts)

    vectors, texts = _Vectors(counted), [str(number) for number in range(100)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(vectors, [texts] * 8))
    assert sorted(asked) == sorted(texts)
    assert all(numpy.array_equal(one, lengths(texts)) for one in found)


# the brief


def lines(release: BilingualRelease) -> tuple[BriefLine, ...]:
    assert release.brief
    return release.brief.lines


def test_lines_that_carried_the_old_translation_carry_the_new_one(editor: Editor, summit: BilingualRelease) -> None:
    new = row(summit, "s6").target.replace("18340", "18430")
    edited = editor.edited(summit, "s6", new)
    carried = [n for n, line in enumerate(lines(summit)) if line.target == row(summit, "s6").target]
    assert carried == [1, 3]
    for number in carried:
        assert lines(edited)[number].target == new
        assert set(row(edited, "s6").issues) <= set(lines(edited)[number].issues)
    assert "numbers" in checks(lines(edited)[1])
    assert [line for n, line in enumerate(lines(edited)) if n not in carried] == [
        line for n, line in enumerate(lines(summit)) if n not in carried
    ]


def test_a_line_without_the_dateline_or_the_stop_follows_without_it(editor: Editor, summit: BilingualRelease) -> None:
    dated = editor.edited(summit, "s1", row(summit, "s1").target.replace("在此间开幕", "在此间揭幕"))
    assert lines(dated)[2].target == lines(summit)[2].target.replace("在此间开幕", "在此间揭幕")
    unstopped = editor.edited(summit, "s2", "约2600人参会。")
    assert lines(unstopped)[6].target == "约2600人参会"


def test_a_line_that_only_rests_on_the_sentence_gets_one_note(editor: Editor, summit: BilingualRelease) -> None:
    edited = editor.edited(editor.edited(summit, "s7", "原因是高血钾。"), "s7", "原因是高钾血症。")
    assert lines(edited)[5].target == lines(summit)[5].target
    (note,) = [issue for issue in lines(edited)[5].issues if issue not in lines(summit)[5].issues]
    assert (note.check, note.severity) == ("brief", "note")


def test_a_line_without_a_translation_gets_that_of_its_sentence(editor: Editor, summit: BilingualRelease) -> None:
    assert summit.brief
    unstopped = replace(summit.brief.bullets[2], target="", issues=())
    bare = replace(summit, brief=replace(summit.brief, bullets=(*summit.brief.bullets[:2], unstopped)))
    assert lines(editor.edited(bare, "s2", "约2600人参会。"))[6].target == "约2600人参会"
    assert lines(editor.edited(bare, "s3", "有所不同。"))[6].target == ""


def test_what_the_article_does_not_bear_out_is_still_told_when_a_line_follows_an_edit(
    editor: Editor, summit: BilingualRelease
) -> None:
    doubted = editor.rewritten(summit, 4, "source", lines(summit)[4].source.rstrip(".") + " and 4777 guests came.")
    (doubt,) = [issue for issue in lines(doubted)[4].issues if issue.check == "faithfulness"]
    cited = next(s for s in doubted.segments if s.target == lines(doubted)[4].target)
    assert cited.id in lines(doubted)[4].cites
    edited = editor.edited(doubted, cited.id, "有所不同。")
    assert lines(edited)[4].target == "有所不同。"
    assert doubt in lines(edited)[4].issues


def test_a_line_of_the_brief_is_checked_as_it_is_rewritten(editor: Editor, summit: BilingualRelease) -> None:
    long = editor.rewritten(summit, 0, "target", "波士顿心力衰竭峰会开幕" * 3)
    (count,) = [issue for issue in lines(long)[0].issues if issue.check == "length"]
    assert "33" in count.message
    assert "28" in count.message
    assert lines(long)[1:] == lines(summit)[1:]
    assert long.segments == summit.segments
    short = editor.rewritten(long, 0, "target", "波士顿心力衰竭峰会开幕")
    assert "length" not in checks(lines(short)[0])


def test_a_shape_of_several_lines_is_counted_as_a_whole(editor: Editor, summit: BilingualRelease) -> None:
    long = editor.rewritten(summit, 2, "target", "峰会9日在此间开幕，" * 20)
    assert "length" in checks(lines(long)[3])
    assert "length" not in checks(lines(long)[2])
    assert "length" not in checks(lines(editor.rewritten(long, 2, "target", "峰会开幕。"))[3])


def test_a_figure_that_the_article_does_not_say_is_told_and_citations_follow(
    editor: Editor, summit: BilingualRelease
) -> None:
    wrong = lines(editor.rewritten(summit, 0, "source", "Summit draws 3,900 cardiologists from 41 countries"))[0]
    (doubt,) = [issue for issue in wrong.issues if issue.check == "faithfulness"]
    assert "3,900" in doubt.message
    assert doubt.source_span
    assert "3,900" in wrong.source[slice(*doubt.source_span)]
    written = replace(summit, brief=replace(summit.brief, headline=replace(lines(summit)[0], writer="scribe")))  # type: ignore[type-var]
    right = editor.rewritten(written, 0, "source", "About 2,600 cardiologists and nurses from 41 countries registered")
    assert "faithfulness" not in checks(lines(right)[0])
    assert lines(right)[0].cites[0] == "s2"
    assert lines(right)[0].writer == ""
    kept = editor.rewritten(replace(summit, brief=replace(summit.brief, headline=wrong)), 0, "target", "峰会开幕")  # type: ignore[type-var]
    assert doubt in lines(kept)[0].issues


def test_a_line_that_is_not_there_or_empty_is_told(editor: Editor, summit: BilingualRelease) -> None:
    with pytest.raises(ReleaseError, match="no line 7"):
        editor.rewritten(summit, 7, "target", "文")
    with pytest.raises(ReleaseError, match="cannot be empty"):
        editor.rewritten(summit, 0, "source", " ")
    with pytest.raises(ReleaseError, match="no line 0"):
        editor.rewritten(replace(summit, brief=None), 0, "target", "文")
    assert lines(editor.rewritten(summit, 0, "target", ""))[0].target == ""


# what an edit offers to the glossary


def segment(source: str, target: str, *terms: Term) -> Segment:
    glossary = Glossary([])
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in target) else "en"
    located = (replace(t, target_span=glossary.locate(t, target, language)) for t in terms)  # type: ignore[arg-type]
    return Segment("s", 0, source, target, "human", tuple(located))


def term(source: str, words: str, target: str, accepted: tuple[str, ...] = (), enforced: bool = True) -> Term:
    start = source.index(words)
    return Term("t1", words, (start, start + len(words)), target, accepted, enforced=enforced)


def offered(source: str, before: str, after: str, *terms: Term, direction: Direction = EN_ZH) -> list[tuple[str, ...]]:
    found = term_offers(segment(source, before, *terms), segment(source, after, *terms), direction)
    return [(offer.en, offer.zh, offer.replaces) for offer in found]


OPENED = "The hospital opened a stroke center in June."
CENTER = term(OPENED, "stroke center", "中风中心", ("卒中诊疗中心",))


@pytest.mark.parametrize(
    ("after", "offer"),
    [
        ("该院6月启用卒中中心。", "卒中中心"),
        ("该院6月启用了卒中中心。", "卒中中心"),
        ("6月，该院启用脑血管病中心。", "脑血管病中心"),
        ("该院6月启用卒中诊疗中心。", None),  # another right form
        ("该院6月启用新的中风中心。", None),  # the term is still there
        ("该院六月启用中风中心。", None),  # an edit elsewhere
        ("一家专治脑血管疾病的机构于6月成立。", None),  # written anew
        ("该院6月启用。", None),  # taken away
        ("该院6月启用中心。", None),  # a part of it is left
        ("该院6月启用stroke center。", None),  # not Chinese
    ],
)
def test_other_words_in_the_place_of_a_term_are_offered(after: str, offer: str | None) -> None:
    expected = [("stroke center", offer, "中风中心")] if offer else []
    assert offered(OPENED, "该院6月启用中风中心。", after, CENTER) == expected


@pytest.mark.parametrize(
    ("after", "offer"),
    [
        ("A stroke unit opened in June.", "stroke unit"),
        ("The stroke unit opened in June.", "stroke unit"),
        ("Stroke centers opened in June.", None),
        ("A center for strokes, and more, opened in June.", None),
    ],
)
def test_english_words_are_offered_without_articles_and_capitals_of_a_beginning(after: str, offer: str | None) -> None:
    source = "6月，卒中中心启用。"
    expected = [(offer, "卒中中心", "stroke center")] if offer else []
    asked = term(source, "卒中中心", "stroke center")
    assert offered(source, "A stroke center opened in June.", after, asked, direction=ZH_EN) == expected


def test_a_possessive_is_no_part_of_a_term() -> None:
    source = "卒中中心的大门6月开启。"
    asked = term(source, "卒中中心", "stroke center")
    before, after = "The stroke center's doors opened in June.", "The brain clinic's doors opened in June."
    assert offered(source, before, after, asked, direction=ZH_EN) == [("brain clinic", "卒中中心", "stroke center")]


def test_where_a_required_term_was_missing_the_one_change_is_offered() -> None:
    missing = "该院6月启用脑中枢。"
    assert offered(OPENED, missing, "该院6月启用卒中单元。", CENTER) == [("stroke center", "卒中单元", "中风中心")]
    # the rest of the required words stands there already
    assert offered(OPENED, "该院6月启用头部中心。", "该院6月启用卒中中心。", CENTER) == [
        ("stroke center", "卒中中心", "中风中心")
    ]
    other = replace(term(OPENED, "hospital", "医院"), entry="t2")
    assert offered(OPENED, missing, "该院6月启用卒中单元。", CENTER, other) == []


def test_a_general_word_is_offered_only_where_nothing_else_changed() -> None:
    general = replace(CENTER, enforced=False)
    assert offered(OPENED, "该院6月启用中风中心。", "该院6月启用卒中中心。", general)
    assert not offered(OPENED, "该院6月启用中风中心。", "该院6月开设卒中中心。", general)


def test_a_plural_is_offered_as_the_glossary_has_it(editor: Editor, tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("stroke center,中风中心\n", encoding="utf-8")
    own = Editor(Settings(glossaries=(str(house),), builtin_glossary=False))
    source = "Stroke centers opened in June."
    article = Article("a", "en", (Block("body", source),))
    release = own.rechecked(BilingualRelease(article, "zh", (Segment("s", 0, source, "中风中心6月启用。", "engine"),)))
    after = own.edited(release, "s", "卒中中心6月启用。")
    assert own.offers(release.segments[0], after.segments[0], EN_ZH) == (
        TermOffer("stroke center", "卒中中心", "中风中心"),
    )
