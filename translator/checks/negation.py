"""No negation is lost in a translation, and none comes in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from translator.checks.lexicon import Lexicon
from translator.checks.polarity.affixes import bare, denied_places
from translator.checks.polarity.alignment import align
from translator.checks.polarity.cues import Cue, read_cues
from translator.checks.polarity.matching import answers
from translator.release import Direction, Issue, Segment, Severity, Span

_NEEDY = frozenset({"strong", "firm"})
_SEARCHED = frozenset({"except", "fail", "refuse"})
"""Labels of weak English words that Chinese says with a word of their own (excluded, 排除) or else with a negation."""
_OWN_WORD = frozenset({"avoid", "stop"})
"""Labels of weak English words that answer no negation where a word of their own translates them (spare, 备件)."""
_TELLING = _SEARCHED | {"affix"}
"""Labels of weak cues of which something may be said."""
_UNTRANSLATED = -0.5
"""Log odds (nats) that a word is translated, below which it is not."""
_REPEATED = frozenset({"不要", "不得", "不能", "没", "没有", "无", "不用", "无需", "不"})
"""Negations that Chinese repeats before each verb where English denies several verbs once ("do not touch or eat")."""
_OR = re.compile(r"\b(?:or|nor)\b")
_NEAR_ZH, _NEAR_EN = 25, 60
"""Characters within which a negation is said for another verb too."""


class _Alone(NamedTuple):
    """A cue without an answer, and where the other text says what the cue denies, where that is known."""

    cue: Cue
    severity: Severity
    other: Span | None = None


def check_negation(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for words that negate on one side and have no answer on the other.

    A warning where every translation must say so (not, without, 不, 没有) or where nothing else translates the word
    (failed, 不到), a note where most do (less than, 缺乏).
    """
    swapped = direction.source == "zh"
    en, zh = (segment.target, segment.source) if swapped else (segment.source, segment.target)
    english, chinese = read_cues(en, "en"), read_cues(zh, "zh")
    if not any(cue.kind in _NEEDY or cue.labels & _TELLING for cue in (*english, *chinese)):
        return []
    denied = {k: denied_places(cue.text, zh) for k, cue in enumerate(english) if "affix" in cue.labels}
    skipped = [[cue.span for cue in cues if cue.kind == "strong"] for cues in (english, chinese)]
    alignment = align(en, zh, Direction("en", "zh"), *skipped)
    apart = alignment.distances([cue.span for cue in english], [cue.span for cue in chinese])
    partners = [alignment.partners(cue.span) for cue in english]

    def known(i: int, j: int) -> bool:
        start, end = chinese[j].span
        if i in denied:
            return any(start <= place <= end + 1 for place in (*partners[i], *(span[0] for span in denied[i])))
        return any(start <= place < end for place in partners[i])

    said = {
        i
        for i, cue in enumerate(english)
        if cue.kind == "weak"
        and cue.labels & _OWN_WORD
        and partners[i]
        and not any(start <= place < end for place in partners[i] for start, end in (c.span for c in chinese))
    }

    def distance(i: int, j: int) -> float:
        return 9.0 if i in said else apart[i][j]

    pairs = answers(english, chinese, distance, known)
    answered = {j: i for i, j in pairs.items()}
    alone_en = [
        _Alone(cue, "warning", denied[k][0])
        for k, cue in enumerate(english)
        if k in denied and cue.kind == "weak" and bare(zh, denied[k], partners[k])
    ]
    alone_en += _judged([cue for k, cue in enumerate(english) if k not in pairs], en, zh, Direction("en", "zh"))
    left = [k for k in range(len(chinese)) if k not in answered and not _said_once(k, chinese, english, answered, en)]
    alone_zh = _judged([chinese[k] for k in left], zh, en, Direction("zh", "en"))
    lost, added = (alone_zh, alone_en) if swapped else (alone_en, alone_zh)
    return [_lost(one) for one in lost] + [_added(one) for one in added]


def _judged(cues: Sequence[Cue], text: str, other: str, direction: Direction) -> list[_Alone]:
    """The cues that need an answer, and how much it matters that they have none."""
    judged: list[_Alone] = []
    for cue in cues:
        if cue.kind == "strong":
            judged.append(_Alone(cue, "warning"))
        elif cue.kind == "firm" or (cue.labels & _SEARCHED and direction.source == "en"):
            words = [
                s
                for s in Lexicon.load().coverage(text, other, direction)
                if s.known and cue.span[0] <= s.token.span[0] < cue.span[1]
            ]
            if words and all(s.evidence < _UNTRANSLATED for s in words):
                judged.append(_Alone(cue, "warning"))
            elif cue.kind == "firm":
                judged.append(_Alone(cue, "note"))
    return judged


def _said_once(
    place: int, chinese: Sequence[Cue], english: Sequence[Cue], answered: Mapping[int, int], text: str
) -> bool:
    """Whether English says the negation once for this verb and another one near it."""
    cue = chinese[place]
    return cue.text in _REPEATED and any(
        chinese[j].text == cue.text
        and abs(chinese[j].span[0] - cue.span[0]) <= _NEAR_ZH
        and _OR.search(text, english[i].span[1], english[i].span[1] + _NEAR_EN)
        for j, i in answered.items()
    )


def _lost(one: _Alone) -> Issue:
    return Issue(
        "negation",
        one.severity,
        f"The translation does not seem to say the negation “{one.cue.text}”.",
        f"译文似乎没有译出否定“{one.cue.text}”。",
        one.cue.span,
        one.other,
    )


def _added(one: _Alone) -> Issue:
    return Issue(
        "negation",
        one.severity,
        f"The translation negates with “{one.cue.text}” what the source does not seem to negate.",
        f"译文中的否定“{one.cue.text}”在原文中似乎没有对应。",
        one.other,
        one.cue.span,
    )
