"""What runs a summarization model: source token ids in, the hypotheses of a beam search out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.engines.summarizers.search import Search


@dataclass(frozen=True, slots=True)
class Decoded:
    """A hypothesis.

    ids: without those that are forced and without the end token
    score: mean log probability of a token, end token included, forced ones not, in nats, under the rules of the search
    finished: whether it ends with the end token, and not at the length limit
    """

    ids: list[int]
    score: float
    finished: bool


class SummaryRuntime(Protocol):
    """A loaded summarization model. Safe to use from threads."""

    def search(self, source: Sequence[int], search: Search) -> list[Decoded]:
        """The hypotheses of the beam, the best first, as many as it is wide."""
        ...
