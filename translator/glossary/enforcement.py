"""Decides which entries are safe to force, by rules and by what translators did in the training part of the corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translator.glossary.entries import TermEntry
from translator.glossary.glossary import Glossary, Layer
from translator.glossary.merging import ENFORCED_VALUES, Correction
from translator.glossary.wordlists import general_english
from translator.release import Direction

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")

MINIMUM_MET, MINIMUM_MISSED = 0.75, 2
"""An entry is not forced where translators had it less often than this share, and missed it so often."""
TRUSTED_MET, TRUSTED_SEEN = 0.9, 8
"""A general word is forced all the same in a direction in which translators had it this often."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an entry was seen in sources, and how often the human translation had it."""

    seen: int = 0
    met: int = 0

    @property
    def share(self) -> float:
        """Of the occurrences, those translated as the entry says; 1 where there are none."""
        return self.met / self.seen if self.seen else 1.0

    @property
    def speaks_against(self) -> bool:
        """Whether translators went another way too often for the entry to be forced."""
        return self.seen - self.met >= MINIMUM_MISSED and self.share < MINIMUM_MET

    @property
    def is_trusted(self) -> bool:
        """Whether translators went this way so often that even a general word is safe."""
        return self.seen >= TRUSTED_SEEN and self.share >= TRUSTED_MET


_NOT_MEDICAL = ("general-news", "city-summits")

Usages = dict[Direction, dict[str, Usage]]


def is_worth_a_place(candidate: TermEntry) -> bool:
    """Whether a candidate is a term at all: the house's always; of others, no general word.

    A single word that one release outside medicine names (guard, prop) means what it does there in that release only.
    """
    if candidate.source.startswith("house") or " " in candidate.en or "-" in candidate.en:
        return True
    if candidate.en in general_english():
        return False
    return not (_is_of_one_release(candidate) and candidate.field in _NOT_MEDICAL)


def measure(entries: Sequence[TermEntry], bitext: Iterable[tuple[str, str]]) -> Usages:
    """How translators rendered each entry (by id) in sentence pairs of English and Chinese, in both directions."""
    glossary = Glossary([Layer(tuple(entries), "measured", general_english())])
    seen: dict[Direction, Counter[str]] = defaultdict(Counter)
    met: dict[Direction, Counter[str]] = defaultdict(Counter)
    for english, chinese in bitext:
        for direction, source, target in ((EN_ZH, english, chinese), (ZH_EN, chinese, english)):
            for term in glossary.find(source, direction):
                seen[direction][term.entry] += 1
                met[direction][term.entry] += glossary.locate(term, target, direction.target) is not None
    return {d: {e: Usage(n, met[d][e]) for e, n in seen[d].items()} for d in (EN_ZH, ZH_EN)}


def decide(entries: Sequence[TermEntry], usages: Usages) -> tuple[list[TermEntry], dict[str, str]]:
    """The entries with the directions in which they are enforced; by id, why it is not both."""
    chinese_of = Counter(e.en.lower() for e in entries)
    decided, reasons = [], {}
    for entry in entries:
        used = {d: usages[d].get(entry.id, Usage()) for d in (EN_ZH, ZH_EN)}
        rules = {d: _general(entry, d, chinese_of) for d in used}
        directions = [
            d for d, u in used.items() if u.is_trusted or (not rules[d] and (entry.pos == "pn" or not u.speaks_against))
        ]
        if len(directions) < len(used):
            shares = ", ".join(f"{d} {u.met} of {u.seen}" for d, u in used.items())
            reasons[entry.id] = f"{rules[ZH_EN] or 'translators differ'} ({shares})"
        decided.append(replace(entry, enforced=tuple(str(d) for d in directions)))
    return decided, reasons


def decide_by_hand(
    entries: Sequence[TermEntry], corrections: Iterable[Correction]
) -> tuple[list[TermEntry], dict[str, str]]:
    """The entries with the directions that corrections of "enforced" say; by id, why.

    A correction names an entry as it is in the finished glossary. Raises ReleaseError for one that none answers to.
    """
    place = {(entry.en, entry.zh): i for i, entry in enumerate(entries)}
    decided, reasons = list(entries), {}
    for c in corrections:
        if c.column != "enforced":
            continue
        if (c.en, c.zh) not in place:
            raise c.unanswered
        i = place[c.en, c.zh]
        decided[i] = replace(decided[i], enforced=ENFORCED_VALUES[c.value])
        reasons[decided[i].id] = f"by hand: {c.why} ({c.value})"
    return decided, reasons


def _general(entry: TermEntry, direction: Direction, chinese_of: Counter[str]) -> str:
    """Why an entry is not safe to force in a direction, whatever translators did; "" where it is."""
    if chinese_of[entry.en.lower()] > 1:
        return "several meanings"
    if entry.pos in ("v", "adj"):
        return "verb or adjective: its sentence decides"
    if entry.pos != "pn" and entry.en in general_english():
        return "general word"
    # One translator's word for a Chinese term is one of many; for an English term it mostly is the Chinese term.
    if _is_of_one_release(entry) and (direction == ZH_EN or entry.field in _NOT_MEDICAL):
        return "one release only"
    return ""


def _is_of_one_release(entry: TermEntry) -> bool:
    # merging.settled notes in how many releases of the corpus a term stands where these are more than one.
    return entry.source == "corpus" and not entry.note
