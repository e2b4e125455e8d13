import numpy

from translator.briefs.scoring import Scored, Sentence
from translator.briefs.selection import Fits, choose_bullets, choose_set
from translator.briefs.traits import sentence_traits


def scored(*given: tuple[int, float, bool]) -> list[Scored]:
    """Sentences of so many words, with a score, sound or not."""
    found = []
    for i, (words, score, sound) in enumerate(given):
        text = " ".join(["word"] * words)
        found.append(Scored(Sentence(f"s{i}", text, text, i), sentence_traits(text, "en"), score, sound))
    return found


def eighty_words(found: list[Scored]) -> Fits:
    return lambda chosen: sum(len(found[i].sentence.bare.split()) for i in chosen) <= 80


def nothing_said_twice(count: int) -> numpy.ndarray:  # type: ignore[type-arg]
    return numpy.eye(count, dtype=numpy.float32)


def test_the_best_set_within_the_limit_is_chosen_not_the_best_sentence_first() -> None:
    found = scored((70, 2.0, True), (40, 1.5, True), (40, 1.4, True))
    assert choose_set(found, nothing_said_twice(3), 3, eighty_words(found)) == (1, 2)


def test_a_sentence_that_says_the_same_gives_way_to_one_that_does_not() -> None:
    found = scored((20, 2.0, True), (20, 1.9, True), (20, 1.0, True))
    sameness = nothing_said_twice(3)
    sameness[0, 1] = sameness[1, 0] = 1
    assert choose_set(found, sameness, 2, eighty_words(found)) == (0, 2)


def test_sentences_that_cannot_stand_alone_wait_for_the_others() -> None:
    found = scored((10, 1.0, True), (10, 9.0, False), (10, 0.5, True))
    assert choose_set(found, nothing_said_twice(3), 3, eighty_words(found)) == (0, 2)
    assert choose_set(found[:2], nothing_said_twice(2), 3, eighty_words(found[:2])) == (0, 1)


def test_a_second_sentence_comes_in_even_if_it_is_worth_little() -> None:
    found = scored((10, 1.0, True), (10, -5.0, True))
    assert choose_set(found, nothing_said_twice(2), 3, eighty_words(found)) == (0, 1)


def test_nothing_is_chosen_where_nothing_fits() -> None:
    assert choose_set(scored((90, 1.0, True)), nothing_said_twice(1), 3, eighty_words(scored((90, 1.0, True)))) == ()


def test_bullets_are_other_sentences_and_short_ones_first() -> None:
    found = scored((10, 3.0, True), (60, 1.0, True), (8, 1.0, True), (9, 1.0, True), (7, 1.0, True))
    assert choose_bullets(found, nothing_said_twice(5), (0,), "en", 3) == (2, 3, 4)


def test_fewer_sentences_give_fewer_bullets() -> None:
    found = scored((10, 3.0, True), (10, 1.0, False))
    assert choose_bullets(found, nothing_said_twice(2), (0,), "en", 3) == (1,)
    assert choose_bullets(found, nothing_said_twice(2), (0, 1), "en", 3) == ()
