"""Errors by too much: a clause or sentence that stands twice, and one that belongs elsewhere."""

from __future__ import annotations

import random
from collections.abc import Iterator

from translator.release import join_sentences

from .clauses import clauses, sentences
from .planting import Case, Edit

_LONGEST_ADDED = 1.5


def clause_repeated(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A clause stands twice in a row, as a decoder in a loop leaves it."""
    least = 6 if case.language == "zh" else 20
    for clause in clauses(case.target, case.language):
        text = case.target[clause.start : clause.end]
        if len(text) < least or clause.level or clause.start == 0:
            continue
        gap = case.target[clause.start - len(clause.before) : clause.start]
        yield Edit(clause.end, clause.end, gap + text)


def sentence_repeated(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A whole sentence stands twice."""
    parts = sentences(case.target, case.language)
    for _, end, text in parts:
        yield Edit(end, end, ("" if case.language == "zh" else " ") + text)


def sentence_added(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The translation of another sentence of the same article follows; not one much longer than the sentence itself."""
    others = [
        p.reference
        for p in case.release
        if p.id != case.pair.id and 12 < len(p.reference) <= _LONGEST_ADDED * len(case.target)
    ]
    for other in chance.sample(others, min(2, len(others))):
        end = len(case.target)
        yield Edit(end, end, join_sentences(["", other], case.language))
