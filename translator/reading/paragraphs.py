"""What every format gives: paragraphs in reading order, each with the role that the format itself names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["headline", "subhead", "quote", "caption", "item"]


class Paragraph(NamedTuple):
    """One paragraph on one line, normalised and not empty.

    role: what the markup says it is; "item" is a list item or a table cell; None where the markup says nothing
    """

    text: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file's paragraphs, and warnings about what the file holds beside them."""

    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[str, ...] = ()
