"""Entries of the glossary as the form shows them, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from translator.settings import Settings
from translator.termbase import (
    Contradiction,
    Found,
    Merged,
    TermEntry,
    TermLayer,
    entry_faults,
    find_entries,
    overruled,
    stamp,
)

HOUSE = "house"


def page_view(layers: Sequence[TermLayer], text: str, layer: str, offset: int, limit: int) -> dict[str, Any]:
    """A page of the entries that answer what somebody typed, of all layers or one; of all entries, without a text.

    Without a text the last layer comes first, and of the house's entries the last added.
    """
    if text:
        found = [f for f in find_entries(layers, text) if layer in ("all", layers[f.layer].name)]
    else:
        chosen = [(index, one) for index, one in enumerate(layers) if layer in ("all", one.name)]
        found = [
            Found(entry, index, 0.0, "", "same")
            for index, one in reversed(chosen)
            for entry in (reversed(one.entries) if one.name == HOUSE else one.entries)
        ]
    later = _english_of_later(layers)
    shown = found[offset : offset + limit]
    return {
        "total": len(found),
        "offset": offset,
        "entries": [_found_view(f, layers[f.layer].name, f.entry.en.lower() in later[f.layer]) for f in shown],
        "layers": [{"name": one.name, "entries": len(one.entries)} for one in layers],
        "fields": sorted({entry.field for one in layers for entry in one.entries if entry.field}),
    }


def entry_view(entry: TermEntry, layer: str) -> dict[str, Any]:
    """Everything that an entry says; version: what to send back with a change of it."""
    return asdict(entry) | {"layer": layer, "version": stamp(entry), "editable": layer == HOUSE}


def taken_view(merged: Merged, entry: TermEntry, settings: Settings) -> dict[str, Any]:
    """What came of an entry that was added or changed: how it was taken, what it overrules, and what may be wrong."""
    how = next((key for key in ("replaced", "added", "updated") if getattr(merged, key)), "unchanged")
    kept = next((e for e in merged.entries if _same_terms(e, entry)), entry)
    notes = [{"message": f.message, "message_zh": f.message_zh} for f in entry_faults(entry) if f.severity != "error"]
    return {
        "taken": True,
        "how": how,
        "entry": entry_view(kept, HOUSE),
        "overrules": list(overruled(kept, settings)),
        "contradictions": contradictions_view(merged.contradictions),
        "notes": notes,
    }


def contradictions_view(contradictions: Iterable[Contradiction]) -> list[dict[str, str]]:
    """What was to be, and what is there (or was, if it was replaced)."""
    return [{"en": c.new.en, "zh": c.new.zh, "known": c.known.zh} for c in contradictions]


def _found_view(found: Found, layer: str, is_overruled: bool) -> dict[str, Any]:
    return entry_view(found.entry, layer) | {"how": found.how, "form": found.form, "overruled": is_overruled}


def _same_terms(a: TermEntry, b: TermEntry) -> bool:
    return " ".join(a.en.split()).lower() == " ".join(b.en.split()).lower() and a.zh.strip() == b.zh.strip()


def _english_of_later(layers: Sequence[TermLayer]) -> list[set[str]]:
    """For each layer, the English terms that a later one has as well, in lower case."""
    later: set[str] = set()
    found: list[set[str]] = []
    for number in range(len(layers) - 1, -1, -1):
        found.insert(0, set(later))
        if number:  # nothing comes before the first, which is by far the largest
            later |= {entry.en.lower() for entry in layers[number].entries}
    return found
