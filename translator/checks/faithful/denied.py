"""A thing that the article only denies is not affirmed: "a charging chip, not the software", 尚无死亡报告."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from translator.checks.faithful.claims import Cue, denials
from translator.checks.faithful.passage import Passage, Word
from translator.checks.faithful.verdict import Fault

# Only what denies a thing: what is said not to be done (not reimbursed) may well be done by others.
_NONE = re.compile(r"no|none|neither|nor", re.IGNORECASE)
_CONTRAST = re.compile(r"\W*(?:(?:and|but) )?", re.IGNORECASE)
_NONE_ZH = re.compile(
    r"(?:(?<=[尚均并且暂也仍亦皆])|(?<![^，、；：\s]))无|没有|未(?=发生|出现|发现|见|收到|接到|造成|导致|波及)|[并而绝]?非|不(?=在|是)"
)
_REACH_ZH = 6
"""So many characters behind a denial are denied, since words may be cut otherwise in another sentence."""


def denied_faults(sentence: Passage, article: Sequence[Passage]) -> Iterator[Fault]:
    """A fault for the first word that a clause affirms and that the article has only where it denies the thing."""
    told = [clause for passage in article for clause in passage.clauses]
    for clause in sentence.clauses:
        if denials(clause):
            continue
        for word in clause.content:
            having = [other for other in told if _stands(word, other)]
            if having and all(_denies(other, word) for other in having):
                text = having[0].text.strip()
                yield Fault("negation", text, f"The article denies this: “{text}”.", f"原文此处为否定：“{text}”。")
                return


def _stands(word: Word, clause: Passage) -> bool:
    return word.key in (clause.text if clause.language == "zh" else clause.keys)


def _denies(clause: Passage, word: Word) -> bool:
    if clause.language == "zh":
        return any(word.key in part for part in _denied_text(clause))
    return word.key in _denied_words(clause)


@lru_cache(maxsize=8192)
def _denied_words(clause: Passage) -> frozenset[str]:
    found: set[str] = set()
    for cue in denials(clause):
        found |= {word.key for word in cue.scope[: _reach(clause, cue)]}
    return frozenset(found)


def _reach(clause: Passage, cue: Cue) -> int | None:
    """How many of the telling words behind an English cue name the thing denied; None for all."""
    if cue.text.lower() == "not" and _CONTRAST.fullmatch(clause.text, 0, cue.span[0]):
        return None
    return 1 if _NONE.fullmatch(cue.text) else 0


@lru_cache(maxsize=8192)
def _denied_text(clause: Passage) -> tuple[str, ...]:
    found = []
    for cue in denials(clause):
        start, end = cue.span
        if cue.text == "无关":
            found.append(clause.text[:start])
        elif match := _NONE_ZH.match(clause.text, start):
            found.append(clause.text[match.end() : max(match.end(), end) + _REACH_ZH])
    return tuple(found)
