"""Stretches of an English or Chinese sentence that may be terms, each with how much it looks like one."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from translator.glossary.english import BREAK, Token, fold, is_acronym, tokenize
from translator.glossary.entries import HAN
from translator.glossary.termhood import END, INSIDE, START, Termhood
from translator.glossary.wordlists import irregular_plurals

MAX_WORDS, MAX_NAME_WORDS, MAX_CHARACTERS = 4, 7, 14
LEAST_TERMHOOD, LEAST_OF_EDGE = -1.0, -2.5

_LETTER = re.compile(r"[A-Za-z]")
_IN_TERM = re.compile(rf"(?:{HAN.pattern}|[A-Za-z0-9·-])+")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9.]")
_PLURALS = ((r"(?<=[^aeiou])ies$", "y"), (r"(?<=ss)es$|(?<=sh)es$|(?<=ch)es$|(?<=x)es$", ""), (r"(?<![sui])s$", ""))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a term; start, end: words in English, characters in Chinese; score: mean log odds."""

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence in words; keys: their lemmas, BREAK for what parts two."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Sentence:
        """The sentence of a text."""
        tokens = tokenize(text)
        return cls(text, tokens, tuple(t.text if t.text == BREAK else fold(t.text) for t in tokens))


def english_candidates(sentence: Sentence, weights: Termhood) -> list[Candidate]:
    """The stretches of up to MAX_WORDS words (names: MAX_NAME_WORDS) that look like a term, none of them across a
    comma or the like, and none that cuts a name of several words with capitals.
    """
    tokens = sentence.tokens
    odds = [None if key == BREAK else weights.word(key) for key in sentence.keys]
    found = []
    for i in range(len(tokens)):
        for j in range(i + 1, min(i + MAX_NAME_WORDS, len(tokens)) + 1):
            inner = [o for o in odds[i:j] if o is not None]
            if len(inner) < j - i:
                break
            if j - i > MAX_WORDS and not all(t.text[0].isupper() or len(t.text) < 4 for t in tokens[i:j]):
                break
            if _cuts_name(sentence, i, j) or not all(_LETTER.search(tokens[k].text) for k in (i, j - 1)):
                continue
            places = [0] if j - i == 1 else [1, *[2] * (j - i - 2), 3]
            weights_here = [o[place] for o, place in zip(inner, places, strict=True)]
            score = sum(weights_here) / (j - i)
            if score >= LEAST_TERMHOOD and min(weights_here[0], weights_here[-1]) >= LEAST_OF_EDGE:
                found.append(Candidate(i, j, sentence.text[tokens[i].start : tokens[j - 1].end], score))
    return found


def chinese_candidates(text: str, weights: Termhood) -> list[Candidate]:
    """The stretches of 2 to MAX_CHARACTERS characters without punctuation in them, none that cuts a Latin word."""
    edges = weights.edges(text)
    found = []
    for run in _IN_TERM.finditer(text):
        for start in range(run.start(), run.end()):
            if _continues(text, start) or text[start] in "·-":
                continue
            inside = 0.0
            for end in range(start + 1, min(start + MAX_CHARACTERS, run.end()) + 1):
                if end - start > 1:
                    inside += edges[end - 1][INSIDE - 1]
                if end - start < 2 or _continues(text, end) or text[end - 1] in "·-":
                    continue
                if HAN.search(text, start, end):
                    score = (edges[start][START - 1] + inside + edges[end][END - 1]) / (end - start + 1)
                    found.append(Candidate(start, end, text[start:end], score))
    return found


def base_form(term: str, capitals: Container[str]) -> str:
    """A term as an entry has it: singular, and without the capital of a sentence's start.

    capitals: words that have their capital elsewhere too
    """
    words = term.split(" ")
    names = [word for word in words if word[:1].isupper()]
    if names == words[:1] and not is_acronym(words[0]) and words[0] not in capitals:
        words[0] = words[0].lower()
    if words[-1] in irregular_plurals():
        words[-1] = irregular_plurals()[words[-1]]
    elif words[-1].islower() and len(words[-1]) > 3:
        for plural, singular in _PLURALS:
            if re.search(plural, words[-1]):
                words[-1] = re.sub(plural, singular, words[-1])
                break
    return " ".join(words)


def _cuts_name(sentence: Sentence, i: int, j: int) -> bool:
    return (i > 0 and _both_capital(sentence, i - 1, i)) or (
        j < len(sentence.tokens) and _both_capital(sentence, j - 1, j)
    )


def _both_capital(sentence: Sentence, i: int, j: int) -> bool:
    if i < 0 or j >= len(sentence.tokens):
        return False
    one, other = sentence.tokens[i].text, sentence.tokens[j].text
    return one[:1].isupper() and other[:1].isupper() and not (is_acronym(one) or is_acronym(other))


def _continues(text: str, at: int) -> bool:
    """Whether a Latin word or a number goes on at this place."""
    return 0 < at < len(text) and bool(_LATIN_OR_DIGIT.match(text[at - 1]) and _LATIN_OR_DIGIT.match(text[at]))
