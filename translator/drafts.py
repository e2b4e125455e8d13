"""From sentences to drafts: what the engine makes of them, with the terms that they must hold, and what checks say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from translator.checks import check_segment, cost
from translator.checks.examining import mended
from translator.embeddings import Embed
from translator.engines.base import Arrived, Decoding, Engine, Hypothesis, Progress, Request, Wanted
from translator.engines.constrained import Constrained, constrain
from translator.engines.summarizers.base import Summarizer
from translator.glossary import Glossary
from translator.glossary.inflection import written_forms
from translator.memory import Matcher, StockPhrases
from translator.release import BilingualRelease, Direction, Issue, Segment, Term
from translator.settings import Settings
from translator.waiting import Listener, pause

Show = Callable[[BilingualRelease], None]
"""Given a release as far as it is."""

Answer = Hypothesis | Exception
"""What an engine made of one request: a hypothesis, or what went wrong with it."""
Complete = Constrained | Exception
"""The same with the required terms in it."""

FAILURES = (RuntimeError, ValueError, ArithmeticError, IndexError)
"""What a model may raise. PyTorch raises an IndexError where a text is longer than the model has positions."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the steps work with on one article.

    embed, embedding: sentence embeddings and their name; meaning: the same, where they put both languages in one space
    memory: what was translated before, None where there is nothing
    summarizer: writes briefs, None where the article's own sentences are to make them
    listen, show: told how the work goes on; to end it they raise waiting.Ended, which nothing takes for a failure.
        show is None where nobody watches, so that all may be decoded in the order that is fastest
    """

    engine: Engine
    direction: Direction
    glossary: Glossary
    phrases: StockPhrases
    embed: Embed
    embedding: str
    settings: Settings
    listen: Listener
    meaning: Embed | None = None
    summarizer: Summarizer | None = None
    memory: Matcher | None = None
    show: Show | None = None


def translated(
    desk: Desk,
    segments: Sequence[Segment],
    contexts: Sequence[str],
    decoding: Decoding | None = None,
    progress: Progress | None = None,
    limits: Sequence[float] | None = None,
    arrived: Arrived | None = None,
) -> list[Segment]:
    """The segments with the engine's translations, not yet examined; a failure is an "engine" issue at its segment.

    contexts: the source before each segment, "" for none; decoding: None for the engine's own
    limits: for each segment, the cost from which on a translation is of no use, so that no term is put into it
    arrived: told of each segment what the engine made of it, before its terms are put in
    """
    requests = [_request(segment, context) for segment, context in zip(segments, contexts, strict=True)]
    free = _best(desk, segments, _hypotheses(desk, requests, decoding, progress, arrived))
    kept = _with_terms(desk, segments, requests, free, decoding, limits)
    return [_answered(desk, s, before, after) for s, before, after in zip(segments, free, kept, strict=True)]


def alternatives_of(desk: Desk, segments: Sequence[Segment], contexts: Sequence[str], most: int) -> list[list[str]]:
    """Other translations of segments, at most so many of each: those with the least at fault, then the most probable.

    A segment that the engine has to cut in pieces has none.
    """
    requests = [_request(segment, context) for segment, context in zip(segments, contexts, strict=True)]
    # One more than are asked for, since the best is mostly the translation that is there.
    decoding = Decoding(beam_size=most + 1, n_best=most + 1, length_ratio=2.0)
    answers = _hypotheses(desk, requests, decoding, lambda done, of: desk.listen("alternatives", done, of))

    def ranked(segment: Segment, answer: Answer) -> list[str]:
        if isinstance(answer, Exception):
            return []
        drafts = [
            examined(replace(segment, target=h.text, origin="engine", score=h.score, issues=(), mends=()), desk)
            for h in (answer, *answer.others)
            if h.text
        ]
        drafts.sort(key=lambda draft: (cost(draft.issues), -(draft.score or 0.0)))
        return [text for text in dict.fromkeys(draft.target for draft in drafts) if text != segment.target][:most]

    return [ranked(segment, answer) for segment, answer in zip(segments, answers, strict=True)]


def examined(segment: Segment, desk: Desk) -> Segment:
    """The segment with its terms found in the target, sure faults mended, and every issue that is left."""
    pause()
    if failed(segment):
        return segment
    located = with_places(segment, desk)
    found = mended(located, desk.direction)
    if found.mends == segment.mends:
        return found
    if approved(segment):
        return replace(located, issues=check_segment(located, desk.direction))
    return with_places(found, desk)


def approved(segment: Segment) -> bool:
    """Whether its target is what somebody approved before, so that its faults are named and never mended."""
    return segment.origin == "memory" and bool(segment.matches)


def with_places(segment: Segment, desk: Desk) -> Segment:
    """The segment with the places of its terms in its target."""

    def found(term: Term) -> Term:
        return replace(term, target_span=desk.glossary.locate(term, segment.target, desk.direction.target))

    return replace(segment, terms=tuple(map(found, segment.terms)))


def failed(segment: Segment) -> bool:
    """Whether the engine could not translate the segment."""
    return any(issue.check == "engine" for issue in segment.issues)


def _request(segment: Segment, context: str) -> Request:
    # Terms that an earlier translation missed come first, then long ones, which a model knows least.
    terms = sorted((t for t in segment.terms if t.enforced), key=lambda t: (bool(t.target_span), -len(t.source)))
    return Request(segment.source, tuple(dict.fromkeys((t.source, t.target) for t in terms)), context)


def _hypotheses(
    desk: Desk,
    requests: list[Request],
    decoding: Decoding | None,
    progress: Progress | None,
    arrived: Arrived | None = None,
) -> list[Answer]:
    """One answer a request. When decoding all together fails, each is tried alone, so that one never costs the rest."""
    if not requests:
        return []
    try:
        return list(desk.engine.translate(requests, desk.direction, decoding, progress, arrived))
    except FAILURES as error:
        if len(requests) == 1:
            return [error]
    answers: list[Answer] = []
    for number, request in enumerate(requests):
        answers += _hypotheses(desk, [request], decoding, None)
        if arrived and isinstance(hypothesis := answers[-1], Hypothesis):
            arrived(number, hypothesis)
        if progress:
            progress(number + 1, len(requests))
    return answers


def _best(desk: Desk, segments: Sequence[Segment], answers: Sequence[Answer]) -> list[Answer]:
    """Of what a search offers for each segment, what the checks like best, and of those the most probable."""

    def weight(segment: Segment, hypothesis: Hypothesis) -> tuple[float, float]:
        draft = examined(replace(segment, target=hypothesis.text, issues=()), desk)
        return cost(draft.issues), -hypothesis.score

    def best(segment: Segment, answer: Answer) -> Answer:
        if isinstance(answer, Exception) or not answer.others:
            return answer
        offered = (replace(answer, others=()), *answer.others)
        return min(offered, key=lambda hypothesis: weight(segment, hypothesis))

    return [best(segment, answer) for segment, answer in zip(segments, answers, strict=True)]


def _with_terms(
    desk: Desk,
    segments: Sequence[Segment],
    requests: Sequence[Request],
    answers: Sequence[Answer],
    decoding: Decoding | None,
    limits: Sequence[float] | None,
) -> list[Complete]:
    """The answers with the required terms in them. An engine that fails at it leaves the answer as it was."""
    result: list[Complete] = [Constrained(a) if isinstance(a, Hypothesis) else a for a in answers]
    whole = _Judge(desk, segments)
    todo = [
        i
        for i, answer in enumerate(answers)
        if isinstance(answer, Hypothesis)
        and requests[i].terms
        and (limits is None or whole.faults(i, answer.text) < limits[i])
    ]
    hypotheses = [answer for i in todo if isinstance(answer := answers[i], Hypothesis)]

    try:
        judge = _Judge(desk, [segments[i] for i in todo])
        asked = [requests[i] for i in todo]
        # Many sentences are finished to keep one, and a beam would make no better ones (docs/measured.md).
        decoding = replace(decoding, beam_size=1, n_best=1) if decoding else None
        done = constrain(desk.engine, asked, hypotheses, desk.direction, judge, decoding, partial(desk.listen, "terms"))
    except FAILURES:
        if len(todo) > 1:
            for i in todo:
                result[i] = _with_terms(desk, [segments[i]], [requests[i]], [answers[i]], decoding, None)[0]
        return result
    for i, hypothesis in zip(todo, done, strict=True):
        result[i] = hypothesis
    return result


class _Judge:
    """Says what translations of segments lack and what is wrong with them; see constrained.Judge."""

    def __init__(self, desk: Desk, segments: Sequence[Segment]) -> None:
        self._desk = desk
        self._segments = segments

    def lacking(self, number: int, text: str) -> tuple[Wanted, ...]:
        pause()
        language = self._desk.direction.target
        missing = {
            term.target: Wanted(term.source, term.span, written_forms(term.target, language))
            for term in reversed(self._segments[number].terms)
            if term.enforced and self._desk.glossary.locate(term, text, language) is None
        }
        return tuple(sorted(missing.values(), key=lambda wanted: wanted.span))

    def faults(self, number: int, text: str) -> float:
        segment = examined(replace(self._segments[number], target=text, issues=()), self._desk)
        # What is missing of the terms is asked for apart; a forbidden translation is an error.
        return cost(i for i in segment.issues if not (i.check == "terms" and i.severity == "warning"))


def _answered(desk: Desk, segment: Segment, free: Answer, kept: Complete) -> Segment:
    """The segment with an answer; free: the answer before the terms were put in."""
    if isinstance(kept, Constrained) and isinstance(free, Hypothesis):
        hypothesis, language = kept.hypothesis, desk.direction.target

        def repaired(term: Term) -> bool:
            lacked = free.text != hypothesis.text and desk.glossary.locate(term, free.text, language) is None
            return term.enforced and lacked and desk.glossary.locate(term, hypothesis.text, language) is not None

        terms = (replace(t, repaired=repaired(t), forced=t.source in kept.forced) for t in segment.terms)
        draft = replace(segment, target=hypothesis.text, origin="engine", score=hypothesis.score, terms=tuple(terms))
        return replace(draft, mends=())
    failure = Issue(
        "engine",
        "error",
        f"The engine failed on this sentence ({kept}). Translate it by hand.",
        f"引擎未能翻译此句（{kept}），请人工翻译。",
    )
    return replace(segment, origin="engine", issues=(failure,))
