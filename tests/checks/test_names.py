import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.names import check_names
from translator.release import Direction, Segment, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")

PAIRS = [
    ("Wang Zhibiao, a surgeon, said it worked.", "外科医生王志标说，这很有效。"),
    ('"Thank you," Zeng said.', "曾素华说：“谢谢。”"),
    ("Dr. Amina Okafor of Lagos said so.", "拉各斯的阿米娜·奥卡福医生这样说。"),
    ("Okafor said no.", "奥卡福说不。"),
    ("CHONGQING, May 16 -- The forum opened in Xi'an.", "重庆5月16日电 论坛在西安开幕。"),
    ("Kenya and Ghana signed.", "肯尼亚和加纳签了字。"),
    ("Chinese and U.S. teams met.", "中美两国团队会面。"),
    ("The Second Affiliated Hospital of Harbin Medical University", "哈尔滨医科大学附属第二医院"),
    ("Professor Chan Tak-fai of Hong Kong spoke.", "香港的陈德辉教授作了发言。"),
    ("He Yunqing, 27, said so.", "27岁的贺云清说。"),
    ("It treats Parkinson's disease.", "它治疗帕金森病。"),
]


def severities(english: str, chinese: str) -> list[set[str]]:
    """What the check says of the pair in both directions."""
    pairs = ((EN_ZH, english, chinese), (ZH_EN, chinese, english))
    return [{i.severity for i in check_names(Segment("s", 0, a, b), d)} for d, a, b in pairs]


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_right_names_raise_nothing(english: str, chinese: str) -> None:
    assert severities(english, chinese) == [set(), set()]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Wang Zhibiao, a surgeon, said it worked.", "外科医生李志标说，这很有效。"),
        ("Wang Zhibiao, a surgeon, said it worked.", "外科医生王建国说，这很有效。"),
        ("Dr. Amina Okafor of Lagos said so.", "拉各斯的阿米娜·施密特医生这样说。"),
        ("Dr. Amina Petrov of Lagos said so.", "拉各斯的阿米娜·奥卡福医生这样说。"),
        ("Kenya and Togo signed.", "肯尼亚和加纳签了字。"),
        ("The forum opened in Chengdu on Friday.", "论坛周五在重庆开幕。"),
    ],
)
def test_another_name_is_an_error(english: str, chinese: str) -> None:
    assert all("error" in found for found in severities(english, chinese))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("A surgeon said it worked.", "外科医生王志标说，这很有效。"),
        ("Dr. Amina Okafor, a surgeon, said so.", "这位外科医生这样说。"),
        ("The Thyroid Center opened.", "烧伤中心开业。"),
        ("It opened in Shenyang.", "它开业了。"),
    ],
)
def test_a_name_on_one_side_only_is_a_warning(english: str, chinese: str) -> None:
    assert all("warning" in found for found in severities(english, chinese))


def test_a_wrong_family_name_is_put_right_in_english() -> None:
    (issue,) = check_names(Segment("s", 0, "外科医生王志标说。", "Li Zhibiao, a surgeon, said so."), ZH_EN)
    assert (issue.fix, issue.target_span) == ("Wang Zhibiao", (0, 10))


def test_words_of_the_glossary_are_left_to_the_check_of_terms() -> None:
    segment = Segment("s", 0, "It opened in Shenyang.", "它开业了。", terms=(Term("t", "Shenyang", (13, 21), "沈阳"),))
    assert check_names(segment, EN_ZH) == []


NAMES = st.sampled_from(
    ["Wang Zhibiao", "王志标", "Okafor", "奥卡福·", "said", "说", "教授", " ", "，", ", ", "Kenya", "中美", "-", "·"]
)


@settings(deadline=None)
@given(st.lists(NAMES | st.text(max_size=4)), st.lists(NAMES | st.text(max_size=4)))
def test_no_text_makes_the_check_fail(source: list[str], target: list[str]) -> None:
    for direction in (EN_ZH, ZH_EN):
        segment = Segment("s", 0, "".join(source), "".join(target))
        for issue in check_names(segment, direction):
            for span, text in ((issue.source_span, segment.source), (issue.target_span, segment.target)):
                assert span is None or 0 <= span[0] < span[1] <= len(text)
