"""What is found of one sentence: the segments that say it, and what of it the article does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "form", "numbers", "names", "terms", "negation", "opposites", "modality", "quotation", "speaker", "meaning"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a sentence that the article does not say.

    words: what stands in the sentence; reason, reason_zh: what is wrong with it, one sentence in either language
    """

    kind: FaultKind
    words: str
    reason: str
    reason_zh: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence can be published as what the article says.

    cites: indices of the segments that say it, the one that says most first, at most three
    """

    cites: tuple[int, ...]
    faults: tuple[Fault, ...]

    @property
    def supported(self) -> bool:
        """Whether no fault was found."""
        return not self.faults
