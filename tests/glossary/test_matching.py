from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.glossary.english import exact, fold, tokenize
from translator.glossary.entries import TermEntry
from translator.glossary.matching import (
    ABBREVIATION,
    MAIN,
    ChineseMatcher,
    EnglishMatcher,
    Surface,
    english_keys,
    squeeze,
)


def english(*texts: str, pos: str = "n", rank: int = MAIN) -> EnglishMatcher:
    return EnglishMatcher([[Surface(TermEntry(t, t, "词", pos), t, rank) for t in texts]])


def chinese(*texts: str, guards: tuple[str, ...] = ()) -> ChineseMatcher:
    return ChineseMatcher([[Surface(TermEntry(t, "word", t), t, MAIN) for t in texts]], guards)


def found(matcher: EnglishMatcher | ChineseMatcher, text: str) -> list[str]:
    return [text[m.start : m.end] for m in matcher.find(text)]


def test_the_longest_term_is_found_and_none_overlap() -> None:
    matcher = english("ultrasound", "focused ultrasound", "focused ultrasound ablation", "ablation surgery")
    assert found(matcher, "Focused ultrasound ablation surgery and ultrasound") == [
        "Focused ultrasound ablation",
        "ultrasound",
    ]
    assert found(chinese("聚焦超声", "聚焦超声消融手术", "手术"), "聚焦超声消融手术与手术") == [
        "聚焦超声消融手术",
        "手术",
    ]


def test_any_inflection_is_found_without_the_possessive() -> None:
    matcher = english("uterine fibroid", "metastasis", "Chongqing")
    assert found(matcher, "Chongqing's uterine fibroids; metastases") == ["Chongqing", "uterine fibroids", "metastases"]


def test_a_verb_is_found_in_its_forms_and_a_noun_is_not() -> None:
    assert found(english("donate", pos="v"), "He donates, donated, is donating") == ["donates", "donated", "donating"]
    assert found(english("screening"), "She was screened in a screening") == ["screening"]


def test_a_hyphen_may_be_missing() -> None:
    text = "non-invasive, noninvasive and non invasive"
    assert (
        found(english("noninvasive"), text)
        == found(english("non-invasive"), text)
        == text.replace(" and", ",").split(", ")
    )
    assert found(english("PD-1"), "PD1 and PD-1") == ["PD1", "PD-1"]
    assert found(english("start-up", "X-ray"), "startups, start-ups, xray") == ["startups", "start-ups", "xray"]


def test_words_that_punctuation_parts_are_no_term() -> None:
    assert found(english("type 2 diabetes"), "Of type 2, diabetes is a type; type 2 diabetes") == ["type 2 diabetes"]


def test_acronyms_never_meet_words() -> None:
    matcher = english("AIDS", "US", "WHO")
    assert found(matcher, "Those who have hearing aids told us. Who aids them?") == []
    assert found(matcher, "WHO and the U.S. fight AIDS") == ["WHO", "U.S.", "AIDS"]
    assert found(english("OR", rank=ABBREVIATION), "now or never in the OR") == ["OR"]


def test_a_long_acronym_may_be_written_small() -> None:
    assert found(english("COVID-19"), "Covid-19 and COVID-19") == ["Covid-19", "COVID-19"]


def test_a_headline_in_capitals_is_read() -> None:
    matcher = english("focused ultrasound", "Chongqing")
    assert found(matcher, "FOCUSED ULTRASOUND SUMMIT OPENS IN CHONGQING") == ["FOCUSED ULTRASOUND", "CHONGQING"]


def test_in_a_headline_in_capitals_an_acronym_and_a_word_are_told_apart_by_their_term() -> None:
    matcher = english("AIDS", "hearing aid", "aid station")
    assert found(matcher, "AIDS EXPERTS OFFER HEARING AIDS") == ["AIDS", "HEARING AIDS"]
    assert found(matcher, "Hearing aids at an aid station for AIDS") == [
        "Hearing aids",
        "aid station",
        "AIDS",
    ]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("start-up", "start-ups"),
        ("neuromuscular warm-up", "neuromuscular warm-ups"),
        ("healthcare security bureau", "healthcare security bureaus"),
        ("dried chili", "dried chilies"),
        ("patient rights", "patients' rights"),
        ("genetic counseling", "Genetic counselling"),
        ("airway maneuver", "airway manoeuvres"),
    ],
)
def test_plurals_and_british_spellings_are_found(term: str, text: str) -> None:
    assert found(english(term), text) == [text]


def test_a_preposition_that_stands_apart_makes_no_compound() -> None:
    matcher = english("overweight", "over the counter", "by-pass")
    assert found(matcher, "a by pass") == ["by pass"]
    assert found(matcher, "bullying over weight, an over-weight child") == ["over-weight"]
    assert found(matcher, "sold over the counter") == ["over the counter"]


def test_a_family_name_is_no_term() -> None:
    matcher = english("qi")
    assert found(matcher, "Dr Qi Lanxin spoke of qi") == ["qi"]
    assert found(matcher, "Qi flows") == ["Qi"]


def test_a_proper_name_needs_its_capitals() -> None:
    assert found(english("Union Hospital", pos="pn"), "a union hospital and Union Hospital") == ["Union Hospital"]


def test_spaces_width_and_quotation_marks_make_no_difference_in_chinese() -> None:
    text = "１ 型糖尿病与“一带一路”倡议"
    assert found(chinese("1型糖尿病", "一带一路倡议"), text) == ["１ 型糖尿病", "“一带一路”倡议"]
    assert squeeze("用 CT 检查")[0] == "用CT检查"


def test_a_number_or_latin_word_is_not_cut() -> None:
    assert found(chinese("1型糖尿病", "CT检查"), "11型糖尿病，PCT检查") == []


def test_a_longer_word_guards_a_term_inside_it() -> None:
    matcher = chinese("人参", "妇科学", "研究中心", guards=("人参加", "学会", "中心"))
    assert found(matcher, "三百人参加妇科学会") == []
    assert found(matcher, "人参与研究中心") == ["人参", "研究中心"]


def test_a_run_of_words_stands_for_the_shorter_guards_in_it() -> None:
    guards = ("学会", "学|会议", "中风险", "卒中|风险", "术|中心")
    matcher = chinese("核医学", "妇科学", "卒中", "中风", "日间手术", "术中", guards=guards)
    assert found(matcher, "核医学会议，妇科学会") == ["核医学"]
    assert found(matcher, "卒中风险与中风险") == ["卒中"]
    assert found(matcher, "日间手术中心，术中") == ["日间手术", "术中"]


def test_a_guard_that_is_a_term_is_found_itself() -> None:
    assert found(chinese("胰岛", "胰岛素", guards=("胰岛素",)), "胰岛素与胰岛") == ["胰岛素", "胰岛"]


def test_a_quotation_mark_without_its_fellow_parts_a_term() -> None:
    assert found(chinese("过失"), "不过‘失联’是过失") == ["过失"]


def test_a_code_in_latin_letters_is_found_in_chinese_text() -> None:
    matcher = chinese("PCR", "ICD-11", "word")
    assert found(matcher, "400份PCR检测，ICD-11编码，RT-PCRs，word") == ["PCR", "ICD-11"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aAdDsSiI's ’-–.,12é"), max_size=40), st.data())
def test_english_matches_are_in_order_apart_and_fold_to_their_surface(text: str, data: st.DataObject) -> None:
    terms = data.draw(st.lists(st.text(alphabet="aAdDsSiI -", min_size=1, max_size=8), max_size=6))
    matches = english(*terms).find(text)
    assert all(before.end <= after.start for before, after in pairwise(matches))
    for match in matches:
        words = [{fold(t.text), exact(t.text), t.text.upper()} for t in tokenize(text[match.start : match.end])]
        assert all(set(product(*words)) & set(english_keys(surface)) for surface in match.surfaces)


@settings(deadline=None)
@given(st.text(alphabet="甲乙丙 “”‘’《》A1（", max_size=30), st.data())
def test_chinese_matches_are_in_order_apart_and_fold_to_their_surface(text: str, data: st.DataObject) -> None:
    words = st.lists(st.text(alphabet="甲乙丙“”A1", min_size=1, max_size=4), max_size=6)
    guards = data.draw(st.lists(st.text(alphabet="甲乙丙|", min_size=1, max_size=4), max_size=3))
    matches = chinese(*data.draw(words), guards=tuple(guards)).find(text)
    assert all(before.end <= after.start for before, after in pairwise(matches))
    for match in matches:
        assert {squeeze(s.text)[0] for s in match.surfaces} == {squeeze(text[match.start : match.end])[0]}


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for matcher in (english("non-invasive", "AIDS", "fever"), chinese("发热", "“一带一路”倡议", guards=("学|会",))):
        assert all(0 <= m.start < m.end <= len(text) for m in matcher.find(text))


def test_a_single_chinese_character_is_no_source_term() -> None:
    assert found(chinese("肺", "肺炎"), "肺与肺炎") == ["肺炎"]


def test_nothing_is_found_with_an_empty_glossary() -> None:
    assert found(EnglishMatcher([]), "fever") == found(ChineseMatcher([]), "发热") == []


def test_spans_point_into_the_text() -> None:
    path = Path(__file__).parents[2] / "seeds" / "yangtze-summit-2025.en.txt"
    text = path.read_text(encoding="utf-8")
    assert all(w == "Chongqing" for w in found(english("Chongqing"), text))
    assert len(found(english("Chongqing"), text)) == text.count("Chongqing")
