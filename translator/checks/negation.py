"""No negation is lost in a translation, and none comes in."""

from __future__ import annotations

from translator.checks.polarity.alignment import align
from translator.checks.polarity.cues import Cue, read_cues
from translator.checks.polarity.matching import answers
from translator.release import Direction, Issue, Segment

_REPEATED = frozenset({"不要", "不得", "不能", "没", "没有", "无", "不用", "无需"})
"""Negations that Chinese repeats before each verb where English denies several verbs once ("do not touch or eat")."""


def check_negation(segment: Segment, direction: Direction) -> list[Issue]:
    """Issues for words that negate on one side and have no answer on the other.

    A warning where every translation must say so (not, without, 不, 没有), a note where most do (less than, 缺乏).
    """
    source = read_cues(segment.source, direction.source)
    target = read_cues(segment.target, direction.target)
    if not any(cue.kind in ("strong", "firm") for cue in (*source, *target)):
        return []
    skipped = [[cue.span for cue in cues if cue.kind == "strong"] for cues in (source, target)]
    alignment = align(segment.source, segment.target, direction, *skipped)
    pairs = answers(source, target, lambda one, other: alignment.distance(one.span, other.span))
    lost = _alone(source, {i for i, _ in pairs})
    added = _alone(target, {j for _, j in pairs})
    return [_lost(cue) for cue in lost] + [_added(cue) for cue in added]


def _alone(cues: list[Cue], answered: set[int]) -> list[Cue]:
    """The cues without the answer that they need."""
    said = {cues[i].text for i in answered} & _REPEATED
    return [
        cue
        for i, cue in enumerate(cues)
        if cue.kind in ("strong", "firm") and i not in answered and cue.text not in said
    ]


def _lost(cue: Cue) -> Issue:
    return Issue(
        "negation",
        "warning" if cue.kind == "strong" else "note",
        f"The translation does not seem to say the negation “{cue.text}”.",
        f"译文似乎没有译出否定“{cue.text}”。",
        cue.span,
    )


def _added(cue: Cue) -> Issue:
    return Issue(
        "negation",
        "warning" if cue.kind == "strong" else "note",
        f"The translation negates with “{cue.text}” what the source does not seem to negate.",
        f"译文中的否定“{cue.text}”在原文中似乎没有对应。",
        None,
        cue.span,
    )
