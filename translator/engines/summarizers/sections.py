"""Summarises an article that is longer than a model can read: by sections of whole sentences, then the summaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator.engines.clauses import split_long
from translator.engines.summarizers.base import Summary
from translator.release import Language, join_sentences


def by_sections(
    sentences: Sequence[str],
    language: Language,
    room: int,
    count: Callable[[str], int],
    summarize_one: Callable[[Sequence[str], bool], list[Summary]],
) -> list[Summary]:
    """The summaries of an article of any length: those of the whole where it fits, else of its sections' summaries.

    room: most tokens that the model reads; count: the tokens of a text, with all that is added to it
    summarize_one: the summaries of sentences that fit, the best first, and whether these are the last ones; a section's
        summary should have at most a quarter of the room, or else it may take many rounds until all fit
    Where a round leaves as many sections as before, because the model does not shorten, the first section of what is
    left stands for the whole: news tells what matters first.
    """
    runs = sections(sentences, language, room, count)
    while len(runs) > 1:
        told = [summaries[0].text for run in runs if (summaries := summarize_one(run, False))]
        shorter = sections(told, language, room, count)
        runs = shorter if len(shorter) < len(runs) else shorter[:1]
    return summarize_one(runs[0], True) if runs else []


def sections(sentences: Sequence[str], language: Language, room: int, count: Callable[[str], int]) -> list[list[str]]:
    """The sentences in as few runs as fit the room, of like length.

    A sentence is cut, at clauses, only where it alone does not fit.
    """
    pieces = [
        piece
        for text in sentences
        if text.strip()
        for piece in split_long(text.strip(), language, room, count)
        if piece
    ]
    if not pieces:
        return []
    frame = count("")
    # An English sentence inside a text may have a token more than alone, for the space before it.
    space = 1 if language == "en" else 0
    costs = [max(count(piece) - frame, 1) + space for piece in pieces]
    limit = max(room - frame, 1)
    while True:
        runs = [[pieces[i] for i in run] for run in _balanced(costs, limit)]
        over = max(count(join_sentences(run, language)) - room if len(run) > 1 else 0 for run in runs)
        if over <= 0 or limit == 1:
            return runs
        limit = max(limit - over, 1)


def _balanced(costs: Sequence[int], limit: int) -> list[list[int]]:
    """Places in as few runs as the limit allows, the heaviest run as light as can be (linear partition)."""
    low, high = max(max(costs), -(-sum(costs) // len(_packed(costs, limit)))), max(limit, max(costs))
    fewest = len(_packed(costs, high))
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_packed(costs, middle)) <= fewest else (middle + 1, high)
    return _packed(costs, high)


def _packed(costs: Sequence[int], limit: int) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    weight = 0
    for place, cost in enumerate(costs):
        if runs[-1] and weight + cost > limit:
            runs.append([])
            weight = 0
        runs[-1].append(place)
        weight += cost
    return runs
