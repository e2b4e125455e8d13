"""The steps from an article to a bilingual release: each takes a release and returns a further one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from translator.briefing import briefed
from translator.checks import cost
from translator.checks.examining import estimated, over_document
from translator.checks.meaning import check_meaning
from translator.drafts import Desk, Show, examined, failed, translated, with_places
from translator.engines.base import Decoding, Hypothesis
from translator.glossary import Glossary
from translator.glossary.consistency import consistency as consistent
from translator.memory import Offer
from translator.reading import cut
from translator.release import BilingualRelease, Issue, Segment, Severity
from translator.waiting import Listener, pause

__all__ = ["Desk", "Listener", "Show", "Step"]

_ANY: frozenset[Severity] = frozenset({"error", "warning"})
_GRAVE: frozenset[Severity] = frozenset({"error"})
_AGAIN = Decoding(beam_size=2, n_best=2, length_ratio=2.0, no_repeat_ngram=4)
# A segment that the checks find fault with is decoded again, each time with another search, until they find none: so
# that nothing repeats, clause by clause, and with a wide beam, which is slow and so for errors alone.
SECOND_TRIES: tuple[tuple[Decoding, frozenset[Severity]], ...] = (
    (_AGAIN, _ANY),
    (replace(_AGAIN, source_limit=40), _ANY),
    (replace(_AGAIN, beam_size=4, n_best=4), _GRAVE),
)


Step = Callable[[BilingualRelease, Desk], BilingualRelease]


def segments(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Cuts the article into sentences."""
    return replace(release, segments=cut(release.article))


def memory(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Fills in what has an approved translation, and keeps with the other sentences what is like it."""
    segments = list(release.segments)
    todo = [i for i, segment in enumerate(segments) if _wanted(release, segment, desk)]
    offers = _offers([segments[i].source for i in todo], release.article.dateline, desk)
    for i, offer in zip_longest(todo, offers):
        if offer and offer.exact:
            segments[i] = replace(segments[i], target=offer.exact.target, origin="memory", matches=(offer.exact,))
        elif phrase := desk.phrases.lookup(segments[i].source, desk.direction):
            segments[i] = replace(segments[i], target=phrase, origin="memory")
        elif offer:
            segments[i] = replace(segments[i], matches=offer.others)
    return replace(release, segments=tuple(segments))


def _offers(sources: Sequence[str], dateline: str | None, desk: Desk) -> list[Offer]:
    """What the memory has for each sentence, and for one that opens with the dateline what it has without that."""
    if not desk.memory:
        return []
    ask = partial(desk.memory.offers, direction=desk.direction, least=desk.settings.fuzzy, embed=desk.meaning)
    offers = ask(sources)
    if dateline:
        opened = [i for i, source in enumerate(sources) if source.startswith(dateline) and not offers[i].exact]
        for i, part in zip(opened, ask([sources[i].removeprefix(dateline).strip() for i in opened]), strict=True):
            offers[i] = offers[i].with_part(part)
    return offers


def glossary(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Finds the terms in every sentence, with the abbreviations that the article introduces."""
    terms = _of_article(release, desk)

    def found(segment: Segment) -> Segment:
        pause()
        segment = replace(segment, terms=terms.find(segment.source, desk.direction))
        return with_places(segment, desk) if segment.target else segment

    return replace(release, segments=tuple(map(found, release.segments)))


def translation(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Translates what the memory did not know, with the terms that the glossary requires."""
    return translate_together([release], desk)[0]


def translate_together(releases: Sequence[BilingualRelease], desk: Desk) -> list[BilingualRelease]:
    """The same for several, whose sentences the engine decodes in one go."""
    segments = [list(release.segments) for release in releases]
    todo = [
        (n, i)
        for n, release in enumerate(releases)
        for i, segment in enumerate(release.segments)
        if not segment.target and _wanted(release, segment, desk)
    ]
    fresh: set[int] = set()

    def arrived(number: int, hypothesis: Hypothesis) -> None:
        n, i = todo[number]
        draft = replace(segments[n][i], target=hypothesis.text, origin="engine", score=hypothesis.score)
        segments[n][i] = with_places(draft, desk)
        fresh.add(n)

    def progress(done: int, of: int) -> None:
        desk.listen("translation", done, of)
        while desk.show and fresh:
            n = fresh.pop()
            desk.show(replace(releases[n], segments=tuple(segments[n])))

    drafts = translated(
        desk,
        [releases[n].segments[i] for n, i in todo],
        [context(releases[n].segments, i) for n, i in todo],
        progress=progress,
        arrived=arrived if desk.show else None,
    )
    for (n, i), draft in zip(todo, drafts, strict=True):
        segments[n][i] = draft
    return [replace(r, segments=tuple(s)) for r, s in zip(releases, segments, strict=True)]


def checks(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Mends what is sure and names what an editor must look at."""
    return replace(release, segments=tuple(examined(s, desk) if s.origin else s for s in release.segments))


def repair(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Decodes sentences with errors or warnings again and keeps the translation that the checks like best."""
    return repair_together([release], desk)[0]


def repair_together(releases: Sequence[BilingualRelease], desk: Desk) -> list[BilingualRelease]:
    """The same for several, whose sentences the engine decodes in one go."""
    best = [list(release.segments) for release in releases]
    issues = [_all_issues(segments, desk) for segments in best]
    for attempt, (decoding, severities) in enumerate(SECOND_TRIES):
        todo = [
            (n, i)
            for n, segments in enumerate(best)
            for i, segment in enumerate(segments)
            if segment.origin == "engine" and any(x.severity in severities for x in issues[n][i])
        ]

        def report(done: int, of: int, attempt: int = attempt) -> None:
            desk.listen("repair", attempt * of + done, of * len(SECOND_TRIES))

        again = [replace(best[n][i], issues=()) for n, i in todo]
        costs = [cost(issues[n][i]) for n, i in todo]
        tries = translated(desk, again, [context(best[n], i) for n, i in todo], decoding, report, costs)
        tried = [list(segments) for segments in best]
        for (n, i), draft in zip(todo, tries, strict=True):
            tried[n][i] = best[n][i] if failed(draft) else examined(draft, desk)
        found = {n: _all_issues(tried[n], desk) for n in {n for n, _ in todo}}
        better = [
            (n, i)
            for n, i in todo
            if (cost(found[n][i]), -_probability(tried[n][i])) < (cost(issues[n][i]), -_probability(best[n][i]))
        ]
        for n, i in better:
            best[n][i], issues[n][i] = tried[n][i], found[n][i]
        if show := desk.show:
            for n in sorted({n for n, _ in better}):
                show(replace(releases[n], segments=tuple(best[n])))
    return [replace(release, segments=tuple(segments)) for release, segments in zip(releases, best, strict=True)]


def consistency(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Gives each term one translation through the article; what cannot be changed surely gets a note."""
    before = release.segments
    after = consistent(before, desk.direction, desk.glossary.locate)
    checked = [examined(new, desk) if new.target != old.target else old for old, new in zip(before, after, strict=True)]
    return replace(release, segments=consistent(checked, desk.direction, desk.glossary.locate))


def preflight(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Names what only the whole article shows, and estimates the quality of each sentence."""
    spacing, estimates = desk.settings.latin_spacing, [estimated(s, desk.direction) for s in release.segments]
    return replace(release, segments=over_document(estimates, desk.direction, desk.meaning, spacing))


def brief(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """Writes the brief in both languages."""
    if not desk.settings.brief or not any(s.origin for s in release.segments):
        return release
    return briefed(release, desk, _of_article(release, desk))


def _wanted(release: BilingualRelease, segment: Segment, desk: Desk) -> bool:
    kind = release.article.blocks[segment.block].kind
    return kind != "boilerplate" or desk.settings.translate_boilerplate


def _of_article(release: BilingualRelease, desk: Desk) -> Glossary:
    sources = [s.source for s in release.segments]
    return desk.glossary.for_article(sources, desk.direction, desk.settings.abbreviations)


def context(segments: Sequence[Segment], index: int) -> str:
    """The sentence before, in the same paragraph."""
    before = segments[index - 1] if index else None
    return before.source if before and before.block == segments[index].block else ""


def _all_issues(segments: Sequence[Segment], desk: Desk) -> list[tuple[Issue, ...]]:
    """The issues of each segment, and what the comparison of meaning says where an embedding spans both languages."""
    found = [segment.issues for segment in segments]
    if desk.meaning:
        places = [i for i, segment in enumerate(segments) if segment.target and not failed(segment)]
        for number, issue in check_meaning([segments[i] for i in places], desk.direction, desk.meaning):
            found[places[number]] = (*found[places[number]], issue)
    return found


def _probability(segment: Segment) -> float:
    return float("-inf") if segment.score is None else segment.score
