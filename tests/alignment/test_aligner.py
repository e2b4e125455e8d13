from __future__ import annotations

import pytest

from translator.alignment import align
from translator.bitext import Bead, Sentence
from translator.cues import Cues
from translator.embeddings import lexical_embed
from translator.release import Direction

EN_ZH = Direction("en", "zh")
STORY = (
    "summit surgeon opened",
    "robot kidney ocean",
    "patient hospital fever",
    "river budget school",
    "vaccine village train",
    "heart blood volunteer",
    "mosquito island fire",
    "ethics gene tumor",
)


def links(beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.sources, bead.targets) for bead in beads]


def each(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((i,), (i,)) for i in range(count)]


def test_sentences_in_the_same_order_are_paired_surely(embed, english, chinese):
    beads = align(english(*STORY), chinese(*STORY), EN_ZH, embed)
    assert links(beads) == each(len(STORY))
    assert min(bead.confidence for bead in beads) > 0.9


def test_the_other_direction_gives_the_same_pairs(embed, english, chinese):
    beads = align(chinese(*STORY), english(*STORY), Direction("zh", "en"), embed)
    assert links(beads) == each(len(STORY))


def test_a_dropped_sentence_stands_alone_on_either_side(embed, english, chinese):
    beads = align(english(*STORY[:3], *STORY[4:]), chinese(*STORY[:6], *STORY[7:]), EN_ZH, embed)
    assert ((), (3,)) in links(beads)
    assert ((5,), ()) in links(beads)


def test_two_sentences_written_as_one_are_one_bead(embed, english, chinese):
    joined = [*STORY[:2], f"{STORY[2]} {STORY[3]}", *STORY[4:]]
    assert ((2, 3), (2,)) in links(align(english(*STORY), chinese(*joined), EN_ZH, embed))
    assert ((2,), (2, 3)) in links(align(english(*joined), chinese(*STORY), EN_ZH, embed))


def test_neighbours_turned_round_make_crossing_beads(embed, english, chinese):
    turned = [*STORY[:3], STORY[4], STORY[3], *STORY[5:]]
    found = links(align(english(*STORY), chinese(*turned), EN_ZH, embed))
    assert ((3,), (4,)) in found
    assert ((4,), (3,)) in found


def test_a_sentence_moved_far_is_found_again(embed, english, chinese):
    moved = [*STORY[1:7], STORY[0], STORY[7]]
    found = links(align(english(*STORY), chinese(*moved), EN_ZH, embed))
    assert ((0,), (6,)) in found
    assert ((7,), (7,)) in found


def test_paragraphs_moved_together_are_paired_sentence_by_sentence(embed, english, chinese):
    # The last four sentences come first in the translation.
    beads = align(english(*STORY), chinese(*STORY[4:], *STORY[:4]), EN_ZH, embed)
    assert links(beads) == [((i,), ((i + 4) % 8,)) for i in range(8)]
    assert min(bead.confidence for bead in beads) > 0.8


def test_a_lone_target_stands_after_the_bead_of_the_one_before_it(embed, english, chinese):
    beads = align(english(*STORY[:2], *STORY[3:]), chinese(*STORY), EN_ZH, embed)
    at = links(beads).index(((), (2,)))
    assert links(beads)[at - 1] == ((1,), (1,))


def test_a_lone_target_at_the_head_comes_first(embed, english, chinese):
    assert links(align(english(*STORY[1:]), chinese(*STORY), EN_ZH, embed))[0] == ((), (0,))


@pytest.mark.parametrize(("sources", "targets"), [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_leaves_the_other_alone(embed, english, chinese, sources, targets):
    beads = align(english(*STORY[:sources]), chinese(*STORY[:targets]), EN_ZH, embed)
    assert len(beads) == sources + targets
    assert all(bead.confidence == 1 for bead in beads)


def test_texts_that_have_nothing_in_common_are_not_paired(embed, english, chinese):
    beads = align(english(*STORY[:4]), chinese(*STORY[4:]), EN_ZH, embed)
    assert not [bead for bead in beads if bead.sources and bead.targets and bead.confidence > 0.5]


def test_one_sentence_is_found_among_many(embed, english, chinese):
    filler = [s for _ in range(12) for s in STORY[1:]]
    beads = align(english(STORY[0]), chinese(*filler[:40], STORY[0], *filler[40:]), EN_ZH, embed)
    assert ((0,), (40,)) in links(beads)


def test_identical_lines_are_paired_in_order(embed, english, chinese):
    assert links(align(english(*[STORY[0]] * 5), chinese(*[STORY[0]] * 5), EN_ZH, embed)) == each(5)


def test_a_long_text_is_aligned_along_its_anchors(embed, english, chinese):
    words = " ".join(STORY).split()
    long = [f"{words[i % 24]} {words[(i * 7 + i // 24) % 24]} {words[(i * 5 + i // 7) % 24]}" for i in range(300)]
    kept = [s for i, s in enumerate(long) if i % 50 != 9]
    found = links(align(english(*long), chinese(*kept), EN_ZH, embed))
    assert sum(len(a) == len(b) == 1 and long[a[0]] == kept[b[0]] for a, b in found) > 0.95 * len(kept)


@pytest.mark.parametrize("vectors", [None, lexical_embed])
def test_numbers_and_letters_align_without_an_embedding(vectors):
    english = [
        "In 2019 the WHO counted 320,000 cases.",
        "Nobody knew why.",
        "By May 4 there were 57.",
        "NASA paid 12%.",
    ]
    chinese = ["2019年，WHO统计到32万例病例。", "没有人知道原因。", "到5月4日，共有57例。", "NASA支付了12%。"]
    sides = [[Sentence(text, 0) for text in texts] for texts in (english, chinese)]
    assert links(align(sides[0], sides[1], EN_ZH, vectors, Cues())) == each(4)


def test_less_to_go_by_is_less_sure(embed, english, chinese):
    both = english(*STORY), chinese(*STORY)
    known, guessed = align(*both, EN_ZH, embed), align(*both, EN_ZH, None)
    assert sum(b.confidence for b in guessed) / len(guessed) < sum(b.confidence for b in known) / len(known)


def test_few_texts_more_than_the_sentences_are_embedded(embed, english, chinese):
    asked = []

    def counted(texts):
        asked.extend(texts)
        return embed(texts)

    sides = english(*STORY), chinese(*(f"{a} {b}" for a, b in zip(STORY[::2], STORY[1::2], strict=True)))
    align(*sides, EN_ZH, counted)
    assert len(asked) <= 1.3 * (len(sides[0]) + len(sides[1]))
