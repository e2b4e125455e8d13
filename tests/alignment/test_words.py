from __future__ import annotations

import time

import numpy
import pytest
from numpy.typing import NDArray

from translator.alignment.tokens import TokenizedText, tokenize
from translator.alignment.words import align_words, span_on_other_side
from translator.release import Direction, Span

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
ENGLISH = "The median survival of 320 patients with liver cancer was 14 months."
CHINESE = "320例肝癌患者的中位生存期为14个月。"
PAIRS = (("median", "中位"), ("survival", "生存期"), ("patients", "患者"), ("liver", "肝"), ("cancer", "癌"))


def likeness(english: TokenizedText, chinese: TokenizedText) -> NDArray[numpy.float64]:
    """Of the words of PAIRS, and of equal words."""
    matrix = numpy.array([[float(a == b) for b in chinese.words] for a in english.words])
    for word, translation in PAIRS:
        for i, found in enumerate(english.words):
            for j, character in enumerate(chinese.words):
                if found == word and character in translation:
                    matrix[i, j] = 0.8
    return matrix


def words(source: str, target: str, direction: Direction) -> list[tuple[str, str]]:
    return [(source[a:b], target[c:d]) for (a, b), (c, d) in align_words(source, target, direction, likeness)]


def span(text: str, part: str) -> Span:
    return text.index(part), text.index(part) + len(part)


def test_tokens_are_words_characters_and_whole_numbers() -> None:
    assert tokenize("RhD-negative: 1,200.5 mg, don't", "en").words == ("RhD", "negative", "1,200.5", "mg", "don't")
    assert tokenize("RhD阴性，占3.5%（ICU）", "zh").words == ("RhD", "阴", "性", "占", "3.5", "ICU")
    assert tokenize("，。", "zh").spans == ()


def test_articles_are_no_tokens_but_the_letter_a_is_one() -> None:
    assert tokenize("A trial of the vaccine: an anthem, group A, Theo", "en").words == (
        *("trial", "of", "vaccine", "anthem", "group", "A", "Theo"),
    )
    assert tokenize("A组与a组", "zh").words == ("A", "组", "与", "a", "组")


def test_characters_of_one_word_are_one_run() -> None:
    found = words(ENGLISH, CHINESE, EN_ZH)
    assert ("survival", "生存期") in found
    assert ("320", "320") in found
    assert ("14", "14") in found
    assert ("liver", "肝") in found


def test_pairs_are_in_the_order_of_the_source_in_both_directions() -> None:
    there = align_words(ENGLISH, CHINESE, EN_ZH, likeness)
    back = align_words(CHINESE, ENGLISH, ZH_EN, likeness)
    assert list(there) == sorted(there)
    assert list(back) == sorted(back)
    assert {(b, a) for a, b in back} == set(there)


def test_a_likeness_of_nothing_aligns_nothing_surely() -> None:
    def nothing(english: TokenizedText, chinese: TokenizedText) -> NDArray[numpy.float64]:
        return numpy.zeros((len(english.spans), len(chinese.spans)))

    assert align_words(ENGLISH, CHINESE, EN_ZH, nothing) == ()


def test_neighbours_decide_between_two_places_of_a_word() -> None:
    english, chinese = "patients in pain and doctors in fear", "患者很痛医生很怕"
    sure = {("patients", "患"), ("patients", "者"), ("pain", "痛"), ("in", "很")}
    sure |= {("doctors", "医"), ("doctors", "生"), ("fear", "怕")}

    def ambiguous(one: TokenizedText, other: TokenizedText) -> NDArray[numpy.float64]:
        return numpy.array([[0.8 if (a, b) in sure else 0.0 for b in other.words] for a in one.words])

    found = set(align_words(english, chinese, EN_ZH, ambiguous))
    assert ((9, 11), (2, 3)) in found
    assert ((29, 31), (6, 7)) in found
    assert ((9, 11), (6, 7)) not in found


@pytest.mark.parametrize(("source", "target"), [("", "患者"), ("patients", ""), ("...", "患者"), ("patients", "。")])
def test_texts_without_words_align_to_nothing(source: str, target: str) -> None:
    assert align_words(source, target, EN_ZH, likeness) == ()


def test_a_term_is_found_on_the_other_side_both_ways() -> None:
    there = align_words(ENGLISH, CHINESE, EN_ZH, likeness)
    back = align_words(CHINESE, ENGLISH, ZH_EN, likeness)
    for english, chinese in (("median survival", "中位生存期"), ("liver cancer", "肝癌")):
        assert span_on_other_side(span(ENGLISH, english), there, CHINESE) == span(CHINESE, chinese)
        assert span_on_other_side(span(CHINESE, chinese), back, ENGLISH) == span(ENGLISH, english)


def test_small_gaps_are_covered_and_clauses_are_not_crossed() -> None:
    target = "肿瘤的消融，消融"
    near = [((0, 5), (0, 2)), ((6, 14), (3, 5))]
    assert span_on_other_side((0, 14), near, target) == (0, 5)
    assert span_on_other_side((0, 14), [*near, ((6, 14), (6, 8))], target) == (0, 5)
    far = "肿瘤在这家医院里面消融治疗"
    assert span_on_other_side((0, 14), [((0, 5), (0, 2)), ((6, 14), (9, 13))], far) == (9, 13)
    assert span_on_other_side((0, 14), [((0, 2), (0, 8)), ((3, 4), (15, 21))], "removal of the tumour") == (0, 21)


def test_a_span_without_aligned_words_has_no_counterpart() -> None:
    assert span_on_other_side((0, 5), [((6, 9), (0, 2))], "患者") is None
    assert span_on_other_side((0, 5), [], "患者") is None


def test_a_long_pair_is_aligned_to_its_end_without_underflow() -> None:
    english = " and ".join(str(n) for n in range(100, 200))
    chinese = "、".join(str(n) for n in range(100, 200))
    start = time.perf_counter()
    found = align_words(english, chinese, EN_ZH, likeness)
    assert time.perf_counter() - start < 2
    assert [(english[a:b], chinese[c:d]) for (a, b), (c, d) in found] == [(str(n), str(n)) for n in range(100, 200)]
