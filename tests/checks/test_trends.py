import pytest

from translator.checks.trends import check_trends
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_trends(Segment("s", 0, source, target), direction)


RIGHT = [
    ("Sales rose 46 percent.", "销售额增长46%。"),
    ("Deaths fell by 30 percent.", "死亡人数下降30%。"),
    ("The program cut mortality by 30 percent.", "该项目使死亡率降低30%。"),
    ("Waiting time was 12 days shorter.", "等候时间缩短12天。"),
    ("It was 82 percent, up from 62 percent.", "比例由62%升至82%。"),
    ("Sales rose 46 percent, while costs fell 5 percent.", "销售额增长46%，成本下降5%。"),
    ("Falls were recorded in 30 patients.", "30名患者跌倒。"),
]
REVERSED = [
    ("Sales rose 46 percent.", "销售额下降46%。"),
    ("Deaths fell by 30 percent.", "死亡人数上升30%。"),
    ("The program cut mortality by 30 percent.", "该项目使死亡率提高30%。"),
    ("The share climbed to 91 percent.", "该比例降至91%。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), RIGHT)
def test_a_figure_that_keeps_its_way_raises_nothing(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), REVERSED)
def test_a_reversed_figure_is_an_error(english: str, chinese: str, direction: Direction) -> None:
    (issue,) = issues(english, chinese, direction)
    assert issue.severity == "error"


def test_the_issue_shows_the_words_that_differ() -> None:
    (issue,) = issues("Sales rose 46 percent.", "销售额下降46%。", EN_ZH)
    assert issue.source_span == (6, 10)
    assert issue.target_span == (3, 5)
