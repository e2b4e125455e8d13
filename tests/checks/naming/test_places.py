from translator.checks.naming.places import (
    chinese_places,
    english_places,
    named_in_chinese,
    named_in_english,
    plain_words,
)


def in_chinese(english: str, chinese: str) -> list[bool]:
    return [named_in_chinese(place, chinese) for place in english_places(english)]


def test_a_country_is_named_by_its_people_and_its_short_form() -> None:
    assert in_chinese("Kenyan doctors", "肯尼亚医生") == [True]
    assert in_chinese("Kenyan doctors", "加纳医生") == [False]
    assert in_chinese("German and Japanese firms", "德日两国企业") == [True, True]


def test_a_day_of_the_month_is_not_japan() -> None:
    assert in_chinese("Japan said so", "9日表示") == [False]


def test_a_province_is_named_by_its_single_character_beside_another() -> None:
    assert in_chinese("Sichuan and Chongqing", "川渝两地") == [True, True]


def test_a_currency_names_no_place() -> None:
    assert in_chinese("two million U.S. dollars", "200万元") == [True]


def test_longer_words_hide_the_characters_of_a_place() -> None:
    assert chinese_places("福建沿海地区") != ()
    assert [p.text for p in chinese_places("福建沿海地区")] == ["福建"]


def test_a_chinese_place_is_named_in_english_in_pinyin_or_by_its_own_form() -> None:
    text = "Xi'an and Harbin"
    assert [named_in_english(p, plain_words(text), text) for p in chinese_places("西安、哈尔滨和大连")] == [
        True,
        True,
        False,
    ]
