"""Finds a right translation of a term in a sentence of the target language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from translator.glossary.english import BREAK, Token, exact, fold, is_acronym, root, stem, tokenize
from translator.glossary.matching import cuts_latin, squeeze
from translator.release import Language, Span


def locate_any(forms: Sequence[str], text: str, language: Language) -> Span | None:
    """Where the first of these forms stands that is in the text.

    English forms meet the text in any inflection, and failing that in a word derived of them (vagina, vaginal);
    capitals matter in acronyms only.
    """
    if language == "zh":
        return next((span for form in forms if (span := _locate_chinese(form, text))), None)
    for key in (fold, stem, root):
        for form in forms:
            if span := _locate_english(form, text, key):
                return span
    return None


def locate_inflected(form: str, text: str, language: Language) -> Span | None:
    """Where one form stands in the text: in English in any number and capitals, but in no derived word."""
    return _locate_chinese(form, text) if language == "zh" else _locate_english(form, text, fold)


def _locate_chinese(form: str, text: str) -> Span | None:
    squeezed, offsets = _squeezed(text)
    wanted = _squeezed(form)[0]
    start = squeezed.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not cuts_latin(squeezed, start, end):
            return offsets[start], offsets[end - 1] + 1
        start = squeezed.find(wanted, start + 1)
    return None


def _locate_english(form: str, text: str, key: Callable[[str], str]) -> Span | None:
    wanted, found = _keys(form, key), _keys(text, key)
    if not wanted.keys:
        return None
    at = -1
    while (at := _index(found.keys, wanted.keys[0], at + 1)) >= 0:
        if found.keys[at : at + len(wanted.keys)] == wanted.keys:
            return found.tokens[at].start, found.tokens[at + len(wanted.keys) - 1].end
    return _locate_joined(wanted, found) if key is fold else None


def _locate_joined(wanted: _Words, found: _Words) -> Span | None:
    """The hyphen of "non-invasive" may be missing in either text; without it, both are one word."""
    joined = "".join(wanted.keys)
    for words in {1, 2, 3} - {len(wanted.keys)}:
        for at in range(len(found.keys) - words + 1):
            if joined.startswith(found.keys[at]) and joined == "".join(found.keys[at : at + words]):
                return found.tokens[at].start, found.tokens[at + words - 1].end
    return None


def _index(keys: tuple[str, ...], key: str, start: int) -> int:
    try:
        return keys.index(key, start)
    except ValueError:
        return -1


class _Words(NamedTuple):
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=4096)
def _keys(text: str, key: Callable[[str], str]) -> _Words:
    tokens = tokenize(text)
    return _Words(tokens, tuple(_key(t.text, key) for t in tokens))


def _key(word: str, key: Callable[[str], str]) -> str:
    # Capitals of an acronym count, unless it is too long to be taken for a word (Covid).
    if word == BREAK:
        return word
    return exact(word) if is_acronym(word) and len(word) < 5 else key(word)


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    return squeeze(text)
