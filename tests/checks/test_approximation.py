import pytest

from translator.checks.approximation import check_approximation
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_approximation(Segment("s", 0, source, target), direction)


RIGHT = [
    ("It treated more than 500 patients.", "收治患者500余例。"),
    ("It treated over 320,000 patients.", "收治患者超过32万例。"),
    ("It treated over 320,000 patients.", "收治患者32万多例。"),
    ("At least 40 percent was spent.", "支出不低于40%。"),
    ("No less than 40 percent was spent.", "支出不得低于40%。"),
    ("Survival did not exceed 29 percent.", "生存率不超过29%。"),
    ("It costs less than 300 yuan.", "费用不足300元。"),
    ("Fewer than 50 remain.", "不到50只。"),
    ("It is open to children under 12.", "面向12岁以下儿童。"),
    ("Nearly 90 hospitals joined.", "近90家医院加入。"),
    ("Just under 90 hospitals joined.", "将近90家医院加入。"),
    ("About 90 hospitals joined.", "90家左右医院加入。"),
    ("About 90 hospitals joined.", "90家医院加入。"),
    ("Over the past 10 years it grew.", "近10年来，它不断发展。"),
    ("Over 10 years it grew.", "近10年来，它不断发展。"),
    ("Patients aged 65 and older", "65岁及以上患者"),
    ("Up to 36 centimeters of rain fell.", "降雨量高达36厘米。"),
    ("A trial with 12 participants and many centers", "12项多中心试验"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), RIGHT)
def test_what_keeps_its_side_raises_nothing(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


TURNED = [
    ("It treated more than 500 patients.", "收治患者不足500例。"),
    ("It treated over 320,000 patients.", "收治患者不到32万例。"),
    ("At least 40 percent was spent.", "支出不超过40%。"),
    ("It costs less than 300 yuan.", "费用超过300元。"),
    ("It costs less than 300 yuan.", "费用在300元以上。"),
    ("It is open to children under 12.", "面向12岁以上儿童。"),
    ("No more than 50 may enter.", "至少50人可入场。"),
    ("Survival did not exceed 29 percent.", "生存率超过29%。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), TURNED)
def test_more_against_less_is_an_error(english: str, chinese: str, direction: Direction) -> None:
    (issue,) = issues(english, chinese, direction)
    assert issue.severity == "error"


def test_nearly_against_more_is_a_warning_that_shows_both_words() -> None:
    english, chinese = "Nearly 90 hospitals joined.", "超过90家医院加入。"
    (issue,) = issues(english, chinese, EN_ZH)
    assert issue.severity == "warning"
    assert issue.source_span is not None
    assert issue.target_span is not None
    assert english[slice(*issue.source_span)] == "Nearly 90"
    assert chinese[slice(*issue.target_span)] == "超过90"
