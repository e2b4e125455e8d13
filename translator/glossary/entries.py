"""Term entries, and the CSV files they are kept in: the house's own and a user's with just two columns."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from translator.release import ReleaseError

HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

BOTH_WAYS = ("en-zh", "zh-en")

_MANY = {"abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh"}
_ENFORCED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("yes", "y", "true", "1", "是", ""), BOTH_WAYS),
    **dict.fromkeys(("no", "n", "false", "0", "否"), ()),
    **{direction: (direction,) for direction in BOTH_WAYS},
}
_HEADER_WORDS = {
    "en": "en", "english": "en", "英文": "en", "英语": "en",
    "zh": "zh", "chinese": "zh", "中文": "zh", "汉语": "zh", "zh-cn": "zh", "zh_cn": "zh",
    "source": "", "target": "", "term": "", "translation": "", "术语": "", "译文": "", "原文": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term in English and Chinese.

    id: stable as long as en and zh are ("t" and 8 hex digits of their hash)
    en, zh: base form; the required translation of each other
    pos: n, pn (proper name), adj, v or ""
    abbr_*, variants_*: also right, as a source and as a translation; forbidden_*: never right as a translation
    enforced: directions in which it is safe to force on every sentence it stands in ("en-zh", "zh-en"); a term that
        is too general has none. In a file: yes for both, no, or the one direction
    source: which list it comes from
    """

    id: str
    en: str
    zh: str
    pos: str = ""
    field: str = ""
    abbr_en: tuple[str, ...] = ()
    abbr_zh: tuple[str, ...] = ()
    variants_en: tuple[str, ...] = ()
    variants_zh: tuple[str, ...] = ()
    forbidden_en: tuple[str, ...] = ()
    forbidden_zh: tuple[str, ...] = ()
    enforced: tuple[str, ...] = BOTH_WAYS
    source: str = ""
    note: str = ""


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(TermEntry))


def entry_id(en: str, zh: str) -> str:
    """The id of the entry with this English and Chinese."""
    return "t" + hashlib.sha256(f"{en}\t{zh}".encode()).hexdigest()[:8]


def write_csv(entries: Iterable[TermEntry], path: Path) -> None:
    """Write entries with a header row, UTF-8, "|" between the values of one field, lines ended by a line feed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in entries:
            writer.writerow([_cell(entry, name) for name in COLUMNS])


def load_csv(path: Path) -> list[TermEntry]:
    """The entries of a CSV file, in its order.

    A header row names the columns of TermEntry (only en and zh are needed). Without one, each line has two cells,
    English and Chinese in either order, told apart by their script. Cells are separated by commas, tabs or
    semicolons; text is UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030. Empty lines and lines that start
    with "#" are skipped.
    Raises ReleaseError for a file that cannot be read, and for a line that is no entry, naming the line.
    """
    rows = _rows(path, _text(path))
    header = _header(rows[0][1]) if rows else None
    if header is not None:
        rows = rows[1:]
    if not rows:
        raise ReleaseError(f"{path}: the glossary is empty. Write one term a line: English, Chinese.")
    if header:
        return [_named_entry(path, line, header, cells) for line, cells in rows]
    english_first = sum(_han(c[0]) for _, c in rows) <= sum(len(c) > 1 and _han(c[1]) for _, c in rows)
    return [_plain_entry(path, line, cells, english_first) for line, cells in rows]


def _cell(entry: TermEntry, name: str) -> str:
    value = getattr(entry, name)
    if name == "enforced":
        return "yes" if value == BOTH_WAYS else "|".join(value) or "no"
    return "|".join(value) if isinstance(value, tuple) else str(value)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReleaseError(
            f"{path}: the glossary cannot be read: {error.strerror}. Check the name and try again."
        ) from error
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReleaseError(f"{path}: the glossary is not a text file. Save it as CSV in UTF-8 and try again.")


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Line number and cells of each line that has something in it."""
    lines = [
        "" if line.startswith("#") else line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    sample = [line for line in lines if line.strip()][:50]
    # A separator is judged by how many lines have it, since a term may well hold a comma; on a tie the rarer in terms.
    delimiter = max(";,\t", key=lambda mark: (sum(mark in line for line in sample), ";,\t".index(mark)))
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(
        io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    start = 1
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                rows.append((start, [c.strip() for c in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ReleaseError(
            f'{path}, line {start}: {error}. Close every quotation mark; write " in a cell as "".'
        ) from error
    return rows


def _header(cells: list[str]) -> list[str] | None:
    """The column names, where the first line is a header; empty where it does not say which language is where."""
    names = [c.lower() for c in cells]
    if {"en", "zh"} <= set(names):
        return names
    known = [_HEADER_WORDS.get(n) for n in names]
    if len(known) < 2 or None in known or (any(known) and not {"en", "zh"} <= set(known)):
        return None
    return [k or "" for k in known] if any(known) else []


def _han(text: str) -> bool:
    return bool(HAN.search(text))


def _plain_entry(path: Path, line: int, cells: list[str], english_first: bool) -> TermEntry:
    cells = _without_empty_tail(cells)
    if len(cells) != 2 or not all(cells):
        raise ReleaseError(
            f"{path}, line {line}: {len(cells)} cells where two are needed. Write English and Chinese, "
            "separated by a comma, and put a term that holds a comma in quotation marks."
        )
    first, second = cells
    if _han(first) != _han(second):
        english_first = _han(second)
    en, zh = (first, second) if english_first else (second, first)
    return _checked(path, line, TermEntry(entry_id(en, zh), en, zh, source=path.name))


def _named_entry(path: Path, line: int, header: list[str], cells: list[str]) -> TermEntry:
    cells = _without_empty_tail(cells)
    if len(cells) > len(header):
        raise ReleaseError(
            f"{path}, line {line}: {len(cells)} cells under {len(header)} column names. "
            "Put a term that holds the separator in quotation marks."
        )
    row = dict(zip(header, cells, strict=False))
    en, zh = row.get("en", ""), row.get("zh", "")
    enforced = row.get("enforced", "").lower()
    if enforced not in _ENFORCED:
        raise ReleaseError(f'{path}, line {line}: enforced is "{enforced}". Write yes, no, en-zh or zh-en.')
    many = {name: _split(row.get(name, "")) for name in _MANY}
    entry = TermEntry(
        id=row.get("id") or entry_id(en, zh),
        en=en,
        zh=zh,
        pos=row.get("pos", ""),
        field=row.get("field", ""),
        enforced=_ENFORCED[enforced],
        source=row.get("source") or path.name,
        note=row.get("note", ""),
        **many,
    )
    return _checked(path, line, entry)


def _checked(path: Path, line: int, entry: TermEntry) -> TermEntry:
    if not entry.en or not entry.zh:
        empty = "English" if not entry.en else "Chinese"
        raise ReleaseError(f"{path}, line {line}: the {empty} is empty. Fill it in or remove the line.")
    if _han(entry.en):
        raise ReleaseError(
            f'{path}, line {line}: the English, "{entry.en}", holds Chinese. Put each language in its own cell.'
        )
    return entry


def _without_empty_tail(cells: list[str]) -> list[str]:
    # Spreadsheets fill short lines up with separators.
    while len(cells) > 2 and not cells[-1]:
        cells = cells[:-1]
    return cells


def _split(cell: str) -> tuple[str, ...]:
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple(dict.fromkeys(v for v in (part.strip() for part in cell.split("|")) if v))
