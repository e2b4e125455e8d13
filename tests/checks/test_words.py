from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.words import grams, stem, tokens

VOCABULARY = {"高": -4.0, "血": -4.0, "压": -4.0, "血压": -5.0, "高血压": -6.0, "患者": -4.0, "者": -5.0, "患": -6.0}
TEXTS = st.text(st.sampled_from("高血压患者的药abc'’ -1２,。，é"), max_size=30)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["treat", "treats", "treated", "treating"], "treat"),
        (["study", "studies", "studied", "studying"], "study"),
        (["cancer's", "Cancers", "CANCER’S"], "cancer"),
        (["stopped", "stopping", "stops"], "stop"),
        (["disease", "diseases"], "diseas"),
        (["glasses", "glass"], "glass"),
        (["bus", "this", "is"], None),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: list[str], expected: str | None) -> None:
    assert [stem(form) for form in forms] == [expected or form for form in forms]


def test_chinese_is_cut_into_the_likeliest_words() -> None:
    assert [t.word for t in tokens("高血压患者", "zh", VOCABULARY)] == ["高血压", "患者"]
    assert [t.word for t in tokens("高血压药", "zh", VOCABULARY)] == ["高血压", "药"]


def test_latin_words_of_a_chinese_text_are_words_and_numbers_are_none() -> None:
    assert [t.word for t in tokens("12名患者用PD-1药", "zh", VOCABULARY)] == ["名", "患者", "用", "pd", "药"]


def test_every_word_of_the_vocabulary_is_found_where_it_begins() -> None:
    assert grams("高血压、血压", VOCABULARY) == {
        "高": [0], "血": [1, 4], "压": [2, 5], "血压": [1, 4], "高血压": [0],
    }  # fmt: skip


@given(TEXTS)
@settings(max_examples=100)
def test_tokens_are_in_order_and_lose_no_character_of_a_word(text: str) -> None:
    found = tokens(text, "zh", VOCABULARY)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    assert sum("\u3400" <= c <= "\u9fff" for c in text) == sum(
        b - a for (w, (a, b)) in found if "\u3400" <= w[:1] <= "\u9fff"
    )
