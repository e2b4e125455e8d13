from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.bitext import Bead, Bitext, Sentence
from translator.release import Direction


def bitext(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> Bitext:
    sources = sorted(i for one, _ in beads for i in one)
    targets = sorted(i for _, other in beads for i in other)
    return Bitext(
        "t",
        Direction("en", "zh"),
        tuple(Sentence(f"S{i}.", 0) for i in sources),
        tuple(Sentence(f"句{i}。", 0) for i in targets),
        tuple(Bead(one, other, 0.5, words=(((0, 1), (0, 1)),)) for one, other in beads),
    )


def shape(text: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.sources, bead.targets) for bead in text.beads]


def test_sentences_are_joined_as_their_language_writes_them() -> None:
    two = bitext(((0, 1), (0, 1)), ((2,), ()))
    assert [(pair.source, pair.target) for pair in two.pairs] == [("S0. S1.", "句0。句1。"), ("S2.", "")]
    assert [bead.kind for bead in two.beads] == ["2-2", "1-0"]


def test_merging_joins_a_bead_with_the_next_and_is_the_person_s() -> None:
    merged = bitext(((0,), (0,)), ((1,), ()), ((2,), (1,))).merged(0)
    assert shape(merged) == [((0, 1), (0,)), ((2,), (1,))]
    assert merged.beads[0] == Bead((0, 1), (0,), 1.0, "human")
    assert merged.beads[1].by == "machine"


def test_merging_takes_in_nothing_that_stands_elsewhere() -> None:
    with pytest.raises(ValueError, match="belong to another pair"):
        bitext(((0,), (0,)), ((1,), (2,)), ((2,), (1,))).merged(0)


def test_crossing_beads_that_adjoin_may_be_merged() -> None:
    assert shape(bitext(((0,), (1,)), ((1,), (0,))).merged(0)) == [((0, 1), (0, 1))]


def test_splitting_cuts_both_sides_and_leaves_nothing_empty() -> None:
    text = bitext(((0, 1), (0,)))
    assert shape(text.split(0, 1, 1)) == [((0,), (0,)), ((1,), ())]
    assert shape(text.split(0, 2, 0)) == [((0, 1), ()), ((), (0,))]
    for sources, targets in ((0, 0), (2, 1)):
        with pytest.raises(ValueError, match="nothing to cut"):
            text.split(0, sources, targets)


def test_a_sentence_moves_to_its_neighbour_and_an_empty_bead_goes() -> None:
    text = bitext(((0,), (0,)), ((1,), ()), ((2,), (1,)))
    assert shape(text.moved(0, "target", 1)) == [((0,), ()), ((1,), (0,)), ((2,), (1,))]
    assert shape(text.moved(1, "source", -1)) == [((0, 1), (0,)), ((2,), (1,))]
    assert [bead.by for bead in text.moved(1, "source", -1).beads] == ["human", "machine"]


def test_a_move_that_cannot_be_is_refused() -> None:
    text = bitext(((0,), (0,)), ((1,), ()), ((2,), (2,)), ((3,), (1,)))
    with pytest.raises(ValueError, match="no pair beyond"):
        text.moved(0, "source", -1)
    with pytest.raises(ValueError, match="no pair beyond"):
        text.moved(3, "source", 1)
    with pytest.raises(ValueError, match="no sentence to move"):
        text.moved(1, "target", 1)
    crossing = bitext(((0,), (0,)), ((1,), (2,)), ((2,), (1,)))
    with pytest.raises(ValueError, match="does not adjoin"):
        crossing.moved(0, "target", 1)


@pytest.mark.parametrize("index", [-1, 3])
def test_there_are_no_beads_from_the_end_or_beyond_it(index: int) -> None:
    text = bitext(((0,), (0,)), ((1,), (1,)), ((2,), (2,)))
    for act in (
        lambda: text.merged(index),
        lambda: text.split(index, 1, 0),
        lambda: text.moved(index, "source", 1),
        lambda: text.confirmed(index),
    ):
        with pytest.raises(IndexError):
            act()
    with pytest.raises(IndexError):
        text.merged(2)


def test_what_a_person_confirms_keeps_its_words() -> None:
    text = bitext(((0,), (0,)), ((1,), (1,))).confirmed(1)
    assert text.beads[1] == replace(text.beads[0], sources=(1,), targets=(1,), confidence=1.0, by="human")


ACTS = st.sampled_from(["merge", "split", "up", "down"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ACTS, st.integers(0, 7), st.booleans(), st.integers(0, 2))))
def test_no_row_of_edits_loses_a_sentence_or_tears_a_bead(edits: list[tuple[str, int, bool, int]]) -> None:
    text = bitext(((0,), (0,)), ((1, 2), (1,)), ((), (2,)), ((3,), (4,)), ((4,), (3,)), ((5,), ()))
    for act, index, source, count in edits:
        try:
            if act == "merge":
                text = text.merged(index)
            elif act == "split":
                text = text.split(index, count, 1 if source else 0)
            else:
                text = text.moved(index, "source" if source else "target", -1 if act == "up" else 1)
        except (IndexError, ValueError):
            continue
    for side, count in (("sources", 6), ("targets", 5)):
        beads = [getattr(bead, side) for bead in text.beads]
        assert sorted(i for places in beads for i in places) == list(range(count))
        assert all(list(places) == list(range(places[0], places[-1] + 1)) for places in beads if places)
    firsts = [bead.sources[0] for bead in text.beads if bead.sources]
    assert firsts == sorted(firsts)
    assert all(bead.sources or bead.targets for bead in text.beads)
