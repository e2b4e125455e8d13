import pytest

from translator.checks import mend
from translator.checks.typography import check_typography
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def mended(target: str, direction: Direction) -> str:
    source = "x" if direction == EN_ZH else "文"
    assert all(i.severity == "note" for i in check_typography(Segment("s", 0, source, target), direction))
    return mend(Segment("s", 0, source, target), direction).target


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("峰会开幕,专家出席", "峰会开幕，专家出席"),
        ("他问:结果如何?", "他问：结果如何？"),
        ("峰会开幕, 专家出席.", "峰会开幕，专家出席。"),
        ("聚焦超声消融手术(简称海扶)", "聚焦超声消融手术（简称海扶）"),
        ('他说:"很好。"', "他说：“很好。”"),
        ("峰会  开幕", "峰会 开幕"),
    ],
)
def test_half_width_marks_in_chinese_become_full_width(target: str, right: str) -> None:
    assert mended(target, EN_ZH) == right


@pytest.mark.parametrize(
    "target", ["比例为1:1.16。", "AI、PD-1, PD-L1等", "峰会（ICNT 2026）开幕。", "重庆6月21日电 峰会开幕"]
)
def test_marks_between_latin_and_digits_stay_in_chinese(target: str) -> None:
    assert mended(target, EN_ZH) == target


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The summit opened，and experts came。", "The summit opened, and experts came."),
        ("Nurses、doctors and others", "Nurses, doctors and others"),
        ("Haifu（FUAS）works", "Haifu (FUAS) works"),
        ("about 43％ of trials", "about 43% of trials"),
        ("1，000 people", "1,000 people"),
        ("The  summit opened .", "The summit opened."),
    ],
)
def test_chinese_marks_in_english_become_english_ones(target: str, right: str) -> None:
    assert mended(target, ZH_EN) == right


def test_good_english_is_left_alone() -> None:
    target = 'On May 16, "Haifu" (FUAS) drew 1,000 experts: "It works," he said -- twice... 3 : 2'
    assert mended(target.replace(" 3 : 2", ""), ZH_EN) == target.replace(" 3 : 2", "")
