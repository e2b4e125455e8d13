from __future__ import annotations

import pytest

from translator.checks.polarity.affixes import bare, denied, denied_places


def test_an_affix_denies_what_the_rest_of_the_word_means() -> None:
    assert "识别" in denied("unrecognized")
    assert "识别" in denied("Unrecognized")


@pytest.mark.parametrize("word", ["university", "recognized", "unblocking", "un", ""])
def test_a_word_without_an_affix_before_a_known_word_denies_nothing(word: str) -> None:
    assert denied(word) == ()


def test_all_places_of_what_is_denied_are_told() -> None:
    assert denied_places("unrecognized", "识别与未识别") == [(0, 2), (4, 6)]


@pytest.mark.parametrize(
    ("text", "undenied"),
    [("出血被识别", True), ("出血未被识别", False), ("难以识别的出血", False), ("并未出血，能识别", True)],
)
def test_a_negation_before_it_in_its_clause_denies_it(text: str, undenied: bool) -> None:
    assert bare(text, denied_places("unrecognized", text), ()) is undenied


def test_a_word_that_is_translated_elsewhere_is_not_bare() -> None:
    assert not bare("灭活的识别", [(3, 5)], [0])
