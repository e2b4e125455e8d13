import pytest

from translator.glossary.enforcement import EN_ZH, ZH_EN, Usage, decide, decide_by_hand, is_worth_a_place, measure
from translator.glossary.entries import BOTH_WAYS, TermEntry
from translator.glossary.merging import Correction
from translator.release import ReleaseError


def enforced(entry: TermEntry, en_zh: Usage | None = None, zh_en: Usage | None = None) -> tuple[str, ...]:
    usages = {EN_ZH: {entry.id: en_zh or Usage()}, ZH_EN: {entry.id: zh_en or Usage()}}
    decided, reasons = decide([entry], usages)
    assert (decided[0].enforced != BOTH_WAYS) == (entry.id in reasons)
    return decided[0].enforced


def test_usage_is_counted_in_both_directions() -> None:
    entries = [TermEntry("t1", "stroke", "卒中", variants_zh=("中风",))]
    bitext = [("Strokes kill", "卒中致命"), ("a stroke", "中风"), ("a stroke", "一击"), ("He fell ill", "他患卒中")]
    assert measure(entries, bitext) == {EN_ZH: {"t1": Usage(3, 2)}, ZH_EN: {"t1": Usage(3, 2)}}


def test_translators_can_speak_against_one_direction() -> None:
    assert enforced(TermEntry("t1", "tumor", "肿瘤", "n"), Usage(9, 9), Usage(9, 5)) == ("en-zh",)


def test_one_miss_is_not_enough() -> None:
    assert enforced(TermEntry("t1", "nodule", "结节", "n"), Usage(2, 1), Usage(3, 2)) == BOTH_WAYS


def test_general_words_and_verbs_are_not_forced_unless_translators_do_so() -> None:
    assert enforced(TermEntry("t1", "skin", "皮肤", "n")) == ()
    assert enforced(TermEntry("t1", "skin", "皮肤", "n"), Usage(20, 19)) == ("en-zh",)
    assert enforced(TermEntry("t1", "donate", "捐献", "v")) == ()


def test_names_are_forced() -> None:
    assert enforced(TermEntry("t1", "Chongqing", "重庆", "pn"), Usage(9, 4), Usage(9, 4)) == BOTH_WAYS


def test_a_term_of_one_release_is_forced_towards_chinese_only() -> None:
    assert enforced(TermEntry("t1", "latency period", "潜伏", field="imaging", source="corpus")) == ("en-zh",)
    assert enforced(TermEntry("t1", "latency period", "潜伏", source="corpus", note="in 2 releases")) == BOTH_WAYS


def test_a_general_word_has_a_place_only_when_the_house_gives_it_one() -> None:
    assert is_worth_a_place(TermEntry("", "skin", "皮肤", source="house-a"))
    assert not is_worth_a_place(TermEntry("", "skin", "皮肤", source="corpus"))


def test_a_word_of_one_release_outside_medicine_has_no_place() -> None:
    assert not is_worth_a_place(TermEntry("", "prop", "支柱前锋", field="general-news", source="corpus"))
    assert is_worth_a_place(
        TermEntry("", "prop", "支柱前锋", field="general-news", source="corpus", note="in 2 releases")
    )
    assert is_worth_a_place(TermEntry("", "penalty kick", "罚踢", field="general-news", source="corpus"))


@pytest.mark.parametrize(
    ("value", "directions"), [("yes", BOTH_WAYS), ("no", ()), ("en-zh", ("en-zh",)), ("zh-en", ("zh-en",))]
)
def test_what_is_set_by_hand_wins_and_says_why(value: str, directions: tuple[str, ...]) -> None:
    entries = [TermEntry("t1", "booth", "展位", enforced=("en-zh",)), TermEntry("t2", "stroke", "卒中")]
    decided, reasons = decide_by_hand(
        entries, [Correction("merged", "booth", "展位", "enforced", value, "of a vote too")]
    )
    assert [e.enforced for e in decided] == [directions, BOTH_WAYS]
    assert reasons == {"t1": f"by hand: of a vote too ({value})"}


def test_setting_by_hand_what_is_not_there_is_an_error() -> None:
    with pytest.raises(ReleaseError, match='no entry of "merged" is "booth" "摊位"'):
        decide_by_hand(
            [TermEntry("t1", "booth", "展位")], [Correction("merged", "booth", "摊位", "enforced", "no", "")]
        )
