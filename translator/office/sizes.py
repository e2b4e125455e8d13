"""Whether a file can be an article at all, found out at a glance: what cannot would take minutes to read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from translator.release import ReleaseError

BYTES = 8
"""Of a text, for each character that an article may have: UTF-8 takes up to four."""
MOST_GLOSSARY = 2_000_000
LINE = 12
"""Characters that the lines or paragraphs of an article have on average, at least."""

_BREAKS = (b"\n", b"\r", b"\v", b"\f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
_MARKS = {b"[": 2_000, b"|": 20_000, b"*": 20_000, b"_": 20_000, b"~": 20_000, b"<": 5_000, b"`": 20_000, b"&": 20_000}
"""How many of each a Markdown file may have, whose reading takes the longer the more there are."""
_MOST_HTML = 10_000_000
_MOST_TAGS = 25_000
_MOST_ATTRIBUTES = re.compile(rb"<\w[^<>]*?(?:[^<>=]*=){2000}")
_MOST_XML = 50_000_000
_MOST_ELEMENTS = 400_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?(?:p|br|cr)[\s/>]")


def check_size(name: str, suffix: str, data: bytes, most: int) -> None:
    """Raises ReleaseError for a file that is larger, or in more parts, than an article of so many characters can be.

    name: what the message calls it; suffix: its ending with its dot, "" where nobody knows it
    """
    if data.startswith(b"PK"):
        fits = _fits_word(data, most)
    elif suffix.lower() in (".html", ".htm") or data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        fits = len(data) <= _MOST_HTML and data.count(b"<") <= _MOST_TAGS and not _MOST_ATTRIBUTES.search(data)
    else:
        fits = len(data) <= BYTES * most and sum(map(data.count, _BREAKS)) <= max(most // LINE, 100)
        if suffix.lower() in (".md", ".markdown"):
            fits = fits and all(data.count(mark) <= count for mark, count in _MARKS.items())
    if not fits:
        raise ReleaseError(
            f"{name}: the file is far larger, or in far more parts, than an article of {most:,} characters can be, "
            "which are allowed here. Give the article alone."
        )


def check_glossary_size(name: str, data: bytes) -> None:
    """Raises ReleaseError for a glossary that is too large to be laid over one article or some, as for each it is read.

    name: what the message calls it
    """
    if len(data) > MOST_GLOSSARY:
        raise ReleaseError(
            f"{name}: the glossary is larger than {MOST_GLOSSARY // 1_000_000} MB. Give the terms of the article "
            "alone, or take it into the house glossary."
        )


def _fits_word(data: bytes, most: int) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            if sum(part.file_size for part in parts) > _MOST_XML:
                return False
            elements = paragraphs = 0
            for part in parts:
                xml = archive.read(part)
                elements += xml.count(b"<")
                if part.filename.startswith("word/document"):
                    paragraphs += len(_PARAGRAPH.findall(xml))
            return elements <= _MOST_ELEMENTS and paragraphs <= max(most // LINE, 100)
    except _DAMAGED:  # for its reader, which says so
        return True
