import numpy as np
import pytest

from translator.checks.coverage_build import Example, examples, fit, without_clauses
from translator.checks.length import KINDS
from translator.checks.length_build import fit as fit_length
from translator.checks.lexicon import Lexicon
from translator.checks.lexicon_build import Release

PAIR = (
    "Nurses will be trained to give the vaccine, while doctors from the city will visit the villages.",
    "护士将接受培训以便接种疫苗，市里的医生则会下乡巡诊。",
)


def test_each_clause_is_left_out_with_the_mark_before_it() -> None:
    text = "护士将接受培训，医生则会下乡，患者都很高兴。"
    assert [*without_clauses(text, "zh", 1)] == [
        "医生则会下乡，患者都很高兴。",
        "护士将接受培训，患者都很高兴。",
        "护士将接受培训，医生则会下乡。",
    ]


def test_more_than_half_of_a_text_is_never_left_out() -> None:
    assert [*without_clauses("护士将接受培训，医生则会下乡，患者高兴。", "zh", 2)] == []


def test_every_text_is_an_example_and_so_is_each_with_a_clause_left_out() -> None:
    release = Release((PAIR,), (PAIR, ("Photo", "摄影")), ())
    found = [*examples(Lexicon.load(), [release], "en")]
    assert [(row.spoiled, row.sentence) for row in found] == [(False, True), (True, True), (False, False)]
    assert found[0].gaps.shape[1] == found[1].gaps.shape[1]


def test_the_regression_finds_the_feature_that_tells_omissions() -> None:
    chance = np.random.default_rng(3)
    rows = []
    for i in range(200):
        gaps = chance.normal(size=(3, 11))
        gaps[0, 0] += 3.0 * (i % 2)
        rows.append(Example(bool(i % 2), True, gaps))
    constant, weights = fit(rows)
    assert int(np.argmax(weights)) == 0
    right = [(constant + (row.gaps @ weights).max() > 0) == row.spoiled for row in rows]
    assert sum(right) / len(right) > 0.75


def test_the_length_model_learns_what_each_kind_adds() -> None:
    pairs = [("ab " * i + "Xyz " * j, "字" * (i + 4 * j)) for i in range(1, 7) for j in range(7)]
    found = {name: value for kind, name, value in fit_length(pairs, "en", Lexicon.load()) if kind == "number"}
    assert found["word"] + 2 * found["letter"] == pytest.approx(1.0, abs=0.05)
    assert found["name"] + 3 * found["name letter"] == pytest.approx(4.0, abs=0.05)
    assert set(found) == {"constant", *KINDS, "per size", "per text"}
