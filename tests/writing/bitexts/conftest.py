"""Small bitexts with beads of every shape, crossing ones among them, and text that is markup somewhere."""

from __future__ import annotations

import pytest

from translator.bitext import Bead, Bitext, Sentence
from translator.release import Direction

HOSTILE = '</script><!-- "1|2" & \\ =SUM(A1) 🩺 עברית\t$& #'


def words(source: str, target: str, *pairs: tuple[str, str]) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    found = []
    for one, other in pairs:
        start, there = source.index(one), target.index(other)
        found.append(((start, start + len(one)), (there, there + len(other))))
    return tuple(found)


def make() -> Bitext:
    english = (
        ("headline", 0, "Summit 🩺 opens"),
        ("body", 1, "FUAS has treated 320,000 patients."),
        ("body", 1, "It is used in 30 countries."),
        ("body", 1, 'He said: "We go on."'),
        ("body", 2, HOSTILE),
        ("body", 2, "This has no counterpart."),
        ("body", 3, "First came Ms Luo."),
        ("body", 3, "Then came Mr Tang."),
    )
    chinese = (
        ("headline", 0, "🩺峰会开幕"),
        ("body", 1, "FUAS已治疗32万名患者，用于30个国家。"),
        ("body", 1, "他说：“我们继续。”"),
        ("body", 1, "这是另加的一句。"),
        ("body", 2, HOSTILE),
        ("body", 3, "唐先生其次。"),
        ("body", 3, "罗女士在先。"),
    )
    sides = [
        tuple(Sentence(text, block, kind, f"{file}, paragraph {block + 1}") for kind, block, text in texts)
        for file, texts in (("en.txt", english), ("zh.txt", chinese))
    ]
    joined = f"{english[1][2]} {english[2][2]}"
    beads = (
        Bead((0,), (0,), 0.99, words=words(english[0][2], chinese[0][2], ("Summit", "峰会"), ("opens", "开幕"))),
        Bead((1, 2), (1,), 0.75, words=words(joined, chinese[1][2], ("320,000", "32万"), ("30 countries", "30个国家"))),
        Bead((3,), (2,), 0.9),
        Bead((), (3,), 0.6),
        Bead((4,), (4,), 0.45),
        Bead((5,), (), 0.83),
        Bead((6,), (6,), 0.85, words=words(english[6][2], chinese[6][2], ("Luo", "罗"))),
        Bead((7,), (5,), 0.85),
    )
    return Bitext("summit", Direction("en", "zh"), sides[0], sides[1], beads, "by hand", ("Something & more.",))


@pytest.fixture
def bitext() -> Bitext:
    return make()
