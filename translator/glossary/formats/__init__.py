"""Glossary files in and out: CSV, TSV and other text tables, XLSX, and TBX."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from translator.glossary.entries import TermEntry
from translator.glossary.formats import delimited, tbx, tbx_writing, workbook
from translator.glossary.formats.cells import refuse_contradictions
from translator.glossary.formats.contents import Contents, Place
from translator.release import ReleaseError

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "WRITABLE",
    "Contents",
    "file_bytes",
    "read_contents",
    "read_entries",
    "read_entry_bytes",
    "read_rows",
    "write_deepl",
    "write_entries",
]

MAX_BYTES = 128 << 20
"""The largest file that is read, in bytes; 100,000 entries with every field are 10 MB of CSV or 90 MB of TBX."""

SUFFIXES = (".csv", ".tsv", ".txt", ".tab", ".utf8", ".xlsx", ".xlsm", ".tbx", ".xml")
"""Endings of the files that are read; what a file is, is told by its content."""

WRITABLE = (".csv", ".tsv", ".xlsx", ".tbx", ".v2.tbx", ".en-zh.tsv", ".zh-en.tsv")
"""Endings that write_entries knows; a longer ending goes before a shorter one."""


def read_entries(path: Path) -> list[TermEntry]:
    """The entries of a glossary file, in its order (see read_contents)."""
    return [entry for _, entry in read_contents(path).rows]


def read_rows(path: Path) -> list[tuple[int, TermEntry]]:
    """The entries of a glossary file, each with its line or row number, from 1 (see read_contents)."""
    return list(read_contents(path).rows)


def read_contents(path: Path) -> Contents:
    """The entries of a glossary file with their rows, and what of the file was skipped.

    Raises ReleaseError, naming the file and the row, for a file that cannot be read, is larger than MAX_BYTES or is
    no glossary; for a row without one of the two terms; and for a term that is both required and forbidden.
    """
    return _contents(str(path), file_bytes(path))


def file_bytes(path: Path) -> bytes:
    """What is in a glossary file. Raises ReleaseError for one that cannot be read or is larger than MAX_BYTES."""
    try:
        size = path.stat().st_size
        _refuse_large(str(path), size)
        with path.open("rb") as file:
            # A pipe or a device says no size, so the end is not left to it.
            data = file.read(MAX_BYTES + 1)
        _refuse_large(str(path), len(data))
    except OSError as error:
        raise ReleaseError(
            f"{path}: the glossary cannot be read: {error.strerror}. Check the name and try again."
        ) from error
    return data


def read_entry_bytes(name: str, data: bytes) -> list[TermEntry]:
    """The entries of a glossary file that was uploaded; name: what it is called, as messages say it.

    Raises ReleaseError as read_contents does.
    """
    _refuse_large(name, len(data))
    return [entry for _, entry in _contents(name, data).rows]


def _contents(name: str, data: bytes) -> Contents:
    start = data[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"")
    if data.startswith(b"PK\x03\x04"):
        contents = workbook.read(name, data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReleaseError(
            f"{name}: this is a workbook of the old kind (.xls) or one with a password. Save it as .xlsx without one."
        )
    elif re.match(rb"<(\?xml|!DOCTYPE|!--|tbx|martif|TBX)", start) or name.lower().endswith(".tbx"):
        contents = tbx.read(name, data)
    else:
        contents = delimited.read(name, data)
    refuse_contradictions(Place(name, "row" if data.startswith(b"PK") else "line"), contents.rows)
    return contents


def write_entries(entries: Iterable[TermEntry], path: Path) -> None:
    """Write a glossary file in the format its name ends in; the file is whole or is not there.

    .csv, .tsv, .xlsx: every field; .tbx: TBX-Basic of ISO 30042:2019 in DCT style; .v2.tbx: TBX-Basic of 2008, for
    tools that read only that (OmegaT, Weblate); .en-zh.tsv, .zh-en.tsv: what is enforced in one direction, for DeepL.
    Raises ReleaseError for another ending, without entries, and where the file cannot be written.
    """
    name = path.name.lower()
    suffix = max((s for s in WRITABLE if name.endswith(s)), key=len, default="")
    if not suffix:
        raise ReleaseError(f"{path}: a glossary cannot be written in this format. Use one of {', '.join(WRITABLE)}.")
    _write_whole(list(entries), path, suffix)


def write_deepl(entries: Iterable[TermEntry], path: Path, direction: str) -> None:
    """Write what is enforced in a direction ("en-zh" or "zh-en") as DeepL takes it, whatever the name ends in.

    Raises ReleaseError as write_entries does.
    """
    _write_whole([e for e in entries if direction in e.enforced], path, f".{direction}.tsv")


def _write_whole(entries: list[TermEntry], path: Path, suffix: str) -> None:
    if not entries:
        raise ReleaseError(f"{path}: there is no entry to write. Choose a glossary that has some.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            _write(entries, unfinished, suffix)
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ReleaseError(
            f"{path}: the glossary cannot be written: {error.strerror}. Choose a folder that exists and is yours."
        ) from error


def _write(entries: list[TermEntry], path: Path, suffix: str) -> None:
    if suffix.endswith((".csv", ".tsv")):
        with path.open("w", encoding="utf-8", newline="") as text:
            if suffix in {".en-zh.tsv", ".zh-en.tsv"}:
                delimited.write_pairs(entries, text, suffix[1:6])
            else:
                delimited.write(entries, text, "\t" if suffix == ".tsv" else ",")
        return
    with path.open("wb") as file:
        if suffix == ".xlsx":
            workbook.write(entries, file)
        else:
            tbx_writing.write(entries, file, 2008 if suffix == ".v2.tbx" else 2019)


def _refuse_large(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise ReleaseError(
            f"{name}: the glossary is {-(-size >> 20)} MB, more than {MAX_BYTES >> 20} MB. "
            "Split it into several files; a glossary is given as many as you like."
        )
