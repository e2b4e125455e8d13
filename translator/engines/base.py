"""What every engine shares: requests in, hypotheses out, and how to decode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.release import Direction

Progress = Callable[[int, int], None]
"""Told how many requests are done, of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to translate.

    terms: pairs (source term, required translation) in this sentence, the most important first
    context: the sentence before it, "" at the start of a block
    """

    source: str
    terms: tuple[tuple[str, str], ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation.

    score: mean log probability of a target token, in nats
    tokens: length of the target in the model's tokens
    alignment: pairs (character offset in source, character offset in target) of words that belong together, or None
    """

    text: str
    score: float
    tokens: int
    alignment: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for the best translation.

    beam_size: 1 is greedy search
    length_penalty: exponent of the length that a hypothesis' log probability is divided by
    repetition_penalty: above 1 makes tokens already written less likely (Keskar et al. 2019)
    no_repeat_ngram: no run of this many tokens twice; 0 allows all
    length_ratio, length_extra: at most length_ratio * source tokens + length_extra target tokens
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    length_ratio: float = 3.0
    length_extra: int = 20

    def max_target_tokens(self, source_tokens: int) -> int:
        """The length limit for a source of so many tokens."""
        return int(self.length_ratio * source_tokens) + self.length_extra


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine is, for the release's provenance (see release.Provenance)."""

    engine: str
    model: str
    revision: str
    runtime: str
    notice: str = ""
    notice_zh: str = ""


class Engine(Protocol):
    """A loaded translation model. Translating never truncates: a source over the limit is cut at clauses and joined."""

    directions: frozenset[Direction]

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis a request, in the order of the requests; decoding: None for the engine's own settings."""
        ...

    def describe(self) -> EngineInfo:
        """What to write into the release's provenance."""
        ...
