import json
from pathlib import Path

import pytest

from translator import ReleaseError
from translator.glossary import Glossary, TermEntry
from translator.glossary.candidates_in_text import base_form
from translator.glossary.formats import read_entries
from translator.glossary.lexicon import learn
from translator.glossary.pairs import read_pairs
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


def test_lines_are_paired_whichever_file_comes_first(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Stroke.\n\nFever.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("卒中。\n空\n发热。\n", encoding="gb18030")
    wanted = [("Stroke.", "卒中。"), ("Fever.", "发热。")]
    assert read_pairs([tmp_path / "en.txt", tmp_path / "zh.txt"]) == wanted
    assert read_pairs([tmp_path / "zh.txt", tmp_path / "en.txt"]) == wanted


def test_texts_of_different_length_are_refused_with_both_counts(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Stroke.\nFever.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("卒中。\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"2 lines.*1\."):
        read_pairs([tmp_path / "en.txt", tmp_path / "zh.txt"])


def test_a_translation_memory_gives_its_pairs(tmp_path: Path) -> None:
    file = tmp_path / "m.tmx"
    file.write_text(
        '<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh-CN"><seg>卒<ph/>中</seg></tuv>'
        '<tuv xml:lang="EN-US"><seg>stroke</seg></tuv></tu><tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-8",
    )
    assert read_pairs([file]) == [("stroke", "卒中")]


def test_a_memory_that_declares_entities_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.tmx"
    file.write_text('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body/></tmx>', encoding="utf-8")
    with pytest.raises(ReleaseError, match="entities"):
        read_pairs([file])


def test_a_release_gives_its_pairs_english_first(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    segments = [{"source": "卒中", "target": "stroke"}, {"source": "页脚", "target": ""}]
    file.write_text(json.dumps({"article": {"language": "zh"}, "segments": segments}), encoding="utf-8")
    assert read_pairs([file]) == [("stroke", "卒中")]


@pytest.mark.parametrize("content", ["[]", "{", '{"segments": []}'])
def test_another_json_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReleaseError, match="no release"):
        read_pairs([file])
