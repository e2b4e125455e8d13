from typing import TYPE_CHECKING

import pytest

from translator.checks.meaning import check_meaning, margins, similarities
from translator.release import Direction, Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EN_ZH = Direction("en", "zh")
CONCEPTS = (
    ("hospital", "医院"), ("opened", "开业"), ("patients", "患者"), ("surgery", "手术"), ("nurses", "护士"),
    ("trained", "培训"), ("children", "儿童"), ("vaccine", "疫苗"), ("summit", "峰会"), ("Chongqing", "重庆"),
    ("weather", "天气"), ("tourists", "游客"),
)  # fmt: skip
PAIRS = (
    ("A new hospital opened on the river on Monday.", "周一，一家新医院在江边开业。"),
    ("Most of the patients went home after surgery.", "多数患者手术后回家了。"),
    ("In the north, nurses were trained for a year.", "在北方，护士接受了一年的培训。"),
    ("All of the children were given the vaccine.", "所有儿童都接种了疫苗。"),
    ("A summit on this will be held in Chongqing.", "相关峰会将在重庆举行。"),
)


def embed(texts: list[str]) -> "NDArray[np.float32]":
    """Unit vectors of the concepts that a text names, with a part that all texts share."""
    import numpy as np

    rows = np.array([[any(word in text for word in names) for names in CONCEPTS] for text in texts], np.float32)
    rows = np.column_stack([rows, np.full(len(texts), 2.0, np.float32)])
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def document(*targets: str) -> list[Segment]:
    return [
        Segment(str(i), 0, source, target) for i, ((source, _), target) in enumerate(zip(PAIRS, targets, strict=True))
    ]


RIGHT = [zh for _, zh in PAIRS]


def test_right_translations_raise_nothing() -> None:
    assert check_meaning(document(*RIGHT), EN_ZH, embed) == []


def test_two_exchanged_translations_are_errors_that_name_each_other() -> None:
    found = check_meaning(document(RIGHT[1], RIGHT[0], *RIGHT[2:]), EN_ZH, embed)
    assert [(i, issue.severity) for i, issue in found] == [(0, "error"), (1, "error")]
    assert PAIRS[1][0][:20] in found[0][1].message
    assert PAIRS[0][0][:20] in found[1][1].message


def test_shifted_translations_are_errors() -> None:
    found = check_meaning(document(*RIGHT[1:], RIGHT[0]), EN_ZH, embed)
    assert [i for i, issue in found if issue.severity == "error"] == [0, 1, 2, 3, 4]


def test_a_translation_of_nothing_in_the_document_is_found() -> None:
    ((place, issue),) = check_meaning(document(*RIGHT[:4], "今天天气很好，游客很多。"), EN_ZH, embed)
    assert place == 4
    assert "something else" in issue.message


def test_an_empty_target_is_left_to_another_check() -> None:
    segments = document(*RIGHT[:4], "")
    assert check_meaning(segments, EN_ZH, embed) == []
    assert similarities(segments, embed)[4] == 0.0


def test_two_sentences_are_too_few_to_compare() -> None:
    segments = document(RIGHT[1], RIGHT[0], *RIGHT[2:])[:2]
    assert check_meaning(segments, EN_ZH, embed) == []
    assert margins(segments, embed) == [0.0, 0.0]


def test_similarity_is_the_cosine_of_source_and_target() -> None:
    found = similarities(document(*RIGHT[:4], RIGHT[0]), embed)
    assert found[0] == pytest.approx(1.0)
    assert found[4] == pytest.approx(4 / 6)
