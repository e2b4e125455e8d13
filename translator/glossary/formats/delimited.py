"""Glossaries as text tables: CSV, TSV, OmegaT's and DeepL's."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from translator.glossary.entries import BOTH_WAYS, COLUMNS, HAN, TermEntry, entry_id
from translator.glossary.formats.cells import cells, checked, clean, entry_from, has_han, is_common
from translator.glossary.formats.contents import Contents, Place
from translator.glossary.formats.headers import HEADER_WITHIN, header, is_neutral, missing_language
from translator.glossary.formats.languages import is_tag, language_of
from translator.release import ReleaseError

_BINARY = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_NO_TEXT = "the glossary is not a text file. Save it as CSV in UTF-8 and try again."

_Row = tuple[int, list[str]]


def read(label: str, data: bytes) -> Contents:
    """The entries of a text table, in its order.

    A header row names the columns (only English and Chinese are needed). Without one, each line has English and
    Chinese in either order, told apart by their script; in a table with tabs a third cell is a note (OmegaT), and a
    third and fourth cell may name the two languages (DeepL). Cells are separated by commas, tabs or semicolons; text
    is UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030. Empty lines and lines that start with "#" are skipped.
    Raises ReleaseError for a file that is no such table, and for a line that is no entry, naming the line.
    """
    place = Place(label)
    delimiter, rows = _rows(place, _text(label, data))
    # A line of DeepL's ("stroke, 卒中, en, zh") looks like a header, but then every line ends in two languages.
    titles, names = (0, None) if all(_is_deepl(row) for _, row in rows) else _header(rows)
    skipped = tuple(f"{place.unit} {line}: a title" for line, _ in rows[:titles])
    rows = rows[titles:]
    if names or (rows and is_neutral(rows[0][1])):
        rows = rows[1:]
    if not rows:
        raise ReleaseError(f"{label}: the glossary is empty. Write one term a line: English, Chinese.")
    if names:
        return Contents(tuple((line, _named(place, line, names, row)) for line, row in rows), skipped)
    missing = missing_language(rows[0][1])
    if missing and not _is_deepl(rows[0][1]):
        raise ReleaseError(
            f"{place.at(rows[0][0])}: the header, {', '.join(rows[0][1])}, has no column of {missing} terms. "
            "Name one column en and one zh."
        )
    return _plain(place, rows, delimiter)


def write(entries: Iterable[TermEntry], file: TextIO, delimiter: str = ",") -> None:
    """Write entries under a header row of COLUMNS, lines ended by a line feed."""
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(entry) for entry in entries)


def write_pairs(entries: Iterable[TermEntry], file: TextIO, direction: str) -> None:
    """Write source, tab and target, without a header, as DeepL takes it.

    Only what is enforced in the direction ("en-zh", "zh-en") is written, since DeepL forces every entry, and only
    the first translation of a source term, since DeepL refuses a second.
    """
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    seen: set[str] = set()
    for entry in entries:
        pair = (entry.en, entry.zh) if direction == BOTH_WAYS[0] else (entry.zh, entry.en)
        if direction in entry.enforced and pair[0] not in seen:
            seen.add(pair[0])
            writer.writerow(pair)


def _text(label: str, data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (data.startswith(b"%PDF") or _BINARY.search(data, 0, 1 << 16) or b"\0" in data):
        raise ReleaseError(f"{label}: {_NO_TEXT}")
    readable = 0
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            readable = max(readable, error.start)
            continue
        if "\0" in text:
            raise ReleaseError(f"{label}: {_NO_TEXT}")
        if encoding == "gb18030" and _is_big5(data, text):
            raise ReleaseError(
                f"{label}: the text is in Big5, the encoding of traditional Chinese. "
                "Save the glossary as CSV in UTF-8, with its terms in simplified Chinese."
            )
        return text
    if wide:
        raise ReleaseError(f"{label}: {_NO_TEXT}")
    line = data.count(b"\n", 0, readable) + 1
    raise ReleaseError(
        f"{Place(label).at(line)}: the text is neither UTF-8 nor GB 18030. "
        "Save the glossary as CSV in UTF-8 and try again."
    )


def _is_big5(data: bytes, text: str) -> bool:
    """Whether what GB 18030 reads as rare characters is Big5, which it can nearly always read, as another text."""
    characters = HAN.findall(text)
    common = sum(is_common(c) for c in characters)
    if 4 * common > 3 * len(characters):
        return False
    try:
        data.decode("big5")
    except UnicodeDecodeError:
        return False
    return True


def _rows(place: Place, text: str) -> tuple[str, list[_Row]]:
    """The separator, and line number and cells of each line that has something in it."""
    lines = [
        "" if line.startswith("#") else line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    if re.fullmatch(r'"?sep=."?', lines[0]):
        lines[0] = ""  # Excel's way to name the separator
    sample = [line for line in lines if line.strip()][:50]
    # A separator is judged by how many lines have it, since a term may well hold a comma; on a tie the rarer in terms.
    delimiter = max(";,\t", key=lambda mark: (sum(mark in line for line in sample), ";,\t".index(mark)))
    rows: list[_Row] = []
    reader = csv.reader(
        io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((start, [cell.strip() for cell in row]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ReleaseError(
            f'{place.at(start)}: {error}. Close every quotation mark; write " in a cell as "".'
        ) from error
    return delimiter, rows


def _header(rows: list[_Row]) -> tuple[int, list[str] | None]:
    """How many titles stand above the header, and the field of each of its columns; None without a header."""
    for number, (_, row) in enumerate(rows[:HEADER_WITHIN]):
        if names := header(row):
            return number, names
        if sum(map(bool, row)) > 1:
            break
    return 0, None


def _named(place: Place, line: int, names: list[str], row: list[str]) -> TermEntry:
    row = _without_empty_tail(row)
    if len(row) > len(names):
        raise ReleaseError(
            f"{place.at(line)}: {len(row)} cells under {len(names)} column names. "
            "Put a term that holds the separator in quotation marks."
        )
    return entry_from(place, line, dict(zip(names, row, strict=False)))


def _plain(place: Place, rows: list[_Row], delimiter: str) -> Contents:
    sample = [row for _, row in rows[:1000]]
    english_first = sum(has_han(row[0]) for row in sample) <= sum(len(row) > 1 and has_han(row[1]) for row in sample)
    entries: list[tuple[int, TermEntry]] = []
    others: list[tuple[int, str]] = []
    for line, row in rows:
        row = _without_empty_tail(row)
        if _is_deepl(row):
            first, second = language_of(row[2]), language_of(row[3])
            if {first, second} == {"en", "zh"}:
                en, zh = row[:2] if first == "en" else row[1::-1]
                entries.append((line, entry_from(place, line, {"en": en, "zh": zh})))
            else:
                others.append((line, f"{row[2]} to {row[3]}"))
        else:
            entries.append((line, _pair(place, line, row, delimiter, english_first)))
    if not entries:
        pairs = ", ".join(pair for pair, _ in Counter(pair for _, pair in others).most_common(5))
        raise ReleaseError(
            f"{place.label}: no line is in English and Chinese, the lines are {pairs}. Export the pair en and zh."
        )
    if not any(has_han(entry.zh) for _, entry in entries):
        raise ReleaseError(
            f"{place.at(entries[0][0])}: no line of the glossary holds Chinese. Write English, Chinese; if these terms "
            "stay as they are in Chinese, put the header en,zh on top."
        )
    return Contents(
        tuple(entries), tuple(f"{place.unit} {line}: {pair}, not English and Chinese" for line, pair in others)
    )


def _is_deepl(row: list[str]) -> bool:
    return len(row) == 4 and is_tag(row[2]) and is_tag(row[3])


def _pair(place: Place, line: int, row: list[str], delimiter: str, english_first: bool) -> TermEntry:
    noted = len(row) == 3 and delimiter == "\t" and has_han(row[0]) != has_han(row[1])
    if len(row) == 1:
        raise ReleaseError(
            f"{place.at(line)}: no second term. Write English and Chinese in one line, separated by a comma, a tab "
            "or a semicolon (not by ，)."
        )
    if not (len(row) == 2 or noted):
        raise ReleaseError(
            f"{place.at(line)}: {len(row)} cells where two are needed. Put a term that holds a comma in quotation "
            "marks; where the file has more columns, name them in its first line, such as: en,zh,note."
        )
    if not row[0] or not row[1]:
        raise ReleaseError(f"{place.at(line)}: one of the two terms is empty. Fill it in or remove the {place.unit}.")
    first, second = clean(row[0]), clean(row[1])
    if has_han(first) != has_han(second):
        english_first = has_han(second)
    en, zh = (first, second) if english_first else (second, first)
    entry = TermEntry(entry_id(en, zh), en, zh, source=place.source, note=row[2] if noted else "")
    return checked(place, line, entry)


def _without_empty_tail(row: list[str]) -> list[str]:
    # Spreadsheets fill short lines up with separators.
    while len(row) > 2 and not row[-1]:
        row = row[:-1]
    return row
