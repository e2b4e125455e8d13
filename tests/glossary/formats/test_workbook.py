import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from translator.glossary.entries import COLUMNS, TermEntry
from translator.glossary.formats import read_contents, read_entries, workbook, write_entries, xml_safety
from translator.release import ReleaseError


def saved(tmp_path: Path, *sheets: list[list[Any]], merged: str = "") -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"part {number}")
        for row in rows:
            sheet.append(row)
        for cells in merged.split():
            sheet.merge_cells(cells)
    path = tmp_path / "house.xlsx"
    book.save(path)
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(e.en, e.zh) for e in read_entries(path)]


@pytest.mark.parametrize(
    "header",
    [
        ["English", "Chinese"],
        ["英文", "中文"],
        ["English term", "中文译名"],
        ["Source", "Target"],
        ["术语", "译文"],
        [],
    ],
)
def test_two_columns_are_enough(tmp_path: Path, header: list[str]) -> None:
    rows = [header, ["stroke", "卒中"], [], ["fever", "发热"], [None, None]]
    assert pairs(saved(tmp_path, rows)) == [("stroke", "卒中"), ("fever", "发热")]


def test_titles_numbers_and_other_columns_do_not_hide_the_terms(tmp_path: Path) -> None:
    rows = [
        ["Terms of the summit 2026"],
        [],
        ["No.", "中文", "词性", "English", "备注", "date"],
        [1, "卒中", "n", " stroke ", "desk", None],
        [2.0, 2019, None, 2019, None, None],
    ]
    entries = read_entries(saved(tmp_path, rows))
    assert [(e.en, e.zh, e.pos, e.note) for e in entries] == [("stroke", "卒中", "n", "desk"), ("2019", "2019", "", "")]


def test_without_a_header_the_columns_are_told_by_their_script(tmp_path: Path) -> None:
    rows = [["Our terms"], [1, "卒中", "stroke"], [2, "发热", "fever"], [3, "PD-1", "PD-1"]]
    contents = read_contents(saved(tmp_path, rows))
    assert [(number, e.en, e.zh) for number, e in contents.rows] == [
        (2, "stroke", "卒中"), (3, "fever", "发热"), (4, "PD-1", "PD-1"),
    ]  # fmt: skip
    assert [s.rpartition(": ")[2] for s in contents.skipped] == ["neither term"]


def test_merged_cells_are_headings_across_and_hold_for_each_row_down(tmp_path: Path) -> None:
    rows = [
        ["English", "Chinese", "note"],
        ["Neurology", None, None],
        ["stroke", "卒中", "desk"],
        ["brain attack", None, None],
        ["fever", "发热", None],
    ]
    path = saved(tmp_path, rows, merged="A2:C2 B3:B4 C3:C4")
    assert [(e.en, e.zh, e.note) for e in read_entries(path)] == [
        ("stroke", "卒中", "desk"), ("brain attack", "卒中", "desk"), ("fever", "发热", ""),
    ]  # fmt: skip


def test_the_first_sheet_that_is_a_glossary_is_read(tmp_path: Path) -> None:
    plan = [["date", "room"], ["May 16", "Hall 1"], ["May 17", "Hall 2"]]
    assert pairs(saved(tmp_path, plan, [["fever", "发热"]], [["stroke", "卒中"]])) == [("fever", "发热")]


def test_a_workbook_without_a_glossary_is_refused_naming_its_sheets(tmp_path: Path) -> None:
    plan = [["date", "room"], ["May 16", "Hall 1"]]
    prose = [["一份说明"], ["第二段"], ["第三段"], ["Part one", "第一部分"], ["第四段"]]
    with pytest.raises(ReleaseError, match=r"no sheet has a column of English .* part 1, part 2"):
        read_entries(saved(tmp_path, plan, prose))


@pytest.mark.parametrize(
    ("rows", "row", "what"),
    [
        ([["en", "zh"], ["stroke", "卒中"], ["fever", None]], 3, "the Chinese is empty"),
        ([["en", "zh"], ["stroke", None], ["fever", "发热"]], 2, "the Chinese is empty"),
        ([["en", "zh"], ["stroke", "卒中"], [None, "发热"]], 3, "the English is empty"),
        ([["stroke", "卒中"], [], ["fever 发热", "发热"]], 3, "holds Chinese"),
        ([["en", "zh", "enforced"], ["stroke", "卒中", "often"]], 2, "Write yes, no"),
        ([["en", "zh", "forbidden_zh"], ["stroke", "卒中", "卒中"]], 2, "both right and forbidden"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, rows: list[list[Any]], row: int, what: str) -> None:
    with pytest.raises(ReleaseError, match=f"house.xlsx, sheet part 1, row {row}: .*{what}"):
        read_entries(saved(tmp_path, rows))


def test_cells_in_the_wrong_column_are_put_right(tmp_path: Path) -> None:
    assert pairs(saved(tmp_path, [["en", "zh"], ["stroke", "卒中"], ["发热", "fever"]]))[1] == ("fever", "发热")


def test_what_is_written_is_fit_to_work_in(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_entries([TermEntry("t1", "=stroke", "卒中", note="#N/A")], path)
    sheet = load_workbook(path).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.font.bold for cell in sheet[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:N2")
    assert sheet.column_dimensions["B"].width == 32
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=stroke", "s")


def rebuilt(path: Path, part: str, change: Any) -> Path:
    """The workbook with one part changed, as an attacker would."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_a_size_that_the_sheet_says_wrong_cuts_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, [["stroke", "卒中"], ["fever", "发热"]])
    rebuilt(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'))
    assert len(pairs(path)) == 2


def test_a_row_number_that_no_sheet_has_is_refused_in_time(tmp_path: Path) -> None:
    path = saved(tmp_path, [["stroke", "卒中"], ["fever", "发热"]])
    rebuilt(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<row r="2"', b'<row r="999999999999"'))
    with pytest.raises(ReleaseError, match="more rows than Excel allows"):
        read_entries(path)


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, [["stroke", "卒中"]])
    evil = b'<!DOCTYPE worksheet [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet '
    rebuilt(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<worksheet ", evil, 1))
    with pytest.raises(ReleaseError, match="declares XML entities"):
        read_entries(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_packed(tmp_path: Path) -> None:
    path = saved(tmp_path, [["stroke", "卒中"]])
    said = workbook.MAX_UNPACKED + 1
    data = bytearray(path.read_bytes())
    # The size a part says it has, in the central directory: 24 bytes into its record.
    record = data.rindex(b"PK\x01\x02")
    data[record + 24 : record + 28] = said.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ReleaseError, match=f"unpacks to {said >> 20} MB"):
        read_entries(path)


def test_a_part_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, [["stroke", "卒中"]] * 200)
    data = bytearray(path.read_bytes())
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (300).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ReleaseError, match=r"damaged|cannot be read"):
        read_entries(path)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    path = tmp_path / "house.docx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(ReleaseError, match="no Excel workbook"):
        read_entries(path)
    path.write_bytes(b"PK\x03\x04\x00\x00\x00")
    with pytest.raises(ReleaseError, match="damaged"):
        read_entries(path)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_damaged_workbook_is_refused(tmp_path: Path, at: float) -> None:
    path = saved(tmp_path, [["stroke", "卒中"], ["fever", "发热"]])
    data = path.read_bytes()
    cut = int(len(data) * at)
    for broken in (data[:cut], data[:cut] + b"\xa5" * 40 + data[cut + 40 :], data[:cut] + data[cut + 40 :]):
        path.write_bytes(broken)
        with pytest.raises(ReleaseError, match=r"house\.xlsx: the workbook"):
            read_entries(path)


@pytest.mark.parametrize(
    "many", ["<row>" + "<c/>" * 3000 + "</row>", "<row/>" * 3000, "</sheetData><sheetData>" * 3000]
)
def test_a_sheet_that_would_fill_the_memory_is_refused_packed(
    tmp_path: Path, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_safety, "MOST_ELEMENTS", 2000)
    monkeypatch.setattr(xml_safety, "MOST_ROWS", 2000)
    path = saved(tmp_path, [["en", "zh"], ["stroke", "卒中"]])
    assert len(read_entries(path)) == 1
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", many.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(ReleaseError, match=f"{sheet} in the workbook holds far more than a glossary"):
        read_entries(path)


def test_rows_one_at_a_time_are_never_too_many_elements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_safety, "MOST_ELEMENTS", 2000)
    path = tmp_path / "house.xlsx"
    write_entries([TermEntry(f"t{n}", f"term {n}", "卒中") for n in range(900)], path)
    assert len(read_entries(path)) == 900
