"""One entry at a time added to the house glossary, changed in it and taken out of it, if nothing is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from translator.glossary.checking import Fault, faults
from translator.glossary.entries import HAN, TermEntry
from translator.glossary.formats.cells import clean
from translator.glossary.house import ContradictionError, Merged, add_to_house, change_in_house, remove_from_house
from translator.release import ReleaseError


def entry_faults(entry: TermEntry) -> list[Fault]:
    """What is wrong with an entry in itself, or may be; one with an error is not taken."""
    entry = _cleaned(entry)
    found = faults([entry])
    if entry.zh and not HAN.search(entry.zh):
        message = f'The Chinese "{entry.zh}" has no Chinese character.'
        found.append(Fault(0, entry.id, message, f"中文“{entry.zh}”中没有汉字。", "error"))
    return found


def add_entry(entry: TermEntry, into: Path, replace_known: bool = False) -> Merged:
    """Add one entry to the house glossary, or extend the one that is there.

    entry: its id may be ""; replace_known: take out what it contradicts
    Raises ReleaseError for an entry that is wrong in itself, ContradictionError for one that contradicts others.
    """
    entry = _cleaned(entry)
    if HAN.search(entry.en) and not HAN.search(entry.zh):
        raise ReleaseError(f'The English comes first: translator glossary add "{entry.zh}" "{entry.en}"')
    _refuse_wrong(entry, "Nothing was added.")
    merged = add_to_house(into, [entry], replace_known)
    if merged.contradictions and not replace_known:
        rival = merged.contradictions[0].known.zh
        raise ContradictionError(
            f'"{entry.en}" is "{rival}" in the house glossary, so it cannot be "{entry.zh}" as well. Nothing was '
            f'added. To change it, replace that entry (--replace); to allow both, make "{rival}" a variant '
            "(--variant-zh).",
            merged.contradictions,
        )
    return merged


def change_entry(id: str, version: str, entry: TermEntry, into: Path, replace_known: bool = False) -> Merged:
    """Put an entry in the place of one of the house glossary.

    id, version: of the one that is changed, as it was seen (see house.stamp)
    replace_known: take out what the new one contradicts
    Raises ReleaseError and ContradictionError as add_entry, and ChangedError where the entry has been changed or
    removed since it was seen.
    """
    entry = _cleaned(entry)
    _refuse_wrong(entry, "Nothing was changed.")
    return change_in_house(into, id, version, entry, replace_known)


def remove_entry(id: str, version: str, into: Path) -> TermEntry:
    """Take an entry out of the house glossary, and return it. Raises ChangedError as change_entry."""
    return remove_from_house(into, id, version)


def _refuse_wrong(entry: TermEntry, what: str) -> None:
    if wrong := [fault.message for fault in entry_faults(entry) if fault.severity == "error"]:
        raise ReleaseError(" ".join([*wrong, what]))


def _cleaned(entry: TermEntry) -> TermEntry:
    """The entry with its forms as a file would give them."""
    forms: dict[str, Any] = {}
    for name in ("en", "zh", "abbr_en", "abbr_zh", "variants_en", "variants_zh", "forbidden_en", "forbidden_zh"):
        value = getattr(entry, name)
        forms[name] = clean(value) if isinstance(value, str) else tuple(f for f in map(clean, value) if f)
    return replace(entry, **forms)
