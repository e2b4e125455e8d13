"""Finds the surfaces of a glossary in a text: longest match first, in one pass over it (Aho & Corasick 1975)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from translator.glossary.english import BREAK, Token, exact, fold, is_acronym, tokenize, verb_forms
from translator.glossary.entries import HAN, TermEntry

MAIN, VARIANT, ABBREVIATION = 0, 1, 2

_UNKNOWN, _PARTED, _FIRST_WORD = "\x01", "\x02", 0x10000
# First parts of words that are written with a hyphen, with a space or as one word (health care, healthcare).
_PREFIXES = (
    "non", "pre", "post", "multi", "anti", "micro", "ultra", "inter", "intra", "peri", "sub", "semi", "trans",
    "over", "under", "bio", "neo", "neuro", "cardio", "radio", "hemo", "endo", "tele", "cyber", "self", "co", "re",
    "health", "heat", "break", "check", "after", "by", "electro", "immuno", "chemo", "auto", "pan", "extra", "work",
)  # fmt: skip
# Apart from the rest they are words of their own: over weight, under treatment.
_PREPOSITIONS = frozenset(("over", "under", "after", "by"))
_PREFIX = re.compile(rf"({'|'.join(_PREFIXES)})(?=.{{4}})")
_WIDE = {ord("！") + i: ord("!") + i for i in range(94)} | {ord(dot): ord("·") for dot in "・•‧"} | {ord("—"): ord("-")}
_QUOTES = "“”‘’《》"
_LOOSE = re.compile(rf"[\s{_QUOTES}]")
_LATIN = re.compile(r"[A-Za-z0-9]")
# Words of Chinese medicine that are family names as well; with capitals before another name they are names.
_SURNAMES = frozenset(("qi", "yang", "yin", "shen", "jing", "gao", "bian"))
_NAME = re.compile(r"[A-Z]\w+ [A-Z]")


class Surface(NamedTuple):
    """One way an entry is written in the source language; rank: MAIN, VARIANT or ABBREVIATION."""

    entry: TermEntry
    text: str
    rank: int


class Match(NamedTuple):
    """Where surfaces that are written alike stand in a text (character offsets)."""

    start: int
    end: int
    surfaces: tuple[Surface, ...]


class EnglishMatcher:
    """Finds English surfaces by lemma, over automaton letters that are whole words."""

    def __init__(self, layers: Sequence[Iterable[Surface]]) -> None:
        table = _by_key(layers, english_keys)
        self._letters: dict[str, str] = {}
        self._acronyms: dict[str, str] = {}
        for key in table:
            for word in key:
                if word != BREAK:
                    self._letters.setdefault(word, chr(_FIRST_WORD + len(self._letters)))
                if len(word) >= 5 and word.isupper():
                    # Covid is written so as well; a short acronym is known by its capitals alone.
                    self._acronyms.setdefault(word.lower(), word)
        self._automaton = _automaton((self._encode(key), (len(key), surfaces)) for key, surfaces in table.items())

    def find(self, text: str) -> list[Match]:
        """The matches in a text, none overlapping, from left to right."""
        tokens = tokenize(text)
        found = self._read(text, tokens, acronyms=True)
        if text.isupper() and len(tokens) > 3:
            # In a headline all in capitals, AIDS may be the disease or the hearing aids.
            found += self._read(text, tokens, acronyms=False)
        return _longest_first(found)

    def _read(self, text: str, tokens: Sequence[Token], acronyms: bool) -> list[Match]:
        encoded = self._encode(BREAK if t.text == BREAK else self._key(t.text, acronyms) for t in tokens)
        found = []
        for last, (length, surfaces) in _iterate(self._automaton, encoded):
            words = tokens[last - length + 1 : last + 1]
            if length == 1 and words[0].text.lower() in _SURNAMES and _NAME.match(text, words[0].start):
                continue
            fitting = tuple(s for s in surfaces if _capitals_fit(s, words) and not _is_phrase(s, words, text))
            if fitting:
                found.append(Match(words[0].start, words[-1].end, fitting))
        return found

    def _encode(self, words: Iterable[str]) -> str:
        return "".join(_PARTED if w == BREAK else self._letters.get(w, _UNKNOWN) for w in words)

    def _key(self, word: str, acronyms: bool) -> str:
        folded = fold(word)
        if is_acronym(word) and exact(word) in self._letters and (acronyms or folded not in self._letters):
            return exact(word)
        return folded if folded in self._letters else self._acronyms.get(word.lower(), folded)


class ChineseMatcher:
    """Finds Chinese surfaces of two characters and more.

    longer_words: words that hold a surface by chance; a match that one of them cuts or covers is none. "|" parts a
        run of words (学|会议); a longer run stands for the shorter ones in it
    """

    def __init__(self, layers: Sequence[Iterable[Surface]], longer_words: Iterable[str] = ()) -> None:
        table = {key: surfaces for (key,), surfaces in _by_key(layers, chinese_keys).items()}
        guards = dict(_parts(guard) for guard in longer_words)
        self._automaton = _automaton(
            (key, (len(key), table.get(key), guards.get(key))) for key in dict.fromkeys([*table, *guards])
        )

    def find(self, text: str) -> list[Match]:
        """The matches in a text, none overlapping, from left to right."""
        squeezed, offsets = squeeze(text)
        found: list[tuple[int, int, tuple[Surface, ...]]] = []
        guards: list[tuple[int, ...]] = []
        for last, (length, surfaces, parts) in _iterate(self._automaton, squeezed):
            start, end = last - length + 1, last + 1
            if parts:
                guards.append(tuple(start + part for part in parts))
            if surfaces and not cuts_latin(squeezed, start, end):
                found.append((start, end, surfaces))
        words = _outermost(guards)
        matches = (
            Match(*_with_quotes(text, offsets[start], offsets[end - 1] + 1), surfaces)
            for start, end, surfaces in found
            if not any(g < end and start < h and not (start <= g and h <= end) for g, h in words)
        )
        return _longest_first(match for match in matches if _quotes_match(text[match.start : match.end]))


def english_keys(surface: Surface) -> Iterator[tuple[str, ...]]:
    """The word keys that an English surface is known by: with and without the hyphen of a prefix, a verb inflected."""
    tokens = tokenize(surface.text)
    words = [t.text for t in tokens]
    keys = [BREAK if w == BREAK else exact(w) if _keeps_capitals(surface, w) else fold(w) for w in words]
    yield tuple(keys)
    for i, word in enumerate(words):
        if i + 1 < len(words) and (_joins(word, words[i + 1]) or _hyphened(surface.text, *tokens[i : i + 2])):
            joined = word + words[i + 1]
            yield (*keys[:i], exact(joined) if is_acronym(joined) else fold(joined), *keys[i + 2 :])
        elif prefix := _PREFIX.match(word):
            yield (*keys[:i], prefix[0], fold(word[prefix.end() :]), *keys[i + 1 :])
    if surface.entry.pos == "v" and words:
        for form in verb_forms(words[0].lower()):
            yield (fold(form), *keys[1:])


def chinese_keys(surface: Surface) -> Iterator[tuple[str]]:
    """What a Chinese surface is looked up as; none for a single character, which is in too many words.

    One in Latin letters must have the look of a code (PCR, ICD-11), since nothing else of it is Chinese.
    """
    text = squeeze(surface.text)[0]
    if len(text) > 1 and (HAN.search(text) or is_acronym(text)):
        yield (text,)


def squeeze(text: str) -> tuple[str, Sequence[int]]:
    """Chinese text as it is compared, and where each character of it came from.

    Letters and punctuation are half-width; quotation marks, and spaces beside Chinese characters, are left out.
    """
    text = text.translate(_WIDE)
    if not _LOOSE.search(text):
        return text, range(len(text))
    kept = [
        i for i, c in enumerate(text) if not (c in _QUOTES or (c.isspace() and HAN.search(text[max(i - 1, 0) : i + 2])))
    ]
    return "".join(text[i] for i in kept), kept


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation mark just outside it whose fellow is within (“一带一路”倡议)."""
    inside = text[start:end]
    for opening, closing in zip(_QUOTES[::2], _QUOTES[1::2], strict=True):
        if inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening:
            start -= 1
        if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
    return start, end


def cuts_latin(text: str, start: int, end: int) -> bool:
    """Whether an end of text[start:end] lies inside a Latin word or a number."""
    return any(
        0 < at < len(text) and bool(_LATIN.match(text[at - 1]) and _LATIN.match(text[at])) for at in (start, end)
    )


def _by_key(layers: Sequence[Iterable[Surface]], keys: Any) -> dict[tuple[str, ...], tuple[Surface, ...]]:
    """The surfaces of each key, best rank first; those of a later layer take the place of an earlier one's."""
    table: dict[tuple[str, ...], tuple[Surface, ...]] = {}
    for layer in layers:
        new: dict[tuple[str, ...], dict[str, Surface]] = {}
        for surface in layer:
            for key in keys(surface):
                known = new.setdefault(key, {})
                if surface.entry.id not in known or surface.rank < known[surface.entry.id].rank:
                    known[surface.entry.id] = surface
        table |= {key: tuple(sorted(known.values(), key=lambda s: s.rank)) for key, known in new.items()}
    return table


def _automaton(words: Iterable[tuple[str, object]]) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word, value in words:
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton


def _iterate(automaton: Any, text: str) -> Iterator[tuple[int, Any]]:
    return iter(automaton.iter(text)) if len(automaton) else iter(())


def _longest_first(matches: Iterable[Match]) -> list[Match]:
    chosen: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if match.start not in taken and match.end - 1 not in taken:
            chosen.append(match)
            taken.update(range(match.start, match.end))
    return sorted(chosen)


def _is_phrase(surface: Surface, words: Sequence[Token], text: str) -> bool:
    """Whether a preposition stands apart in the text that is a part of a word in the surface (over weight)."""
    return any(
        one.text.lower() in _PREPOSITIONS
        and text[one.end : two.start] == " "
        and one.text.lower() not in (word.text.lower() for word in tokenize(surface.text))
        for one, two in pairwise(words)
    )


def _parts(guard: str) -> tuple[str, tuple[int, ...]]:
    """A guard as it is looked up, and where its words begin and end in it."""
    ends = tuple(accumulate(len(word) for word in guard.split("|")))
    return guard.replace("|", ""), (0, *ends)


def _outermost(guards: Sequence[tuple[int, ...]]) -> list[tuple[int, int]]:
    """The words of the guards that stand in no longer guard."""
    return [
        word
        for guard in guards
        if not any(o[0] <= guard[0] and guard[-1] <= o[-1] and o[-1] - o[0] > guard[-1] - guard[0] for o in guards)
        for word in pairwise(guard)
    ]


def _quotes_match(text: str) -> bool:
    """Whether no quotation mark within is without its fellow."""
    return all(text.count(o) == text.count(c) for o, c in zip(_QUOTES[::2], _QUOTES[1::2], strict=True))


def _keeps_capitals(surface: Surface, word: str) -> bool:
    return is_acronym(word) or (surface.rank == ABBREVIATION and len(word) <= 4 and not word.islower())


def _hyphened(text: str, word: Token, following: Token) -> bool:
    return text[word.end : following.start] == "-"


def _joins(word: str, following: str) -> bool:
    return word in _PREFIXES or (is_acronym(word) and len(following) <= 2 and following.isalnum())


def _capitals_fit(surface: Surface, words: Sequence[Token]) -> bool:
    """A proper name is written with its capitals (Reading, not reading)."""
    if surface.entry.pos != "pn":
        return True
    wanted = [t.text for t in tokenize(surface.text)]
    return len(wanted) != len(words) or all(
        not w[0].isupper() or t.text[0].isupper() for w, t in zip(wanted, words, strict=True)
    )
