"""A memory as a file for other tools: TMX 1.4b, CSV, TSV or an Excel workbook."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from translator.memory.units import Unit
from translator.release import Language, ReleaseError

COLUMNS = ("English", "Chinese", "Approved", "Origin", "Changed")
_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# XML 1.0, production 2 (Char), turned round
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Limits of an Excel workbook, the row of the headings taken off
_MOST_ROWS, _MOST_CHARACTERS = 1_048_575, 32_767


def export(units: Iterable[Unit], path: Path, version: str) -> int:
    """Write units in the format of the file's ending; how many there are. The file is whole or is not there.

    version: of this software, as TMX names the tool that made it
    Raises ReleaseError for another ending, for no units at all, and where the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise ReleaseError(f"{path}: a memory cannot be written in this format. Use one of {', '.join(WRITERS)}.")
    count = 0

    def counted() -> Iterator[Unit]:
        nonlocal count
        for count, unit in enumerate(units, 1):  # noqa: B007 - the count is what is wanted
            yield unit

    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            # What a memory holds is the user's own affair, and so is a copy of it.
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                WRITERS[ending](counted(), file, version)
            if not count:
                raise ReleaseError(f"{path}: the memory has no unit of this choice, so nothing was written.")
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ReleaseError(
            f"{path}: it cannot be written: {error.strerror}. Choose a folder that exists and is yours."
        ) from error
    return count


def _tmx(units: Iterable[Unit], file: IO[bytes], version: str) -> None:
    from lxml import etree

    header = {
        "creationtool": "press-translator",
        "creationtoolversion": version,
        "segtype": "sentence",
        "o-tmf": "press-translator memory",
        "adminlang": "en",
        # Units of both directions stand in one file, and each says its own; "*all*" is more than some tools take.
        "srclang": _TAGS["en"],
        "datatype": "plaintext",
    }
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n", etree.Element("header", header), "\n")
            with xml.element("body"):
                xml.write("\n")
                for unit in units:
                    xml.write(_tmx_unit(unit), "\n")


def _tmx_unit(unit: Unit) -> Any:
    from lxml import etree

    changed = datetime.fromtimestamp(unit.changed, UTC).strftime("%Y%m%dT%H%M%SZ")
    element = etree.Element("tu", tuid=str(unit.id), srclang=_TAGS[unit.source], changedate=changed)
    for name, value in (("x-origin", "human" if unit.approved else "unapproved"), ("x-file", unit.origin)):
        if value:
            etree.SubElement(element, "prop", type=name).text = _safe(value)
    languages: tuple[Language, ...] = ("en", "zh") if unit.source == "en" else ("zh", "en")
    for language in languages:
        variant = etree.SubElement(element, "tuv", {_LANG: _TAGS[language]})
        etree.SubElement(variant, "seg").text = _safe(unit.text(language))
    return element


def _delimited(mark: str) -> Callable[[Iterable[Unit], IO[bytes], str], None]:
    def write(units: Iterable[Unit], file: IO[bytes], version: str) -> None:
        # With a byte order mark, which Excel needs to see that a table is UTF-8.
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        table = csv.writer(text, delimiter=mark, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(map(_cells, units))
        text.detach()

    return write


def _workbook(units: Iterable[Unit], file: IO[bytes], version: str) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("memory")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDE", (60, 60, 11, 28, 20), strict=True):
        sheet.column_dimensions[column].width = width
    heads = [WriteOnlyCell(sheet, head) for head in COLUMNS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    rows = 0
    try:
        for rows, unit in enumerate(units, 1):
            _check_size(rows, unit)
            cells = [WriteOnlyCell(sheet, _safe(text)) for text in _cells(unit)]
            for cell in cells:
                # openpyxl takes a text that begins with "=" for a formula, and a sentence never is one
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append(cells)
    except ReleaseError:
        sheet.close()
        raise
    sheet.auto_filter.ref = f"A1:E{rows + 1}"
    workbook.save(file)


def _check_size(row: int, unit: Unit) -> None:
    """Raises ReleaseError for what a workbook cannot hold; openpyxl would cut a long text without a word."""
    if row > _MOST_ROWS:
        raise ReleaseError(f"A workbook has {_MOST_ROWS:,} rows at most. Export the memory as .tmx or .tsv.")
    if max(len(unit.en), len(unit.zh)) > _MOST_CHARACTERS:
        raise ReleaseError(f"Unit {unit.id} is too long for a cell of a workbook. Export the memory as .tmx or .tsv.")


def _cells(unit: Unit) -> list[str]:
    changed = datetime.fromtimestamp(unit.changed, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return [unit.en, unit.zh, "yes" if unit.approved else "no", unit.origin, changed]


def _safe(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


WRITERS: dict[str, Callable[[Iterable[Unit], IO[bytes], str], None]] = {
    ".tmx": _tmx,
    ".csv": _delimited(","),
    ".tsv": _delimited("\t"),
    ".xlsx": _workbook,
}
"""What writes a file, by its ending."""
