from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import numpy
from _quality.bitext import Pair
from word_alignment import argmax, diagonal, gold_of, itermax, overlap, scores

ENGLISH, CHINESE = "Grafts last, a graft does; stroke kills.", "移植物耐用，卒中致死。"


def pair(*listed: tuple[str, str]) -> Pair:
    return Pair("r-1/1", 0, "r-1", ENGLISH, CHINESE, listed=listed)


def test_gold_stands_once_on_both_sides() -> None:
    gold = gold_of(pair(("graft", "移植物"), ("stroke", "卒中"), ("pain", "卒中")))
    assert [(ENGLISH[slice(*a)], CHINESE[slice(*b)]) for a, b in gold.terms] == [("stroke", "卒中")]


def test_scores_tell_exact_near_and_nothing_apart() -> None:
    gold = gold_of(pair(("stroke", "卒中")))
    ((english, chinese),) = gold.terms
    there, back = scores([gold], [((english, chinese),)])
    assert (there.exact, there.overlap, there.none) == (back.exact, back.overlap, back.none) == (1, 1, 0)
    there, back = scores([gold], [((english, (chinese[0], chinese[1] + 2)),)])
    assert (there.exact, round(there.overlap, 3), there.none) == (0, 0.667, 0)
    assert back.exact == 1
    there, _ = scores([gold], [()])
    assert (there.exact, there.overlap, there.none) == (0, 0, 1)


def test_overlap_is_the_f1_of_characters() -> None:
    assert overlap((0, 4), (2, 6)) == 0.5
    assert overlap((0, 4), (4, 6)) == 0


def test_argmax_takes_mutual_bests_and_itermax_adds_to_them() -> None:
    matrix = numpy.array([[0.9, 0.8, 0.0], [0.1, 0.2, 0.0], [0.0, 0.0, 0.0]])
    assert argmax(matrix) == [(0, 0)]
    assert itermax(matrix) == [(0, 0), (0, 1)]


def test_the_diagonal_covers_the_chinese_side() -> None:
    assert diagonal("one two", "一二三四") == (
        ((0, 3), (0, 1)),
        ((0, 3), (1, 2)),
        ((4, 7), (2, 3)),
        ((4, 7), (3, 4)),
    )
    assert diagonal("", "一") == ()
