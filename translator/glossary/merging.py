"""Merges candidate entries from several sources into one list without duplicates or contradictions."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translator.glossary.entries import BOTH_WAYS, COLUMNS, HAN, TermEntry, entry_id
from translator.glossary.matching import MAIN, Surface, english_keys
from translator.release import ReleaseError

_FORMS = ("abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh")
_HOUSE = ("house-a", "house-b", "house-c")
ENFORCED_VALUES: dict[str, tuple[str, ...]] = {"yes": BOTH_WAYS, "no": (), **{d: (d,) for d in BOTH_WAYS}}
"""What a correction of "enforced" may say, and the directions that it stands for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to entries by hand.

    source: of the candidates it is for; "merged" for the entries that came of them
    en, zh: which entries; zh "" for any
    column: "drop" leaves them out; "variants_zh+" adds a value, "variants_zh-" takes one away, "zh" sets it (what
        was the zh of a merged entry becomes a variant); "enforced" is for enforcement.decide_by_hand, not for correct
    place: the file and the line it stands in
    """

    source: str
    en: str
    zh: str
    column: str
    value: str
    why: str
    place: str = "corrections"

    @property
    def unanswered(self) -> ReleaseError:
        """What is wrong where there is nothing that it corrects."""
        return ReleaseError(f'{self.place}: no entry of "{self.source}" is "{self.en}" "{self.zh}". Remove the line.')


def read_corrections(folder: Path) -> list[Correction]:
    """The corrections of the CSV files in a folder, in the order of their names.

    Raises ReleaseError, naming the line, for a column that no entry has or a value that "enforced" cannot have.
    """
    return [c for file in sorted(folder.glob("*.csv")) for c in _read(file)]


def _read(file: Path) -> Iterator[Correction]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        for row in rows:
            c = Correction(**row, place=f"{file.name}, line {rows.line_num}")
            if c.column != "drop" and c.column.rstrip("+-") not in COLUMNS:
                raise ReleaseError(f'{c.place}: "{c.en}" names the column {c.column}, which no entry has. Correct it.')
            if c.column == "enforced" and (c.source != "merged" or c.value not in ENFORCED_VALUES):
                raise ReleaseError(
                    f'{c.place}: "{c.en}" is enforced "{c.value}". '
                    f"Write merged as the source, and one of {', '.join(ENFORCED_VALUES)}."
                )
            yield c


def correct(entries: Iterable[TermEntry], corrections: Iterable[Correction], merged: bool) -> list[TermEntry]:
    """The entries with the corrections for candidates, or for merged entries, applied in their order.

    Raises ReleaseError for a correction that no entry answers to, and for one that takes away what is not there, so
    that none outlives what it corrects.
    """
    result: list[TermEntry | None] = list(entries)
    by_english: dict[str, list[int]] = {}
    for i, entry in enumerate(result):
        if entry:
            by_english.setdefault(entry.en, []).append(i)
    for c in corrections:
        if (c.source == "merged") is not merged or c.column == "enforced":
            continue
        met = [
            (i, e)
            for i in by_english.get(c.en, [])
            if (e := result[i]) and e.en == c.en and (merged or e.source == c.source) and c.zh in ("", e.zh)
        ]
        if not met:
            raise c.unanswered
        for i, entry in met:
            result[i] = changed = None if c.column == "drop" else _changed(entry, c)
            if changed and changed.en != c.en:
                by_english.setdefault(changed.en, []).append(i)
    return [e for e in result if e]


def merge(candidates: Sequence[TermEntry]) -> list[TermEntry]:
    """One entry for each meaning of a term, in the order of the candidates; where two contradict, the earlier holds.

    A later Chinese form that is a synonym of the earlier becomes its variant. One that is none is another meaning of
    the English when a house list has it, and is left out when TICO-19 or the corpus does.
    """
    merged: list[TermEntry] = []
    by_english: dict[tuple[str, ...], list[int]] = {}
    by_variant: dict[tuple[str, ...], list[int]] = {}
    for candidate in candidates:
        known = by_english.get(_key(candidate, candidate.en), [])
        same = [i for i in known if candidate.zh == merged[i].zh]
        like = same or [i for i in known if _synonyms(merged[i], candidate)]
        if not like and (not known or candidate.source in _HOUSE):
            like = [i for i in by_variant.get(_key(candidate, candidate.en), []) if _accepts(merged[i], candidate.zh)]
        if like:
            merged[like[0]] = _united(merged[like[0]], candidate)
            index = like[0]
        elif candidate.source in _HOUSE or not (known or by_variant.get(_key(candidate, candidate.en))):
            index = len(merged)
            merged.append(candidate)
            by_english.setdefault(_key(candidate, candidate.en), []).append(index)
        else:
            continue
        for variant in candidate.variants_en:
            by_variant.setdefault(_key(candidate, variant), []).append(index)
    return merged


def finish(entries: Iterable[TermEntry]) -> list[TermEntry]:
    """The entries with their ids, no form twice in one, nothing both right and forbidden, none there twice."""
    finished: dict[str, TermEntry] = {}
    for e in entries:
        abbr_en, abbr_zh = _others(e.abbr_en, e.en), _others(e.abbr_zh, e.zh)
        variants_en = _others(e.variants_en, e.en, f"{e.en}s", *abbr_en)
        variants_zh = _others(e.variants_zh, e.zh, *abbr_zh)
        forbidden_en = _others(e.forbidden_en, e.en, *abbr_en)
        forbidden_zh = _others(e.forbidden_zh, e.zh, *abbr_zh)
        entry = replace(
            e,
            id=entry_id(e.en, e.zh),
            abbr_en=abbr_en,
            abbr_zh=abbr_zh,
            variants_en=_others(variants_en, *forbidden_en),
            variants_zh=_others(variants_zh, *forbidden_zh),
            forbidden_en=forbidden_en,
            forbidden_zh=forbidden_zh,
        )
        finished.setdefault(entry.id, entry)
    return list(finished.values())


def settled(candidates: Sequence[TermEntry]) -> list[TermEntry]:
    """The corpus' terms, each translation once, those first that most releases have.

    Where Chinese forms that are no synonyms stand for one English, those that more than half agree on stay.
    """
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for c in candidates:
        groups.setdefault(_key(c, c.en), Counter())[c.zh] += 1
    kept: list[tuple[int, TermEntry]] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    for c in candidates:
        key = _key(c, c.en)
        group = groups[key]
        best = replace(c, zh=group.most_common(1)[0][0])
        agreeing = sum(n for zh, n in group.items() if _synonyms(best, replace(c, zh=zh)))
        if (key, c.zh) not in seen and _synonyms(best, c) and 2 * agreeing > group.total():
            seen.add((key, c.zh))
            kept.append((group[c.zh], replace(c, note="" if group[c.zh] == 1 else f"in {group[c.zh]} releases")))
    return [c for _, c in sorted(kept, key=lambda pair: -pair[0])]


def _changed(entry: TermEntry, c: Correction) -> TermEntry:
    column = c.column.rstrip("+-")
    old = getattr(entry, column)
    changes: dict[str, Any] = {column: c.value}
    if c.column.endswith("+"):
        changes[column] = (*old, c.value)
    elif c.column.endswith("-"):
        if c.value not in old:
            raise ReleaseError(f'{c.place}: "{c.value}" is none of the {column} of "{c.en}". Remove the line.')
        changes[column] = tuple(v for v in old if v != c.value)
    elif column in ("en", "zh") and c.source == "merged":
        # The form that gives way stays right.
        variants = f"variants_{column}"
        changes[variants] = (old, *getattr(entry, variants))
    return replace(entry, **changes)


def _key(entry: TermEntry, text: str) -> tuple[str, ...]:
    return next(iter(english_keys(Surface(entry, text, MAIN))))


def _accepts(entry: TermEntry, zh: str) -> bool:
    return zh in (entry.zh, *entry.variants_zh, *entry.abbr_zh)


def _synonyms(entry: TermEntry, candidate: TermEntry) -> bool:
    """Whether two Chinese forms say the same: one names the other, or half of the shorter's characters are in both."""
    if candidate.zh in entry.forbidden_zh or entry.zh in candidate.forbidden_zh or "v" in {entry.pos, candidate.pos}:
        return False
    if _accepts(entry, candidate.zh) or _accepts(candidate, entry.zh):
        return True
    ours, theirs = set(HAN.findall(entry.zh)), set(HAN.findall(candidate.zh))
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs)) > 0


def _united(entry: TermEntry, other: TermEntry) -> TermEntry:
    forms: dict[str, Any] = {name: tuple(dict.fromkeys(getattr(entry, name) + getattr(other, name))) for name in _FORMS}
    forms["variants_en"] += (other.en,)
    forms["variants_zh"] += (other.zh,)
    note = entry.note if other.note in entry.note else "; ".join(n for n in (entry.note, other.note) if n)
    return replace(entry, note=note, pos=entry.pos or other.pos, **forms)


def _others(forms: Iterable[str], *known: str) -> tuple[str, ...]:
    return tuple(f for f in dict.fromkeys(forms) if f and f not in known)
