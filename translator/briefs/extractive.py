"""A brief made of the article's own sentences: headline, two or three sentences, three bullets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from translator.briefs.headline import derived_headline, own_headline
from translator.briefs.limits import DEFAULT_LIMITS, Limits, text_length
from translator.briefs.scoring import Scored, Sentence, score_sentences
from translator.briefs.selection import choose_brief, choose_bullets
from translator.briefs.speech import speech_shares
from translator.embeddings import Embed, load_embed
from translator.release import Article, Block, BlockKind, Brief, BriefLine, Issue, Language, ReleaseError, Segment

# What the story itself is told in; the other kinds only where there is nothing of these.
STORY: tuple[BlockKind, ...] = ("body", "quote")
SECOND_CHOICE: tuple[BlockKind, ...] = ("subhead", "caption", "headline")


def extractive_brief(
    article: Article,
    segments: Sequence[Segment],
    embed: Embed | None = None,
    embedding: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Brief:
    """The brief of an article in its own language; every line cites the segments that say it, targets stay empty.

    segments: of the whole article, in order
    embed: None for the best that is installed; embedding: its name for Brief.method

    Sentences are ranked by LexRank (Erkan & Radev 2004), likeness to the headline, position, and what they hold; the
    brief is the set with the best worth and the least sameness within the limits. No sentence is cut; only a headline
    may be a clause of one. A short article gives fewer lines. The same input gives the same brief.
    Raises ReleaseError for an article without a sentence.
    """
    if embed is None:
        embed, embedding = load_embed()
    language = article.language
    sentences = _sentences(article, segments)
    if not sentences:
        raise ReleaseError(
            f"{article.name}: there is no sentence to write a brief from. Give it a body, or set brief = false."
        )
    headline = next(
        (i for i, block in enumerate(article.blocks) if block.kind == "headline" and block.text.strip()), None
    )
    topic = article.blocks[headline].text if headline is not None else sentences[0].bare
    scored, sameness = score_sentences(sentences, language, topic, embed)
    chosen = choose_brief(scored, sameness, language, limits)
    bullets = choose_bullets(scored, sameness, chosen, language, limits)
    title = None
    if headline is not None:
        cites = tuple(s.id for s in segments if s.block == headline)
        title = own_headline(article.blocks[headline].text, cites, language, limits)
    return Brief(
        headline=title or derived_headline(scored, topic, language, limits),
        sentences=tuple(_line(scored[i]) for i in chosen) or _shortest(scored, language, limits),
        bullets=tuple(_line(scored[i]) for i in bullets),
        method=f"extractive, {embedding or 'embedding of the caller'}",
    )


def _sentences(article: Article, segments: Sequence[Segment]) -> list[Sentence]:
    for kinds in (STORY, SECOND_CHOICE):
        told = [s for s in segments if article.blocks[s.block].kind in kinds and any(map(str.isalnum, s.source))]
        if told:
            shares = [
                share
                for _, block in groupby(told, lambda s: s.block)
                for share in speech_shares(s.source for s in block)
            ]
            return [
                Sentence(
                    s.id, s.source, _bare(s.source, article.dateline), i, _speech(article.blocks[s.block], shares[i])
                )
                for i, s in enumerate(told)
            ]
    return []


def _speech(block: Block, share: float) -> float:
    return 1.0 if block.kind == "quote" else share


def _bare(text: str, dateline: str | None) -> str:
    if not dateline or not text.startswith(dateline):
        return text
    return text[len(dateline) :].lstrip(" \u3000—–-") or text


def _line(one: Scored) -> BriefLine:
    return BriefLine(one.sentence.source, cites=(one.sentence.id,))


def _shortest(scored: Sequence[Scored], language: Language, limits: Limits) -> tuple[BriefLine, ...]:
    """The one line of a brief whose article has no sentence within the limit: whole, with a warning."""
    one = min(scored, key=lambda one: (text_length(one.sentence.source, language), one.sentence.position))
    length, limit = text_length(one.sentence.source, language), limits.brief(language)
    issue = Issue(
        "brief",
        "warning",
        f"The shortest sentence of the article has {length} words and a brief may have {limit}. Shorten it by hand.",
        f"文中最短的句子有{length}字，摘要上限为{limit}字，请人工删减。",
    )
    return (BriefLine(one.sentence.source, cites=(one.sentence.id,), issues=(issue,)),)
