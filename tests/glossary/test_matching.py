from pathlib import Path

from translator.glossary.entries import TermEntry
from translator.glossary.matching import ABBREVIATION, MAIN, ChineseMatcher, EnglishMatcher, Surface, squeeze


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


def test_a_single_chinese_character_is_no_source_term() -> None:
    assert found(chinese("肺", "肺炎"), "肺与肺炎") == ["肺炎"]


def test_nothing_is_found_with_an_empty_glossary() -> None:
    assert found(EnglishMatcher([]), "fever") == found(ChineseMatcher([]), "发热") == []


def test_spans_point_into_the_text() -> None:
    path = Path(__file__).parents[2] / "seeds" / "yangtze-summit-2025.en.txt"
    text = path.read_text(encoding="utf-8")
    assert all(w == "Chongqing" for w in found(english("Chongqing"), text))
    assert len(found(english("Chongqing"), text)) == text.count("Chongqing")
