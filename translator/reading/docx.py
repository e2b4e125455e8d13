"""Word documents (.docx, Office Open XML, ISO/IEC 29500) into paragraphs."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from translator.reading.normalize import normalize_text, single_spaced
from translator.reading.paragraphs import Paragraph, Parsed, Role
from translator.release import ReleaseError

MAX_XML = 100_000_000
"""Bytes of the unpacked text part. More is no article, and may be a zip bomb."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is in a paragraph's XML but not in its text: deleted and moved text, text boxes, the older copy of a drawing.
NOT_TEXT = frozenset((f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", f"{W}rPr", FALLBACK))


def parse_docx(data: bytes, where: str) -> Parsed:
    """The paragraphs of a Word document in the order of its body, those of table cells in their place.

    Title is the headline, or the first Heading 1 or 2 where there is none before the body; other headings and
    Subtitle are subheads, Quote and Caption what their names say, also in styles made from these. Inserted text of
    tracked changes counts, deleted and hidden text does not. Warns of text boxes and footnotes, which are not read.
    Raises ReleaseError for a file that is no Word document or is damaged.
    """
    document = _open(data, where)
    paragraphs: list[Paragraph] = []
    for element, in_table in _paragraphs(document.element.body, False):
        role: Role | None = "item" if in_table else _role(document, element, paragraphs)
        for line in normalize_text(_text(element)).split("\n"):
            if text := single_spaced(line):
                paragraphs.append(Paragraph(text, role))
    return Parsed(tuple(paragraphs), tuple(_not_read(document)))


def _open(data: bytes, where: str) -> Any:
    import docx
    import lxml.etree
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > MAX_XML:
                raise ReleaseError(
                    f"{where}: the Word document unpacks to more than {MAX_XML // 1_000_000} MB of text."
                )
        return docx.Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        OpcError,
        KeyError,
        ValueError,
        EOFError,
        zlib.error,
        lxml.etree.XMLSyntaxError,
    ) as error:
        raise ReleaseError(
            f"{where}: this is not a Word document, or it is damaged. Open it in Word and save it again as .docx."
        ) from error


def _paragraphs(parent: Any, in_table: bool) -> Iterator[tuple[Any, bool]]:
    """The paragraph elements under a body, cell or content control, and whether each is in a table."""
    for child in parent:
        if child.tag == f"{W}p":
            yield child, in_table
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _paragraphs(child, in_table)
        elif child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _paragraphs(child, True)


def _text(element: Any) -> str:
    """The visible text under a paragraph or run, hyperlinks, fields and content controls included."""
    parts: list[str] = []
    for child in element:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            parts.append("\t")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif child.tag not in NOT_TEXT and not _is_hidden(child):
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish") if run.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off")


def _role(document: Any, element: Any, before: list[Paragraph]) -> Role | None:
    from docx.text.paragraph import Paragraph as WordParagraph

    paragraph = WordParagraph(element, document)
    for name in _style_names(paragraph.style):
        if name == "title":
            return "headline" if not any(p.role == "headline" for p in before) else "subhead"
        if name.startswith("heading "):
            first = name in ("heading 1", "heading 2") and not any(p.role or len(p.text) > 120 for p in before)
            return "headline" if first else "subhead"
        if name == "subtitle":
            return "subhead"
        if name in ("quote", "intense quote"):
            return "quote"
        if name == "caption":
            return "caption"
        if name.startswith("list "):
            return "item"
    return "item" if element.find(f"{W}pPr/{W}numPr") is not None else None


def _style_names(style: Any) -> Iterator[str]:
    """The names of a style and of those it is based on; built-in styles have English names in every Word."""
    seen = 0
    while style is not None and seen < 20:
        yield str(style.name or "").lower()
        style = style.base_style
        seen += 1


def _not_read(document: Any) -> Iterator[str]:
    body = document.element.body
    boxes = ["".join(text.text or "" for text in box.iter(f"{W}t")) for box in body.iter(f"{W}txbxContent")]
    if any(box.strip() for box in boxes):
        yield "The Word document has text boxes. Their text is not read; move it into the body if it belongs there."
    if next(body.iter(f"{W}footnoteReference", f"{W}endnoteReference"), None) is not None:
        yield "The Word document has footnotes or endnotes. Their text is not read."
