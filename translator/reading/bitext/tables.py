"""Tables with a column of each language: CSV, TSV, Excel workbooks, and tables in Word documents."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from translator.reading.bitext.units import PairedText, Texts, Unit, directed, named_language, side_languages
from translator.reading.docx import W, _open, _text
from translator.reading.normalize import normalize_text
from translator.reading.text import decode
from translator.release import Language, ReleaseError

Row = tuple[int, list[str]]
"""The number of a line or row, from 1, and its cells."""

MAX_UNPACKED = 256 << 20
"""Bytes that a workbook may have unpacked; more is no translation, and may be a zip bomb."""

_SOURCES = frozenset(("source", "src", "original", "原文", "源文", "源语言"))
_TARGETS = frozenset(("target", "tgt", "translation", "译文", "目标", "目标语言"))
_LABEL = "Row label"
"""The style of the words above a sentence in the Word files that we write ("Caption · 图注")."""


def read_delimited(data: bytes, where: str, name: str, language: Language | None = None) -> PairedText:
    """The rows of a CSV (comma, semicolon or tab) or TSV table; see columns for which of them is what."""
    text = decode(data, where)
    lines = [line for line in text.splitlines() if line.strip()][:50]
    tabs = where.lower().endswith(".tsv")
    mark = "\t" if tabs else max(";,\t", key=lambda one: (sum(one in line for line in lines), ";,\t".index(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=not tabs)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReleaseError(f"{where}:{line}: a cell is not quoted as CSV is: {error}. Save the table again.") from error
    usual = Counter(len(cells) for _, cells in rows).most_common(1)
    for number, cells in rows:
        if any(cell.strip() for cell in cells[max(usual[0][0], 2) :]):
            raise ReleaseError(
                f"{where}:{number}: this line has {len(cells)} cells, and most have {usual[0][0]}. Put cells that have "
                f'a "{mark}" in them in quotation marks, or save the table as .xlsx.'
            )
    return _bitext(rows, where, name, language, lambda row: f"{where}:{row}")


def read_workbook(data: bytes, where: str, name: str, language: Language | None = None) -> PairedText:
    """The rows of the first sheet of an Excel workbook (.xlsx) that has both languages."""
    for rows in _sheets(data, where):
        if columns(rows):
            return _bitext(rows, where, name, language, lambda row: f"{where}, row {row}")
    raise ReleaseError(f"{where}: no sheet in it has a column of English and one of Chinese.")


def word_table(data: bytes, where: str) -> list[Row] | None:
    """The rows of the table in a Word document that holds both languages, None where none does.

    Such tables must hold half of the document's text. Of several the longest with a heading counts, else the longest.
    """
    body = _open(data, where).element.body
    tables = [(rows, found) for rows in map(_word_rows, body.iter(f"{W}tbl")) if (found := columns(rows))]
    text = sum(len(part.text or "") for part in body.iter(f"{W}t"))
    if not tables or 2 * sum(_weight(rows) for rows, _ in tables) < text:
        return None
    return max(tables, key=lambda table: (table[1][2], _weight(table[0])))[0]


def read_word_table(path: Path, rows: list[Row], language: Language | None = None) -> PairedText:
    """The rows that word_table found."""
    return _bitext(rows, str(path), path.stem, language, lambda row: f"{path}, row {row}")


def columns(rows: Sequence[Row]) -> tuple[int, int, bool] | None:
    """The column of the source, that of its translation, and whether the first row is a heading.

    A heading decides (source and target, English and Chinese, 原文 and 译文); without one, the two columns in different
    languages that have the most text, the left one being the source. None where there are no such columns.
    """
    if not rows:
        return None
    heads = [cell.strip().lower() for cell in rows[0][1]]
    said = _column(heads, lambda w: w in _SOURCES), _column(heads, lambda w: w in _TARGETS)
    if said[0] is None or said[1] is None:
        languages = (
            _column(heads, lambda w: named_language(w) == "en"),
            _column(heads, lambda w: named_language(w) == "zh"),
        )
        known = sorted(column for column in languages if column is not None)
        said = (known[0], known[1]) if len(known) == 2 else (None, None)
    if said[0] is not None and said[1] is not None and side_languages(_texts(rows[1:], said[0], said[1])):
        return said[0], said[1], True
    width = max(len(cells) for _, cells in rows)
    sizes = [sum(len(cells[c]) for _, cells in rows if c < len(cells)) for c in range(width)]
    by_size = sorted(range(width), key=lambda c: -sizes[c])
    for other in by_size[1:]:
        left, right = sorted((by_size[0], other))
        if sizes[other] and side_languages(_texts(rows, left, right)):
            # A heading in words of its own is in one language, so it has the wrong one over one of the columns.
            heading = len(rows) > 2 and side_languages(_texts(rows[:1], left, right)) is None
            return left, right, heading and all(len(head) < 30 for head in heads)
    return None


def _column(heads: Sequence[str], matches: Callable[[str], bool]) -> int | None:
    return next((i for i, head in enumerate(heads) if any(map(matches, (head, *head.split())))), None)


def _texts(rows: Sequence[Row], left: int, right: int) -> list[Texts]:
    return [
        (
            (cells[left], cells[right])
            if max(left, right) < len(cells)
            else (cells[left] if left < len(cells) else "", "")
        )
        for _, cells in rows
    ]


def _bitext(
    rows: Sequence[Row], where: str, name: str, language: Language | None, place: Callable[[int], str]
) -> PairedText:
    found = columns(rows)
    if found is None:
        raise ReleaseError(f"{where}: there is no column of English with one of Chinese beside it.")
    left, right, heading = found
    rows = rows[1:] if heading else rows
    units = [Unit((pair,), place(number)) for (number, _), pair in zip(rows, _texts(rows, left, right), strict=True)]
    return directed(name, units, language)


def _weight(rows: Sequence[Row]) -> int:
    return sum(len(cell) for _, cells in rows for cell in cells)


def _sheets(data: bytes, where: str) -> Iterator[list[Row]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise ReleaseError(f"{where}: the workbook unpacks to more than {MAX_UNPACKED >> 20} MB.")
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:4096].replace(b"\0", b""):
                    raise ReleaseError(f"{where}: the workbook declares a document type, which none needs.")
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(max_col=40, values_only=True), 1)
            yield [
                (n, ["" if v is None else normalize_text(str(v)) for v in values]) for n, values in rows if any(values)
            ]
    except ReleaseError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a broken part
        raise ReleaseError(f"{where}: this is no Excel workbook, or it is damaged. Save it as .xlsx again.") from error


def _word_rows(table: Any) -> list[Row]:
    rows: list[Row] = []
    for number, row in enumerate(table.iterchildren(f"{W}tr"), 1):
        cells = [_cell(cell) for cell in row.iterchildren(f"{W}tc")]
        if any(cells):
            rows.append((number, cells))
    return rows


def _cell(cell: Any) -> str:
    paragraphs = [p for p in cell.iterchildren(f"{W}p") if not _is_label(p)]
    return normalize_text(" ".join(filter(None, (_text(p).strip() for p in paragraphs))))


def _is_label(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val")).replace(" ", "") == _LABEL.replace(" ", "")
