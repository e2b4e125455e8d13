"""What is read from a glossary file, and how messages name a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from translator.glossary.entries import TermEntry


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a file.

    rows: line or row number in the file, from 1, and the entry that begins there
    skipped: one sentence a piece of the file that holds no entry (an entry without Chinese, a heading row)
    """

    rows: tuple[tuple[int, TermEntry], ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A file as messages name it; unit: what its rows are called ("line", "row")."""

    label: str
    unit: str = "line"

    @property
    def source(self) -> str:
        """What an entry says of its origin where the file does not say it."""
        return self.label.replace("\\", "/").rpartition("/")[2]

    def at(self, number: int) -> str:
        """The file and one row of it."""
        return f"{self.label}, {self.unit} {number}"
