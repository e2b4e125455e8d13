"""Plain text into paragraphs."""

from __future__ import annotations

from translator.reading.normalize import normalize_text
from translator.reading.paragraphs import Paragraph, Parsed
from translator.reading.wrapping import split_paragraphs


def parse_plain(text: str) -> Parsed:
    """The paragraphs of a plain text, which names no roles."""
    return Parsed(tuple(Paragraph(line) for line in split_paragraphs(normalize_text(text))))
