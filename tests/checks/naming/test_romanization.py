import pytest

from translator.checks.naming.romanization import has_one_reading, romanized, split_name


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("罗听雨", "Luo Tingyu"),
        ("曾素华", "Zeng Suhua"),
        ("单玉", "Shan Yu"),
        ("欧阳静", "Ouyang Jing"),
        ("吕小绿", "Lyu Xiaolyu"),
        ("白谨安", "Bai Jin'an"),
        ("电脑", ""),
        ("王", ""),
        ("", ""),
    ],
)
def test_a_name_is_spelled_as_in_passports(name: str, latin: str) -> None:
    assert romanized(name) == latin


def test_a_family_name_of_two_characters_is_one() -> None:
    assert split_name("司马青") == ("司马", "青")


def test_a_character_with_two_readings_makes_the_spelling_a_guess() -> None:
    assert has_one_reading("罗听雨")
    assert not has_one_reading("罗乐雨")
