"""Glossaries as Excel workbooks (XLSX)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from translator.glossary.entries import COLUMNS, TermEntry
from translator.glossary.formats.cells import cells
from translator.glossary.formats.contents import Contents
from translator.glossary.formats.sheet import Merge, Row, read_sheet
from translator.glossary.formats.xml_safety import declares_entities, fills_memory
from translator.release import ReleaseError

MAX_UNPACKED = 256 << 20
"""Bytes that the parts of a workbook may have unpacked: some twenty times a glossary of 100,000 entries."""

_WIDEST = 40
_NOTHING = (None,) * _WIDEST
_LONGEST = 1 << 20
_MERGE = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_WIDTHS = {"en": 32, "zh": 24, "variants_en": 32, "variants_zh": 24, "note": 32, "id": 12}
# XML 1.0, production 2 (Char), turned round
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(label: str, data: bytes) -> Contents:
    """The entries of the first sheet that has a column of English and a column of Chinese terms.

    Values are read as last computed; formulas are not run.
    Raises ReleaseError for a file that is no workbook, or too large when unpacked, for a workbook without such a
    sheet, and for a row that is no entry, naming the row.
    """
    from openpyxl import load_workbook

    _check(label, data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            contents = read_sheet(label, sheet.title, list(_rows(label, sheet)), _merges(data, sheet))
            if contents:
                return contents
    except ReleaseError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a broken part
        raise ReleaseError(
            f"{label}: the workbook cannot be read ({type(error).__name__}: {error}). "
            "Open it in a spreadsheet program, save it as .xlsx again, or save the sheet as CSV."
        ) from error
    names = ", ".join(workbook.sheetnames)
    raise ReleaseError(
        f"{label}: no sheet has a column of English terms and one of Chinese terms (sheets: {names}). "
        "Put the words English and Chinese, or en and zh, above the two columns."
    )


def write(entries: Iterable[TermEntry], file: BinaryIO) -> None:
    """Write one row an entry under a bold header of COLUMNS that stays in view and filters."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 16)
    header = [WriteOnlyCell(sheet, name) for name in COLUMNS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    count = 1
    for entry in entries:
        count += 1
        sheet.append([_text_cell(sheet, value) for value in cells(entry)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count}"
    workbook.save(file)


def _text_cell(sheet: Any, value: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    value = _NOT_XML.sub("\ufffd", value)
    if not value.startswith(("=", "#")):
        return value or None
    # openpyxl takes such text for a formula or an error value; a term never is one.
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _check(label: str, data: bytes) -> None:
    """Raise ReleaseError for what only looks like a workbook, before any of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(label, archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReleaseError(
            f"{label}: the workbook is damaged or protected by a password ({error}). "
            "Save it as .xlsx again, without a password."
        ) from error


def _check_parts(label: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise ReleaseError(f"{label}: the file is no Excel workbook. Save the glossary as .xlsx or CSV.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise ReleaseError(
            f"{label}: the workbook unpacks to {unpacked >> 20} MB, more than {MAX_UNPACKED >> 20} MB. "
            "Remove the sheets and pictures that are not the glossary, or save the sheet as CSV."
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                unsafe, huge = declares_entities(file), fills_memory(file)
            if huge:
                raise ReleaseError(
                    f"{label}: {part.filename} in the workbook holds far more than a glossary does. "
                    "Copy the two columns of terms to a new workbook, or save the sheet as CSV."
                )
            if unsafe:
                raise ReleaseError(
                    f"{label}: the workbook declares XML entities, which no spreadsheet program does and which "
                    "can be made to fill the memory. Save it as .xlsx again from a spreadsheet program."
                )


def _rows(label: str, sheet: Any) -> Iterator[Row]:
    """Row number and cells as text of each row that has something in it."""
    sheet.reset_dimensions()  # some exporters write a wrong size, and openpyxl would cut the sheet to it
    # openpyxl fills gaps up, so a single cell far out would cost as much as a full sheet.
    for number, values in enumerate(sheet.iter_rows(max_col=_WIDEST, values_only=True), start=1):
        if number > _LONGEST:
            raise ReleaseError(f"{label}: the sheet {sheet.title} has more rows than Excel allows. Save it as CSV.")
        if values == _NOTHING:
            continue
        width = next((i for i in range(len(values), 0, -1) if values[i - 1] is not None), 0)
        if width:
            texts = [_text(value) for value in values[:width]]
            if any(texts):
                yield number, texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if hasattr(value, "date") and callable(value.date) else str(value)


def _merges(data: bytes, sheet: Any) -> list[Merge]:
    """First row, first column, last row and last column (from 0) of each merged range."""
    from openpyxl.utils import column_index_from_string as column

    # openpyxl does not read merged ranges in its read-only mode, so they are taken from the part itself.
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(sheet._worksheet_path)
    end = part.rfind(b"</sheetData>")
    return [
        (int(top), column(left.decode()) - 1, int(bottom), column(right.decode()) - 1)
        for left, top, right, bottom in _MERGE.findall(part, max(end, 0))
    ]
