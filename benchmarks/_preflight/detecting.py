"""What the checks say of a planted error that they do not say of the correct pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import translator.checks as checks
from translator.glossary import Glossary
from translator.release import Direction, Issue, Segment

from .cases import segment
from .planting import Case, Planted

DocumentCheck = Callable[[Sequence[Segment], Direction], list[tuple[int, Issue]]]
# The groups for which whole releases are checked, where such checks exist; for others they cost more than they tell.
ACROSS = ("names", "quotes")


class Said(NamedTuple):
    """An issue without its places."""

    check: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """A planted error and the errors and warnings that are new with it."""

    planted: Planted
    new: tuple[Said, ...]

    @property
    def found(self) -> bool:
        """Whether an editor is told to look."""
        return bool(self.new)

    @property
    def as_error(self) -> bool:
        """Whether an error says so."""
        return any(said.severity == "error" for said in self.new)


def document_checks() -> dict[str, DocumentCheck]:
    """The checks of whole releases by name; empty where there are none yet."""
    return dict(getattr(checks, "DOCUMENT_CHECKS", {}))


class Detector:
    """Runs the checks on planted errors; remembers what they say of the correct texts."""

    def __init__(self, glossary: Glossary, across: bool = True) -> None:
        self._glossary = glossary
        self._across = document_checks() if across else {}
        self._before = lru_cache(None)(self._document)

    def detect(self, planted: Planted, group: str) -> Result:
        """What is new: on the segment, and for groups in ACROSS in its whole release, as counted by message."""
        case = planted.case
        wrong = segment(case, planted.source, planted.target, self._glossary)
        right = replace(wrong, target=planted.correct)
        if wrong.terms:
            right = segment(case, planted.source, planted.correct, self._glossary)
        new = said(checks.check_segment(wrong, case.direction)) - said(checks.check_segment(right, case.direction))
        if self._across and group in ACROSS:
            texts = self._texts(case)
            place = [pair.id for pair in case.release].index(case.pair.id)
            after = self._document((*texts[:place], wrong, *texts[place + 1 :]), case.direction)
            new |= after - self._before(texts, case.direction)
        return Result(planted, tuple(new))

    def _texts(self, case: Case) -> tuple[Segment, ...]:
        return tuple(Segment(p.id, 0, p.source, p.reference, "human") for p in case.release)

    def _document(self, texts: tuple[Segment, ...], direction: Direction) -> Counter[Said]:
        return said(issue for check in self._across.values() for _, issue in check(texts, direction))


def said(issues: Iterable[Issue]) -> Counter[Said]:
    """The errors and warnings, counted."""
    return Counter(Said(i.check, i.severity, i.message) for i in issues if i.severity != "note")
