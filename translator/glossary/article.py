"""The terms of one article: the short forms it introduces, at their introduction and after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from translator.glossary.entries import TermEntry, entry_id
from translator.glossary.introductions import Introduction, is_latin_short_form
from translator.release import Direction, Span, Term

Style = Literal["short", "full"]
"""How the house writes an abbreviation after its introduction: as it is, or as the full translation."""


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form that an article introduces.

    text: as it is written
    entry: what it stands for, None for a name that no glossary has; its letters are kept then
    before: the article's sentences that stand before the introduction, where it means what the glossary says
    """

    text: str
    entry: TermEntry | None
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """What one article adds to a glossary: its short forms, for one direction, and the house's style for them."""

    forms: tuple[ShortForm, ...]
    direction: Direction
    style: Style = "short"


def short_forms(texts: Sequence[str], found: Iterable[Introduction]) -> tuple[ShortForm, ...]:
    """The short forms that introductions teach, longest first; none that is introduced for two entries.

    texts: the article's sentences, which the introductions were found in
    A short form that is a word (the "Fund", 简称“重医”) is one only where its name is an entry: else nobody knows its
    translation.
    """
    learned: dict[str, ShortForm] = {}
    contradictory: set[str] = set()
    for introduction in found:
        short, entry = introduction.short, introduction.entry or _given(introduction)
        if entry and introduction.translation and not introduction.entry:
            # The text itself gives the name's translation, so the name is a term of this article.
            learned.setdefault(entry.zh, ShortForm(entry.zh, entry))
        is_english_word = short.isascii() and not is_latin_short_form(short)
        # "The Fund" is not translated as the fund's whole name; in Chinese a short name is.
        if is_english_word or (entry is None and not short.isascii()):
            continue
        known = learned.get(short)
        if known and known.entry and entry and known.entry.id != entry.id:
            contradictory.add(short)
        if known is None:
            known = ShortForm(short, entry, frozenset(texts[: introduction.text]) - {texts[introduction.text]})
        learned[short] = known if known.entry else replace(known, entry=entry)
    kept = (form for form in learned.values() if form.text not in contradictory)
    return tuple(sorted(kept, key=lambda form: -len(form.text)))


def with_short_forms(
    text: str, terms: Sequence[Term], here: Sequence[Introduction], article: ArticleTerms
) -> tuple[Term, ...]:
    """The terms of a text with those that its article's short forms make, from left to right.

    terms: what the glossary finds; here: the introductions in this text. At one of them the name needs its full
    translation and the short form itself; after it either is right, and the style says which is asked for.
    A longer term of the glossary that a short form is part of (FUAS Summit) holds.
    """
    introduced = {i.short_span[0] for i in here}
    opened = {m.start() for m in re.finditer(r"\s*[(（]", text)}
    in_full = {i.long_span for i in here if i.long_span}
    result = [_in_full(t, here, article.direction) if t.span in in_full else t for t in terms]
    for form in article.forms:
        if text in form.before:
            continue
        for start, end in _occurrences(form.text, text):
            beside = [t for t in result if t.span[0] < end and start < t.span[1]]
            if any(t.span[1] - t.span[0] > end - start for t in beside):
                continue
            made = _introduced(form, article.direction) if start in introduced else _later(form, article)
            if made:
                # A name before its own bracket, as in _in_full.
                accepted = () if end in opened and not is_latin_short_form(form.text) else made.accepted
                made = replace(made, source=text[start:end], span=(start, end), accepted=accepted)
            result = [t for t in result if t not in beside] + ([made] if made else [])
    return tuple(sorted(result, key=lambda t: t.span))


def _given(introduction: Introduction) -> TermEntry | None:
    """The entry that a Chinese text writes itself: 西部卒中急救联盟（Western Stroke Emergency Alliance，WSEA）."""
    en, zh = introduction.translation, introduction.long
    if not en or not zh or zh.isascii() or not is_latin_short_form(introduction.short):
        return None
    return TermEntry(entry_id(en, zh), en, zh, "pn", abbr_en=(introduction.short,), source="article")


def _in_full(term: Term, here: Iterable[Introduction], direction: Direction) -> Term:
    """The name at its introduction: an abbreviation of it would say the short form twice."""
    entry = next((i.entry for i in here if i.long_span == term.span), None)
    if entry is None:
        return term
    short = {*_abbreviations(entry, direction), *(i.short for i in here), term.source}
    full = tuple(form for form in term.accepted if form not in short)
    return replace(term, accepted=full)


def _introduced(form: ShortForm, direction: Direction) -> Term | None:
    """The short form in its brackets: its letters, or in the other language what the glossary abbreviates it to."""
    abbreviations = _abbreviations(form.entry, direction) if form.entry else ()
    if is_latin_short_form(form.text):
        return _term(form, direction, form.text, abbreviations)
    return _term(form, direction, abbreviations[0], abbreviations[1:], enforced=False) if abbreviations else None


def _later(form: ShortForm, article: ArticleTerms) -> Term:
    entry, direction = form.entry, article.direction
    if entry is None:
        return _term(form, direction, form.text)
    full = (entry.en, *entry.variants_en) if direction.target == "en" else (entry.zh, *entry.variants_zh)
    abbreviations = _abbreviations(entry, direction)
    if is_latin_short_form(form.text) and article.style == "short":
        return _term(form, direction, form.text, (*full, *abbreviations))
    kept = (form.text,) if is_latin_short_form(form.text) else ()
    accepted = (*full[1:], *abbreviations, *kept)
    return _term(form, direction, full[0], accepted, enforced=str(direction) in entry.enforced)


def _term(
    form: ShortForm, direction: Direction, target: str, accepted: Iterable[str] = (), enforced: bool = True
) -> Term:
    """A term whose place in the text is still to be filled in."""
    entry = form.entry
    right = tuple(dict.fromkeys((target, *accepted)))
    wrong = () if entry is None else entry.forbidden_en if direction.target == "en" else entry.forbidden_zh
    return Term(
        entry=entry.id if entry else entry_id(form.text, form.text),
        source=form.text,
        span=(0, 0),
        target=target,
        accepted=right[1:],
        forbidden=tuple(f for f in wrong if enforced and not any(f in form for form in right)),
        enforced=enforced,
        field=entry.field if entry else "",
    )


def _abbreviations(entry: TermEntry, direction: Direction) -> tuple[str, ...]:
    return entry.abbr_en if direction.target == "en" else entry.abbr_zh


def _occurrences(short: str, text: str) -> Iterable[Span]:
    if not short.isascii():
        return (m.span() for m in re.finditer(re.escape(short), text))
    # Its plural too (RCTs); not within another word, an address or a number.
    return (m.span() for m in re.finditer(rf"(?<![A-Za-z0-9@./_]){re.escape(short)}s?(?![A-Za-z0-9])", text))
