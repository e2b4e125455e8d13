import pytest

from translator.briefs import Limits, size
from translator.lengths import han_length, headline_length, text_length


@pytest.mark.parametrize(
    ("text", "length"),
    [("大会开幕。", 4), ("2026大会", 4), ("ICNT大会", 4), ("123", 2), ("“能保则保”，", 4), ("", 0), ("，。！", 0)],
)
def test_chinese_length_counts_han_and_half_of_other_letters(text: str, length: int) -> None:
    assert han_length(text) == length


def test_english_headlines_count_characters_and_briefs_count_words() -> None:
    assert headline_length("A forum opened", "en") == 14
    assert text_length("A forum opened", "en") == 3


def test_limits_are_those_of_a_press_office_and_can_be_set() -> None:
    limits = Limits()
    assert (limits.most("headline", "en"), limits.most("headline", "zh")) == (90, 28)
    assert (limits.most("brief", "en"), limits.most("brief", "zh")) == (80, 160)
    assert (limits.most("social", "en"), limits.most("social", "zh")) == (280, 140)
    assert Limits(brief_en=40).most("brief", "en") == 40


def test_a_post_counts_the_space_between_its_sentences_and_a_brief_counts_words() -> None:
    assert size("social", ["One.", "Two."], "en") == 9
    assert size("brief", ["One two.", "Three."], "en") == 3
    assert size("social", ["会议开幕。", "共10人。"], "zh") == 7
