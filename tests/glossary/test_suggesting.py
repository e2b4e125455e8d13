from pathlib import Path

import pytest

from translator.glossary import Glossary, TermEntry
from translator.glossary.candidates_in_text import base_form
from translator.glossary.formats import read_entries
from translator.glossary.lexicon import learn
from translator.glossary.suggesting import suggest, write_suggestions

PAIRS = [
    ("Venous lines and dialyzer membranes were tested.", "测试了静脉管路和透析器膜。"),
    ("The hospital bought a fundus camera for retinal screening.", "医院购置了一台眼底相机，用于视网膜筛查。"),
    ("Dialyzer membranes must be replaced, the nurse said.", "护士说，透析器膜必须更换。"),
    ("It was raining on Monday.", "星期一下雨。"),
]


@pytest.fixture(scope="module")
def builtin() -> tuple[TermEntry, ...]:
    return Glossary.builtin().entries


def test_terms_that_go_together_are_suggested_in_their_base_form(builtin: tuple[TermEntry, ...]) -> None:
    found = {(s.en, s.zh): s for s in suggest(PAIRS, builtin, builtin)}
    assert ("venous line", "静脉管路") in found
    assert ("dialyzer membrane", "透析器膜") in found


def test_a_repeated_term_counts_its_sentences_and_shows_the_first(builtin: tuple[TermEntry, ...]) -> None:
    membrane = next(s for s in suggest(PAIRS, builtin, builtin) if s.en == "dialyzer membrane")
    assert membrane.count == 2
    assert (membrane.example_en, membrane.example_zh) == PAIRS[0]


def test_what_the_glossary_has_is_not_suggested(builtin: tuple[TermEntry, ...]) -> None:
    known = [*builtin, TermEntry("t1", "venous line", "静脉管路")]
    assert "venous line" not in {s.en for s in suggest(PAIRS, known, builtin)}


def test_the_best_come_first_and_no_more_than_the_limit(builtin: tuple[TermEntry, ...]) -> None:
    scores = [s.score for s in suggest(PAIRS, builtin, builtin, limit=3)]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_meaning_moves_what_it_finds_alike(builtin: tuple[TermEntry, ...]) -> None:
    import numpy

    def embed(texts: list[str]) -> object:
        return numpy.array([[1.0, 0.0] if "enous line" in t or t == "静脉管路" else [0.0, 1.0] for t in texts])

    plain = {s.en: s.score for s in suggest(PAIRS, builtin, builtin)}
    weighed = {s.en: s.score for s in suggest(PAIRS, builtin, builtin, lambda texts: embed(list(texts)))}
    assert weighed["venous line"] > plain["venous line"]


def test_suggestions_can_be_imported(tmp_path: Path, builtin: tuple[TermEntry, ...]) -> None:
    found = suggest(PAIRS, builtin, builtin)
    write_suggestions(found, tmp_path / "s.csv")
    assert [(e.en, e.zh) for e in read_entries(tmp_path / "s.csv")] == [(s.en, s.zh) for s in found]


def test_no_pair_suggests_nothing(builtin: tuple[TermEntry, ...]) -> None:
    assert suggest([], builtin, builtin) == []


def test_the_lexicon_finds_which_word_goes_with_which_character() -> None:
    table = learn([(["bone", "tumor"], ["骨", "瘤"]), (["bone"], ["骨"]), (["liver", "tumor"], ["肝", "瘤"])])
    assert max(table["tumor"], key=table["tumor"].__getitem__) == "瘤"
    assert max(table["bone"], key=table["bone"].__getitem__) == "骨"


@pytest.mark.parametrize(
    ("term", "base"),
    [
        ("Dialyzer membranes", "dialyzer membrane"),
        ("biopsies", "biopsy"),
        ("common diseases", "common disease"),
        ("World Rabies Day", "World Rabies Day"),
        ("Sabin strains", "Sabin strain"),
        ("MRI scanners", "MRI scanner"),
        ("sepsis", "sepsis"),
    ],
)
def test_a_base_form_is_singular_and_has_only_its_own_capitals(term: str, base: str) -> None:
    assert base_form(term, {"Sabin"}) == base
