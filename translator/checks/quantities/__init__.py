"""Numbers, dates, times and codes of a text, read as values that can be compared over languages."""

from __future__ import annotations

from functools import lru_cache

from translator.checks.quantities.comparing import Comparison, Quantity, compare
from translator.checks.quantities.numerals_en import read_english
from translator.checks.quantities.numerals_zh import read_chinese
from translator.release import Direction, Language

__all__ = ["Comparison", "Quantity", "compare", "compare_texts", "read_quantities"]


@lru_cache(maxsize=4096)
def read_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The quantities of a text, in order. Kept, since several checks ask for those of the same sentence."""
    return tuple(read_chinese(text) if language == "zh" else read_english(text))


@lru_cache(maxsize=1024)
def compare_texts(source: str, target: str, direction: Direction) -> Comparison:
    """Which quantities of a sentence and its translation are equal. Kept, for the checks that build on it."""
    return compare(read_quantities(source, direction.source), read_quantities(target, direction.target))
