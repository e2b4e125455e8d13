"""Opens the data files of the checks of names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The cells of every line of a tab-separated data file, comments and empty lines left out."""
    for line in lines(name):
        yield line.split("\t")


def lines(name: str) -> Iterator[str]:
    """Every line of a data file but comments and empty ones."""
    text = (files("translator.checks") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def word_list(key: str) -> tuple[str, ...]:
    """A list of words of data/names.toml, in order."""
    import tomllib

    text = (files("translator.checks") / "data" / "names.toml").read_text(encoding="utf-8")
    return tuple(str(tomllib.loads(text)[key]).split())


@cache
def word_set(key: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(word_list(key))


@cache
def listed(name: str) -> dict[str, tuple[str, ...]]:
    """A file of two cells a line as a table: the first cell to the forms ("|" between) of the second."""
    return {key: tuple(forms.split("|")) for key, forms in rows(name)}
