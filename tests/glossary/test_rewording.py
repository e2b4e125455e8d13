import pytest

from translator.glossary.rewording import is_inflection, reworded
from translator.release import Language


def changed(text: str, found: str, form: str, required: str, language: Language = "en") -> str | None:
    start = text.index(found)
    result = reworded(text, (start, start + len(found)), form, required, language)
    return result and text[: result[0][0]] + result[1] + text[result[0][1] :]


@pytest.mark.parametrize(
    ("text", "found", "form", "required", "expected"),
    [
        ("Two doctors came", "doctors", "doctor", "physician", "Two physicians came"),
        ("a hundred doctors", "doctors", "doctor", "biopsy", "a hundred biopsies"),
        ("the tumours are", "tumours", "tumor", "bacterium", "the bacteria are"),
        ("the tumour is", "tumour", "tumor", "neoplasm", "the neoplasm is"),
        ("An elderly doctor", "doctor", "doctor", "physician", "An elderly physician"),
        ("A doctor is", "doctor", "doctor", "anesthesiologist", "An anesthesiologist is"),
        ("after an operation", "operation", "operation", "surgery", "after a surgery"),
        ("a heart attack", "heart attack", "heart attack", "infarction", "an infarction"),
        (
            "High blood pressure is",
            "High blood pressure",
            "high blood pressure",
            "arterial strain",
            "Arterial strain is",
        ),
        (
            "High Blood Pressure: A",
            "High Blood Pressure",
            "high blood pressure",
            "strain of veins",
            "Strain of Veins: A",
        ),
        ("the doctor", "doctor", "doctor", "Haifu Knife", "the Haifu Knife"),
    ],
)
def test_english_words_keep_number_capitals_and_article(
    text: str, found: str, form: str, required: str, expected: str
) -> None:
    assert changed(text, found, form, required) == expected


@pytest.mark.parametrize(
    ("text", "found", "form", "required"),
    [
        ("a doctor-led team", "doctor", "doctor", "physician"),
        ("the Doctor Forum", "Doctor", "doctor", "physician"),
        ('the "doctor first" rule', "doctor", "doctor", "physician"),
        ("they were screened", "screened", "screening", "mass test"),
        ("two heart attacks", "heart attacks", "heart attack", "infarction"),
        ("two scans", "scans", "scan", "MRI"),
        ("a doctor", "doctor", "doctor", "uncle"),
        ("a doctor", "doctor", "doctor", "MRI"),
    ],
)
def test_what_english_grammar_leaves_open_is_not_sure(text: str, found: str, form: str, required: str) -> None:
    assert changed(text, found, form, required) is None


def test_a_chinese_word_is_replaced_where_no_longer_word_stands_over_it() -> None:
    assert changed("治疗中风患者", "中风", "中风", "卒中", "zh") == "治疗卒中患者"
    assert changed("属于中风险人群", "中风", "中风", "卒中", "zh") is None
    assert changed("使用“中风1-2-0”口诀", "中风", "中风", "卒中", "zh") is None
    assert changed("他说：“中风之后，要快。”", "中风", "中风", "卒中", "zh") == "他说：“卒中之后，要快。”"


def test_number_and_spelling_are_inflection_and_derivation_is_not() -> None:
    assert is_inflection("Tumours", "tumor")
    assert not is_inflection("doctoral", "doctor")
