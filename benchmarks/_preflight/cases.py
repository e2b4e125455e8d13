"""The correct pairs of a part of the corpus as cases: with their article and the glossary's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from _quality.bitext import Pair

from translator.glossary import Glossary
from translator.release import Direction, Segment, Term

from .planting import Case


def cases(pairs: Sequence[Pair], direction: Direction, glossary: Glossary) -> list[Case]:
    """The pairs, those of one release following each other, with the terms found as the pipeline finds them."""
    found = []
    for _, group in groupby(pairs, key=lambda pair: pair.release):
        release = tuple(group)
        article = glossary.for_article([pair.source for pair in release], direction)
        for pair in release:
            terms = located(article.find(pair.source, direction), pair.reference, direction, glossary)
            found.append(Case(pair, direction, release, terms))
    return found


def located(terms: Sequence[Term], target: str, direction: Direction, glossary: Glossary) -> tuple[Term, ...]:
    """The terms with the place of their translation in a target."""
    return tuple(replace(term, target_span=glossary.locate(term, target, direction.target)) for term in terms)


def segment(case: Case, source: str, target: str, glossary: Glossary) -> Segment:
    """A source and a target as the checks see them, a source that goes on after the case's own included."""
    # Identifiers are put behind the source, so the spans of the terms stay right.
    return Segment(case.pair.id, 0, source, target, "human", located(case.terms, target, case.direction, glossary))
