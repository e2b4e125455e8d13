from hypothesis import given
from hypothesis import strategies as st

from translator.checks.naming.pinyin import cuts, letters, readings, sounds_of, spoken


def test_a_character_has_all_its_readings() -> None:
    assert {"zhong", "chong"} <= set(readings("重"))
    assert readings("A") == ()


def test_accents_hyphens_and_apostrophes_are_no_letters_and_an_umlaut_is_v() -> None:
    assert letters("Xi'an") == "xian"
    assert letters("Rákosfalvi") == "rakosfalvi"
    assert letters("Lü") == "lv"
    assert letters("Müller") == "muller"


def test_a_word_is_cut_in_every_way() -> None:
    assert {("xi", "an"), ("xian",)} <= set(cuts("xian"))
    assert cuts("schmidt") == ()


def test_a_word_is_found_where_characters_read_so() -> None:
    assert spoken("chongqing", sounds_of("我在重庆市")) == [(2, 4)]
    assert spoken("lyu", sounds_of("吕丽")) == [(0, 1)]
    assert spoken("chengdu", sounds_of("我在重庆市")) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= at < len(text) for places in sounds_of(text).values() for at in places)
    assert isinstance(spoken(letters(text), sounds_of(text)), list)
