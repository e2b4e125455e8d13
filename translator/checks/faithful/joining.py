"""A clause is not put together from sentences of the article that speak of different things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.checks.faithful.passage import Passage, Word, read_passage
from translator.checks.faithful.verdict import Fault
from translator.checks.quantities.quantity import Value
from translator.release import Language

LEAST = ((1, 0.52), (2, 0.62))
"""The share of what a clause says that one sentence must say, together with so many sentences at the article's
beginning, which say whom and what it tells of and may be joined with any other. One in fifty lines that people wrote
for releases of the corpus' training and development parts has less, and every fifth clause whose halves are of
different sentences."""
_SURE = 0.75
_FEW = 4
_AND: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r" (?:and|but|while|whereas) "),
    "zh": re.compile("并且?|而且?|但是?|同时"),
}
_PART = 0.8
"""The share of either half that one of two neighbouring sentences must have, where a clause joins what they say."""


def joining_faults(sentence: Passage, article: Sequence[Passage]) -> Iterator[Fault]:
    """A fault for the first clause of which no sentence of the article has most words and figures.

    Words that no sentence has are another matter, and clauses of few words may be said in others.
    """
    for clause in sentence.clauses:
        words = [word for word in clause.content if any(passage.has(word) >= _SURE for passage in article)]
        figures = [value for value in clause.figures if any(value in passage.figures for passage in article)]
        if min(len(words) + len(figures), len(clause.content) + len(clause.figures) - 1) < _FEW:
            continue
        if any(_share(words, figures, article, article[:lede]) < least for lede, least in LEAST):
            if _joins_neighbours(clause, article):
                continue
            text = clause.text.strip()
            reason = f"No sentence of the article says all of this: “{text}”."
            yield Fault("meaning", text, reason, f"原文没有一句这样说：{text}。")
            return


def _share(
    words: Sequence[Word], figures: Sequence[Value], article: Sequence[Passage], lede: Sequence[Passage]
) -> float:
    """The share of words and figures that the sentence with most of them has, or else the article's beginning."""
    # What the beginning has need not be looked for elsewhere.
    others = [word for word in words if all(passage.has(word) < _SURE for passage in lede)]
    rest = [value for value in figures if all(value not in passage.figures for passage in lede)]
    best = max(sum(p.has(w) >= _SURE for w in others) + sum(v in p.figures for v in rest) for p in article)
    return 1 - (len(others) + len(rest) - best) / (len(words) + len(figures))


def _joins_neighbours(clause: Passage, article: Sequence[Passage]) -> bool:
    """Whether a clause says with "and" what two sentences say that follow each other."""
    for match in _AND[clause.language].finditer(clause.text):
        halves = [
            read_passage(text, clause.language) for text in (clause.text[: match.start()], clause.text[match.end() :])
        ]
        if not all(half.content for half in halves):
            continue
        told = [{i for i, passage in enumerate(article) if _has_most(half, passage)} for half in halves]
        if any(abs(i - j) == 1 for i in told[0] for j in told[1]):
            return True
    return False


def _has_most(half: Passage, passage: Passage) -> bool:
    had = sum(passage.has(word) >= _SURE for word in half.content) + len(half.figures & passage.figures)
    return had >= _PART * (len(half.content) + len(half.figures))
