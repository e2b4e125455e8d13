from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from translator.alignment.anchors import find_anchors, paragraphs
from translator.alignment.corridor import corridor
from translator.alignment.evidence import FEATURES, SHAPES, gather, length
from translator.bitext import Sentence
from translator.release import Direction

EN_ZH = Direction("en", "zh")


def keys(text: str, language: str) -> frozenset[str]:
    """The digits of a text."""
    return frozenset(c for c in text if c.isdigit())


def told(english, chinese, **kinds):
    sides = [[Sentence(text, block) for block, text in enumerate(texts)] for texts in (english, chinese)]
    return gather(sides[0], sides[1], EN_ZH, None, keys)


def value(evidence, name: str, shape=(1, 1), row: int = 0, column: int = 0) -> float:
    return float(evidence.pairs(shape, np.array([row]), np.array([column]))[0, FEATURES.index(name)])


def test_a_chinese_character_counts_as_several_letters():
    assert length("手术，3次", "zh") == 3 * 3 + 1
    assert length("3 operations.", "en") == 11


def test_only_keys_of_both_texts_count():
    evidence = told(["a 1", "b 2 7"], ["甲1", "乙2"])
    assert evidence.idf.keys() == {"1", "2"}
    assert value(evidence, "cues missed", row=1, column=1) == 0


def test_rare_keys_weigh_more():
    evidence = told(["1 2", "1", "1"], ["1 2", "1", "1"])
    assert evidence.idf["2"] > evidence.idf["1"]


def test_sentences_of_one_number_share_it_and_others_miss_it():
    evidence = told(["a 1", "b 2"], ["甲1", "乙2"])
    assert value(evidence, "cues shared") > 0 == value(evidence, "cues shared", column=1)
    assert value(evidence, "cues missed") == 0 < value(evidence, "cues missed", column=1)


def test_joined_sentences_have_the_keys_of_all():
    evidence = told(["a 1", "b 2"], ["甲1乙2", "丙"])
    assert value(evidence, "cues shared", shape=(2, 1)) > value(evidence, "cues shared")


def test_lengths_are_compared_by_the_ratio_of_the_texts():
    evidence = told(["word " * 10] * 40, ["字" * 40] * 40)
    assert value(evidence, "length ratio") < 0.5
    assert value(evidence, "length ratio", shape=(1, 3)) > 0.8


def test_the_features_of_a_corridor_are_those_of_its_pairs():
    english = [f"Sentence {i % 7} of {i}" for i in range(30)]
    chinese = [f"第{i}句之{i % 7}" for i in range(28)]
    evidence = replace(told(english, chinese), paragraphs=0.5)
    near = corridor(30, 28, [])
    rows, columns = near.cells()
    for shape in SHAPES:
        cells, table = evidence.within(shape, near)
        assert table == pytest.approx(evidence.pairs(shape, rows[cells], columns[cells]), abs=2e-3)


def test_paragraphs_that_begin_together_are_told_from_those_that_do_not():
    begins = [0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6]
    same = [[Sentence(f"{t} {i}", block) for i, block in enumerate(begins)] for t in ("word", "词")]
    anchors = [(i, i, 1.0) for i in range(len(begins))]
    evidence = gather(same[0], same[1], EN_ZH, None, keys)
    assert paragraphs(evidence.source, evidence.target, anchors) > 0.5
    one_block = [Sentence(s.text, 0) for s in same[1]]
    evidence = gather(same[0], one_block, EN_ZH, None, keys)
    assert paragraphs(evidence.source, evidence.target, anchors) == 0


def test_keys_that_only_two_sentences_have_are_anchors_without_vectors():
    def letters(text: str, language: str) -> frozenset[str]:
        return frozenset(c for c in text if c.isupper())

    names = [f"{a}{b}" for a, b in ("AB", "CD", "EF", "GH")] * 1
    filler = ["x"] * 60
    english = [Sentence(t, 0) for t in [*names, *filler]]
    chinese = [Sentence(t, 0) for t in ["x", *names, *filler]]
    evidence = gather(english, chinese, EN_ZH, None, letters)
    assert [(i, j) for i, j, _ in find_anchors(evidence)] == [(0, 1), (1, 2), (2, 3), (3, 4)]
