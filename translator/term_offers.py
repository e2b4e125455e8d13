"""What an edit says of the terms in a sentence: other translations, offered to the house glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from translator.glossary.english import fold, tokenize
from translator.release import Direction, Language, Segment, Span, Term

_TOKENS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]"),
    "zh": re.compile(r"[A-Za-z0-9]+(?:[-'’.]?[A-Za-z0-9]+)*|\S"),
}
_SAME = 0.5
"""Share of equal tokens from which on an edit is one of words, and not a sentence written anew."""
_WORDS: dict[Language, int] = {"en": 8, "zh": 20}
"""Tokens of the longest term that is offered."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WHOLE = re.compile(r"[\w '’–·./+&®™-]+")
_POSSESSIVE = re.compile("['’]s?$")
_EDGE = " \t.,;:!?，。；：！？、“”\"'‘’《》()（）—–-"
_PARTICLES = re.compile("^(?:[了的在于对将把被与和及为是该本]|一[个家种项])+|(?:[了的等是为在已])+$")
"""What stands beside a Chinese term in a sentence, and is no part of it."""
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TermOffer:
    """A term as a person translated it. replaces: what the glossary says now, "" where it says nothing."""

    en: str
    zh: str
    replaces: str = ""


class _Change(NamedTuple):
    """Tokens of the old target and those that stand in their place."""

    old: Span
    new: Span


class _Edit:
    """Two targets of one sentence, laid over each other; no changes where it was written anew (not is_of_words)."""

    def __init__(self, before: str, after: str, language: Language) -> None:
        self.before, self.after, self.language = before, after, language
        self.old = [match.span() for match in _TOKENS[language].finditer(before)]
        self.new = [match.span() for match in _TOKENS[language].finditer(after)]
        matcher = SequenceMatcher(
            None, [before[a:b] for a, b in self.old], [after[a:b] for a, b in self.new], autojunk=False
        )
        # First what is quickly counted: the rest takes long where somebody wrote a page in the place of a sentence.
        self.is_of_words = matcher.quick_ratio() >= _SAME and matcher.ratio() >= _SAME
        opcodes = matcher.get_opcodes() if self.is_of_words else ()
        self.changes = [_Change((i, j), (k, m)) for operation, i, j, k, m in opcodes if operation != "equal"]

    def tokens(self, span: Span) -> Span:
        """The tokens of the old target that stand in a span of it."""
        inside = [i for i, (start, end) in enumerate(self.old) if start < span[1] and span[0] < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def became(self, tokens: Span) -> Span | None:
        """Where in the new target tokens of the old one went to; None where that is not sure."""
        start, end = self._moved(tokens[0], first=True), self._moved(tokens[1], first=False)
        return None if start is None or end is None or start >= end else (start, end)

    def _moved(self, place: int, first: bool) -> int | None:
        shift = 0
        for (i, j), (k, m) in self.changes:
            if place < i or (place == i and first):
                # What was put in at the edge belongs to what it stands at.
                break
            if place == i and i == j and not first:
                return m
            if i < place < j:
                return k + place - i if j - i == m - k else None
            if place >= j:
                shift = (m - k) - (j - i) + shift
        return place + shift

    def text(self, tokens: Span) -> str:
        """The words of the new target from one token to another."""
        return self.after[self.new[tokens[0]][0] : self.new[tokens[1] - 1][1]]


def term_offers(
    before: Segment, after: Segment, direction: Direction, known: Mapping[str, str] | None = None
) -> tuple[TermOffer, ...]:
    """What an edit changed of terms: each with the words that a person wrote where its translation stood.

    before, after: the segment with its terms located, before the edit and after it
    known: the English of the glossary's entries by id: a term in the plural is offered as the glossary has it
    Nothing where the sentence was written anew, and nothing of a term that still stands there in a right form. Of a
    term whose translation was missing, where it is the only one and the edit is in one place. A term that is too
    general to be required is offered where the edit changed nothing else.
    """
    if before.source != after.source or not before.target or not after.target or before.target == after.target:
        return ()
    edit = _Edit(before.target, after.target, direction.target)
    if not edit.is_of_words:
        return ()
    later = {(term.entry, term.span): term for term in after.terms}
    gone = [t for t in before.terms if (now := later.get((t.entry, t.span))) and now.target_span is None]
    found: dict[TermOffer, None] = {}
    for term in gone:
        place = _of_found(edit, term) if term.target_span else _of_missing(edit, term, gone)
        words = _term(edit, place, term) if place else ""
        # Words that stood there before are no other translation, but what is left of the old one.
        if words and words.casefold() not in before.target.casefold():
            found[_offer(term, words, direction, known or {})] = None
    return tuple(found)


def _of_found(edit: _Edit, term: Term) -> Span | None:
    """The tokens that stand where the term's translation stood."""
    assert term.target_span is not None
    tokens = edit.tokens(term.target_span)
    only = all(tokens[0] <= i and j <= tokens[1] for (i, j), _ in edit.changes)
    return edit.became(tokens) if term.enforced or only else None


def _of_missing(edit: _Edit, term: Term, gone: list[Term]) -> Span | None:
    """The tokens of the one change, with those around it that the required translation has there too."""
    missing = [t for t in gone if t.enforced and t.target_span is None]
    if not term.enforced or len({t.entry for t in missing}) != 1 or not edit.changes:
        return None
    start, end = edit.changes[0].new[0], edit.changes[-1].new[1]
    if sum(b - a for _, (a, b) in edit.changes) * 2 < end - start or start == end:
        return None
    required = [match[0] for match in _TOKENS[edit.language].finditer(term.target)]
    tokens = [edit.after[a:b] for a, b in edit.new]
    behind = max((n for n in range(len(required)) if tokens[end : end + n] == required[len(required) - n :]), default=0)
    ahead = max((n for n in range(len(required)) if tokens[max(start - n, 0) : start] == required[:n]), default=0)
    return start - ahead, end + behind


def _term(edit: _Edit, place: Span, term: Term) -> str:
    """The words at a place as a term, "" where they are none."""
    language = edit.language
    if place[1] - place[0] > _WORDS[language]:
        return ""
    words = edit.text(place).strip(_EDGE)
    if language == "zh" and not _PARTICLES.search(term.target):
        words = _PARTICLES.sub("", words)
    if language == "en":
        words = _POSSESSIVE.sub("", _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words)
        opens = edit.after.lstrip(_EDGE).startswith(words)
        words = _lowered(words) if opens and term.target[:1].islower() else words
    chinese = bool(_HAN.search(words))
    if not _WHOLE.fullmatch(words) or chinese != (language == "zh"):
        return ""
    return words


def _lowered(words: str) -> str:
    """Words from the beginning of a sentence as they stand inside one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _offer(term: Term, words: str, direction: Direction, known: Mapping[str, str]) -> TermOffer:
    if direction.source == "zh":
        return TermOffer(words, term.source, term.target)
    english = known.get(term.entry, "")
    source = english if english and _folded(english) == _folded(term.source) else term.source
    return TermOffer(source, words, term.target)


def _folded(text: str) -> list[str]:
    return [fold(token.text) for token in tokenize(text)]
