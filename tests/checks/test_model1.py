import pytest

from translator.checks.model1 import translation_probabilities


def test_words_that_meet_in_different_company_translate_each_other() -> None:
    # The example of Koehn, Statistical Machine Translation (2009), 4.2.
    bitext = [(["das", "haus"], ["house", "the"]), (["buch", "das"], ["book", "the"]), (["buch", "ein"], ["a", "book"])]
    found = {(a, b): (forth, back) for a, b, forth, back in translation_probabilities(bitext)}
    assert found["das", "the"][0] > 0.7
    assert found["buch", "book"][0] > 0.7
    assert found["haus", "house"][0] > 0.5
    assert found["das", "house"][0] < 0.3


def test_probabilities_of_a_word_add_up_to_one() -> None:
    bitext = [(["a", "b"], ["x", "y"]), (["a"], ["x"]), (["b", "c"], ["y", "z"])]
    found = list(translation_probabilities(bitext))
    for word in "abc":
        assert sum(forth for a, _, forth, _ in found if a == word) == pytest.approx(1, abs=0.05)


def test_pairs_without_words_are_passed_over() -> None:
    assert [(a, b) for a, b, _, _ in translation_probabilities([([], ["x"]), (["a"], ["x"])])] == [("a", "x")]
