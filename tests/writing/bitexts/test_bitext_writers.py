from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from translator.bitext import Bitext
from translator.reading.bitext import read_bitext
from translator.release import ReleaseError
from translator.writing.bitexts import BITEXT_WRITERS, bitext_file_name, json, render_bitext, tmx, tsv, xlsx
from translator.writing.bitexts.confidence import is_pair, to_look_at


def test_what_to_look_at_is_what_is_unsure_and_nobody_has_seen(bitext: Bitext) -> None:
    assert [i for i, bead in enumerate(bitext.beads) if to_look_at(bead)] == [1, 3, 4]
    assert not to_look_at(bitext.confirmed(1).beads[1])


def test_a_name_says_the_direction_and_holds_no_path(bitext: Bitext) -> None:
    assert bitext_file_name(bitext, "html") == "summit.en-zh.align.html"
    assert bitext_file_name(replace(bitext, name="a/b"), "tmx") == "a-b.en-zh.align.tmx"


def test_an_unknown_format_is_named(bitext: Bitext) -> None:
    with pytest.raises(ReleaseError, match=r'Unknown format "pdf". Choose from: html, tmx, tsv, xlsx, json'):
        render_bitext(bitext, "pdf")


def test_json_reads_back_equal(bitext: Bitext) -> None:
    assert json.load(json.dump(bitext)) == bitext


BEADS = '"beads": ['


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"name"', '"names"', "name"),
        ('"zh"', '"en"', r"same language - at `\$.direction`"),
        ("0.99", "1.5", r"between 0 and 1 - at `\$.beads\[0\].confidence`"),
        (
            '"beads": [',
            '"beads": [{"sources": [0], "targets": []},',
            r"exactly one bead - at `\$.beads\[...\].sources`",
        ),
        (BEADS, BEADS + '{"sources": [], "targets": []},', r"is empty - at `\$.beads\[0\]`"),
    ],
)
def test_json_that_is_no_bitext_is_refused_with_the_place(bitext: Bitext, before: str, after: str, said: str) -> None:
    wrong = json.dump(bitext).decode().replace(before, after, 1)
    with pytest.raises(ReleaseError, match=said) as raised:
        json.load(wrong.encode(), "old.json")
    assert str(raised.value).startswith("old.json: ")


def test_json_with_sentences_out_of_order_or_spans_outside_is_refused(bitext: Bitext) -> None:
    first, second, third, *rest = bitext.beads
    torn = replace(bitext, beads=(first, replace(second, sources=(1, 3)), replace(third, sources=(2,)), *rest))
    with pytest.raises(ReleaseError, match="not consecutive"):
        json.load(json.dump(torn))
    outside = replace(bitext, beads=(replace(first, words=(((0, 99), (0, 1)),)), second, third, *rest))
    with pytest.raises(ReleaseError, match=r"outside its text - at `\$.beads\[0\].words`"):
        json.load(json.dump(outside))


def test_the_table_is_read_back_as_it_was_written(bitext: Bitext, tmp_path: Path) -> None:
    lines = tsv.render(bitext).decode().split("\n")
    assert lines[0] == "source\ttarget\tconfidence\tkind\tby\twhere"
    assert lines[2].endswith("\t0.750\t2-1\tmachine\ten.txt, paragraph 2 | zh.txt, paragraph 2")
    assert_read_back(bitext, tmp_path, "tsv")


def test_the_workbook_is_read_back_as_it_was_written(bitext: Bitext, tmp_path: Path) -> None:
    assert_read_back(bitext, tmp_path, "xlsx")


def test_the_memory_is_read_back_as_it_was_written(bitext: Bitext, tmp_path: Path) -> None:
    assert_read_back(bitext, tmp_path, "tmx", only_pairs=True)


def assert_read_back(bitext: Bitext, folder: Path, format: str, only_pairs: bool = False) -> None:
    file = folder / bitext_file_name(bitext, format)
    file.write_bytes(render_bitext(bitext, format, 0.0))
    read = [(s.source, s.target) for s in read_bitext([file]).release.segments]
    # a table's cell may be read with its white space tidied, which no sentence needs
    assert [tuple(map(tidy, pair)) for pair in read] == [
        tuple(map(tidy, bitext.text(bead)))
        for bead in bitext.beads
        if bead.sources and (bead.targets or not only_pairs)
    ]


def tidy(text: str) -> str:
    return " ".join(text.split())


def test_the_workbook_shades_what_to_look_at_and_filters(bitext: Bitext) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(bitext))).active
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:G9"
    assert [row[0].row for row in sheet.iter_rows(min_row=2) if row[1].fill.fill_type] == [3, 5, 6]
    assert sheet["C3"].fill.fgColor.rgb != sheet["C6"].fill.fgColor.rgb
    assert [sheet["D3"].value, sheet["E3"].value, sheet["F3"].value] == [0.75, "2-1", "machine 机器"]


def test_no_sentence_becomes_a_formula(bitext: Bitext) -> None:
    sums = replace(bitext, sources=(replace(bitext.sources[0], text="=SUM(A1:A9)"), *bitext.sources[1:]))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(sums))).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=SUM(A1:A9)", "s")


def test_the_memory_keeps_the_rules_of_tmx_1_4(bitext: Bitext) -> None:
    root = etree.fromstring(tmx.render(bitext))
    assert b"<!DOCTYPE" not in tmx.render(bitext)
    assert root.get("version") == "1.4"
    assert root.find("header").get("srclang") == "en"
    for unit in root.iter("tu"):
        assert [child.tag for child in unit] == ["prop"] * 5 + ["tuv"] * 2
        assert all(prop.get("type") and prop.text for prop in unit.iter("prop"))
    units = tmxfile.parsestring(tmx.render(bitext, 0.0)).units
    assert [(u.source, u.target) for u in units] == [bitext.text(bead) for bead in bitext.beads if is_pair(bead)]


def test_only_pairs_that_are_sure_enough_go_into_a_memory(bitext: Bitext) -> None:
    def ids(least: float) -> list[str | None]:
        return [unit.get("tuid") for unit in etree.fromstring(tmx.render(bitext, least)).iter("tu")]

    assert ids(0) == ["1", "2", "3", "5", "7", "8"]
    assert ids(0.5) == ["1", "2", "3", "7", "8"]
    assert ids(0.95) == ["1"]
    unit = etree.fromstring(tmx.render(bitext.confirmed(4), 0.95)).findall("body/tu")[1]
    assert {p.get("type"): p.text for p in unit.iter("prop")} == {
        "x-article": "summit",
        "x-block-kind": "body",
        "x-confidence": "1.000",
        "x-by": "human",
        "x-kind": "1-1",
    }


def test_every_format_writes_a_text_without_sentences() -> None:
    from translator.release import Direction

    empty = Bitext("none", Direction("zh", "en"), (), (), ())
    for format in BITEXT_WRITERS:
        assert render_bitext(empty, format)
