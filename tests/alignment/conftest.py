from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from translator.bitext import Sentence

WORDS = {
    **{"summit": "峰会", "surgeon": "医生", "opened": "开幕", "robot": "机器人", "kidney": "肾", "ocean": "海洋"},
    **{"patient": "患者", "hospital": "医院", "river": "江", "budget": "预算", "fever": "发热", "school": "学校"},
    **{"vaccine": "疫苗", "village": "村庄", "train": "列车", "heart": "心脏", "blood": "血液", "volunteer": "志愿者"},
    **{"mosquito": "蚊子", "island": "海岛", "fire": "火灾", "ethics": "伦理", "gene": "基因", "tumor": "肿瘤"},
}
"""A language of two dozen words, each with its Chinese."""
_TURNED = {zh: en for en, zh in WORDS.items()}
_TOKEN = re.compile("|".join([*WORDS, *_TURNED]))


@pytest.fixture(scope="session")
def embed() -> Callable[[Sequence[str]], Any]:
    """An embedding of both languages: the sum of what the words mean, and of the language."""
    generator = np.random.default_rng(3)
    meaning = {word: generator.standard_normal(256) for word in [*WORDS, "en", "zh"]}

    def vectors(texts: Sequence[str]) -> Any:
        rows = []
        for text in texts:
            tokens = [_TURNED.get(token, token) for token in _TOKEN.findall(text)]
            language = meaning["en" if text.isascii() else "zh"]
            rows.append(language + sum((meaning[token] for token in tokens), np.zeros(256)))
        found = np.array(rows, np.float32).reshape(len(rows), 256)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)

    return vectors


@pytest.fixture(scope="session")
def english() -> Callable[..., list[Sentence]]:
    """English sentences of words of the language."""

    def written(*sentences: str, block: int = 0) -> list[Sentence]:
        return [Sentence(f"The {' and the '.join(s.split())} were there.", block) for s in sentences]

    return written


@pytest.fixture(scope="session")
def chinese() -> Callable[..., list[Sentence]]:
    """Chinese sentences of English words of the language."""

    def written(*sentences: str, block: int = 0) -> list[Sentence]:
        return [Sentence("、".join(WORDS[w] for w in s.split()) + "都在那里。", block) for s in sentences]

    return written
