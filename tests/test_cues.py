from __future__ import annotations

import pytest

from translator.cues import Cues
from translator.glossary import Glossary
from translator.release import Direction

EN_ZH = Direction("en", "zh")


@pytest.mark.parametrize(
    ("english", "chinese", "key"),
    [
        ("It cost 1.2 billion yuan.", "耗资12亿元。", "number 1200000000"),
        ("Some 43 percent agreed.", "约43%的人同意。", "number 43/100"),
        ("It opens on Thursday.", "会议将于星期四开幕。", "number Thursday"),
        ("An mRNA vaccine was shown.", "会上展示了一种mRNA疫苗。", "letters mrna"),
        ("The WHO agreed.", "WHO表示同意。", "letters who"),
        ("See www.example.org for more.", "详见www.example.org。", "address www.example.org"),
        ("Delegates met in Chongqing.", "代表们在重庆会面。", "place 重庆"),
        ("Wang Jianguo said so.", "王建国教授说。", "name wang"),
    ],
)
def test_what_both_languages_name_has_one_key(english, chinese, key):
    cues = Cues()
    assert key in cues(english, "en")
    assert key in cues(chinese, "zh")


def test_one_and_an_unstated_day_are_no_keys():
    assert "number 1" not in Cues()("One of them left.", "en")
    assert not [key for key in Cues()("27日", "zh") if key.endswith("weekday")]


def test_china_which_translators_add_and_drop_is_no_key():
    assert "place 中国" not in Cues()("中国代表团抵达。", "zh")


def test_terms_of_the_glossary_are_keys():
    cues = Cues(Glossary.builtin())
    shared = cues("The focused ultrasound ablation surgery took an hour.", "en") & cues(
        "聚焦超声消融手术用时1小时。", "zh"
    )
    assert any(key.startswith("term ") for key in shared)


def test_words_that_translate_each_other_support_a_pair():
    cues = Cues()
    right = cues.support("Doctors treated the patients.", "医生治疗了患者。", EN_ZH)
    wrong = cues.support("Doctors treated the patients.", "城市举办了比赛。", EN_ZH)
    assert right > 0 > wrong


def test_support_is_the_same_from_either_side():
    cues = Cues()
    there = cues.support("Doctors treated the patients.", "医生治疗了患者。", EN_ZH)
    assert there == pytest.approx(
        cues.support("医生治疗了患者。", "Doctors treated the patients.", Direction("zh", "en"))
    )
