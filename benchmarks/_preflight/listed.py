"""The data files of planting: names that can stand for one another, opposites, negations."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from translator.release import Language

_FOLDER = Path(__file__).resolve().parent / "data"


class Name(NamedTuple):
    """A name in both languages; kind: what it may be taken for ("country", "chinese surname")."""

    kind: str
    en: str
    zh: str

    def of(self, language: Language) -> str:
        """The name in a language."""
        return self.zh if language == "zh" else self.en


@cache
def rows(file: str) -> tuple[tuple[str, ...], ...]:
    """The cells of each line of a data file that is no comment."""
    lines = (_FOLDER / file).read_text(encoding="utf-8").split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def lookup(file: str) -> dict[str, str]:
    """The second cell of each line by its first."""
    return {row[0]: row[1] for row in rows(file)}


@cache
def names(file: str, kind: str = "") -> tuple[Name, ...]:
    """The names of a data file, of one kind or all."""
    return tuple(Name(*row) for row in rows(file) if not kind or row[0] == kind)


def form_of(name: Name, language: Language) -> str:
    """A regular expression for the name as a whole."""
    return rf"\b{re.escape(name.en)}\b" if language == "en" else re.escape(name.zh)


@cache
def listed_pattern(file: str, language: Language) -> re.Pattern[str]:
    """What finds any name of a file, the longest where several begin at one place."""
    return re.compile("|".join(sorted((form_of(n, language) for n in names(file)), key=len, reverse=True)))


@cache
def by_form(file: str, language: Language) -> dict[str, Name]:
    """The names of a file by how they are written in a language."""
    return {n.of(language): n for n in names(file)}
