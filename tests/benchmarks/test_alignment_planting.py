import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _alignment.planting import Document, Rates, chained, documents, plant
from _alignment.wording import cut, joined

PAIRS = [
    (
        f"The {word} hospital opened a new clinic on Monday, and its doctors will treat {number} patients a year.",
        f"{zi}医院周一开设新门诊，医生每年将接诊{number}名患者。",
    )
    for number, (word, zi) in enumerate(zip(("red", "blue", "green", "white", "black"), "红蓝绿白黑", strict=True), 21)
]
# One English sentence for two Chinese ones; two for two, which the corpus does not tell apart.
UNEVEN = [
    ("The trial ended early, and the drug was approved.", "试验提前结束。该药获批上市。"),
    ("It worked. Everyone was glad.", "试验成功了。大家都很高兴。"),
]


def partitions(document: Document) -> bool:
    sources = sorted(i for g in document.gold for i in g.sources)
    targets = sorted(j for g in document.gold for j in g.targets)
    return sources == [*range(len(document.sources))] and targets == [*range(len(document.targets))]


def sizes(document: Document) -> set[tuple[int, int]]:
    return {(len(g.sources), len(g.targets)) for g in document.gold}


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5, 1.0])
def test_gold_beads_hold_every_sentence_once(rate: float) -> None:
    document = plant("story", PAIRS * 4, Rates.of(rate))
    assert partitions(document)
    assert partitions(document.turned)
    assert [g.sources for g in document.gold if g.sources] == sorted(g.sources for g in document.gold if g.sources)


def test_nothing_planted_leaves_the_pairs_as_they_are() -> None:
    document = plant("story", PAIRS, Rates.of(0.0))
    assert [(s.text, t.text) for s, t in zip(document.sources, document.targets, strict=True)] == PAIRS
    assert {g.kind for g in document.gold} == {"plain"}


def test_an_uneven_pair_is_cut_only_where_one_side_is_one_sentence() -> None:
    document = plant("story", UNEVEN, Rates.of(0.0))
    assert [(g.sources, g.targets, g.kind) for g in document.gold] == [((0,), (0, 1), "several"), ((1,), (2,), "plain")]


def test_joining_makes_one_sentence_of_two_on_one_side() -> None:
    document = plant("story", PAIRS[:2], Rates(join=1, split=0, drop=0, swap=0))
    assert [g.kind for g in document.gold] == ["joined"]
    assert sizes(document) in ({(1, 2)}, {(2, 1)})


def test_splitting_makes_two_sentences_of_one_on_one_side() -> None:
    document = plant("story", PAIRS, Rates(join=0, split=1, drop=0, swap=0))
    assert {g.kind for g in document.gold} == {"split"}
    assert sizes(document) == {(1, 2), (2, 1)}


def test_dropping_leaves_a_sentence_alone() -> None:
    document = plant("story", PAIRS * 3, Rates(join=0, split=0, drop=1, swap=0))
    assert sizes(document) == {(0, 1), (1, 0)}


def test_swapping_makes_beads_that_cross() -> None:
    document = plant("story", PAIRS, Rates(join=0, split=0, drop=0, swap=1))
    targets = [g.targets[0] for g in document.gold]
    assert targets != sorted(targets)
    for gold in document.gold:
        number = PAIRS.index(next(p for p in PAIRS if p[0] == document.sources[gold.sources[0]].text))
        assert document.targets[gold.targets[0]].text == PAIRS[number][1]


def test_the_same_name_plants_the_same_and_another_name_something_else() -> None:
    assert plant("one", PAIRS * 4, Rates()) == plant("one", PAIRS * 4, Rates())
    assert plant("one", PAIRS * 4, Rates()) != plant("two", PAIRS * 4, Rates())


def test_no_gold_bead_of_the_corpus_is_larger_than_the_aligner_knows() -> None:
    planted = documents("dev", Rates.of(0.2))[:20]
    assert all(partitions(d) for d in planted)
    assert max(len(g.sources) + len(g.targets) for d in planted for g in d.gold) <= 4


def test_chaining_keeps_the_beads_and_reaches_the_length_asked_for() -> None:
    parts = [plant(str(n), PAIRS * 2, Rates()) for n in range(5)]
    whole = chained(parts, least=20)
    assert all(partitions(d) and len(d.gold) >= 20 for d in whole)
    assert [s.text for d in whole for s in d.sources] == [s.text for d in parts for s in d.sources]
    assert {s.block for d in whole for s in d.sources} == {0}


def test_joined_sentences_keep_their_words() -> None:
    chance = random.Random(1)
    assert joined("他来了。", "她走了。", "zh", chance) in ("他来了，她走了。", "他来了；她走了。")
    assert joined("He came.", "The crowd left.", "en", chance) in (
        "He came; the crowd left.",
        "He came, and the crowd left.",
    )
    assert joined("He came.", "Berlin slept.", "en", chance) == "He came. Berlin slept."


def test_a_cut_sentence_becomes_two_whole_ones() -> None:
    text = "The hospital opened a new clinic, and its doctors will treat many patients."
    assert cut(text, "en", random.Random(1)) == (
        "The hospital opened a new clinic.",
        "And its doctors will treat many patients.",
    )
    assert cut("医院周一开设新门诊，医生每年将接诊患者。", "zh", random.Random(1)) == (
        "医院周一开设新门诊。",
        "医生每年将接诊患者。",
    )
    assert cut("Yes, it is.", "en", random.Random(1)) is None
