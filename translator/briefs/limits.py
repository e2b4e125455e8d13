"""How long each part of a brief may be, and how its length is counted in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.release import Language

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OTHER_RUN = re.compile(r"[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that each part of a brief may hold.

    headline_en: characters; headline_zh: 汉字
    brief_en: words of all its sentences; brief_zh: 汉字 of all its sentences
    sentences, bullets: how many of each
    """

    headline_en: int = 90
    headline_zh: int = 28
    brief_en: int = 80
    brief_zh: int = 160
    sentences: int = 3
    bullets: int = 3

    def headline(self, language: Language) -> int:
        """The headline's limit, counted by headline_length."""
        return self.headline_zh if language == "zh" else self.headline_en

    def brief(self, language: Language) -> int:
        """The brief's limit, counted by text_length."""
        return self.brief_zh if language == "zh" else self.brief_en


DEFAULT_LIMITS = Limits()


def han_length(text: str) -> int:
    """Length in 汉字: a Han character is one, a run of other letters or digits half its characters, rounded up.

    Punctuation and spaces count nothing, as a Chinese desk counts; half, because a Latin letter is half as wide.
    """
    return len(_HAN.findall(text)) + sum((len(run) + 1) // 2 for run in _OTHER_RUN.findall(text))


def headline_length(text: str, language: Language) -> int:
    """Characters in English, 汉字 in Chinese."""
    return han_length(text) if language == "zh" else len(text)


def text_length(text: str, language: Language) -> int:
    """Words between spaces in English, 汉字 in Chinese."""
    return han_length(text) if language == "zh" else len(text.split())
