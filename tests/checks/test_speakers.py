import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.speakers import attributions, check_speakers
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
TWO_EN = '"It works," said Wang Zhibiao, a surgeon. "It is safe, too," said Claudia Brandt, a nurse.'
TWO_ZH = "“很有效。”外科医生王智彪说。“也很安全。”护士克劳迪娅·勃兰特说。"


def severities(english: str, chinese: str) -> list[list[str]]:
    """What the check says of the pair, English to Chinese and Chinese to English."""
    pairs = ((EN_ZH, english, chinese), (ZH_EN, chinese, english))
    return [[i.severity for i in check_speakers(Segment("s", 0, a, b), d)] for d, a, b in pairs]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ('"It works," she said.', "“很有效。”她说。"),
        ('"It works," he told reporters. "His arm healed."', "“很有效。”他对记者说，“他的胳膊好了。”"),
        ('"He came," she said.', "“他来了。”她说。"),
        ("Wang Zhibiao said that he had come.", "王智彪说，他来过。"),
        ("They said the others had left.", "他们说，其他人走了。"),
        ("Tashi Drolma said she agreed.", "扎西卓玛表示同意。"),
        ('"It works," he said.', "“很有效。”庄海平说。"),
        (TWO_EN, TWO_ZH),
    ],
)
def test_the_same_speakers_raise_nothing(english: str, chinese: str) -> None:
    assert severities(english, chinese) == [[], []]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ('"It works," she said.', "“很有效。”他说。"),
        ('"It works," said he.', "“很有效。”她说。"),
        ('"He came," she said.', "“他来了。”他说。"),
        ("Amina Yusupova said that she planned to come.", "阿米娜·尤苏波娃来过，他说打算再来。"),
    ],
)
def test_a_man_who_speaks_for_a_woman_is_an_error(english: str, chinese: str) -> None:
    assert severities(english, chinese) == [["error"], ["error"]]


def test_two_exchanged_speakers_are_a_warning_each() -> None:
    swapped = "“很有效。”外科医生克劳迪娅·勃兰特说。“也很安全。”护士王智彪说。"
    assert severities(TWO_EN, swapped) == [["warning"] * 2, ["warning"] * 2]


def test_another_person_of_the_sentence_who_speaks_is_a_warning_with_the_places() -> None:
    english = '"It works," said Claudia Brandt, who learned it from Professor Wang Zhibiao.'
    chinese = "克劳迪娅·勃兰特曾是学生。“很有效。”王智彪教授说。"
    (issue,) = check_speakers(Segment("s", 0, english, chinese), EN_ZH)
    assert issue.source_span is not None
    assert issue.target_span is not None
    assert english[slice(*issue.source_span)] == "Claudia Brandt"
    assert "王智彪" in chinese[slice(*issue.target_span)]


def test_attributions_stand_outside_the_quotation() -> None:
    english = 'Dr. Li Ming told us, "She said no." Then, according to Claudia Brandt, he left; she agreed, he said.'
    found = attributions(english, "en")
    assert [english[slice(*a.verb)] for a in found] == ["told", "according to", "said"]
    assert [a.speaker and english[slice(*a.speaker)] for a in found] == ["Li Ming", "Claudia Brandt", None]
    assert [a.pronoun for a in found] == ["", "", "he"]
    chinese = "据李明介绍，“她说不。”他补充说，其他人走了。"
    assert [a.pronoun for a in attributions(chinese, "zh")] == ["", "he", "he"]


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(list('he said,."她他说A李“” \n')), max_size=30))
def test_nothing_raises(text: str) -> None:
    check_speakers(Segment("s", 0, text, f"{text}他说"), EN_ZH)
    check_speakers(Segment("s", 0, text, f"{text} she said"), ZH_EN)
