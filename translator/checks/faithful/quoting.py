"""Words in quotation marks stand in the article as they are, and nobody speaks outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.checks.faithful.passage import Passage, word_list
from translator.checks.faithful.verdict import Fault
from translator.checks.quotations import read_quotations
from translator.release import Language

# A word or two in quotation marks are a turn of phrase, not what somebody said.
_LONG: dict[Language, re.Pattern[str]] = {"en": re.compile(r"[^\W_]+"), "zh": re.compile(r"[\u3400-\u9fff]")}
_LEAST: dict[Language, int] = {"en": 4, "zh": 9}
_KEPT = re.compile(r"[\w\u3400-\u9fff]+")


def quotation_faults(sentence: Passage, article: Sequence[Passage]) -> Iterator[Fault]:
    """A fault for each quotation that the article does not have word for word, and for a person's own words."""
    found = read_quotations(sentence.text, sentence.language)
    had = "".join(_plain(passage.text) + "\n" for passage in article)
    for start, end in found.pairs:
        words = sentence.text[start + 1 : end - 1]
        if len(_LONG[sentence.language].findall(words)) >= _LEAST[sentence.language] and _plain(words) not in had:
            yield Fault("quotation", words, f"The article does not have “{words}”.", f"原文没有“{words}”这句话。")
    if word := _own_words(sentence.text, sentence.language):
        told = " ".join(passage.text for passage in article)
        # Whoever writes of himself is the article's author.
        if not _own_words(told, sentence.language):
            said = f"“{word}”"
            yield Fault("speaker", word, f"Nobody speaks here, yet it says {said}.", f"此处并非引语，却出现{said}。")


def _own_words(text: str, language: Language) -> str:
    """The first word of a person who speaks, outside quotation marks; "" where there is none."""
    pairs = read_quotations(text, language).pairs
    for match in _spoken(language).finditer(text):
        if not any(start <= match.start() < end for start, end in pairs):
            return match[0]
    return ""


@cache
def _spoken(language: Language) -> re.Pattern[str]:
    joined = "|".join(word_list("spoken", language))
    return re.compile(rf"(?<![\w’'.-])(?:{joined})(?![\w’'.-])" if language == "en" else joined)


def _plain(text: str) -> str:
    return " ".join(_KEPT.findall(text.casefold()))
