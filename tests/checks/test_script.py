import pytest

from translator.checks.script import check_script, simplified
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def test_traditional_characters_are_warnings_run_by_run_with_their_simplified_form() -> None:
    target = "峰會在重慶開幕，專家出席。"
    issues = check_script(Segment("s", 0, "The summit opened.", target), EN_ZH)
    assert [(i.severity, target[slice(*(i.target_span or (0, 0)))], i.fix) for i in issues] == [
        ("warning", "會", "会"),
        ("warning", "慶開", "庆开"),
        ("warning", "專", "专"),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "峰会在重庆开幕，专家出席。",
        "乾隆年间，她著书立说，一目瞭然。",  # characters of both scripts
        "毕昇、陶喆与昇腾芯片",  # names that simplified text writes so
        "台积电（台積電）发布《臺灣文選》",  # a name as its owner writes it, and a title
    ],
)
def test_simplified_text_and_names_as_they_are_written_raise_nothing(target: str) -> None:
    assert check_script(Segment("s", 0, "x", target), EN_ZH) == []


def test_what_the_source_writes_so_may_stay_and_english_is_not_looked_at() -> None:
    assert check_script(Segment("s", 0, "The sign reads 開放.", "招牌上写着開放。"), EN_ZH) == []
    assert check_script(Segment("s", 0, "峰会", "The 峰會 opened."), ZH_EN) == []


def test_a_character_with_two_simplified_forms_has_no_fix() -> None:
    assert simplified("畫") is None
    assert simplified("開發") == "开发"
    (issue,) = check_script(Segment("s", 0, "a plan", "計畫"), EN_ZH)
    assert issue.fix is None
