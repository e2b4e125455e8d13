"""What a Marian runtime does: batches of source tokens in, target tokens out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from translator.engines.base import Decoding


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources that are decoded together.

    sources: tokens of each, as MarianTokens.encode gives them; limit: most target tokens of each, end token included
    begun: the target tokens that the hypothesis of each must begin with; empty where there are none
    """

    sources: tuple[list[str], ...]
    limit: int
    begun: tuple[list[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best hypothesis for one source.

    tokens: target tokens without the end token; score: mean log probability of a token, end token included, in nats
    others: the next best of the beam, best first, as many as Decoding.n_best asks for
    """

    tokens: list[str]
    score: float
    others: tuple[Decoded, ...] = ()


def best_with_others(hypotheses: Sequence[Decoded]) -> Decoded:
    """The hypotheses of one source, best first, as one."""
    return replace(hypotheses[0], others=tuple(hypotheses[1:]))


class Runtime(Protocol):
    """A loaded checkpoint. Safe to use from several threads.

    workers: how many batches are decoded side by side
    """

    workers: int

    def decode(self, batches: Sequence[Batch], decoding: Decoding) -> Iterator[list[Decoded]]:
        """The hypotheses of each batch, in the order of the batches, as soon as each is there."""
        ...

    def score(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[float]:
        """Mean log probability of a token of each target, end token included, unknown tokens left out."""
        ...

    def attend(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[int]]:
        """For each token of each target, the index of the source token that it attends to most.

        Of the first head of the last layer, which opus-mt trained towards a word alignment.
        """
        ...
