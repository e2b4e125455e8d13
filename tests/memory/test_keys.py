import pytest

from translator.memory.keys import key, with_stop_of, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Every minute counts,” he said.", '"Every minute counts," he said.'),
        ("The summit  opens\ntoday.", "The summit opens today"),
        ("设床位120张，投资12亿元。", "设床位 120 张，投资 12 亿元"),
        ("会议（2024）在重庆举行", "会议 (2024) 在重庆举行。"),
        ("１２０张", "120张"),
        ("a follow\u2010up visit", "a follow-up visit"),
        ("“是的。”", "「是的」。"),
        ("zero\u200bwidth", "zerowidth"),
        ("e\u0301tude", "étude"),
    ],
)
def test_what_is_set_otherwise_is_the_same_sentence(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It has 120 beds.", "It has 12 beds."),
        ("up to 10² cells", "up to 102 cells"),
        ("3.5 million", "35 million"),
        ("1,200", "1.200"),
        ("The US team", "The us team"),
        ("It works?", "It works."),
        ("It works...", "It works."),
        ("第①章", "第1章"),
        ("并发症", "并发症？"),
        ("Dr. Li, Ming", "Dr. Li Ming"),
    ],
)
def test_what_says_something_else_is_another_sentence(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("text", ["", "  ", "——", "...", "“”"])
def test_a_text_without_words_has_no_key(text: str) -> None:
    assert key(text) == ""


def test_words_are_characters_in_chinese_and_numbers_whole() -> None:
    assert words(key("设床位1,200张。")) == ["设", "床", "位", "1,200", "张"]
    assert words(key("The patient’s follow-up")) == ["the", "patient's", "follow", "up"]


@pytest.mark.parametrize(
    ("target", "language", "stored", "source", "fitted"),
    [
        ("峰会开幕。", "zh", "The summit opens.", "The summit opens", "峰会开幕"),
        ("峰会开幕", "zh", "The summit opens", "The summit opens.", "峰会开幕。"),
        ("峰会开幕。", "zh", "The summit opens.", "The summit opens.", "峰会开幕。"),
        ("It begins at 5 p.m.", "en", "下午5点开始。", "下午5点开始", "It begins at 5 p.m."),
        ("He said yes.", "en", "他说是。", "他说是", "He said yes"),
        ("他说：“是的。”", "zh", 'He said "yes."', 'He said "yes"', "他说：“是的”"),
        ("真的吗？", "zh", "Really", "Really.", "真的吗？"),
    ],
)
def test_the_final_stop_follows_the_source(target: str, language: str, stored: str, source: str, fitted: str) -> None:
    assert with_stop_of(target, language, stored, source) == fitted  # type: ignore[arg-type]
