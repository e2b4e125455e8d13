import pytest

from translator.checks.units import check_units, units
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_units(Segment("s", 0, source, target), direction)


EQUAL = [
    ("The dose is 5 mg.", "剂量为5毫克。"),
    ("The dose is 5 milligrams a day.", "剂量为每天5 mg。"),
    ("A 50-kilogram patient", "体重50公斤的患者"),
    ("A 50-kilogram patient", "体重50千克的患者"),
    ("The lesion measured 3 cm.", "病灶3厘米。"),
    ("It took two and a half years.", "历时两年半。"),
    ("It took 18 months.", "历时18个月。"),
    ("It took six months.", "历时半年。"),
    ("It lasted two weeks.", "持续了14天。"),
    ("The 67-year-old teacher", "67岁的教师"),
    ("It worked for more than 10 years.", "工作了10多年。"),
    ("In 2024 it moved.", "2024年搬迁。"),
    ("From 3 to 5 mg is given.", "给予3至5毫克。"),
    ("The rate rose by 5 percentage points.", "该比率上升5个百分点。"),
    ("Pressure fell by 12 mmHg.", "血压下降12毫米汞柱。"),
    ("It was heated to 42 °C.", "加热至42摄氏度。"),
    ("It is four decades old.", "已有40年历史。"),
    ("Children in grade 5", "5年级学生"),
    ("It costs 612 kroner, up 7.8 percent.", "上涨7.8%，报612克朗。"),
    ("Under-25s in their 50s", "25岁以下和50多岁的人"),
    ("Side effects in the first days faded.", "第1周的不良反应消退。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), EQUAL)
def test_the_same_measure_raises_nothing(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


CHANGED = [
    ("The dose is 5 mg.", "剂量为5克。"),
    ("The lesion measured 3 cm.", "病灶3毫米。"),
    ("It took 18 months.", "历时18年。"),
    ("It took 18 minutes.", "历时18小时。"),
    ("It ran for 11 years and 4 days.", "运行了11个月零4天。"),
    ("Boil it for one minute.", "煮沸1小时。"),
    ("The rate rose by 5 percentage points.", "该比率上升5%。"),
    ("It holds 3 liters.", "容量3毫升。"),
    ("The trail is 20 miles long.", "步道长20公里。"),
    ("From 3 to 5 mg is given.", "给予3至5克。"),
    ("Photo essay: 24 years in 24 frames", "图片故事：24个月，24个瞬间"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), CHANGED)
def test_another_unit_is_an_error(english: str, chinese: str, direction: Direction) -> None:
    assert {issue.severity for issue in issues(english, chinese, direction)} == {"error"}


@pytest.mark.parametrize(
    ("source", "target", "direction", "mended"),
    [
        ("剂量为5毫克。", "The dose is 5 g.", ZH_EN, "The dose is 5 mg."),
        ("历时18分钟。", "It took 18 hours.", ZH_EN, "It took 18 minutes."),
        ("The dose is 5 mg.", "剂量为5克。", EN_ZH, "剂量为5毫克。"),
    ],
)
def test_the_fix_writes_the_sources_unit(source: str, target: str, direction: Direction, mended: str) -> None:
    (issue,) = check_units(Segment("s", 0, source, target), direction)
    assert issue.target_span is not None
    assert issue.fix is not None
    start, end = issue.target_span
    assert target[:start] + issue.fix + target[end:] == mended


def test_a_number_told_twice_is_paired_by_its_unit() -> None:
    assert issues("They gave 5 mg to 5 patients over 5 days.", "5天内给5名患者用药5毫克。", EN_ZH) == []


def test_a_year_of_the_calendar_has_no_unit() -> None:
    assert units("2024年完成手术", "zh") == {}
