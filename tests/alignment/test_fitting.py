from __future__ import annotations

import numpy as np
import pytest

from translator.alignment.fitting import (
    FIRST,
    UNCHANGED,
    example,
    fit_closer,
    fit_first,
    looked_closer,
    right_path,
    unpacked,
)
from translator.alignment.model import load_weights
from translator.alignment.texts import Texts
from translator.release import Direction

EN_ZH = Direction("en", "zh")
WORDS = ["summit", "robot", "patient", "river", "vaccine", "heart"]
WORDS += ["mosquito", "ethics", "surgeon", "kidney", "fever", "budget"]


@pytest.fixture
def planted(embed, english, chinese):
    """A text with a sentence dropped and two joined, and its right beads."""
    targets = [WORDS[0], WORDS[1], *WORDS[3:5], f"{WORDS[5]} {WORDS[6]}", *WORDS[7:]]
    beads = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((4,), (3,)), ((5, 6), (4,))]
    beads += [((i,), (i - 2,)) for i in range(7, 12)]
    return Texts(english(*WORDS), chinese(*targets), EN_ZH, embed, None), beads


def test_the_right_path_holds_crossing_beads_and_leaves_out_what_is_far_away():
    beads = [((0,), (1,)), ((1,), (0,)), ((2,), (9,)), ((3,), (2,)), ((4,), (3, 4))]
    path = right_path(beads)
    assert [(row, column, move.kind) for row, column, move in path] == [(0, 0, "swap"), (3, 2, ""), (4, 3, "")]


def test_fitted_weights_hold_the_right_beads_more_probable(planted):
    texts, beads = planted
    one = example(texts, beads)
    start = [{"bias": -1.0, "margin": 1.0}.get(name, 0.0) for _, name in FIRST]
    few, more = (fit_first([one], start, rounds) for rounds in (1, 4))
    margins = [value for (_, name), value in zip(FIRST, more, strict=True) if name == "margin"]
    assert margins[0] > 1.0
    assert not np.allclose(few, more)


def test_a_second_look_starts_from_the_first(planted):
    texts, beads = planted
    one = example(texts, beads)
    weights = unpacked([{"bias": -1.0, "margin": 4.0}.get(name, 0.0) for _, name in FIRST])
    left = looked_closer(one, texts, weights)
    assert ((5, 6), (4,)) in zip(left[2, 1].sources, left[2, 1].targets, strict=True)
    found = fit_closer([one], [left], weights, rounds=5)
    assert found[0] > 0.5
    assert len(found) == len(UNCHANGED)


@pytest.mark.parametrize("knowledge", ["vectors and cues", "vectors", "cues", "lengths"])
def test_the_weights_that_come_with_it_speak_for_what_translates(knowledge):
    weights = load_weights(knowledge)
    row = weights.beads["1-1"]
    assert row["length ratio"] < 0
    if "vectors" in knowledge:
        assert row["margin"] > 0
    if "cues" in knowledge:
        assert row["cues shared"] > 0
        assert weights.closer["words"] > 0
