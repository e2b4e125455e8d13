"""How long each shape of a brief may be, and whether texts are within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from translator.lengths import headline_length, text_length
from translator.release import Language, join_sentences

Shape = Literal["headline", "standfirst", "brief", "social"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that each shape may hold.

    headline_en, social_en: characters; standfirst_en, brief_en: words, of all sentences; *_zh: 汉字
    sentences, bullets: how many of each
    """

    headline_en: int = 90
    headline_zh: int = 28
    standfirst_en: int = 45
    standfirst_zh: int = 90
    brief_en: int = 80
    brief_zh: int = 160
    social_en: int = 280
    social_zh: int = 140
    sentences: int = 3
    bullets: int = 3

    def most(self, shape: Shape, language: Language) -> int:
        """The limit of a shape, counted as size() counts."""
        limit: int = getattr(self, f"{shape}_{language}")
        return limit

    def allow(self, shape: Shape, texts: Sequence[str], language: Language) -> bool:
        """Whether sentences, taken together, are within the limit of a shape."""
        return size(shape, texts, language) <= self.most(shape, language)


DEFAULT_LIMITS = Limits()


def size(shape: Shape, texts: Sequence[str], language: Language) -> int:
    """The length of sentences taken together: characters or words in English, as the shape counts, 汉字 in Chinese."""
    if shape in ("headline", "social"):
        return headline_length(join_sentences(list(texts), language), language)
    return sum(text_length(text, language) for text in texts)
