"""A brief of an article in every shape: headline, standfirst, sentences, bullets and a social post."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from translator.briefs import shorten_en, shorten_zh
from translator.briefs.counterpart import Counterpart, Sides
from translator.briefs.headline import derived_headlines, own_headlines, shortest_clause
from translator.briefs.limits import DEFAULT_LIMITS, Limits, Shape, size
from translator.briefs.scoring import Scored, Sentence, score_sentences
from translator.briefs.selection import choose_bullets, choose_set
from translator.briefs.story import story_sentences
from translator.embeddings import Embed, load_embed
from translator.release import LANGUAGE_NAMES, Article, Brief, BriefLine, Issue, Language, ReleaseError, Segment

_IN_A_POST = 2  # sentences


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence or a headline that a model wrote and that the article bears out.

    cites: ids of the segments that say it, the nearest first; writer: the model's name
    """

    text: str
    cites: tuple[str, ...]
    writer: str


def write_brief(
    article: Article,
    segments: Sequence[Segment],
    embed: Embed | None = None,
    embedding: str = "",
    limits: Limits = DEFAULT_LIMITS,
    sentences: Sequence[Written] = (),
    headlines: Sequence[Written] = (),
    other: Counterpart | None = None,
    bears_out: Callable[[str], bool] = lambda text: True,
) -> Brief:
    """The brief of an article; every line cites the segments that say it.

    segments: of the whole article, in order; embed: None for the best that is installed; embedding: its name
    sentences, headlines: what a model wrote; other: the other language, None for a brief in the article's own alone
    bears_out: whether the article says what a clause of one of its sentences says

    Sentences are ranked by LexRank (Erkan & Radev 2004), likeness to the headline, position, and what they hold; a
    shape is the set with the best worth and the least sameness within the limits of both languages. No sentence is
    cut: where none is short enough, a clause of one that stands alone is taken. A short article gives fewer lines.
    The same input gives the same brief. Raises ReleaseError for an article without a sentence.
    """
    if embed is None:
        embed, embedding = load_embed()
    sides = Sides(article.language, limits, other)
    told = [_translated(sides, one) for one in story_sentences(article, segments, other.dateline if other else None)]
    if not told:
        raise ReleaseError(
            f"{article.name}: there is no sentence to write a brief from. Give it a body, or set brief = false."
        )
    own = _own_headline(article, segments)
    topic = own.source if own else told[0].bare
    written = _sentences(sides.translated([_line(w) for w in sentences]), told)
    # A model often copies a sentence, which must not stand in a shape twice.
    copied = {sentence.bare for sentence in written}
    own_words = [sentence for sentence in told if sentence.bare not in copied]
    scored, sameness = score_sentences([*own_words, *written], article.language, topic, embed)
    lines = [one.sentence.line for one in scored]

    def chosen(shape: Shape, most: int, told: Sequence[int] = ()) -> tuple[int, ...]:
        """The best set for a shape, of those that hold the sentences told."""

        def fits(some: Sequence[int]) -> bool:
            return set(told) <= set(some) and sides.fits(shape, [lines[i] for i in some])

        return choose_set(scored, sameness, most, fits)

    def picked(places: Sequence[int]) -> tuple[BriefLine, ...]:
        return tuple(lines[i] for i in places)

    def or_headline(found: tuple[BriefLine, ...], shape: Shape) -> tuple[BriefLine, ...]:
        return found or (replace(headline, issues=(*headline.issues, *_too_long(sides, shape, headline))),)

    # A bullet is no longer than a standfirst, and what the engine could not translate is none, unless nothing else is.
    short = [i for i, line in enumerate(lines) if sides.fits("standfirst", [line])] or range(len(lines))
    candidates = _headlines(sides, own, headlines, scored, topic, bears_out)
    headline = _headline(sides, candidates, scored)
    brief = chosen("brief", limits.sentences)
    best = chosen("standfirst", 1)
    standfirst = picked(best) or _clause(sides, "standfirst", scored, bears_out)
    # Who sees nothing but the post must learn what it is about.
    post = chosen("social", _IN_A_POST, told=best) or chosen("social", _IN_A_POST)
    social = picked(post) or _clause(sides, "social", scored, bears_out)
    return Brief(
        headline=headline,
        standfirst=or_headline(standfirst, "standfirst")[0],
        sentences=picked(brief) or _clause(sides, "brief", scored, bears_out) or _shortest(sides, lines),
        bullets=picked(choose_bullets(scored, sameness, brief, article.language, limits.bullets, short)),
        social=or_headline(social, "social"),
        method=_method(embedding),
    )


def _translated(sides: Sides, sentence: Sentence) -> Sentence:
    """The sentence with a translation, where it needs one without the dateline."""
    if sides.other is None or sentence.target or sentence.bare == sentence.source:
        return sentence
    (line,) = sides.translated([sentence.line])
    return replace(sentence, target=line.target, issues=line.issues)


def _method(embedding: str) -> str:
    return f"extractive, {embedding or 'embedding of the caller'}"


def _line(written: Written) -> BriefLine:
    return BriefLine(written.text, cites=written.cites, writer=written.writer)


def _own_headline(article: Article, segments: Sequence[Segment]) -> BriefLine | None:
    for index, block in enumerate(article.blocks):
        if block.kind == "headline" and block.text.strip():
            of_block = [s for s in segments if s.block == index]
            target = of_block[0].target if len(of_block) == 1 else ""
            issues = tuple(issue for s in of_block for issue in s.issues) if target else ()
            return BriefLine(block.text.strip(), target, tuple(s.id for s in of_block), issues)
    return None


def _sentences(lines: Sequence[BriefLine], told: Sequence[Sentence]) -> list[Sentence]:
    """What a model wrote as sentences of the story, each at the place of the first segment that says it."""
    places = {sentence.id: sentence.position for sentence in told}
    return [
        Sentence(
            line.cites[0],
            line.source,
            line.source,
            min(places.get(cite, 0) for cite in line.cites),
            cites=line.cites,
            target=line.target,
            issues=line.issues,
            writer=line.writer,
        )
        for line in lines
        if line.cites
    ]


def _headlines(
    sides: Sides,
    own: BriefLine | None,
    written: Sequence[Written],
    scored: Sequence[Scored],
    topic: str,
    bears_out: Callable[[str], bool],
) -> Iterator[BriefLine]:
    """What may be the headline, the best first: the article's own, what a model wrote, a clause of a sentence."""
    most = sides.limits.most("headline", sides.language)
    for text in own_headlines(own.source, sides.language, most) if own else ():
        if own and text == own.source:
            yield own
        elif own and bears_out(text):
            yield BriefLine(text, cites=own.cites)
    yield from map(_line, written)
    yield from (line for line in derived_headlines(scored, topic, sides.language, most) if bears_out(line.source))


def _headline(sides: Sides, candidates: Iterator[BriefLine], scored: Sequence[Scored]) -> BriefLine:
    first = next(candidates, None)
    if first and first.target and sides.fits("headline", [first]):
        # The article's own headline is the headline also where its translation has faults: an editor mends these.
        return first
    found, tried = sides.first_fitting("headline", chain([first] if first else [], candidates))
    if found:
        return found
    # No translation is short enough: a part of one that is a headline by itself says less, and an editor must know.
    for line in tried:
        if sides.other and line.target and sides.limits.allow("headline", [line.source], sides.language):
            language = sides.other.language
            if parts := own_headlines(line.target, language, sides.limits.most("headline", language)):
                return replace(line, target=parts[0], issues=(_shortened(line.target),))
    line = tried[0] if tried else sides.translated([shortest_clause(scored, sides.language)])[0]
    return replace(line, issues=(*line.issues, *_too_long(sides, "headline", line)))


def _clause(
    sides: Sides, shape: Shape, scored: Sequence[Scored], bears_out: Callable[[str], bool]
) -> tuple[BriefLine, ...]:
    """One clause of a sentence for a shape that no whole sentence fits; nothing where no clause does either."""
    shortenings = shorten_zh.shortenings if sides.language == "zh" else shorten_en.shortenings
    clauses = (
        BriefLine(clause, cites=one.sentence.line.cites)
        for one in sorted(scored, key=lambda one: (not one.sound, -one.score, one.sentence.position))
        for clause in shortenings(one.sentence.bare)
        if sides.limits.allow(shape, [clause], sides.language) and bears_out(clause)
    )
    found, _ = sides.first_fitting(shape, clauses)
    return (found,) if found else ()


def _shortest(sides: Sides, lines: Sequence[BriefLine]) -> tuple[BriefLine, ...]:
    """The one line of a brief whose article has nothing within the limit: a whole sentence, with a warning."""
    line = min(lines, key=lambda line: size("brief", [line.source], sides.language))
    return (replace(line, issues=(*line.issues, *_too_long(sides, "brief", line))),)


def _shortened(whole: str) -> Issue:
    return Issue(
        "brief",
        "warning",
        f"The translation was too long for a headline, and only a part of it stands here. The whole: {whole}",
        f"译文超出标题长度，此处仅为其中一部分。全文：{whole}",
    )


def _too_long(sides: Sides, shape: Shape, line: BriefLine) -> tuple[Issue, ...]:
    texts: list[tuple[Language, str]] = [(sides.language, line.source)]
    if sides.other and line.target:
        texts.append((sides.other.language, line.target))
    return tuple(
        Issue(
            "brief",
            "warning",
            f"This is {size(shape, [text], language)} long in {LANGUAGE_NAMES[language]} and the limit is "
            f"{sides.limits.most(shape, language)}; the article has nothing shorter. Write it by hand.",
            f"{'中文' if language == 'zh' else '英文'}长度为{size(shape, [text], language)}，上限为"
            f"{sides.limits.most(shape, language)}，文中没有更短的内容，请人工改写。",
        )
        for language, text in texts
        if not sides.limits.allow(shape, [text], language)
    )
