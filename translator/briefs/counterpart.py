"""The other language of a brief: translations of its lines, and limits that both languages must meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from translator.briefs.limits import Limits, Shape
from translator.release import BriefLine, Issue, Language

Translated = tuple[str, tuple[Issue, ...]]
Translate = Callable[[Sequence[str]], Sequence[Translated]]
"""Lines in the article's language to their translations and what is wrong with each; told each line once."""

# A line is tried alone first, since it mostly serves; then a few at a time, and no more than these in all.
_TOGETHER, _MOST_TRIED = 4, 9


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What writes the other language of a brief. dateline: of the article's translation, None where it has none."""

    language: Language
    translate: Translate
    dateline: str | None = None


class Sides:
    """Holds a brief's lines to the limits of its languages, translating them where there is another one."""

    def __init__(self, language: Language, limits: Limits, other: Counterpart | None) -> None:
        self.language, self.limits, self.other = language, limits, other

    def fits(self, shape: Shape, lines: Sequence[BriefLine]) -> bool:
        """Whether lines, taken together, are within a shape's limit in both languages, and no translation failed."""
        if not self.limits.allow(shape, [line.source for line in lines], self.language):
            return False
        if self.other is None:
            return True
        targets = [line.target for line in lines]
        return all(targets) and self.limits.allow(shape, targets, self.other.language)

    def first_fitting(self, shape: Shape, lines: Iterator[BriefLine]) -> tuple[BriefLine | None, list[BriefLine]]:
        """The first line that fits and whose translation has no error, else the first that fits; and all tried.

        Only the first few are looked at for one without an error: those after are worth much less.
        """
        tried: list[BriefLine] = []
        fitting: list[BriefLine] = []
        together = 1
        while len(tried) < _MOST_TRIED and (some := list(islice(lines, together))):
            together = _TOGETHER
            some = self.translated(some)
            tried += some
            fitting += [line for line in some if self.fits(shape, [line])]
            if clean := [line for line in fitting if all(issue.severity != "error" for issue in line.issues)]:
                return clean[0], tried
            if fitting and len(tried) > 1:
                return fitting[0], tried
        return (fitting[0] if fitting else None), tried

    def translated(self, lines: Sequence[BriefLine]) -> list[BriefLine]:
        """The lines with their translations, where they have none and there is another language."""
        new = [line.source for line in lines if not line.target] if self.other else []
        found = dict(zip(new, self.other.translate(new), strict=True)) if self.other and new else {}
        return [
            replace(line, target=found[line.source][0], issues=(*line.issues, *found[line.source][1]))
            if line.source in found and not line.target
            else line
            for line in lines
        ]
