import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _preflight.kinds import KINDS
from _preflight.planting import Case, Planted, plant, plantings
from _quality.bitext import EN_ZH, ZH_EN, Pair

from translator.release import Direction

# A small release in which every kind has a place.
RELEASE = (
    (
        "SUZHOU, April 18 -- The summit opened on Friday, April 18, 2025, at Fudan University in Suzhou, drawing more "
        "than 4,600 doctors and 29 exhibitors.",
        "苏州4月18日电 峰会2025年4月18日星期五在苏州复旦大学开幕，4600多名医生和29家参展商参会。",
    ),
    (
        '"The answer is not simple," said Gu Yanqiu, a surgeon from Suzhou. "We have learned to wait."',
        "“答案并不简单，”苏州的外科医生顾砚秋说，“我们学会了等待。”她的报告长达一个多小时。",
    ),
    (
        "The median time fell from 52 minutes to 33 minutes, while deaths rose from 3.1 percent to 8.7 percent, which "
        "surprised the researchers.",
        "中位时间由52分钟缩短至33分钟，死亡率则由3.1%上升到8.7%，这一结果令研究人员十分意外。",
    ),
    (
        "The alliance will invest 240 million yuan over three years to equip twelve counties with clinics (CARE), and "
        "the fund has been approved; it was opened by Camille Lefevre.",
        "联盟三年内将投入2.4亿元，为十二个县建设门诊（CARE），基金已获批准；卡米耶·勒费弗尔为其揭牌。",
    ),
    (
        "No side effects were seen in patients with stroke who received general anesthesia. "
        "They are well and can go home.",
        "接受全身麻醉的卒中患者未出现副作用。他们目前情况都很好，可以回家（随访中）。",
    ),
)


def cases(*texts: tuple[str, str], direction: Direction) -> list[Case]:
    side = 0 if direction.source == "en" else 1
    release = tuple(Pair(f"r/{n}", n, "r", t[side], t[1 - side]) for n, t in enumerate(texts, 1))
    return [Case(pair, direction, release) for pair in release]


def every_planting(name: str, *texts: tuple[str, str], direction: Direction) -> list[Planted]:
    kind = next(kind for kind in KINDS if kind.name == name)
    return plantings(kind, cases(*texts, direction=direction), 1000)


def targets(name: str, english: str, chinese: str, direction: Direction) -> set[str]:
    """Every text that a kind makes of one pair."""
    return {planted.target for planted in every_planting(name, (english, chinese), direction=direction)}


# Kinds of marks that only one of the languages has, and terms, which need the glossary.
ONE_WAY = {
    "half-width comma": EN_ZH,
    "half-width mark": EN_ZH,
    "half-width brackets": EN_ZH,
    "Chinese mark in English": ZH_EN,
    "space before a mark": ZH_EN,
    "no space after a comma": ZH_EN,
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("direction", [EN_ZH, ZH_EN], ids=str)
def test_every_kind_changes_what_it_says_and_nothing_else(kind, direction):
    if ONE_WAY.get(kind.name, direction) != direction or kind.name == "term replaced":
        return
    found = plantings(kind, cases(*RELEASE, direction=direction), 1000)
    assert found
    for p in found:
        assert p.correct[p.place : p.place + len(p.before)] == p.before
        assert p.target == p.correct[: p.place] + p.after + p.correct[p.place + len(p.before) :]
        assert p.target != p.correct
        if kind.group != "identifiers":
            assert (p.source, p.correct) == (p.case.source, p.case.target)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_same_seed_plants_the_same_errors(kind):
    found = cases(*RELEASE, direction=ZH_EN)
    assert plantings(kind, found, 50) == plantings(kind, found, 50)
    one, two = (plant(kind, found[0], random.Random(3)) for _ in range(2))
    assert one == two


def test_a_segment_has_its_second_error_after_every_segment_has_its_first():
    texts = [("It has 25 beds and 37 nurses.", "设25张床位、37名护士。"), ("It has 48 rooms.", "设48间病房。")]
    found = every_planting("digit changed", *texts, direction=EN_ZH)
    assert len(found) == 3
    assert {p.case.pair.id for p in found[:2]} == {"r/1", "r/2"}


EXACT = [
    ("万, 亿, million lost", ZH_EN, "It cost 240 million yuan.", "耗资2.4亿元。", {"It cost 240 yuan."}),
    ("万, 亿, million lost", EN_ZH, "It cost 240 million yuan.", "耗资2.4亿元。", {"耗资2.4元。"}),
    ("万, 亿, million wrong", EN_ZH, "It cost 240 million yuan.", "耗资2.4亿元。", {"耗资2.4万元。"}),
    (
        "numbers swapped",
        EN_ZH,
        "The time fell from 52 to 33 minutes.",
        "时间由52分钟降至33分钟。",
        {"时间由33分钟降至52分钟。"},
    ),
    ("number dropped", ZH_EN, "They train 400 nurses here.", "这里培训400名护士。", {"They train nurses here."}),
    ("number dropped", EN_ZH, "They train 400 nurses here.", "这里培训400名护士。", {"这里培训护士。"}),
    ("negation removed", ZH_EN, "It does not carry risk.", "它不会带来风险。", {"It carries risk."}),
    ("negation removed", ZH_EN, "The drug did not help.", "该药未能奏效。", {"The drug helped."}),
    ("negation removed", ZH_EN, "They found no difference.", "未发现差异。", {"They found a difference."}),
    ("negation removed", ZH_EN, "He can't go home.", "他不能回家。", {"He can go home."}),
    ("negation removed", EN_ZH, "They found no difference.", "未发现差异。", {"发现差异。"}),
    ("negation added", ZH_EN, "The ward was closed.", "病房已关闭。", {"The ward was not closed."}),
    ("antonym", ZH_EN, "The number increased.", "人数增加。", {"The number decreased."}),
    ("antonym", EN_ZH, "The number increased.", "人数增加。", {"人数减少。"}),
    (
        "clause dropped",
        ZH_EN,
        "The new ward for children opened to patients in spring, although the roof was still missing.",
        "病房于春季启用，尽管屋顶尚未完工。",
        {"The new ward for children opened to patients in spring."},
    ),
    (
        "clause dropped",
        EN_ZH,
        "The ward opened this spring, and the patients moved in at once.",
        "新病房今年春季正式启用，患者随即全部搬了进去。",
        {"新病房今年春季正式启用。"},
    ),
    ("quote unclosed", EN_ZH, '"Good," he said.', "“好。”他说。", {"“好。他说。"}),
    ("quote unopened", ZH_EN, '"Good," he said.', "“好。”他说。", {'Good," he said.'}),
    ("half-width comma", EN_ZH, "First, it rained.", "起初，下了雨。", {"起初,下了雨。"}),
    ("final mark dropped", EN_ZH, "It rained.", "下雨了。", {"下雨了"}),
    ("space before a mark", ZH_EN, "It rained.", "下雨了。", {"It rained ."}),
    ("no space after a comma", ZH_EN, "It rained, he said.", "他说下雨了。", {"It rained,he said."}),
    ("Chinese mark in English", ZH_EN, "It rained.", "下雨了。", {"It rained。"}),
    ("doubled mark", ZH_EN, "It rained.", "下雨了。", {"It rained.."}),
    ("sentence repeated", EN_ZH, "It rained.", "下雨了。", {"下雨了。下雨了。"}),
    (
        "name dropped",
        ZH_EN,
        "It works, said Gu Yanqiu, a surgeon from Suzhou.",
        "苏州的外科医生顾砚秋说，这很管用。",
        {"It works, said a surgeon from Suzhou."},
    ),
    (
        "name dropped",
        EN_ZH,
        "It works, said Gu Yanqiu, a surgeon from Suzhou.",
        "苏州的外科医生顾砚秋说，这很管用。",
        {"苏州的外科医生说，这很管用。"},
    ),
]


@pytest.mark.parametrize(("name", "direction", "english", "chinese", "expected"), EXACT)
def test_what_is_left_is_a_sentence(name, direction, english, chinese, expected):
    assert targets(name, english, chinese, direction) == expected


NOTHING = [
    ("negation removed", ZH_EN, "It helped not only patients but nurses.", "它不仅帮了患者，也帮了护士。"),
    ("negation removed", EN_ZH, "It helped not only patients but nurses.", "它不仅帮了患者，也帮了护士。"),
    ("negation removed", EN_ZH, "Is it safe or not?", "这到底能不能用？"),
    ("negation added", ZH_EN, "Nobody was harmed.", "无人受伤。"),
    ("day shifted", EN_ZH, "It opened on Wednesday.", "峰会27日开幕。"),
    ("weekday shifted", ZH_EN, "It opened on Wednesday.", "峰会27日开幕。"),
    ("month shifted", ZH_EN, "It opened in June.", "峰会本月开幕。"),
    ("place changed", ZH_EN, "It opened in Wuhan.", "峰会在江城开幕。"),
    ("surname changed", ZH_EN, "She left, Gu Yanqiu said.", "她说她走了。"),
    ("digit changed", ZH_EN, "It is a 3D print of COVID-19.", "这是新冠病毒的3D打印件。"),
    ("number dropped", EN_ZH, "It has 25 beds and 25 nurses.", "设25张床、25名护士。"),
    ("numbers swapped", ZH_EN, "It takes 5 to 10 minutes.", "需要5至10分钟。"),
    ("numbers swapped", EN_ZH, "It takes 5 to 10 minutes.", "需要5至10分钟。"),
    ("number word changed", EN_ZH, "They live in Sichuan.", "他们住在四川。"),
    ("sentence dropped", ZH_EN, "It rained all day in the city.", "城里下了一整天雨。"),
    ("clause dropped", ZH_EN, "If it rains, the ward will be closed at once.", "如果下雨，病房就会立即关闭。"),
    (
        "clause dropped",
        EN_ZH,
        "If it rains, the ward will be closed at once.",
        "如果今天下大雨，病房就会立即全部关闭。",
    ),
    ("quote unclosed", EN_ZH, '"Good, he said.', "“好，他说。"),
]


@pytest.mark.parametrize(("name", "direction", "english", "chinese"), NOTHING)
def test_nothing_is_planted_where_it_would_not_be_wrong_or_not_be_known(name, direction, english, chinese):
    assert targets(name, english, chinese, direction) == set()


def test_a_shifted_date_exists():
    found = every_planting("month shifted", ("It ends on Jan. 31.", "会议1月31日闭幕。"), direction=EN_ZH)
    assert found
    for seed in range(20):
        kind = next(kind for kind in KINDS if kind.name == "month shifted")
        case = cases(("It ends on Jan. 31.", "会议1月31日闭幕。"), direction=ZH_EN)[0]
        planted = plant(kind, case, random.Random(seed))
        assert planted
        assert planted.after.rstrip(".") in ("Oct", "Dec", "March")


def test_an_identifier_is_put_into_both_sides_and_is_wrong_in_one():
    for planted in every_planting("DOI changed", ("It rained.", "下雨了。"), direction=ZH_EN):
        assert planted.before in planted.source
        assert planted.before in planted.correct
        assert planted.before not in planted.target
        assert planted.source.startswith("下雨了。")


def test_a_person_gets_a_name_of_the_same_origin():
    text = ("It works, said Camille Lefevre.", "卡米耶·勒费弗尔说，这很管用。")
    (chinese,) = every_planting("surname changed", text, direction=EN_ZH)
    assert chinese.before == "勒费弗尔"
    (english,) = every_planting("surname changed", text, direction=ZH_EN)
    assert english.before == "Lefevre"
    text = ("It works, said Gu Yanqiu.", "顾砚秋说，这很管用。")
    (chinese,) = every_planting("given name changed", text, direction=EN_ZH)
    assert (chinese.before, len(chinese.after)) == ("砚秋", 2)


def test_a_term_becomes_another_of_the_article_with_the_same_head():
    listed = (("磁共振成像", "magnetic resonance imaging"), ("热成像", "thermal imaging"), ("卒中", "stroke"))
    pair = Pair("r/1", 1, "r", "她做了热成像检查。", "She had a thermal imaging scan.", listed=listed)
    kind = next(kind for kind in KINDS if kind.name == "term replaced")
    planted = plant(kind, Case(pair, ZH_EN, (pair,)), random.Random(1))
    assert planted
    assert planted.target == "She had a magnetic resonance imaging scan."


def test_a_sentence_added_comes_from_the_same_release():
    texts = [
        ("It rained all day in the city.", "城里下了一整天雨，街上没有人。"),
        ("Nobody came to the ward.", "没有人来过病房，护士们都很闲。"),
    ]
    found = every_planting("sentence added", *texts, direction=EN_ZH)
    assert {p.target for p in found} == {texts[0][1] + texts[1][1], texts[1][1] + texts[0][1]}


def test_an_institution_becomes_another_of_its_kind_or_moves_to_another_place():
    text = ("She works at Harbin Medical University.", "她在哈尔滨医科大学工作。")
    found = every_planting("institution changed", text, direction=ZH_EN)
    whole = [p.after for p in found if p.before == "Harbin Medical University"]
    place = [p.after for p in found if p.before == "Harbin"]
    assert len(whole) == len(place) == 1
    assert "University" in whole[0]
    assert place[0] not in ("Harbin", "")


def test_a_given_name_fits_what_the_sentence_says_of_the_person():
    women = {"索菲娅", "埃莱娜", "汉娜", "阿米娜", "朱莉娅", "纳迪娅", "克拉拉", "英格丽德", "劳拉", "法蒂玛"}
    text = ("She heard it from Camille Lefevre.", "她是听卡米耶·勒费弗尔说的。")
    (planted,) = every_planting("given name changed", text, direction=EN_ZH)
    assert planted.before == "卡米耶"
    assert planted.after in women
