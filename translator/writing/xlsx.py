"""The preflight report as an Excel workbook: a row a sentence, to filter, to mend and to check again."""

from __future__ import annotations

import io
from typing import Any

from translator.release import BilingualRelease, Segment, Severity
from translator.writing import matches, report, wording
from translator.writing.characters import xml_safe
from translator.writing.wording import Words

_COLUMNS = (
    (Words("No.", "序号"), 7),
    (Words("Source", "原文"), 52),
    (Words("Target", "译文"), 52),
    (Words("Severity", "程度"), 15),
    (Words("Checks", "检查项"), 22),
    (Words("Message", "说明"), 52),
    (Words("Message in Chinese", "中文说明"), 42),
    (Words("Suggested", "建议"), 24),
    (Words("Mended", "已修正"), 24),
    (Words("Quality", "质量"), 12),
    (matches.HEAD, 42),
)
_FILLS: dict[Severity, str] = {"error": "FBE6E3", "warning": "FBECCD"}


def render(release: BilingualRelease) -> bytes:
    """One sheet under a heading that stays in view and filters; errors and warnings are shaded.

    `translator check` reads it back by its second and third column.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("check")
    sheet.freeze_panes = "B2"
    for index, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    heads = [WriteOnlyCell(sheet, f"{head.en} {head.zh}") for head, _ in _COLUMNS]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    number = wording.numbers(release)
    for segment in release.segments:
        sheet.append(_cells(sheet, segment, number[segment.id]))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(release.segments) + 1}"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _cells(sheet: Any, segment: Segment, number: int) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, PatternFill

    issues = segment.issues
    severity = wording.severest(issues)
    fills = {severity: PatternFill("solid", fgColor=_FILLS[severity])} if severity in _FILLS else {}
    words = wording.SEVERITIES[severity] if severity else Words("", "")
    names = dict.fromkeys(report.check_name(issue.check) for issue in issues)
    texts: tuple[str | int | float | None, ...] = (
        number,
        segment.source,
        segment.target,
        f"{words.en} {words.zh}".strip(),
        "\n".join(f"{name.en} {name.zh}" for name in names),
        "\n".join(issue.message for issue in issues),
        "\n".join(issue.message_zh for issue in issues),
        "\n".join(issue.fix for issue in issues if issue.fix is not None),
        "\n".join(f"{mend.before} → {mend.after}" for mend in segment.mends),
        None if segment.quality is None else round(segment.quality, 2),
        _memory(segment),
    )
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, xml_safe(text) if isinstance(text, str) else text)
        if isinstance(text, str):
            # openpyxl takes a text that begins with "=" for a formula, and a sentence never is one
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if fills and severity:
            cell.fill = fills[severity]
        cells.append(cell)
    return cells


def _memory(segment: Segment) -> str:
    """Where the translation comes from, if from the memory, else each match with its translation."""
    if matches.used(segment):
        words = matches.origin(segment)
        return f"{words.en}\n{words.zh}"
    labelled = [(matches.label(match), match) for match in matches.offered(segment)]
    return "\n\n".join(f"{words.en}\n{words.zh}\n{match.source}\n{match.target}" for words, match in labelled)
