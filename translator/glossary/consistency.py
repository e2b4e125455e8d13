"""One term, one translation through the article: what deviates is mended where that is sure, and noted where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from translator.glossary.english import BREAK, is_acronym, root, tokenize
from translator.glossary.matching import squeeze
from translator.glossary.rewording import is_inflection, reworded, stands_in_name
from translator.release import Direction, Issue, Language, Segment, Span, Term

Locate = Callable[[Term, str, Language], Span | None]
"""Glossary.locate: where a right translation of a term stands in a target text."""

MINIMUM_SEGMENTS = 3
"""A term that is not enforced is noted when it stands in so many segments."""

_MASK = "\0"


@dataclass(frozen=True, slots=True)
class _Use:
    """A place in a target where a translation of an entry stands.

    segment: index; key: what all uses of one translation have in common
    mended: the place and the words that put the required form there; None where that is not sure
    """

    segment: int
    term: Term
    span: Span
    key: str
    mended: tuple[Span, str] | None


def consistency(segments: Sequence[Segment], direction: Direction, locate: Locate) -> tuple[Segment, ...]:
    """The segments with each entry translated in one way; as many as came, in their order.

    locate: Glossary.locate of the glossary that found the terms
    Where an enforced entry is translated in several right ways, those that are not the required one are replaced in
    what an engine translated, if place and form are sure; otherwise the segment gets a note. Entries that are not
    enforced get notes only, for the minority, when MINIMUM_SEGMENTS have them. Abbreviations, shorter and longer forms
    of the required one, English inflection and capitals are no deviation. Other terms and issues move with the text. A
    second run changes nothing.
    """
    result = list(segments)
    places: dict[str, dict[int, None]] = {}
    for index, segment in enumerate(segments):
        for term in segment.terms:
            if term.target_span:
                places.setdefault(term.entry, {})[index] = None
    for entry, where in places.items():
        uses = list(_uses(result, where, entry, direction.target, locate))
        keys = Counter(u.key for u in uses)
        if len(keys) < 2:
            continue
        enforced = any(u.term.enforced for u in uses)
        if enforced:
            usual = _key(_full_form(uses[0].term) or "", direction.target)
        else:
            usual, count = keys.most_common(1)[0]
            if len({u.segment for u in uses}) < MINIMUM_SEGMENTS or 2 * count <= keys.total():
                continue
        texts = [s.target for s in result]
        # From the right, so that the places further left stay where they are.
        for use in sorted((u for u in uses if u.key != usual), key=lambda u: u.span, reverse=True):
            segment = result[use.segment]
            if enforced and use.mended and segment.origin == "engine":
                result[use.segment] = _mended(segment, entry, use.mended, direction.target, locate)
            else:
                other = next(u for u in uses if u.key != use.key)
                result[use.segment] = _noted(segment, use, texts[other.segment][slice(*other.span)], enforced)
    return tuple(result)


def _uses(
    segments: Sequence[Segment], where: Iterable[int], entry: str, language: Language, locate: Locate
) -> Iterator[_Use]:
    """The places of an entry that speak for one translation or another, segment by segment.

    where: the segments that have it
    """
    for index in where:
        segment = segments[index]
        terms = [t for t in segment.terms if t.entry == entry and t.target_span]
        required = next((form for t in terms if (form := _full_form(t))), None)
        if not required:
            continue
        term = terms[0]
        forms = dict.fromkeys(form for t in terms for form in (t.target, *t.accepted))
        places = list(_places(required, forms, segment.target, language, term, locate))
        # Where more places than mentions are, one of them may translate something else.
        mentions = [t for t in segment.terms if t.entry == entry]
        sure = len(places) <= len(mentions)
        if language == "zh":
            sure = sure and not any(stands_in_name(segment.source, t.span) for t in mentions)
        for form, span in places:
            if form != required and (
                _is_free(form, required, language) or not is_inflection(segment.target[slice(*span)], form)
            ):
                continue
            mended = None
            if sure and form != required and not _is_shared(span, form, entry, segment):
                mended = reworded(segment.target, span, form, required, language)
            yield _Use(index, term, span, _key(form, language), mended)


def _places(
    required: str, forms: Sequence[str] | dict[str, None], text: str, language: Language, term: Term, locate: Locate
) -> Iterator[tuple[str, Span]]:
    """Every form in a text with its place, the required one first, then long ones; none within another."""
    for form in (required, *sorted((f for f in forms if f != required), key=len, reverse=True)):
        if language == "zh" and len(form) < 2:
            # A single character stands in too many words (渝 for Chongqing).
            continue
        while span := locate(replace(term, target=form, accepted=()), text, language):
            yield form, span
            text = text[: span[0]] + _MASK * (span[1] - span[0]) + text[span[1] :]


def _full_form(term: Term) -> str | None:
    """The required translation that is no abbreviation; where the term asks for an abbreviation, the next right one."""
    return next((f for f in (term.target, *term.accepted) if not _is_abbreviation(f)), None)


def _is_abbreviation(form: str) -> bool:
    return " " not in form and is_acronym(form)


def _is_free(form: str, required: str, language: Language) -> bool:
    """Whether a form may stand beside the required one: an abbreviation, a shorter or a longer form of it."""
    if _is_abbreviation(form):
        return True
    if language == "zh":
        short, long = sorted((squeeze(form)[0], squeeze(required)[0]), key=len)
        rest = iter(long)
        return all(c in rest for c in short)
    ours, theirs = set(_key(form, language).split()), set(_key(required, language).split())
    return ours <= theirs or theirs <= ours


def _key(form: str, language: Language) -> str:
    if language == "zh":
        return squeeze(form)[0]
    return " ".join(root(t.text) for t in tokenize(form) if t.text != BREAK)


def _is_shared(span: Span, form: str, entry: str, segment: Segment) -> bool:
    """Whether the words may be the translation of another term too."""
    return any(
        form in (t.target, *t.accepted)
        or (t.target_span is not None and t.target_span[0] < span[1] and span[0] < t.target_span[1])
        for t in segment.terms
        if t.entry != entry
    )


def _mended(segment: Segment, entry: str, mended: tuple[Span, str], language: Language, locate: Locate) -> Segment:
    (start, end), words = mended
    target = segment.target[:start] + words + segment.target[end:]

    def moved(span: Span | None) -> Span | None:
        if span is None or span[1] <= start:
            return span
        by = len(words) - (end - start)
        # What holds the place grows with it; what is cut by its edge has no place any more.
        if span[0] <= start and end <= span[1]:
            return span[0], span[1] + by
        return (span[0] + by, span[1] + by) if end <= span[0] else None

    terms = (
        replace(t, target_span=locate(t, target, language) if t.entry == entry else moved(t.target_span))
        for t in segment.terms
    )
    issues = (replace(i, target_span=moved(i.target_span)) for i in segment.issues)
    return replace(segment, target=target, terms=tuple(terms), issues=tuple(issues))


def _noted(segment: Segment, use: _Use, other: str, enforced: bool) -> Segment:
    words = segment.target[slice(*use.span)]
    wanted = (_full_form(use.term) or use.term.target) if enforced else other
    note = Issue(
        "terms",
        "note",
        f"The term “{use.term.source}” is “{words}” here and “{other}” elsewhere. Keep to “{wanted}”.",
        f"术语“{use.term.source}”此处译为“{words}”，别处译为“{other}”，全文应统一为“{wanted}”。",
        use.term.span,
        use.mended[0] if enforced and use.mended else use.span,
        use.mended[1] if enforced and use.mended else None,
    )
    return segment if note in segment.issues else replace(segment, issues=(*segment.issues, note))
