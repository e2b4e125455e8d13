import pytest

from translator.checks.number_order import check_number_order, load_model
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_number_order(Segment("s", 0, source, target), direction)


RIGHT = [
    ("The hospital has 45 nurses and 30 doctors.", "医院有45名护士和30名医生。"),
    ("The hospital has 45 nurses and 30 doctors.", "医院有30名医生和45名护士。"),
    ("It treated 612 patients in 2024.", "2024年收治患者612例。"),
    ("Mortality fell from 12 percent to 7 percent.", "死亡率由12%降至7%。"),
    ("Mortality fell to 7 percent from 12 percent.", "死亡率由12%降至7%。"),
    ("The rate rose from 41 to 66 percent.", "该比率由41%升至66%。"),
    ("Recovery was seen in 29 of 36 patients.", "36例患者中29例康复。"),
    ("Doctors from 12 hospitals treated 85 children.", "12家医院的医生治疗了85名儿童。"),
    ("Sixty beds were added in 14 hospitals.", "14家医院新增60张床位。"),
    ("It lasted 3 days.", "持续3天。"),
    ("It has 5 wards.", "它有5个病区。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), RIGHT)
def test_numbers_in_their_places_raise_nothing(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


SWAPPED = [
    ("The hospital has 45 nurses and 30 doctors.", "医院有30名护士和45名医生。"),
    ("It treated 612 patients over 18 months.", "18例患者在612个月内接受治疗。"),
    ("Mortality fell from 12 percent to 7 percent.", "死亡率由7%降至12%。"),
    ("The rate rose from 41 to 66 percent.", "该比率由66%升至41%。"),
    ("Recovery was seen in 29 of 36 patients.", "29例患者中36例康复。"),
    ("Doctors from 12 hospitals treated 85 children.", "85家医院的医生治疗了12名儿童。"),
    ("More than 300 nurses and about 200 doctors took part.", "200多名护士和约300名医生参加。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), SWAPPED)
def test_swapped_numbers_are_told(english: str, chinese: str, direction: Direction) -> None:
    assert [issue.severity for issue in issues(english, chinese, direction)] in (["error"], ["warning"])


def test_more_than_all_is_an_error() -> None:
    (issue,) = issues("Some 36 of 29 patients recovered.", "36例患者中29例康复。", ZH_EN)
    assert issue.severity == "error"


def test_the_fix_puts_both_numbers_back() -> None:
    target = "85家医院的医生治疗了12名儿童。"
    (issue,) = issues("Doctors from 12 hospitals treated 85 children.", target, EN_ZH)
    assert issue.target_span is not None
    assert issue.fix is not None
    start, end = issue.target_span
    assert target[:start] + issue.fix + target[end:] == "12家医院的医生治疗了85名儿童。"


def test_each_number_is_told_once() -> None:
    english = "It has 45 nurses, 30 doctors and 12 wards in 7 buildings."
    found = issues(english, "它有30名护士、45名医生，7个病区分布在12栋楼。", EN_ZH)
    assert len(found) == 2


def test_a_number_of_another_form_cannot_have_been_swapped() -> None:
    assert issues("It has 30 percent of 45 beds.", "45张床位中占30%。", EN_ZH) == []


def test_what_is_told_as_an_error_is_surer_than_a_warning() -> None:
    model = load_model()
    assert 0 < model.warning < model.error


@pytest.mark.parametrize("text", ["", "3", "3 3 3", "5五½²", "1 of 2 of 3", "10%10％", "\n1,,2\t", "𝟛 and 𝟜"])
def test_no_text_makes_it_raise(text: str) -> None:
    for other in ("", "3 4", "一二三", text):
        assert isinstance(issues(text, other, EN_ZH), list)
        assert isinstance(issues(other, text, ZH_EN), list)
