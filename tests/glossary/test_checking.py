import pytest

from translator.glossary.checking import faults, is_traditional
from translator.glossary.entries import TermEntry, entry_id


def entry(en: str, zh: str, **more: tuple[str, ...]) -> TermEntry:
    return TermEntry(entry_id(en, zh), en, zh, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("faulty", "severity", "message"),
    [
        (entry("stroke", ""), "error", "The Chinese is empty"),
        (entry(" ", "卒中"), "error", "The English is empty"),
        (entry("stroke", "卒中 "), "warning", "ends with a space"),
        (entry("stroke 卒中", "卒中"), "error", "holds Chinese"),
        (entry("stroke", "卒中", variants_en=("卒中",)), "error", "holds Chinese"),
        (entry("sinus", "鼻竇"), "warning", "holds 竇, which is traditional"),
        (entry("stroke", "卒中", variants_zh=("腦卒中",)), "warning", "holds 腦"),
        (entry("brain attack", "卒中(中风)"), "warning", "half-width"),
        (entry("stroke", "卒中", forbidden_zh=("打击", "卒中")), "error", '"卒中" is both right and forbidden'),
        (entry("stroke", "卒中", abbr_en=("stroke unit",)), "warning", "longer than"),
        (entry("COVID-19", "新冠", forbidden_en=("Covid-19",)), "warning", "without regard to capitals"),
        (entry("E", "大肠杆菌"), "warning", "single letter"),
        (entry("stomach", "胃"), "note", "single character"),
    ],
)
def test_a_faulty_entry_is_named_in_both_languages(faulty: TermEntry, severity: str, message: str) -> None:
    found = faults([entry("fever", "发热"), faulty])
    assert {(f.index, f.entry) for f in found} == {(1, faulty.id)}
    (fault,) = [f for f in found if message in f.message]
    assert fault.severity == severity
    assert fault.message_zh.endswith("。")


def test_a_sound_entry_has_no_fault() -> None:
    sound = entry(
        "positron emission tomography (PET)",
        "正电子发射断层成像（PET）",
        abbr_en=("PET",),
        forbidden_zh=("正子，造影",),
    )
    assert faults([sound, entry("IL-6", "白细胞介素-6"), entry("stomach", "胃", enforced=("en-zh",))]) == []


def test_an_entry_that_is_there_twice_is_named_once() -> None:
    (fault,) = faults([entry("stroke", "卒中"), entry("fever", "发热"), entry("Stroke", "卒中")])
    assert (fault.index, fault.severity) == (2, "warning")
    assert "twice" in fault.message


def test_one_id_for_two_entries_is_an_error() -> None:
    (fault,) = faults([TermEntry("t1", "stroke", "卒中"), TermEntry("t1", "fever", "发热")])
    assert (fault.index, fault.severity) == (1, "error")


def test_two_translations_that_exclude_each_other_are_a_contradiction() -> None:
    (fault,) = faults([entry("stroke", "卒中"), entry("Stroke", "冲程")])
    assert (fault.index, fault.severity) == (1, "warning")
    assert '"冲程" here and "卒中"' in fault.message


@pytest.mark.parametrize(
    "other",
    [entry("stroke", "中风", variants_zh=("卒中",)), entry("stroke", "冲程", enforced=())],
    ids=["shared form", "not enforced"],
)
def test_translations_that_allow_each_other_are_none(other: TermEntry) -> None:
    assert faults([entry("stroke", "卒中"), other]) == []


def test_two_english_terms_for_a_chinese_one_are_worth_a_note() -> None:
    (fault,) = faults([entry("seasonal flu", "季节性流感"), entry("seasonal influenza", "季节性流感")])
    assert (fault.index, fault.severity) == (1, "note")


def test_what_one_entry_requires_another_may_not_forbid() -> None:
    found = faults([entry("stroke", "卒中"), entry("stroke", "中风", forbidden_zh=("卒中",))])
    assert [(f.index, f.severity) for f in found] == [(0, "error"), (1, "warning")]


def test_thousands_of_entries_of_one_term_are_checked_in_reasonable_time() -> None:
    assert len(faults([entry("stroke", f"卒中{n}型") for n in range(3000)])) < 2000


def test_characters_of_both_scripts_are_not_traditional() -> None:
    assert [c for c in "國際醫學高峰會議踇" if is_traditional(c)] == list("國際醫學會議")
