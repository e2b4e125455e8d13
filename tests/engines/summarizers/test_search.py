from __future__ import annotations

from typing import Any

from translator import Settings
from translator.engines.summarizers.search import Search, published_search

# What facebook/bart-large-cnn publishes.
BART_CNN = {
    "num_beams": 4,
    "length_penalty": 2.0,
    "max_length": 142,
    "min_length": 56,
    "no_repeat_ngram_size": 3,
    "early_stopping": True,
}


def test_the_search_is_the_published_one() -> None:
    found = published_search(BART_CNN, Settings(), "en", "brief", 1023)
    assert found == Search(beam_size=4, least=55, most=141, length_penalty=2.0, no_repeat_ngram=3)


def test_a_headline_may_be_shorter_than_the_published_least() -> None:
    assert published_search(BART_CNN, Settings(), "en", "headline", 1023).least == 0


def test_no_more_is_written_than_a_brief_may_hold_and_the_model_can_place() -> None:
    long: dict[str, Any] = {"max_length": 1024, "min_length": 300}
    assert published_search(long, Settings(brief_en=50), "en", "brief", 1023).most == 100
    assert published_search(long, Settings(brief_zh=160), "zh", "brief", 1023).most == 320
    assert published_search(long, Settings(), "en", "brief", 32).most == 32
    assert published_search(long, Settings(), "en", "brief", 32).least == 16


def test_what_is_not_published_has_a_default_and_the_users_beam_wins() -> None:
    assert published_search({"num_beams": None}, Settings(), "en", "brief", 1023) == Search(beam_size=4, most=160)
    assert published_search(BART_CNN | {"max_new_tokens": 99}, Settings(), "en", "brief", 1023).most == 99
    assert published_search(BART_CNN, Settings(beam_size=2), "en", "brief", 1023).beam_size == 2
