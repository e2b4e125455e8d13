"""Word lists that the glossary comes with, one entry a line."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def word_list(name: str) -> tuple[str, ...]:
    """The lines of a file in data/, without comments and empty lines."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def general_english() -> frozenset[str]:
    """English words too common to stand for one Chinese term."""
    return frozenset(word_list("general.en.txt"))


def longer_chinese_words() -> tuple[str, ...]:
    """Chinese words in which a shorter term stands by chance."""
    return word_list("longer-words.zh.txt")


@lru_cache(maxsize=1)
def irregular_plurals() -> dict[str, str]:
    """The singular of each English plural that no rule makes, and of nouns that only look like a plural."""
    return dict(line.split() for line in word_list("plurals.en.txt"))
