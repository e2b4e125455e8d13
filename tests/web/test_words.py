import re
from dataclasses import asdict, fields

import pytest

from translator.web.words import CHINESE, ENGLISH, Words, words


def texts(say: Words) -> dict[str, str]:
    flat = {name: text for name, text in asdict(say).items() if isinstance(text, str)}
    return flat | {f"works.{name}": text for name, text in say.works.items()}


def test_each_language_has_every_word_and_none_is_empty() -> None:
    assert texts(ENGLISH).keys() == texts(CHINESE).keys()
    for say in (ENGLISH, CHINESE):
        assert [name for name, text in texts(say).items() if not text.strip()] == []
    assert words("en") is ENGLISH
    assert words("zh") is CHINESE


def test_both_languages_fill_in_the_same_values() -> None:
    for name, text in texts(ENGLISH).items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", texts(CHINESE)[name])), name


def test_chinese_is_chinese_and_english_is_not() -> None:
    # The name of the other language is in that language, and examples of terms are in both.
    apart = {"other_language", "other_language_label", "terms_example", "terms_info", "term_wrong"}
    for name in {field.name for field in fields(Words)} - apart - {"works"}:
        if name in ("engine", "engine_missing"):
            continue
        assert re.search(r"[\u4e00-\u9fff]", texts(CHINESE)[name]), name
        assert not re.search(r"[\u4e00-\u9fff]", texts(ENGLISH)[name]), name


@pytest.mark.parametrize("mark", [",", ";", "!", "?", "("])
def test_chinese_has_full_width_punctuation(mark: str) -> None:
    assert [name for name, text in texts(CHINESE).items() if mark in text] == []
