"""What an English word with a negative affix denies (unrecognized: recognized), and where Chinese says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from translator.checks.lexicon import Lexicon
from translator.checks.words import stem
from translator.release import Span

_PREFIX = re.compile(r"(?:un|in|im|ir|il|dis|mis|non-?)(?=[a-z]{4})(?![a-z]+ing$)")
_SUFFIX = re.compile(r"(?<=[a-z]{3})less(?:ly|ness)?$")
_DENYING = re.compile(r"[不没无未非免缺零难失禁拒否勿别莫防抗除][^，。；：！？]{0,5}$")
_BEYOND = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:以|之)?外")
_CLAUSE_END = re.compile(r"[，。；：！？]")
_SURE = 0.12
"""Strength from which a Chinese word counts as a translation of the root."""


@lru_cache(maxsize=2048)
def denied(word: str) -> tuple[str, ...]:
    """Chinese words for what the word denies; none where it has no negative affix or the rest of it is no word."""
    word = word.lower()
    root = _PREFIX.sub("", word, count=1) if _PREFIX.match(word) else _SUFFIX.sub("", word)
    if root == word:
        return ()
    options = Lexicon.load().translations["en"].get(stem(root), {})
    return tuple(chinese for chinese, strength in options.items() if strength >= _SURE and len(chinese) > 1)


def denied_places(word: str, text: str) -> list[Span]:
    """Where a Chinese text has a word for what the English word denies."""
    return [match.span() for chinese in denied(word) for match in re.finditer(re.escape(chinese), text)]


def bare(text: str, places: Sequence[Span], partners: Collection[int]) -> bool:
    """Whether a Chinese text has what an English word denies, only that, and nowhere denied.

    partners: where the translations of the whole English word stand; another place than one of the root says it all
    """
    starts = [start for start, _ in places]
    return bool(places) and set(partners) <= set(starts) and not any(_is_denied(text, start) for start in starts)


def _is_denied(text: str, place: int) -> bool:
    clause = _CLAUSE_END.split(text[max(0, place - 12) : place])[-1]
    return bool(_DENYING.search(clause) or _BEYOND.match(text, place + 1))
