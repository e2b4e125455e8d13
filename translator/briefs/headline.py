"""The headline of a brief: the article's own where it fits, otherwise a clause of its best sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from translator.briefs import shorten_en, shorten_zh
from translator.briefs.limits import Limits, headline_length
from translator.briefs.scoring import Scored
from translator.release import BriefLine, Issue, Language

# Where an English headline may end: what follows adds to a headline that is complete without it.
_ENGLISH_BREAK = re.compile(
    r"(?:[,;]\s+(?=(?:[a-z]\w*ing|with|as|after|while|and|amid)\b)|;\s+|\s+[—–]\s+|\s+--\s+|\s+(?=(?:as|after|while|amid)\s))"
)
_COLON = re.compile(r"[:：]\s*")
_CHINESE_BREAK = re.compile(r"[\s\u3000；;]+|——|，")
_TURN = re.compile(r"\b(?:but|yet|not|unless|except|if|says?|said)\b|但|却|不|未|除|称")


def own_headline(text: str, cites: tuple[str, ...], language: Language, limits: Limits) -> BriefLine | None:
    """The article's headline, or the longest part of it that is a headline by itself; None where none fits."""
    limit = limits.headline(language)
    for part in _parts(text.strip(), language):
        if part and headline_length(part, language) <= limit:
            return BriefLine(part, cites=cites)
    return None


def derived_headline(
    scored: Sequence[Scored], language: Language, limits: Limits, order: Callable[[Scored], float]
) -> BriefLine:
    """A clause of one sentence, shortened by the rules of its language; the sentence highest in `order` that fits.

    Where nothing fits, the shortest clause there is, whole, with a warning: no phrase is ever cut.
    """
    limit = limits.headline(language)
    shortenings = shorten_zh.shortenings if language == "zh" else shorten_en.shortenings
    ranked = sorted(scored, key=lambda one: (not one.sound, -order(one), one.sentence.position))
    every: list[tuple[int, str, str]] = []
    for one in ranked:
        for clause in shortenings(one.sentence.bare):
            length = headline_length(clause, language)
            if 0 < length <= limit:
                return BriefLine(clause, cites=(one.sentence.id,))
            every.append((length, clause, one.sentence.id))
    length, clause, cite = min(every)
    return BriefLine(clause, cites=(cite,), issues=(_too_long(length, limit),))


def _parts(text: str, language: Language) -> list[str]:
    """The headline and its parts that can stand alone, the whole first, then longest first."""
    parts = {text}
    halves = _COLON.split(text, maxsplit=1)
    if len(halves) == 2 and all(len(half) > (5 if language == "zh" else 20) for half in halves):
        parts.update(halves)
    for part in tuple(parts):
        for match in (_CHINESE_BREAK if language == "zh" else _ENGLISH_BREAK).finditer(part):
            if not _TURN.search(part[match.end() :]):
                parts.add(part[: match.start()])
    fit = [part.strip(" ,;，；") for part in parts if _stands(part, language)]
    return sorted({text, *fit}, key=lambda part: (part != text, -len(part), part))


def _stands(part: str, language: Language) -> bool:
    pairs = (("“", "”"), ("《", "》"), ("(", ")"), ("（", "）"))
    balanced = all(part.count(a) == part.count(b) for a, b in pairs) and part.count('"') % 2 == 0
    return balanced and (len(part) >= 8 if language == "zh" else len(part.split()) >= 4)


def _too_long(length: int, limit: int) -> Issue:
    return Issue(
        "brief",
        "warning",
        f"The headline is {length} long and the limit is {limit}; no shorter sentence was found. Write one by hand.",
        f"标题长度为{length}，上限为{limit}，文中没有更短的句子，请人工拟题。",
    )
