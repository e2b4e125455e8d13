"""How near a brief is to a person's: ROUGE (Lin 2004), and matching of sentence vectors after Zhang et al. (2020)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from translator.embeddings import Embed
from translator.reading.sentences import split_sentences
from translator.release import Language

_WORD = re.compile(r"[a-z0-9]+")
_CHARACTER = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+")


def words(text: str, language: Language) -> list[str]:
    """The units that ROUGE counts: words of letters and figures in English, characters in Chinese; no marks.

    Words are not stemmed; Latin words and figures of a Chinese text are one unit each.
    """
    return (_WORD if language == "en" else _CHARACTER).findall(text.lower())


def rouge_n(system: Sequence[str], human: Sequence[str], n: int) -> float:
    """F1 over the n-grams that the two have in common, each as often as both have it, 0 to 1."""
    ours, theirs = (Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1)) for text in (system, human))
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(system: Sequence[str], human: Sequence[str]) -> float:
    """F1 over the longest common subsequence of the two texts, each taken as one sequence, 0 to 1."""
    row = [0] * (len(human) + 1)
    for unit in system:
        before = 0
        for j, other in enumerate(human, 1):
            before, row[j] = row[j], before + 1 if unit == other else max(row[j], row[j - 1])
    return _f1(row[-1], len(system), len(human))


def _f1(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if common else 0.0


def matched(system: str, human: str, language: Language, embed: Embed) -> float:
    """F1 of the likeness of each sentence to its likest of the other text, both ways: BERTScore with sentences.

    The vectors are of sentences, not of tokens, and likeness is a cosine, so 0.8 is little and 0.95 much.
    """
    ours, theirs = (split_sentences(text, language) for text in (system, human))
    if not ours or not theirs:
        return 0.0
    cosines = embed(ours) @ embed(theirs).T
    precision, recall = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
    return 2 * precision * recall / (precision + recall)
