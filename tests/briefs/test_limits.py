import pytest

from translator.briefs.limits import Limits, han_length, headline_length, text_length


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
    assert (limits.headline("en"), limits.headline("zh")) == (90, 28)
    assert (limits.brief("en"), limits.brief("zh")) == (80, 160)
    assert Limits(brief_en=40).brief("en") == 40
