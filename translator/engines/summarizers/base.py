"""What every summarization model shares: an article's sentences in, summaries of it in its own language out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from translator.engines.base import EngineInfo
from translator.release import Language

What = Literal["brief", "headline"]
"""What to write: two or three sentences, or one line."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a model wrote, as it wrote it. score: mean log probability of a token, in nats."""

    text: str
    score: float


class Summarizer(Protocol):
    """A loaded summarization model. Safe to use from threads.

    languages: those that it reads and writes
    """

    languages: frozenset[Language]

    def summarize(self, sentences: Sequence[str], language: Language, what: What) -> list[Summary]:
        """Summaries of an article, the most probable first; at least one, unless there is no sentence.

        An article over the model's window is summarised by sections, and the summaries together; nothing is truncated.
        Raises ReleaseError for a language that the model does not know.
        """
        ...

    def describe(self) -> EngineInfo:
        """What to write into the release."""
        ...
