"""A file, bytes or a string into an Article: which format it is, what is wrong with it, and the steps of reading."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from translator.reading.language import detect_language, name_block
from translator.reading.paragraphs import Parsed
from translator.reading.plain import parse_plain
from translator.reading.structure import article_dateline, build_blocks, unpaired_quotes
from translator.reading.text import binary, decode
from translator.release import Article, Language, ReleaseError

MAX_CHARACTERS = 200_000
"""Of an article that is translated."""
MAX_FILE_BYTES = 100_000_000

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
SUFFIXES = frozenset(FORMATS)
"""The endings that can be read."""

KNOWN = ".txt, .md, .html or .docx"

SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a", "an archive"),
    (b"\x1f\x8b", "an archive"),
)


def read_file(path: Path, language: Language | None = None, most: int = MAX_CHARACTERS) -> Article:
    """The article in a .txt, .md, .markdown, .html, .htm or .docx file, named as the file without its ending.

    language: what the user says it is; None to detect it. most: characters that it may have.
    Raises ReleaseError, in one line that names the file, for a file that cannot be read or is no article in English
    or Chinese.
    """
    path = Path(path)
    where = str(path)
    try:
        if path.is_dir():
            raise ReleaseError(f"{where}: this is a folder. Give the files in it.")
        if not path.exists():
            raise ReleaseError(f"{where}: there is no such file. Check the name.")
        if not path.is_file():
            raise ReleaseError(f"{where}: this is not an ordinary file. Give a {KNOWN} file.")
        _check_ending(path.suffix, where)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _too_large(where)
        data = path.read_bytes()
    except PermissionError as error:
        raise ReleaseError(
            f"{where}: you have no permission to read it. Change its permissions, or copy it."
        ) from error
    except OSError as error:
        raise ReleaseError(f"{where}: the file cannot be read: {error.strerror}.") from error
    return _read(data, path.stem, path.suffix, where, language, most)


def read_bytes(data: bytes, name: str, suffix: str, language: Language | None = None) -> Article:
    """The article in the bytes of a file, from standard input or a form.

    name: what to call the article; suffix: the file's ending with its dot, "" where nobody knows it, then the bytes
    tell whether they are Word, HTML or text.
    Raises ReleaseError as read_file does.
    """
    where = f"{name}{suffix}"
    _check_ending(suffix or ".txt", where)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(where)
    return _read(data, name, suffix, where, language, MAX_CHARACTERS)


def read_text(text: str, name: str = "text", language: Language | None = None, most: int = MAX_CHARACTERS) -> Article:
    """The article in a string of plain text, of at most so many characters. Raises ReleaseError as read_file does."""
    if not text.strip():
        raise ReleaseError(f"{name}: the text is empty. Paste or name an article.")
    return _article(parse_plain(text), name, name, language, most)


def _check_ending(suffix: str, where: str) -> None:
    ending = suffix.lower()
    if ending == ".pdf":
        raise _pdf(where)
    if ending in (".doc", ".dot", ".wps"):
        raise _old_word(where)
    if ending not in FORMATS:
        said = f"the ending {suffix} is not known" if suffix else "the file's name has no ending"
        raise ReleaseError(f"{where}: {said}. Give a {KNOWN} file.")


def _too_large(where: str) -> ReleaseError:
    return ReleaseError(f"{where}: the file is larger than {MAX_FILE_BYTES // 1_000_000} MB. Give the article alone.")


def _pdf(where: str) -> ReleaseError:
    return ReleaseError(
        f"{where}: this is a PDF, which holds pages and not paragraphs. Save it as Word (.docx) or text first."
    )


def _old_word(where: str) -> ReleaseError:
    return ReleaseError(f"{where}: this is an old Word document (.doc). Open it in Word and save it as .docx.")


def _read(data: bytes, name: str, suffix: str, where: str, language: Language | None, most: int) -> Article:
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise ReleaseError(f"{where}: the file is empty. Save the article in it and try again.")
    format_ = FORMATS.get(suffix.lower(), "")
    _check_content(data, format_, where)
    if not format_:
        format_ = "docx" if data.startswith(b"PK\x03\x04") else "html" if _opens_html(data) else "text"
    return _article(_parse(data, format_, where), name, where, language, most)


def _check_content(data: bytes, format_: str, where: str) -> None:
    """Raise for content that is not what the name says."""
    if b"%PDF-" in data[:1024]:
        raise _pdf(where)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if format_ == "docx":
            raise ReleaseError(
                f"{where}: this is an old Word document or has a password. "
                "Open it in Word and save it as .docx without one."
            )
        raise _old_word(where)
    if data.startswith(b"{\\rtf"):
        raise ReleaseError(f"{where}: this is Rich Text (RTF). Open it in Word and save it as .docx.")
    if data.startswith(b"PK\x03\x04"):
        if format_ in ("docx", ""):
            return
        if _is_docx(data):
            raise ReleaseError(f"{where}: this is a Word document. Give it the ending .docx.")
        raise binary(where)
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise ReleaseError(f"{where}: this is {what}, not a text. Give a {KNOWN} file.")


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _opens_html(data: bytes) -> bool:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:256].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<?xml"))


def _parse(data: bytes, format_: str, where: str) -> Parsed:
    # Each parser is imported when its format is met: they bring lxml, trafilatura or docx with them.
    if format_ == "docx":
        from translator.reading.docx import parse_docx

        return parse_docx(data, where)
    if format_ == "html":
        from translator.reading.html import decode_html, parse_html

        return parse_html(decode_html(data, where), where)
    text = decode(data, where)
    if format_ == "markdown":
        from translator.reading.markdown import parse_markdown

        return parse_markdown(text)
    return parse_plain(text)


def _article(parsed: Parsed, name: str, where: str, language: Language | None, most: int) -> Article:
    characters = sum(len(paragraph.text) for paragraph in parsed.paragraphs)
    if not characters:
        raise ReleaseError(f"{where}: there is no text in it.")
    if characters > most:
        raise ReleaseError(
            f"{where}: the text has {characters:,} characters; at most {most:,} can be read at once. Cut it into parts."
        )
    blocks = build_blocks(parsed.paragraphs)
    detected, warnings = detect_language(blocks, where, language)
    for i, fault in unpaired_quotes(blocks):
        warnings.append(f"{name_block(i + 1, blocks[i].text)}: {fault}.")
    for number, block in enumerate(blocks, start=1):
        if "\N{REPLACEMENT CHARACTER}" in block.text:
            warnings.append(
                f"{name_block(number, block.text)} has characters that were lost when the file was saved (\ufffd)."
            )
    return Article(name, detected, tuple(blocks), article_dateline(blocks), (*parsed.warnings, *warnings))
