import pytest

from translator.checks.omission import check_omission
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
LONG = "The summit highlighted focused ultrasound ablation surgery, a technology developed in Chongqing laboratories."


def severities(source: str, target: str, direction: Direction) -> list[str]:
    return [issue.severity for issue in check_omission(Segment("s", 0, source, target), direction)]


def test_a_whole_translation_raises_nothing() -> None:
    chinese = "峰会重点介绍了聚焦超声消融手术，这是重庆的实验室研发的技术。"
    assert severities(LONG, chinese, EN_ZH) == []
    assert severities(chinese, LONG, ZH_EN) == []


@pytest.mark.parametrize("target", ["", "  "])
def test_an_empty_target_is_an_error(target: str) -> None:
    assert severities(LONG, target, EN_ZH) == ["error"]


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        (LONG, LONG, EN_ZH),
        (LONG, LONG.lower().rstrip("."), EN_ZH),
        ("峰会在重庆开幕。", "峰会在重庆开幕", ZH_EN),
        (LONG, "Le sommet a mis en avant la chirurgie par ultrasons focalises.", EN_ZH),
    ],
)
def test_a_source_copied_through_is_an_error(source: str, target: str, direction: Direction) -> None:
    assert severities(source, target, direction) == ["error"]


@pytest.mark.parametrize("source", ["WHO", "ICNT 2026", "Philippe Descamps", "service@ichongqing.info", "2025"])
def test_names_abbreviations_and_addresses_may_stay_as_they_are(source: str) -> None:
    assert severities(source, source, EN_ZH) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("（摄影：罗听雨）", "(Photo by Luo Tingyu)"),
        ("媒体垂询：新闻办公室，电话 023-6300 0000", "Media contact: Press Office, tel. 023-6300 0000"),
        ("供图", "Photo courtesy of the hospital"),
    ],
)
def test_short_lines_may_be_of_any_length(source: str, target: str) -> None:
    assert severities(source, target, ZH_EN) == []
    assert severities(target, source, EN_ZH) == []
