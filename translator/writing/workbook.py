"""A sheet for people in an Excel workbook: a heading that stays in view and filters, wrapped cells, shaded rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from translator.writing.characters import xml_safe
from translator.writing.wording import Words

Column = tuple[Words, int]
"""A heading and its width, in characters."""

Row = tuple[Sequence[str | int | float | None], str]
"""The values of a row and the colour it is shaded with ("FBE6E3"), "" for none."""


def sheet(title: str, columns: Sequence[Column], rows: Sequence[Row], formats: dict[int, str] | None = None) -> bytes:
    """A workbook with one sheet; formats: number format of a column, by its index."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "B2"
    for index, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    heads = [WriteOnlyCell(sheet, f"{head.en} {head.zh}") for head, _ in columns]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for values, colour in rows:
        cells = _cells(sheet, values, colour)
        for index, number_format in (formats or {}).items():
            cells[index].number_format = number_format
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _cells(sheet: Any, values: Sequence[str | int | float | None], colour: str) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    fill = PatternFill("solid", fgColor=colour) if colour else None
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, xml_safe(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            # openpyxl takes a text that begins with "=" for a formula, and a sentence never is one
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if fill:
            cell.fill = fill
        cells.append(cell)
    return cells
