"""The sentences that the embedded model decodes together: of like length, and those that stand first early."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

MOST_SENTENCES = 8  # in a batch: larger ones are no faster on a CPU (benchmarks/throughput.py)
_FIRST = (0, 1, 4)  # where the first windows of a text that somebody watches begin
_WINDOW = 16  # sentences that are sorted by length together: two batches; smaller ones take half as long again


def in_reading_order(sizes: Sequence[int], most_tokens: int, watched: bool = False) -> list[list[int]]:
    """Indices in batches of like length within windows of the text, so that what stands first is done first.

    watched: begin with the first alone and three more, since somebody waits to read them
    """
    first = _FIRST if watched else (0,)
    starts = sorted({*(start for start in first if start < len(sizes)), *range(first[-1], len(sizes), _WINDOW)})
    windows = (range(start, end) for start, end in pairwise([*starts, len(sizes)]))
    return [batch for window in windows for batch in batches_of(window, sizes, most_tokens)]


def batches_of(
    numbers: Iterable[int], sizes: Sequence[int], most_tokens: int, most_sentences: int = MOST_SENTENCES
) -> list[list[int]]:
    """Numbers grouped by size, largest first, so that none waits for one much longer, in batches of a few sentences.

    most_tokens: of a batch padded to its longest
    """
    batches: list[list[int]] = []
    for i in sorted(numbers, key=lambda i: -sizes[i]):
        last = batches[-1] if batches else []
        if last and len(last) < most_sentences and sizes[last[0]] * (len(last) + 1) <= most_tokens:
            last.append(i)
        else:
            batches.append([i])
    return batches
