"""The data of a translation memory: pairs of an English and a Chinese text that say the same."""

from __future__ import annotations

from dataclasses import dataclass

from translator.memory.keys import clean
from translator.release import Direction, Language


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A pair for the memory.

    source: the language that it was translated from; it serves both directions all the same
    approved: whether a person wrote or confirmed it; only approved ones are ever used without being asked for
    origin: where it is from ("summit-2024.tmx"); "" for that of the unit that is there already
    changed: seconds since 1970, as another memory had it; None for now
    """

    en: str
    zh: str
    source: Language = "en"
    approved: bool = True
    origin: str = ""
    changed: float | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair of the memory.

    changed: seconds since 1970; by: what wrote it last ("memory import")
    """

    id: int
    en: str
    zh: str
    source: Language
    approved: bool
    origin: str
    changed: float
    by: str

    def text(self, language: Language) -> str:
        """The side in a language."""
        return self.en if language == "en" else self.zh


def new_unit(
    source: str,
    target: str,
    direction: Direction,
    approved: bool = True,
    origin: str = "",
    changed: float | None = None,
) -> NewUnit:
    """A pair given as source and target."""
    en, zh = (source, target) if direction.source == "en" else (target, source)
    return NewUnit(clean(en), clean(zh), direction.source, approved, clean(origin), changed)
