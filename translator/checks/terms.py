"""Required terms stand in the target, forbidden translations do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.release import Direction, Issue, Language, Segment, Span, Term

_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)


def check_terms(segment: Segment, direction: Direction) -> list[Issue]:
    """A missing or forced term is a warning, a forbidden translation an error; needs Term.target_span filled in.

    Words that were set in are named once, for however many mentions of the term they stand.
    """
    issues = [_missing(t) for t in segment.terms if t.enforced and t.target_span is None]
    set_in = {t.target_span: t for t in reversed(segment.terms) if t.forced and t.target_span}
    issues += [_set_in(set_in[span]) for span in sorted(set_in)]
    for term in segment.terms:
        issues += [_forbidden(term, span, segment.target, direction) for span in _wrong_spans(term, segment, direction)]
    return issues


def _wrong_spans(term: Term, segment: Segment, direction: Direction) -> Iterator[Span]:
    """Where forbidden translations stand, outside right ones that contain them."""
    language = direction.target
    right = [s for words in (term.target, *term.accepted) for s in _spans(words, segment.target, language)]
    for words in term.forbidden:
        for start, end in _spans(words, segment.target, language):
            if not any(a <= start and end <= b for a, b in right):
                yield (start, end)


def _spans(words: str, text: str, language: Language) -> Iterator[Span]:
    """Occurrences regardless of case; whole words only in English."""
    if words:
        pattern = re.escape(words)
        edges = rf"(?<!\w){pattern}(?!\w)" if language == "en" else pattern
        yield from (m.span() for m in re.finditer(edges, text, re.IGNORECASE))


def _missing(term: Term) -> Issue:
    return Issue(
        "terms",
        "warning",
        f"The term “{term.source}” is not translated as “{term.target}”.",
        f"术语“{term.source}”没有译为“{term.target}”。",
        term.span,
    )


def _set_in(term: Term) -> Issue:
    return Issue(
        "terms",
        "warning",
        f"“{term.target}” was set into the translation afterwards. See whether the sentence still reads well.",
        f"“{term.target}”是译后补入的，请核对句子是否通顺。",
        term.span,
        term.target_span,
    )


def _forbidden(term: Term, span: Span, target: str, direction: Direction) -> Issue:
    words = target[slice(*span)]
    return Issue(
        "terms",
        "error",
        f"“{words}” is a forbidden translation of the term “{term.source}”: it should be “{term.target}”.",
        f"术语“{term.source}”禁止译为“{words}”，应译为“{term.target}”。",
        term.span,
        span,
        _in_place(term.target, span, target) if direction.target == "en" else term.target,
    )


def _in_place(words: str, span: Span, text: str) -> str | None:
    """English words as they are written in the place of others; None where "a" or "an" before them would be wrong."""
    article = _ARTICLE.search(text[: span[0]])
    if article and (article[1].lower() == "an") != (words[0].lower() in "aeiou"):
        return None
    capital = text[span[0]].isupper() and words[0].islower()
    return words[0].upper() + words[1:] if capital else words
