from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from translator.reading.bitext import group, read_bitext
from translator.reading.bitext.tables import columns, read_delimited, read_workbook, word_table
from translator.release import ReleaseError

ROWS = [["It opened in June.", "6月启用。"], ["It has 12 beds, he said.", "他说有12张床位。"], ["No, it is new.", ""]]
PAIRS = [tuple(row) for row in ROWS]


def delimited(text: str, name: str = "t.csv") -> list[tuple[str, str]]:
    release = read_delimited(text.encode(), name, "t").release
    return [(s.source, s.target) for s in release.segments]


def quoted(rows: list[list[str]], mark: str = ",") -> str:
    return "".join(mark.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_two_columns_need_no_heading(mark: str) -> None:
    assert delimited(quoted(ROWS, mark)) == PAIRS


@pytest.mark.parametrize(
    "heading",
    [["en", "zh"], ["Source", "Target"], ["原文", "译文"], ["English", "Chinese (Simplified)"], ["Text A", "Text B"]],
)
def test_a_heading_is_no_sentence(heading: list[str]) -> None:
    assert delimited(quoted([heading, *ROWS])) == PAIRS


def test_the_heading_says_which_columns_count() -> None:
    rows = [["id", "target", "note", "source"], *[[str(i), zh, "注意这里", en] for i, (en, zh) in enumerate(ROWS)]]
    assert delimited(quoted(rows)) == PAIRS


def test_other_columns_are_passed_over() -> None:
    rows = [[str(i), en, zh, "ok"] for i, (en, zh) in enumerate(ROWS)]
    assert delimited(quoted(rows)) == PAIRS


def test_the_left_column_is_the_source_unless_the_user_says_otherwise() -> None:
    turned = quoted([[zh, en] for en, zh in ROWS[:2]])
    assert delimited(turned) == [(zh, en) for en, zh in PAIRS[:2]]
    release = read_delimited(turned.encode(), "t.csv", "t", "en").release
    assert [(s.source, s.target) for s in release.segments] == PAIRS[:2]


def test_the_place_is_the_line_of_the_file() -> None:
    text = quoted([["en", "zh"], ["Two\nlines here.", "两行文字。"], ["One line.", "一行文字。"]])
    assert read_delimited(text.encode(), "t.csv", "t").places == ("t.csv:2", "t.csv:4")


def test_a_comma_that_is_not_quoted_is_named_with_its_line() -> None:
    with pytest.raises(ReleaseError, match=r"t\.csv:2: this line has 3 cells"):
        delimited("It opened.,已启用。\nNo, it is new.,不，是新的。\nIt closed.,已关闭。\n")


def test_tabs_need_no_quotation_marks() -> None:
    assert delimited('He said "yes.\t他说“是”。\n', "t.tsv") == [('He said "yes.', "他说“是”。")]


def test_a_table_in_one_language_is_refused() -> None:
    with pytest.raises(ReleaseError, match="no column of English with one of Chinese"):
        delimited(quoted([["one text", "another text"], ["more text", "still more"]]))


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_the_first_sheet_with_both_languages_counts() -> None:
    bitext = read_workbook(
        workbook([["notes", 3]], [["No.", "Source", "Target"], [1, *ROWS[0]], [2, *ROWS[1]]]), "t.xlsx", "t"
    )
    assert [(s.source, s.target) for s in bitext.release.segments] == PAIRS[:2]
    assert bitext.places == ("t.xlsx, row 2", "t.xlsx, row 3")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"no zip"])
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ReleaseError, match=r"t\.xlsx: this is no Excel workbook"):
        read_workbook(data, "t.xlsx", "t")


def document(path: Path, before: str = "") -> Path:
    word = docx.Document()
    if before:
        word.add_paragraph(before)
    table = word.add_table(rows=0, cols=2)
    for row in ROWS[:2]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(path))
    return path


def test_a_word_document_with_a_table_of_both_languages_stands_alone(tmp_path: Path) -> None:
    file = document(tmp_path / "t.docx", "Translation")
    other = tmp_path / "other.txt"
    assert group([file, other]) == [(file,), (other,)]
    bitext = read_bitext([file])
    assert [(s.source, s.target) for s in bitext.release.segments] == PAIRS[:2]
    assert bitext.places[0] == f"{file}, row 1"


def test_a_small_table_in_a_long_document_is_not_its_translation(tmp_path: Path) -> None:
    file = document(tmp_path / "t.docx", "The hospital opened a center. " * 20)
    assert word_table(file.read_bytes(), str(file)) is None


def test_rows_of_nothing_have_no_columns() -> None:
    assert columns([]) is None
    assert columns([(1, ["", ""])]) is None
    assert columns([(1, ["one"])]) is None
