from __future__ import annotations

import numpy as np
import pytest

from translator.alignment.vectors import compare, nearest


def unit(rows):
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def drawn(count: int, seed: int = 0):
    return unit(np.random.default_rng(seed).standard_normal((count, 16)))


def ones(count: int):
    return np.ones(count, np.float32)


def test_what_a_language_has_in_common_is_taken_away():
    language = np.full(16, 0.5, np.float32)
    meaning = drawn(60)
    text = unit(meaning + language)
    source, _ = compare(text, meaning, (ones(60), ones(60)))
    before, after = (float((vectors @ unit([language]).T).mean()) for vectors in (text, source.vectors[0]))
    assert after < before / 3


def test_spans_are_weighted_means_of_their_sentences():
    vectors = drawn(5)
    weights = np.array([1, 1, 3, 1, 1], np.float32)
    source, _ = compare(vectors, drawn(5, 1), (weights, ones(5)))
    joined = source.vectors[0][1] + 3 * source.vectors[0][2]
    assert source.vectors[1][1] == pytest.approx(joined / np.linalg.norm(joined), abs=1e-5)
    assert [len(v) for v in source.vectors] == [5, 4, 3]


def test_a_text_of_one_sentence_has_no_longer_spans():
    source, target = compare(drawn(1), drawn(9), (ones(1), ones(9)))
    assert [len(v) for v in source.vectors] == [1, 0, 0]
    assert [len(d) for d in target.density] == [9, 8, 7]


def test_a_repeated_line_is_one_neighbour():
    line, rest = drawn(1), drawn(8, 1)
    targets = np.concatenate([np.repeat(line, 6, axis=0), rest])
    source, _ = compare(line, targets, (ones(1), ones(14)))
    assert source.density[0][0] < 0.8


def test_nearest_is_the_same_over_many_blocks():
    sources, targets = drawn(1300), drawn(700, 1)
    place, cosine = nearest(sources, targets)
    table = sources @ targets.T
    assert (place == table.argmax(axis=1)).all()
    assert cosine == pytest.approx(table.max(axis=1), abs=1e-6)


def test_other_vectors_are_placed_like_those_of_the_text():
    vectors = drawn(6)
    source, _ = compare(vectors, drawn(6, 1), (ones(6), ones(6)))
    assert source.placed(vectors) == pytest.approx(source.vectors[0], abs=1e-6)
