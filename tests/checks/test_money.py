import pytest

from translator.checks.money import check_money, currencies
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def issues(english: str, chinese: str, direction: Direction) -> list[Issue]:
    source, target = (english, chinese) if direction == EN_ZH else (chinese, english)
    return check_money(Segment("s", 0, source, target), direction)


EQUAL = [
    ("The fund holds 1.2 billion yuan.", "基金规模12亿元。"),
    ("The fund holds RMB 1.2 billion.", "基金规模12亿元人民币。"),
    ("The fund holds RMB1.2 billion.", "基金规模为人民币12亿元。"),
    ("The device costs $4,500.", "该设备售价4500美元。"),
    ("The device costs US$4,500.", "该设备售价4500美元。"),
    ("The device costs $4,500 in Sydney.", "该设备在悉尼售价4500澳元。"),
    ("It costs HK$300.", "费用为300港元。"),
    ("They raised 20 million euros.", "他们筹集了2000多万欧元。"),
    ("They raised €20 million.", "他们筹集了2000万欧元。"),
    ("A ticket costs £12.", "门票12英镑。"),
    ("The parcel weighs 12 pounds.", "包裹重12磅。"),
    ("It costs 2 to 3 million yuan.", "需要200万至300万元。"),
    ("It costs RMB 5-10 million.", "费用为500万至1000万元。"),
    ("It costs 980 Swiss francs.", "售价980瑞士法郎。"),
    ("Deals reached 740 million dollars, up from 615 million.", "成交额7.4亿美元，高于此前的6.15亿美元。"),
    ("In 2019 won by a hair, in 2020 lost.", "2019年险胜，2020年落败。"),
    ("Sales came to 5 billion won.", "销售额为50亿韩元。"),
    ("The prize is 300,000 Kenyan shillings.", "奖金为30万肯尼亚先令。"),
    ("It has 12 components.", "它有12元件。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), EQUAL)
def test_the_same_currency_raises_nothing(english: str, chinese: str, direction: Direction) -> None:
    assert issues(english, chinese, direction) == []


CHANGED = [
    ("The fund holds 1.2 billion yuan.", "基金规模12亿美元。"),
    ("The device costs $4,500.", "该设备售价4500元。"),
    ("They raised €20 million.", "他们筹集了2000万英镑。"),
    ("It costs HK$300.", "费用为300元。"),
    ("It costs 900 yen.", "费用为900韩元。"),
    ("It costs 980 Swiss francs.", "售价980瑞典克朗。"),
    ("It costs 2 to 3 million yuan.", "需要200万至300万日元。"),
]


@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
@pytest.mark.parametrize(("english", "chinese"), CHANGED)
def test_another_currency_is_an_error(english: str, chinese: str, direction: Direction) -> None:
    assert {issue.severity for issue in issues(english, chinese, direction)} == {"error"}


def test_a_lost_currency_is_a_warning_at_its_amount() -> None:
    (issue,) = issues("The fund holds 1.2 billion yuan.", "基金规模12亿。", EN_ZH)
    assert issue.severity == "warning"
    assert issue.source_span is not None
    assert "The fund holds 1.2 billion yuan."[slice(*issue.source_span)] == "1.2 billion yuan"


def test_a_gained_currency_is_a_warning() -> None:
    (issue,) = issues("The fund holds 1.2 billion.", "基金规模12亿元。", EN_ZH)
    assert issue.severity == "warning"


@pytest.mark.parametrize(
    ("source", "target", "direction", "mended"),
    [
        ("它值12亿元。", "It is worth 1.2 billion dollars.", ZH_EN, "It is worth 1.2 billion yuan."),
        ("它值12亿欧元。", "It is worth 1.2 billion dollars.", ZH_EN, "It is worth 1.2 billion euros."),
        ("It costs 900 yen.", "费用为900元。", EN_ZH, "费用为900日元。"),
    ],
)
def test_the_fix_writes_the_sources_currency(source: str, target: str, direction: Direction, mended: str) -> None:
    (issue,) = check_money(Segment("s", 0, source, target), direction)
    assert issue.target_span is not None
    assert issue.fix is not None
    start, end = issue.target_span
    assert target[:start] + issue.fix + target[end:] == mended


def test_an_ambiguous_sign_has_no_fix() -> None:
    (issue,) = issues("The device costs $4,500.", "该设备售价4500元。", EN_ZH)
    assert issue.fix is None


def test_a_bare_dollar_sign_may_be_any_dollar() -> None:
    (currency,) = currencies("It costs $5 a day.", "en").values()
    assert {"USD", "HKD", "AUD"} <= currency.codes
    assert "CNY" not in currency.codes
