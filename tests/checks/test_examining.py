from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from translator import checks
from translator.checks.examining import examine, mended, over_document
from translator.embeddings import remembered
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
GOOD = Segment("a", 0, "The hospital treated 120 patients in May.", "5月，医院收治了120名患者。", "human")
BAD = Segment("b", 0, "The hospital treated 120 patients in May.", "5月，医院收治了210名患者。", "human")
KEPT = Segment("c", 1, "By continuing you agree to our use of cookies.")


def test_a_wrong_sentence_has_issues_and_less_quality_than_a_right_one() -> None:
    good, bad, kept = examine([GOOD, BAD, KEPT], EN_ZH)
    assert good.issues == ()
    assert [issue.check for issue in bad.issues] == ["numbers"]
    assert good.quality is not None
    assert bad.quality is not None
    assert 0 <= bad.quality < good.quality <= 1
    assert kept == KEPT


def test_examining_again_changes_nothing_and_keeps_what_others_said() -> None:
    engine = Issue("engine", "error", "The engine failed.", "引擎出错。")
    once = examine([replace(BAD, issues=(engine,)), GOOD], EN_ZH)
    assert engine in once[0].issues
    assert examine(once, EN_ZH) == once


def test_nothing_to_examine_is_no_fault() -> None:
    assert examine([], EN_ZH) == ()
    assert over_document([KEPT], EN_ZH) == (KEPT,)
    assert examine([replace(GOOD, target="")], EN_ZH)[0].issues[0].check == "omission"


def test_a_name_written_in_two_ways_is_seen_over_the_document_only() -> None:
    first = Segment("a", 0, "Amina Okafor opened the forum.", "阿米娜·奥卡福宣布论坛开幕。", "human")
    second = Segment("b", 1, "Amina Okafor thanked the nurses.", "阿米娜·奥卡弗感谢了护士。", "human")
    third = Segment("c", 2, "Amina Okafor left on Friday.", "阿米娜·奥卡福周五离开。", "human")
    assert not any(i.severity == "error" for s in (first, second, third) for i in checks.check_segment(s, EN_ZH))
    found = examine([first, second, third], EN_ZH)
    assert [i for i, s in enumerate(found) if any(x.check == "names" and x.severity != "note" for x in s.issues)] == [1]


def test_the_house_says_how_latin_words_stand_in_chinese() -> None:
    segment = Segment("a", 0, "The WHO praised the hospital.", "WHO 赞扬了这家医院。", "human")
    assert not any(i.check == "style" for i in examine([segment], EN_ZH)[0].issues)
    assert [i.fix for i in examine([segment], EN_ZH, spacing="none")[0].issues if i.check == "style"] == [""]


def test_a_document_check_that_fails_is_told_and_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(segments: Sequence[Segment], direction: Direction) -> list[tuple[int, Issue]]:
        raise ZeroDivisionError("no such place")

    monkeypatch.setitem(checks.DOCUMENT_CHECKS, "broken", broken)
    good, bad = examine([GOOD, BAD], EN_ZH)
    assert [issue.check for issue in good.issues] == ["checks"]
    assert "no such place" in good.issues[0].message
    assert [issue.check for issue in bad.issues] == ["numbers"]


def test_a_mended_segment_has_its_record_and_only_the_issues_that_are_left() -> None:
    found = mended(replace(BAD, target="5月,医院收治了210名患者。"), EN_ZH)
    assert found.target == "5月，医院收治了210名患者。"
    assert [mend.check for mend in found.mends] == ["typography"]
    assert [issue.check for issue in found.issues] == ["numbers"]


def test_the_vector_of_a_text_is_computed_once() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)

    lookup = remembered(embed)
    assert lookup(["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert lookup(["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert asked == ["a", "bb", "ccc"]
