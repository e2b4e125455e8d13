"""What of the terms that a release lists stands in its segments, told apart from what the glossary finds there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from _quality.bitext import Pair

from translator.glossary import Glossary, TermEntry
from translator.glossary.entries import entry_id
from translator.glossary.glossary import Layer
from translator.glossary.locating import locate_any
from translator.release import Direction, Language, Span, Term

JUDGED = Path(__file__).parent / "data" / "matching-judged.tsv"
_SHORT = re.compile(r"(.+?) [(（]([A-Za-z0-9-]+)[)）]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A listed term in a source segment whose human translation has the listed target."""

    pair: Pair
    span: Span
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """A match whose translation does not show that it is right; verdict: what a reader said, "" where none did."""

    pair: Pair
    direction: Direction
    term: Term
    verdict: str = ""


@dataclass(slots=True)
class Tally:
    """What was found of the gold, and what the matches were."""

    recall: Counter[str] = field(default_factory=Counter)
    precision: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[Occurrence, str]] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)


def annotate(text: str, form: str, language: Language) -> list[Span]:
    """Where a term stands in a text, by a regular expression that knows nothing of the matcher.

    Chinese as it is written; English with an optional plural, with space, hyphen or neither between its words, capitals
    free unless a word has two of them.
    """
    return [m.span() for m in _pattern(form, language).finditer(text)]


@lru_cache(maxsize=65536)
def _pattern(form: str, language: Language) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(re.escape(form))
    words = re.split(r"[\s-]+", form.strip())
    last = words[-1]
    parts = [_word(w) for w in words[:-1]]
    if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        parts.append(f"{_word(last[:-1])}(?:y|ies)")
    elif last.endswith("is"):
        parts.append(f"{_word(last[:-2])}(?:is|es)")
    else:
        parts.append(f"{_word(last)}(?:s|es)?")
    return re.compile(r"(?<![^\W_])" + r"[\s-]?".join(parts) + r"(?![^\W_])")


def _word(word: str) -> str:
    escaped = re.escape(word).replace("'", "['’]")
    return escaped if sum(c.isupper() for c in word) > 1 else f"(?i:{escaped})"


def occurrences(pair: Pair, direction: Direction) -> list[Occurrence]:
    """The gold of one segment: its listed terms, each wherever it stands, whose target the translation has."""
    found = []
    for source, target in dict.fromkeys(pair.listed):
        forms, wanted = _forms(source), _forms(target)
        if any(annotate(pair.reference, w, direction.target) for w in wanted):
            spans = {span for form in forms for span in annotate(pair.source, form, direction.source)}
            found += [Occurrence(pair, span, source, target) for span in sorted(spans)]
    return found


def _forms(listed: str) -> tuple[str, ...]:
    """A listed term, and its abbreviation where one stands behind it in brackets."""
    short = _SHORT.fullmatch(listed)
    return (short[1], short[2]) if short else (listed,)


def own_list(pairs: Iterable[Pair], direction: Direction) -> Glossary:
    """A glossary made of one release's own list, as the glossary of an event is made."""
    listed = dict.fromkeys(term for pair in pairs for term in pair.listed)
    entries = []
    for source, target in listed:
        texts = (source, target) if direction.source == "en" else (target, source)
        (en, *abbr_en), (zh, *abbr_zh) = (_forms(text) for text in texts)
        entries.append(TermEntry(entry_id(en, zh), en, zh, abbr_en=tuple(abbr_en), abbr_zh=tuple(abbr_zh)))
    return Glossary([Layer(tuple(entries), "own list")])


class Index:
    """Which entries of a glossary are a listed term: its English and its Chinese are the entry's, or variants of it."""

    def __init__(self, glossary: Glossary) -> None:
        self._entries: dict[str, list[TermEntry]] = {}
        for entry in glossary.entries:
            for zh in {entry.zh, *entry.variants_zh, *entry.abbr_zh}:
                self._entries.setdefault(zh, []).append(entry)

    def entries(self, listed: tuple[str, str], direction: Direction) -> set[str]:
        """Ids of the entries that a listed (source, target) is."""
        english, chinese = listed if direction.source == "en" else listed[::-1]
        return {
            entry.id
            for zh in _forms(chinese)
            for entry in self._entries.get(zh, ())
            if any(_same(form, en) for form in _forms(english) for en in (entry.en, *entry.variants_en, *entry.abbr_en))
        }


def _same(one: str, other: str) -> bool:
    return bool(_pattern(one, "en").fullmatch(other) or _pattern(other, "en").fullmatch(one))


def score(
    pairs: Sequence[Pair], direction: Direction, glossary: Glossary, judged: dict[tuple[str, ...], str]
) -> tuple[Tally, Tally, Tally]:
    """How the glossary did on the entries that each release lists; precision alone on all, and on the enforced ones."""
    index = Index(glossary)
    listed_only, every, enforced = Tally(), Tally(), Tally()
    for pair in pairs:
        wanted = {listed: index.entries(listed, direction) for listed in pair.listed}
        terms = glossary.find(pair.source, direction)
        for occurrence in occurrences(pair, direction):
            if ids := wanted[occurrence.source, occurrence.target]:
                how = _how(occurrence, ids, terms)
                listed_only.recall[how] += 1
                if how not in ("found", "in a longer term"):
                    listed_only.lost.append((occurrence, how))
        listed_ids = {i for ids in wanted.values() for i in ids}
        for term in terms:
            verdict = _verdict(pair, direction, term, judged)
            tallies = [every, *[enforced] * term.enforced, *[listed_only] * (term.entry in listed_ids)]
            for tally in tallies:
                tally.precision[verdict] += 1
                if verdict != "confirmed":
                    tally.unsure.append(Unsure(pair, direction, term, verdict))
    return listed_only, every, enforced


def _how(gold: Occurrence, ids: set[str], terms: Iterable[Term]) -> str:
    start, end = gold.span
    met = [t for t in terms if t.span[0] < end and start < t.span[1]]
    if any(t.entry in ids for t in met):
        return "found"
    if any(t.span[0] <= start and end <= t.span[1] and t.span != gold.span for t in met):
        return "in a longer term"
    # Words with several meanings are one match, under the first entry; the others' translations are accepted.
    if any(t.span == gold.span and {t.target, *t.accepted} & set(_forms(gold.target)) for t in met):
        return "found"
    return "another term" if met else "missed"


def _verdict(pair: Pair, direction: Direction, term: Term, judged: dict[tuple[str, ...], str]) -> str:
    if locate_any((term.target, *term.accepted), pair.reference, direction.target):
        return "confirmed"
    return judged.get(key(pair, direction, term), "unread")


def key(pair: Pair, direction: Direction, term: Term) -> tuple[str, ...]:
    """What a match is known by in the file of verdicts."""
    return str(direction), pair.id, str(term.span[0]), term.source, term.target


def read_verdicts(file: Path = JUDGED) -> dict[tuple[str, ...], str]:
    """What readers said of matches that the translation does not confirm: "real" or "false"."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {tuple(row[:5]): row[5] for row in rows}
