"""The steps from an article to a bilingual release: each takes a release and returns a further one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translator.briefs import Embed, extractive_brief
from translator.checks import check_segment, cost, mend
from translator.engines.base import Decoding, Engine, Hypothesis, Request
from translator.glossary import Glossary
from translator.memory import StockPhrases
from translator.reading import cut
from translator.release import BilingualRelease, BriefLine, Direction, Issue, Segment, Severity, Term
from translator.settings import Settings

Listener = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and of how much."""

# A segment that the checks find fault with is decoded again, each time with another search, until they find none.
# The second is slow, so it is for errors alone.
SECOND_TRIES: tuple[tuple[Decoding, frozenset[Severity]], ...] = (
    (Decoding(beam_size=2, length_ratio=2.0, no_repeat_ngram=4), frozenset({"error", "warning"})),
    (Decoding(beam_size=4, length_ratio=2.0, no_repeat_ngram=4), frozenset({"error"})),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the steps work with on one article."""

    engine: Engine
    direction: Direction
    glossary: Glossary
    phrases: StockPhrases
    embed: Embed
    embedding: str
    settings: Settings
    listen: Listener


Step = Callable[[BilingualRelease, Desk], BilingualRelease]


def segments(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Cuts the article into sentences."""
    return replace(release, segments=cut(release.article))


def memory(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Fills in what has an approved translation."""

    def recall(segment: Segment) -> Segment:
        found = desk.phrases.lookup(segment.source, desk.direction) if _wanted(release, segment, desk) else None
        return replace(segment, target=found, origin="memory") if found else segment

    return replace(release, segments=tuple(map(recall, release.segments)))


def glossary(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Finds the terms in every sentence."""
    found = (replace(s, terms=desk.glossary.find(s.source, desk.direction)) for s in release.segments)
    return replace(release, segments=tuple(found))


def translation(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Translates what the memory did not know."""
    todo = [i for i, s in enumerate(release.segments) if not s.target and _wanted(release, s, desk)]
    requests = [_request(release.segments, i) for i in todo]
    translated = list(release.segments)
    answers = _hypotheses(desk, requests, None, lambda done, of: desk.listen("translation", done, of))
    for i, answer in zip(todo, answers, strict=True):
        translated[i] = _answered(translated[i], answer)
    return replace(release, segments=tuple(translated))


def checks(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Mends what is sure and names what an editor must look at."""
    return replace(release, segments=tuple(_examined(s, desk) if s.origin else s for s in release.segments))


def repair(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Decodes sentences with errors or warnings again and keeps the translation that the checks like best."""
    best = list(release.segments)
    for attempt, (decoding, severities) in enumerate(SECOND_TRIES):
        todo = [
            i for i, s in enumerate(best) if s.origin == "engine" and any(x.severity in severities for x in s.issues)
        ]
        requests = [_request(best, i) for i in todo]

        def report(done: int, of: int, attempt: int = attempt) -> None:
            desk.listen("repair", attempt * of + done, of * len(SECOND_TRIES))

        for i, answer in zip(todo, _hypotheses(desk, requests, decoding, report), strict=True):
            if isinstance(answer, Hypothesis):
                best[i] = _better(best[i], _examined(_answered(replace(best[i], issues=()), answer), desk))
    return replace(release, segments=tuple(best))


def brief(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Writes the brief in the article's language and translates it as the article was."""
    if not desk.settings.brief or not any(s.origin for s in release.segments):
        return release
    written = extractive_brief(release.article, release.segments, desk.embed, desk.embedding)
    known = {"": Segment("brief", 0, "")} | {s.source: s for s in release.segments if s.origin}
    new = list(dict.fromkeys(line.source for line in written.lines if line.source not in known))
    drafts = [Segment("brief", 0, text, terms=desk.glossary.find(text, desk.direction)) for text in new]
    answers = _hypotheses(desk, [_request(drafts, i, context="") for i in range(len(drafts))], None, None)
    for draft, answer in zip(drafts, answers, strict=True):
        known[draft.source] = _examined(_answered(draft, answer), desk)

    def bilingual(line: BriefLine) -> BriefLine:
        return replace(line, target=known[line.source].target, issues=known[line.source].issues)

    return replace(
        release,
        brief=replace(
            written,
            headline=bilingual(written.headline),
            sentences=tuple(map(bilingual, written.sentences)),
            bullets=tuple(map(bilingual, written.bullets)),
        ),
    )


def _wanted(release: BilingualRelease, segment: Segment, desk: Desk) -> bool:
    kind = release.article.blocks[segment.block].kind
    return kind != "boilerplate" or desk.settings.translate_boilerplate


def _request(segments: Sequence[Segment], index: int, context: str | None = None) -> Request:
    segment = segments[index]
    if context is None:
        before = segments[index - 1] if index else None
        context = before.source if before and before.block == segment.block else ""
    # Terms that an earlier translation missed come first, then long ones, which a model knows least.
    terms = sorted((t for t in segment.terms if t.enforced), key=lambda t: (bool(t.target_span), -len(t.source)))
    return Request(segment.source, tuple(dict.fromkeys((t.source, t.target) for t in terms)), context)


Answer = Hypothesis | Exception
"""What an engine made of one request: a hypothesis, or what went wrong with it."""


def _hypotheses(
    desk: Desk, requests: list[Request], decoding: Decoding | None, progress: Callable[[int, int], None] | None
) -> list[Answer]:
    """One answer a request. When decoding all together fails, each is tried alone, so that one never costs the rest."""
    if not requests:
        return []
    try:
        return list(desk.engine.translate(requests, desk.direction, decoding, progress))
    except (RuntimeError, ValueError, ArithmeticError):
        return [_one(desk, request, decoding) for request in requests]


def _one(desk: Desk, request: Request, decoding: Decoding | None) -> Answer:
    try:
        return desk.engine.translate([request], desk.direction, decoding, None)[0]
    except (RuntimeError, ValueError, ArithmeticError) as error:
        return error


def _answered(segment: Segment, answer: Answer) -> Segment:
    if isinstance(answer, Hypothesis):
        return replace(segment, target=answer.text, origin="engine", score=answer.score)
    failure = Issue(
        "engine",
        "error",
        f"The engine failed on this sentence ({answer}). Translate it by hand.",
        f"引擎未能翻译此句（{answer}），请人工翻译。",
    )
    return replace(segment, origin="engine", issues=(failure,))


def _examined(segment: Segment, desk: Desk) -> Segment:
    """The segment with its terms found in the target, sure faults mended, and every issue that is left."""
    if any(issue.check == "engine" for issue in segment.issues):
        return segment
    segment = _located(segment, desk)
    try:
        segment = mend(segment, desk.direction)
        return replace(segment, issues=check_segment(segment, desk.direction))
    except Exception as error:  # a check that fails on one sentence must not cost the release; the editor is told
        failure = Issue(
            "checks",
            "warning",
            f"The checks failed on this sentence ({error}). Look at it yourself.",
            f"检查未能完成（{error}），请人工核对此句。",
        )
        return replace(segment, issues=(failure,))


def _located(segment: Segment, desk: Desk) -> Segment:
    def located(term: Term) -> Term:
        return replace(term, target_span=desk.glossary.locate(term, segment.target, desk.direction.target))

    return replace(segment, terms=tuple(map(located, segment.terms)))


def _better(kept: Segment, other: Segment) -> Segment:
    """The one with the lighter issues; where they weigh the same, the one that the engine holds more probable."""
    weights = cost(kept.issues), cost(other.issues)
    if weights[0] != weights[1]:
        return kept if weights[0] < weights[1] else other
    return kept if _probability(kept) >= _probability(other) else other


def _probability(segment: Segment) -> float:
    return float("-inf") if segment.score is None else segment.score
