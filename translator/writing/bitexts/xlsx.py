"""Aligned texts as an Excel workbook: a row a bead, the unsure ones shaded, to filter and to mend."""

from __future__ import annotations

import io
from typing import Any

from translator.bitext import Bead, Bitext
from translator.writing.bitexts.confidence import LEAST, is_pair, place, to_look_at
from translator.writing.bitexts.labels import BY
from translator.writing.characters import xml_safe
from translator.writing.wording import Words

_COLUMNS = (
    (Words("No.", "序号"), 7),
    (Words("Source", "原文"), 60),
    (Words("Target", "译文"), 60),
    (Words("Confidence", "置信度"), 16),
    (Words("Kind", "类型"), 10),
    (Words("By", "来源"), 14),
    (Words("Where", "位置"), 34),
)
_LOW = "FBECCD"
_VERY_LOW = "FBE6E3"


def render(bitext: Bitext) -> bytes:
    """One sheet under a heading that stays in view and filters; what to look at is shaded, darker below one half.

    `translator check` and `translator memory import` read it back by its second and third column.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("align")
    sheet.freeze_panes = "B2"
    for index, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    heads = [WriteOnlyCell(sheet, f"{head.en} {head.zh}") for head, _ in _COLUMNS]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for number, bead in enumerate(bitext.beads, 1):
        sheet.append(_cells(sheet, bitext, bead, number))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(bitext.beads) + 1}"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _cells(sheet: Any, bitext: Bitext, bead: Bead, number: int) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    source, target = bitext.text(bead)
    by = f"{BY[bead.by].en} {BY[bead.by].zh}"
    values = (number, source, target, round(bead.confidence, 3), bead.kind, by, place(bitext, bead))
    fill = None
    if to_look_at(bead):
        fill = PatternFill("solid", fgColor=_LOW if is_pair(bead, LEAST) else _VERY_LOW)
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
    cells[3].number_format = "0.000"
    return cells
