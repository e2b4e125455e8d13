"""How a desk counts length: 汉字 in Chinese, characters or words in English."""

from __future__ import annotations

import re

from translator.release import Language

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OTHER_RUN = re.compile(r"[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


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
