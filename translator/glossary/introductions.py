"""Abbreviations that a text introduces itself: "focused ultrasound ablation surgery (FUAS)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from translator.glossary.entries import HAN, TermEntry
from translator.glossary.initials import fits, long_form
from translator.release import Language, Span

Known = Callable[[str], Iterable[tuple[Span, TermEntry]]]
"""What a glossary has in a text: the span of each entry that stands in it."""

_BRACKET = re.compile(r"[(（]([^()（）\n]{2,160})[)）]")
_OPENING, _CLOSING = "“\"'‘「", "”\"'’」"
_LATIN = r"[A-Za-z][A-Za-z0-9]*(?:[-&./][A-Za-z0-9]+)*"
_YEAR = r"(?:\s?(?:19|20)\d\d)?"
_PIECE_EN = re.compile(
    r"\s*(?P<lead>(?:hereinafter|hereafter|also|referred to as|known as|abbreviated(?: as| to)?|called"
    rf"|or|simply|the)\s+)*(?P<quote>[{_OPENING}])?(?:the\s+)?"
    rf"(?P<short>{_LATIN}(?: [A-Z][A-Za-z]+){{0,3}}){_YEAR}[{_CLOSING}]?(?:\s+for short)?\s*",
    re.IGNORECASE,
)
_LONG_LEAD_EN = re.compile(r"(?:(?:short|which stands|stands) for|i\.e\.,?|that is,?|the|\s)*\s*", re.IGNORECASE)
_PIECE_ZH = re.compile(
    r"\s*(?P<named>(?:以下|下|后|又)?(?:英文|英语|中文|英)?(?:简称|缩写|下称|略称)(?:为|是|作)?|下称|以下称)?[:：]?\s*"
    rf"(?:英文(?:名称?|全称)?[:：]?\s*)?[{_OPENING}]?(?P<text>[^{_OPENING}{_CLOSING}]+?)[{_CLOSING}]?\s*"
)
_ACRONYM_BEFORE = re.compile(rf"(?<![A-Za-z0-9])({_LATIN})\s*$")
_CAPITALIZED = re.compile(r"(?:[A-Z][\w’'-]*)(?:\s+(?:(?:of|for|the|and|on|in|de)\s+){0,2}[A-Z][\w’'-]*)*\s*$")
_ROMAN = re.compile(r"[IVX]+")
# Between names, in a sentence: what stands before a name that is not a part of it.
_BEFORE_NAME = "，。；：、！？,;:（）()“”《》和与及暨由在对向经为将从即是据"


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place where a text gives a name and its short form.

    text: index of the text
    short, short_span: the short form and where it stands
    long, long_span: the name in full, None where its beginning is not sure, or the letters are not its own (Río de la
        Plata Respiratory Foundation, FRRP)
    entry: the glossary entry that the name is, None where it is none
    translation: the full name in the other language, where the bracket gives it too; "" where not
    """

    text: int
    short: str
    short_span: Span
    long: str | None = None
    long_span: Span | None = None
    entry: TermEntry | None = None
    translation: str = ""


def introductions(texts: Sequence[str], language: Language, known: Known = lambda text: ()) -> tuple[Introduction, ...]:
    """The short forms that texts introduce in brackets, in their order.

    texts: the sentences of one article, in one language; known: what a glossary has in a text. In Chinese, where
        nothing parts words, it says where most names begin
    English names are found by their letters (Schwartz & Hearst 2003, word initials first).
    """
    found: list[Introduction] = []
    for index, text in enumerate(texts):
        brackets = list(_BRACKET.finditer(text))
        entries = tuple(known(text)) if brackets else ()
        for bracket in brackets:
            if language == "en":
                found += _english(index, text, bracket, entries)
            else:
                found += _chinese(index, texts, bracket, entries)
    return tuple(found)


def is_latin_short_form(text: str) -> bool:
    """Whether letters are an acronym, which is the same in every language: two capitals or more, no Roman number."""
    return (
        2 <= len(text) <= 12
        and re.fullmatch(_LATIN, text) is not None
        and sum(c.isupper() for c in text) >= 2
        and not _ROMAN.fullmatch(text)
    )


def _english(
    index: int, text: str, bracket: re.Match[str], entries: Sequence[tuple[Span, TermEntry]]
) -> Iterator[Introduction]:
    end = len(text[: bracket.start()].rstrip())
    for start, piece in _pieces(bracket):
        match = _PIECE_EN.fullmatch(piece)
        if not match:
            continue
        short = _singular(match["short"])
        at = start + match.start("short")
        long = _english_long_form(short, text[:end], bool(match["quote"] or match["lead"]), entries)
        if long and text[slice(*long)] != short:
            yield _introduction(index, text, (at, at + len(short)), long, _entry(short, long, entries))
        elif long is None and _is_foreign_acronym(short, text[:end]):
            yield _introduction(index, text, (at, at + len(short)), None, None)
    # FUAS (focused ultrasound ablation surgery)
    if before := _ACRONYM_BEFORE.search(text, max(0, end - 24), end):
        short = _singular(before[1])
        start, piece = next(_pieces(bracket), (bracket.start(1), ""))
        lead = _LONG_LEAD_EN.match(piece)
        inside = piece[lead.end() if lead else 0 :].rstrip()
        if is_latin_short_form(short) and " " in inside and fits(short, inside):
            long = (start + piece.index(inside), start + piece.index(inside) + len(inside))
            yield _introduction(
                index, text, (before.start(1), before.start(1) + len(short)), long, _entry(short, long, entries)
            )


def _english_long_form(short: str, before: str, named: bool, entries: Sequence[tuple[Span, TermEntry]]) -> Span | None:
    for span, entry in entries:
        if span[1] == len(before) and short in entry.abbr_en:
            return span
    if is_latin_short_form(short):
        start = long_form(short, before)
    elif named and short[0].isupper():
        start = _name_with(short, before)
    else:
        # Gavi, Eurordis: only where each letter opens a word, or every bracketed word would do.
        start = long_form(short, before, initials_only=True) if short[0].isupper() and len(short) > 2 else None
    return None if start is None else (start, len(before))


def _is_foreign_acronym(short: str, before: str) -> bool:
    """Whether a name of three words or more stands before letters that are those of its name in a third language."""
    name = _CAPITALIZED.search(before)
    return (
        short.isalpha()
        and short.isupper()
        and is_latin_short_form(short)
        and len(short) > 2
        and (name is not None and sum(word[0].isupper() for word in name[0].split()) > 2)
    )


def _name_with(short: str, before: str) -> int | None:
    """Where the capitalized name starts that holds every word of its short name (the Rhine Fund (the "Fund"))."""
    match = _CAPITALIZED.search(before)
    if not match:
        return None
    words = match[0].split()
    return match.start() if set(short.split()) < set(words) else None


def _chinese(
    index: int, texts: Sequence[str], bracket: re.Match[str], entries: Sequence[tuple[Span, TermEntry]]
) -> Iterator[Introduction]:
    text = texts[index]
    end = len(text[: bracket.start()].rstrip())
    shorts: list[tuple[int, str]] = []
    translation = ""
    for start, piece in _pieces(bracket):
        match = _PIECE_ZH.fullmatch(piece)
        kind = _kind(match["text"], bool(match["named"])) if match else None
        if not match or not kind:
            # A bracket that says more than names is no introduction for sure.
            shorts = []
            break
        if kind == "short":
            short = re.sub(rf"{_YEAR}$", "", match["text"])
            shorts.append((start + match.start("text"), short))
        else:
            translation = match["text"]
    for at, short in shorts:
        long, entry = _chinese_long_form(short, index, texts, end, entries)
        if long is None and not is_latin_short_form(short):
            continue
        yield _introduction(index, text, (at, at + len(short)), long, entry, translation)
    # FUAS（聚焦超声消融手术）
    before = _ACRONYM_BEFORE.search(text, max(0, end - 24), end)
    inside = bracket[1].strip()
    if before and is_latin_short_form(before[1]) and re.fullmatch(rf"{HAN.pattern}{{4,24}}", inside):
        long = (bracket.start(1), bracket.start(1) + len(inside))
        entry = next((e for span, e in entries if span == long and _names(before[1], e)), None)
        yield _introduction(index, text, before.span(1), long, entry)


def _kind(text: str, named: bool) -> str | None:
    if is_latin_short_form(re.sub(rf"{_YEAR}$", "", text)):
        return "short"
    if re.fullmatch(r"[A-Za-z][A-Za-z’',&-]*(?: [A-Za-z’',&-]+)+", text):
        return "translation"
    return "short" if named and 2 <= len(text) <= 12 and HAN.search(text) else None


def _chinese_long_form(
    short: str, index: int, texts: Sequence[str], end: int, entries: Sequence[tuple[Span, TermEntry]]
) -> tuple[Span | None, TermEntry | None]:
    text = texts[index]
    closed = end - 1 if text[end - 1 : end] in ("”", "》") else end
    ending = [(span, e) for span, e in entries if span[1] in (end, closed)]
    for span, entry in sorted(ending, key=lambda pair: pair[0]):
        if _names(short, entry) if is_latin_short_form(short) else _shortens(short, text[slice(*span)]):
            return span, entry
    start = text.rfind("“" if text[closed:end] == "”" else "《", 0, end) + 1 if closed < end else None
    if start is None:
        start = _recurring(index, texts, end)
    if start is None or (not is_latin_short_form(short) and not _shortens(short, text[start:closed])):
        return None, None
    return (start, closed), None


def _recurring(index: int, texts: Sequence[str], end: int) -> int | None:
    """Where the longest name starts that ends here and stands elsewhere too, both times after what is no part of it."""
    text = texts[index]
    for start in range(max(0, end - 30), end - 3):
        name = text[start:end]
        if all(HAN.match(c) for c in name) and _opens(text, start):
            others = ((i, m.start()) for i, t in enumerate(texts) for m in re.finditer(name, t))
            if any((i, at) != (index, start) and _opens(texts[i], at) for i, at in others):
                return start
    return None


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _BEFORE_NAME or text[start - 1].isspace()


def _names(short: str, entry: TermEntry) -> bool:
    """Whether a Latin short form is one of an entry's, or made of the letters of its English."""
    return short in entry.abbr_en or any(fits(short, name) for name in (entry.en, *entry.variants_en))


def _shortens(short: str, name: str) -> bool:
    """Whether a Chinese short name is made of characters of the name, in their order, from its first on."""
    characters = iter(name)
    return len(short) < len(name) and short[0] == name[0] and all(c in characters for c in short)


def _entry(short: str, long: Span, entries: Sequence[tuple[Span, TermEntry]]) -> TermEntry | None:
    """The entry that a name is; of several, the one that has the abbreviation."""
    same = [e for span, e in entries if span == long]
    return next(chain((e for e in same if short in e.abbr_en), same), None)


def _introduction(
    index: int, text: str, short: Span, long: Span | None, entry: TermEntry | None, translation: str = ""
) -> Introduction:
    name = text[slice(*long)] if long else None
    return Introduction(index, text[slice(*short)], short, name, long, entry, translation)


def _pieces(bracket: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The parts of a bracket between commas and semicolons, and where each starts in the text."""
    for match in re.finditer(r"[^,;，；]+", bracket[1]):
        yield bracket.start(1) + match.start(), match[0]


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[:-1].isupper() else short
