"""What of an article may enter a brief: the sentences that tell the story, each with its translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from translator.briefs.scoring import Sentence
from translator.briefs.speech import speech_shares
from translator.release import Article, Block, BlockKind, Issue, Segment, Span

# What the story itself is told in; the other kinds only where there is nothing of these.
STORY: tuple[BlockKind, ...] = ("body", "quote")
SECOND_CHOICE: tuple[BlockKind, ...] = ("subhead", "caption", "headline")


def story_segments(article: Article, segments: Sequence[Segment]) -> list[Segment]:
    """The segments of an article that its story is told in; none where no segment has a word."""
    for kinds in (STORY, SECOND_CHOICE):
        told = [s for s in segments if article.blocks[s.block].kind in kinds and any(map(str.isalnum, s.source))]
        if told:
            return told
    return []


def story_sentences(
    article: Article, segments: Sequence[Segment], target_dateline: str | None = None
) -> list[Sentence]:
    """The sentences of the story without the dateline, in order.

    target_dateline: the dateline as the translation has it. Where it is not known, the sentence has no translation
        here: it needs one without the dateline.
    """
    told = story_segments(article, segments)
    shares = [
        share for _, block in groupby(told, lambda s: s.block) for share in speech_shares(s.source for s in block)
    ]
    found = []
    for i, segment in enumerate(told):
        bare, target = _without(segment.source, article.dateline), segment.target
        issues = segment.issues
        if bare != segment.source and target:
            stripped = _without(target, target_dateline)
            cut = len(segment.source) - len(bare), len(target) - len(stripped)
            issues = tuple(_moved(issue, *cut) for issue in issues) if stripped != target else ()
            target = stripped if stripped != target else ""
        speech = _speech(article.blocks[segment.block], shares[i])
        found.append(Sentence(segment.id, segment.source, bare, i, speech, (segment.id,), target, issues))
    return found


def _speech(block: Block, share: float) -> float:
    return 1.0 if block.kind == "quote" else share


def _moved(issue: Issue, source: int, target: int) -> Issue:
    """The issue with its spans where they stand once so many characters of each side are gone from the front."""

    def moved(span: Span | None, by: int) -> Span | None:
        return None if span is None or span[1] <= by else (max(span[0] - by, 0), span[1] - by)

    return replace(issue, source_span=moved(issue.source_span, source), target_span=moved(issue.target_span, target))


def _without(text: str, dateline: str | None) -> str:
    if not dateline or not text.startswith(dateline):
        return text
    return text[len(dateline) :].lstrip(" \u3000—–-") or text
