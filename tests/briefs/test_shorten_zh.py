import pytest

from translator.briefs.shorten_zh import is_clause, shortenings

OPENING = "2026国际神经调控大会（ICNT 2026）5月16日在重庆悦来国际会议中心开幕，来自27个国家和地区的1600余名专家参会。"


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (OPENING, "2026国际神经调控大会5月16日在重庆悦来国际会议中心开幕"),
        (OPENING, "2026国际神经调控大会在重庆开幕"),
        (OPENING, "2026国际神经调控大会开幕"),
        ("4月24日，以“融合创新”为主题的上海内分泌大会在上海召开。", "上海内分泌大会在上海召开"),
        ("在29日举行的论坛上，《诊治共识》在湖南长沙正式发布。", "《诊治共识》在湖南长沙正式发布"),
        ("据悉，二期工程计划于2027年底竣工，届时将增设烧伤中心。", "二期工程计划于2027年底竣工"),
        ("创投人与医生比肩而坐——湾区药物创新论坛于深圳开幕。", "湾区药物创新论坛于深圳开幕"),
        ("医院和企业签署了16项协议，其中一项关于培训。", "医院和企业签署了16项协议"),
    ],
)
def test_whole_clauses_are_left_off(sentence: str, shorter: str) -> None:
    assert shorter in shortenings(sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("该药使女性死亡率下降，但对男性无效。", "该药使女性死亡率下降"),
        ("死亡率下降三分之一，医院表示。", "死亡率下降三分之一"),
        ("数据显示，2018年以来平均时间缩短。", "数据显示"),
        ("在603名转院患者中，14%的动脉已经再通。", "14%的动脉已经再通"),
        ("会议发布数据：今年上半年，货运量增长19%。", "会议发布数据：今年上半年"),
        ("傅开文表示，新院区的启用，是重要举措。", "傅开文表示，新院区的启用"),
        ("2月举办的第九届亚冬会，迎来1270名运动员。", "2月举办的第九届亚冬会"),
        ("若将微小息肉全部切除，费用将增加。", "若将微小息肉全部切除"),
        ("根据9月13日公布的计划，学校将筛查脊柱。", "根据公布的计划，学校将筛查脊柱"),
    ],
)
def test_what_would_change_the_meaning_or_break_the_clause_stays(sentence: str, wrong: str) -> None:
    assert wrong not in shortenings(sentence)


def test_a_part_with_an_unpaired_mark_or_without_predicate_is_no_clause() -> None:
    assert is_clause("论坛在重庆开幕")
    assert not is_clause("论坛在“重庆开幕")
    assert not is_clause("会叠衣服的机器人")
