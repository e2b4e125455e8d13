"""Reads the words of an English text that may be names, and what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from translator.checks.naming.pinyin import cuts, letters
from translator.checks.naming.tables import word_set
from translator.checks.naming.words import is_common
from translator.release import Span

_WORD = re.compile(
    r"(?<![\w@./])(?:(?:Mc|Mac|O['’]|D['’]|L['’])(?=[A-ZÀ-ÖØ-Þ]))?[A-ZÀ-ÖØ-ÞĀ-Ž](?:[a-zß-öø-ÿā-ž]|['’](?=[aeo][a-zß-ÿ]))+"
    r"(?:-[a-zß-öø-ÿā-ž]+)?(?![\w@])"
)
_DATELINE = re.compile(r"[A-Z][A-Z' ]*[A-Z](?=,| \()")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?\s$")
_TRADE = re.compile(r"[a-z]+(?:er|or|ist|ian|man|woman|chair|nurse|president)")
_SPEECH_AFTER = re.compile(
    r"^(?:['’]s)?(?:,?\s(?:\d\d?,\s)?(?:who|said|says|told|added|noted|explained|recalled|argued|warned|reported|wrote|stressed|pointed"
    r"|urged|announced|described|remarked|acknowledged|emphasized|concluded|cautioned|observed|insisted|admitted|joked|disclosed"
    r"|revealed|suggested|agreed|replied|asked|testified|laughed|recounted|countered)\b|,\s(?:an?|the|\d\d|chief|head|director|deputy"
    r"|president|chair|professor|vice|executive|founder|lead|senior|secretary|who)\b)"
)
_ACTED_AFTER = re.compile(
    r"^\s(?:called|led|has|had|was|is|retired|won|followed|began|went|came|took|made|became|worked|joined)\b"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|from|of|at|near|to|the|across|through|around|between|into)\s$")
_SPEECH_BEFORE = re.compile(r"\b(?:said|says|added|according to|asked|explained|recalled)\s$")
_EPONYM = re.compile(
    r"^(?:['’]s)?\s(?:disease|syndrome|disorder|muscular|index|scale|score|test|sign|classification|criteria|staging)\b"
)
_JOINS = re.compile(
    r"^(?:\s|-|\s(?:al|el|bin|binti|ibn|van|von|der|den|de|da|di|du|dos|das|del|della|la|le|ter|ten|y|e)\s|\s[A-Z]\.\s)$"
)


@dataclass(frozen=True, slots=True)
class LatinWord:
    """A capitalised word that may be a name or part of one.

    plain: its letters in small ones; joined: the same with a particle before it (vanwyk)
    common: whether it is no name when written small; first: whether it begins a sentence
    """

    text: str
    span: Span
    plain: str
    common: bool
    first: bool
    joined: str = ""


@dataclass(frozen=True, slots=True)
class LatinName:
    """Words that stand together as one name: Amina Abdalla, Chongqing, Wang Zhibiao.

    person: whether a title, a verb of speech or the like says that it is one
    """

    words: tuple[LatinWord, ...]
    span: Span
    person: bool

    def text(self, source: str) -> str:
        """The name as the text has it."""
        return source[slice(*self.span)]


@lru_cache(maxsize=1024)
def latin_names(text: str) -> tuple[LatinName, ...]:
    """The names of an English text in order: runs of capitalised words with at least one that is no common word."""
    runs: list[list[LatinWord]] = []
    last = -1
    for start, end in _word_spans(text):
        first = not text[:start].strip(" \"'“‘(—-") or bool(
            re.search(r"[.!?:;][\"'”’)]*\s[\"'“‘(]*$", text[max(0, start - 6) : start])
        )
        word = LatinWord(
            text[start:end],
            (start, end),
            letters(text[start:end]),
            is_common(text[start:end]) or text[start:end].lower() in word_set("particles"),
            first,
        )
        between = text[last:start] if runs else ""
        if len(between) > 2 and _JOINS.match(between):
            word = replace(word, joined=letters(between) + word.plain)
        if runs and _JOINS.match(between):
            runs[-1].append(word)
        else:
            runs.append([word])
        last = end
    return tuple(name for run in runs if (name := _name(run, text)) is not None)


def _word_spans(text: str) -> list[Span]:
    """Capitalised words; those of a dateline in capitals (XI'AN, Sept. 20) too."""
    dateline = _DATELINE.match(text)
    spans = [(m.start(), m.end()) for m in re.finditer(r"[A-Z']{3,}", dateline[0])] if dateline else []
    for match in _WORD.finditer(text, dateline.end() if dateline else 0):
        head, hyphen, tail = match[0].partition("-")
        # Paris-based is Paris; Pak-lei is one name.
        end = match.start() + len(head) if hyphen and is_common(tail) else match.end()
        spans.append((match.start(), end))
    return spans


def _name(run: list[LatinWord], text: str) -> LatinName | None:
    titled = False
    while run and (run[0].plain in word_set("titles_en") or (run[0].first and run[0].common and not _family_like(run))):
        titled = titled or run[0].plain in word_set("titles_en")
        run = run[1:]
    if not any(not word.common for word in run) and not (
        len(run) == 2 and all(cuts(w.plain) for w in run) and _person(run, text)
    ):
        return None
    span = (run[0].span[0], run[-1].span[1])
    if _EPONYM.match(text[span[1] : span[1] + 20]):
        return None
    return LatinName(tuple(run), span, titled or _person(run, text))


def _family_like(run: list[LatinWord]) -> bool:
    """Whether a small word begins a Chinese name: He Yunqing, Long Qiaoyi."""
    return len(run) > 1 and bool(cuts(run[0].plain)) and bool(cuts(run[1].plain)) and not run[1].common


def _titled(before: str) -> bool:
    """Whether a title or a trade stands before a name: Professor, engineer, Photo by."""
    word = _WORD_BEFORE.search(before)
    if before.endswith(("Photo by ", " named ", " called ")):
        return True
    return word is not None and (
        word[1].lower() in word_set("titles_en")
        or (bool(_TRADE.fullmatch(word[1])) and word[1] not in word_set("no_trades"))
    )


def _person(run: list[LatinWord], text: str) -> bool:
    """Whether what stands around a name says that a person bears it."""
    start, end = run[0].span[0], run[-1].span[1]
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if _titled(before) or _SPEECH_BEFORE.search(before):
        return True
    if len(run) == 1 and (_PLACE_BEFORE.search(before) or (run[0].first and run[0].plain.endswith(("s", "ing", "ly")))):
        return False
    acted = (
        bool(_ACTED_AFTER.match(after))
        and (run[0].first or len(run) > 1)
        and run[-1].plain not in word_set("kinds_of_bodies")
    )
    return acted or (bool(_SPEECH_AFTER.match(after)) and run[-1].plain not in word_set("kinds_of_bodies"))
