from __future__ import annotations

from collections.abc import Sequence

import numpy
import pytest
from numpy.typing import NDArray

from translator.alignment.tokens import tokenize
from translator.alignment.words import Likeness, align_words, span_on_other_side
from translator.glossary import Glossary, TermEntry
from translator.glossary.glossary import Layer
from translator.release import Direction
from translator.word_likeness import glossary_anchors, lexicon_likeness, word_likeness

EN_ZH = Direction("en", "zh")
ENGLISH = "About 320,000 patients had ultrasound ablation at the FUAS center."
CHINESE = "约32万名患者在FUAS中心接受了超声消融。"


def like(likeness: Likeness, english: str, chinese: str) -> float:
    """The greatest likeness of a word and the characters of another in ENGLISH and CHINESE."""
    one, other = tokenize(ENGLISH, "en"), tokenize(CHINESE, "zh")
    start = CHINESE.index(chinese)
    columns = [j for j, (a, b) in enumerate(other.spans) if start <= a and b <= start + len(chinese)]
    return float(likeness(one, other)[one.words.index(english), columns].min())


class Toy:
    """Embeds words of two senses, and counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        self.asked += texts
        senses = {"zorblax": 0, "卓": 0, "quimble": 1, "坤": 1}
        return numpy.array([numpy.eye(8)[senses.get(text, 2 + len(text) % 6)] for text in texts], dtype=numpy.float32)


def test_the_lexicon_knows_words_numbers_and_names_in_latin_letters() -> None:
    likeness = lexicon_likeness()
    assert like(likeness, "patients", "患者") > 0.5
    assert like(likeness, "ablation", "消融") > 0.5
    assert like(likeness, "320,000", "32") == 1
    assert like(likeness, "320,000", "万") == 1
    assert like(likeness, "FUAS", "FUAS") == 1
    assert like(likeness, "320,000", "患者") == 0


def test_an_anchor_is_sure_and_takes_its_words_from_others() -> None:
    entries = (TermEntry("u", "ultrasound ablation", "超声消融"),)
    glossary = Glossary([Layer(entries, "test")])
    likeness = lexicon_likeness(anchors=glossary_anchors(glossary.find, glossary.locate))
    assert like(likeness, "ultrasound", "超声消融") == 1
    assert like(likeness, "center", "超声消融") == 0
    words = align_words(ENGLISH, CHINESE, EN_ZH, likeness)
    start = ENGLISH.index("ultrasound")
    span = span_on_other_side((start, start + len("ultrasound ablation")), words, CHINESE)
    assert span
    assert CHINESE[slice(*span)] == "超声消融"


def test_an_embedding_aligns_what_the_lexicon_does_not_know_and_is_asked_for_no_more() -> None:
    embed = Toy()
    likeness = word_likeness(embed)
    english, chinese = tokenize("stroke zorblax quimble 17", "en"), tokenize("卒中卓坤17", "zh")
    matrix = likeness(english, chinese)
    assert matrix[1, 2] == matrix[2, 3] == 1
    assert matrix[1, 3] < 0.1
    assert {"stroke", "卒中", "17"}.isdisjoint(embed.asked)
    count = len(embed.asked)
    likeness(english, chinese)
    assert len(embed.asked) == count


@pytest.mark.parametrize(("english", "chinese"), [("", ""), ("patients", ""), ("", "患者"), ("17", "17")])
def test_a_side_without_words_has_a_matrix_of_its_size(english: str, chinese: str) -> None:
    one, other = tokenize(english, "en"), tokenize(chinese, "zh")
    for likeness in (lexicon_likeness(), word_likeness(Toy())):
        assert likeness(one, other).shape == (len(one.spans), len(other.spans))
