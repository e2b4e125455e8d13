"""What every engine shares: requests in, hypotheses out, and how to decode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.release import Direction, Span

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
    others: the next best of the search, best first, where Decoding.n_best asks for them
    """

    text: str
    score: float
    tokens: int
    others: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A required term that a translation lacks.

    source: the words in the source; span: where they stand there
    forms: ways to write the required translation, the base form first
    """

    source: str
    span: Span
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a translation a wanted term could be written.

    start: offset of the character before which it would begin; term: which of the wanted ones, by index
    score: how much speaks for it, to be compared within one translation only; higher is better
    """

    start: int
    term: int
    score: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for the best translation.

    beam_size: 1 is greedy search
    length_penalty: exponent of the length that a hypothesis' log probability is divided by
    repetition_penalty: above 1 makes tokens already written less likely (Keskar et al. 2019)
    no_repeat_ngram: no run of this many tokens twice; 0 allows all
    length_ratio, length_extra: at most length_ratio * source tokens + length_extra target tokens
    n_best: how many finished hypotheses of the beam to return, at most beam_size
    source_limit: sources of more tokens are cut at clauses and joined again; 0 for what the model can read at once
    """

    beam_size: int = 4
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    length_ratio: float = 3.0
    length_extra: int = 20
    n_best: int = 1
    source_limit: int = 0

    def max_target_tokens(self, source_tokens: int) -> int:
        """The length limit for a source of so many tokens."""
        return int(self.length_ratio * source_tokens) + self.length_extra

    def most_source_tokens(self, readable: int) -> int:
        """The longest source to translate in one piece by a model that can read so many tokens."""
        return min(self.source_limit or readable, readable)


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine is, for the release's provenance (see release.Provenance)."""

    engine: str
    model: str
    revision: str
    runtime: str
    notice: str = ""
    notice_zh: str = ""


Arrived = Callable[[int, Hypothesis], None]
"""Told the index of a request as soon as it is done, and its hypothesis; then the progress is told."""


class Engine(Protocol):
    """A loaded translation model. Translating never truncates: a source over the limit is cut at clauses and joined.

    While a model computes, an engine calls waiting.pause, which may end the work.
    """

    directions: frozenset[Direction]

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis a request, in the order of the requests; decoding: None for the engine's own settings.

        progress, arrived: told as batches are done, roughly in the order of the requests
        """
        ...

    def extend(
        self,
        requests: Sequence[Request],
        prefixes: Sequence[str],
        direction: Direction,
        decoding: Decoding | None = None,
    ) -> list[str]:
        """For each request a translation that begins with its prefix, word for word.

        decoding: None for the engine's own settings with a greedy search
        """
        ...

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        """What the model thinks of a translation of each request: mean log probability of a token, in nats."""
        ...

    def places(
        self,
        requests: Sequence[Request],
        drafts: Sequence[str],
        wanted: Sequence[Sequence[Wanted]],
        direction: Direction,
    ) -> list[list[Place]]:
        """Where in the draft of each request its wanted terms could be written, in no certain order."""
        ...

    def describe(self) -> EngineInfo:
        """What to write into the release's provenance."""
        ...
