"""What the further columns of a table say of its pairs: approved, by whom, how sure, of what origin."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from translator.memory.exporting import COLUMNS
from translator.reading.bitext import file_bytes
from translator.reading.bitext.tables import columns
from translator.reading.bitext.units import named_language
from translator.reading.scripts import LANGUAGES
from translator.reading.text import decode
from translator.recall_candidates import Maker, names_traditional, told
from translator.release import LANGUAGE_NAMES, ReleaseError

_HEADS = {
    "confidence": frozenset(("confidence", "置信度")),
    "by": frozenset(("by", "来源")),
    "approved": frozenset(("approved", "批准", "已批准")),
    "origin": frozenset(("origin",)),
    "changed": frozenset(("changed",)),
}
_OTHERS = frozenset(name.lower() for code, name in LANGUAGES.items() if code not in LANGUAGE_NAMES) | frozenset(
    [
        "deutsch",
        "français",
        "español",
        "português",
        "italiano",
        "nederlands",
        "русский",
        "日本語",
        "한국어",
        "德语",
        "法语",
        "日语",
        "俄语",
    ]
)
_NO = frozenset(("no", "false", "0", "否"))


class Row(NamedTuple):
    """What a row says of its pair; see recall_candidates.Candidate."""

    maker: Maker = "person"
    confidence: float = 1.0
    origin: str | None = None
    changed: float | None = None


class Marks(NamedTuple):
    """What a table says of its pairs.

    rows: by the number of the line or row; traditional: whether a heading says that the Chinese is traditional
    """

    rows: dict[int, Row]
    traditional: bool = False


def row_marks(file: Path) -> Marks:
    """The marks of a CSV, TSV or XLSX file that read_bitext has read; none for any other.

    Raises ReleaseError where a column's name is that of a language other than English and Chinese.
    """
    ending = file.suffix.lower()
    if ending in (".csv", ".tsv"):
        rows = _lines(file, "\t" if ending == ".tsv" else None)
    elif ending in (".xlsx", ".xlsm"):
        rows = _sheet(file)
    else:
        return Marks({})
    heads = [head.strip().lower() for head in next(rows, (0, []))[1]]
    _refuse_named(heads, file)
    traditional = any(map(names_traditional, heads))
    places = {
        name: next((i for i, head in enumerate(heads) if words & set(head.split())), None)
        for name, words in _HEADS.items()
    }
    if places["confidence"] is None and places["approved"] is None:
        return Marks({}, traditional)
    ours = tuple(heads[: len(COLUMNS)]) == tuple(map(str.lower, COLUMNS))

    def cell(cells: list[str], name: str) -> str:
        place = places[name]
        return cells[place].strip() if place is not None and place < len(cells) else ""

    marks: dict[int, Row] = {}
    for number, cells in rows:
        approved = "unapproved" if cell(cells, "approved").lower() in _NO else ""
        row = Row(*told(approved, cell(cells, "by"), cell(cells, "confidence")))
        if ours:
            row = row._replace(origin=cell(cells, "origin"), changed=moment(cell(cells, "changed")))
        marks[number] = row
    return Marks(marks, traditional)


def moment(said: str) -> float | None:
    """Seconds since 1970 of a time in UTC as an export of a memory writes it, None for any other."""
    for form in ("%Y%m%dT%H%M%SZ", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(said, form).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
    return None


def _refuse_named(heads: list[str], file: Path) -> None:
    other = next((head for head in heads if head in _OTHERS), None)
    if other and not any(named_language(head) == "en" for head in heads):
        raise ReleaseError(
            f'{file}: a column of it is named "{other}". A memory holds English and Chinese, so nothing of it was '
            "taken. Name the columns English and Chinese if they are."
        )


def _lines(file: Path, mark: str | None) -> Iterator[tuple[int, list[str]]]:
    text = decode(file_bytes(file), str(file))
    if mark is None:
        first = text.split("\n", 1)[0]
        mark = max(";,\t", key=first.count)
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _sheet(file: Path) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    # read_bitext has looked through this file, and would have refused one that does harm.
    for sheet in load_workbook(file, read_only=True, data_only=True).worksheets:
        sheet.reset_dimensions()
        values = enumerate(sheet.iter_rows(max_col=40, values_only=True), 1)
        rows = [(number, ["" if cell is None else str(cell) for cell in cells]) for number, cells in values]
        if columns([row for row in rows if any(row[1])]):  # the sheet that read_bitext took
            return iter(rows)
    return iter(())
