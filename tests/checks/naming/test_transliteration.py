import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.checks.naming.transliteration import sound


@pytest.mark.parametrize(
    ("latin", "right", "wrong"),
    [
        ("Schmidt", "施密特", "奥卡福"),
        ("Okafor", "奥卡福", "门萨"),
        ("Rhine", "莱茵", "多瑙"),
        ("Brandt", "勃兰特", "索尔海姆"),
        ("Nairobi", "内罗毕", "坎帕拉"),
        ("Petrov", "彼得罗夫", "伊万诺夫"),
    ],
)
def test_a_transliteration_sounds_more_like_its_name_than_another_does(latin: str, right: str, wrong: str) -> None:
    assert sound(latin, right).score > 0.3 > sound(latin, wrong).score or (
        sound(latin, right).score > sound(latin, wrong).score + 0.8
    )


def test_the_piece_of_a_run_that_sounds_like_the_name_is_found() -> None:
    assert sound("Brandt", "安克勃兰特").span == (2, 5)


def test_a_piece_may_have_to_begin_or_end_the_run() -> None:
    assert sound("Brandt", "安克勃兰特", from_start=True).score < sound("Brandt", "安克勃兰特", to_end=True).score


@given(st.text(), st.text())
def test_any_two_texts_have_a_score(latin: str, characters: str) -> None:
    start, end = sound(latin, characters).span
    assert 0 <= start <= end <= len(characters)
