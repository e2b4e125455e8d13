"""What a Marian runtime does: batches of source tokens in, target tokens out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.engines.base import Decoding


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources that are decoded together.

    sources: tokens of each, as MarianTokens.encode gives them; limit: most target tokens of each, end token included
    align: for each source, whether it wants to know what its target tokens attend to
    """

    sources: tuple[list[str], ...]
    limit: int
    align: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The best hypothesis for one source.

    tokens: target tokens without the end token; score: mean log probability of a token, end token included, in nats
    attended: for each target token, the index of the source token that it attends to most (the first head of the last
    layer, which opus-mt trained towards a word alignment); None where nobody asked
    """

    tokens: list[str]
    score: float
    attended: list[int] | None


class Runtime(Protocol):
    """A loaded checkpoint. Safe to use from several threads.

    workers: how many batches are decoded side by side
    """

    workers: int

    def decode(self, batches: Sequence[Batch], decoding: Decoding) -> Iterator[list[Decoded]]:
        """The hypotheses of each batch, in the order of the batches, as soon as each is there."""
        ...
