"""Which terms and numbers a translation must have, and which of them it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from translator.checks.quantities import compare, read_quantities
from translator.glossary import Glossary
from translator.glossary.locating import locate_any, locate_inflected
from translator.release import Direction

from .bitext import Pair

TERM_MATCHING = "translator.glossary.locating.locate_any: any inflection or derived word in English, exact in Chinese"


@dataclass(frozen=True, slots=True)
class Required:
    """A term of a source sentence: as it stands there, its required translation, and others that count as right."""

    source: str
    target: str
    accepted: tuple[str, ...] = ()

    def met(self, hypothesis: str, direction: Direction) -> bool:
        """Whether the hypothesis has a right translation."""
        return locate_any((self.target, *self.accepted), hypothesis, direction.target) is not None


def stands_exactly(term: Required, hypothesis: str, direction: Direction) -> bool:
    """Whether the required target itself is there: no variant, and in English no derived word, only another number."""
    return locate_inflected(term.target, hypothesis, direction.target) is not None


FindTerms = Callable[[Pair, Direction], tuple[Required, ...]]


def listed_terms(pair: Pair, direction: Direction) -> tuple[Required, ...]:
    """The terms that the article lists, where source and reference both have them; the longest first."""
    found = {}
    for source, target in pair.listed:
        span = locate_any((source,), pair.source, direction.source)
        if span and locate_any((target,), pair.reference, direction.target):
            words = pair.source[slice(*span)]
            found[words, target] = Required(words, target)
    return tuple(sorted(found.values(), key=lambda term: -len(term.source)))


def glossary_terms(glossary: Glossary) -> FindTerms:
    """What a glossary finds and enforces, as the pipeline tells it to an engine; the longest first."""

    def find(pair: Pair, direction: Direction) -> tuple[Required, ...]:
        terms = [term for term in glossary.find(pair.source, direction) if term.enforced]
        once = {(t.source, t.target): Required(t.source, t.target, t.accepted) for t in terms}
        return tuple(sorted(once.values(), key=lambda term: -len(term.source)))

    return find


def numbers(source: str, hypothesis: str, direction: Direction) -> tuple[tuple[str, bool], ...]:
    """The source's sure numbers as written, and whether each has an equal, whole or in all its parts."""
    wanted = [q for q in read_quantities(source, direction.source) if q.severity == "error"]
    if not wanted:
        return ()
    missing = compare(read_quantities(source, direction.source), read_quantities(hypothesis, direction.target)).missing
    return tuple((q.text, not any(lost == q or lost in q.parts for lost in missing)) for q in wanted)
