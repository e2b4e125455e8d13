"""Negation cues of a text: the words that negate it, and how surely."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from translator.release import Language, Span

Kind = Literal["strong", "firm", "weak", "hint", "none"]

_DATA = Path(__file__).parents[1] / "data"
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH_WORD = re.compile(r"(?<![\w'’])[A-Za-z]+")


class Cue(NamedTuple):
    """A word that negates.

    kind: "strong" where it negates a sentence and every translation must say so; "firm" where it negates by its
        meaning (lack, refuse, 不足) and most translations say so; "weak" where the other language may well do without;
        "hint" where it answers only a cue of the same label (only, 才)
    labels: what else it may be in the other language ("less", "until")
    span: where it stands in its text
    """

    kind: Kind
    labels: frozenset[str]
    text: str
    span: Span


class _Entry(NamedTuple):
    """A regular expression and what it says of the words that fit."""

    pattern: str
    kind: Kind
    labels: frozenset[str]


@dataclass(frozen=True)
class _Group:
    """Entries that may start with the same character, longest first."""

    entries: tuple[_Entry, ...]

    @cached_property
    def any(self) -> re.Pattern[str]:
        """What fits where one of the entries does: tried one by one at every word, they would take long."""
        # Compiled when it is first asked for, since most are never.
        return re.compile("|".join(f"(?:{entry.pattern})" for entry in self.entries), re.IGNORECASE)


class _Table(NamedTuple):
    """Entries by the character that they start with; floating: those that may start with any."""

    starting: dict[str, _Group]
    floating: _Group


def read_cues(text: str, language: Language) -> list[Cue]:
    """The negation cues of the text, in order; where several overlap, the first and longest."""
    table = _table(language)
    starts = _ENGLISH_WORD.finditer(text) if language == "en" else _HAN.finditer(text)
    cues: list[Cue] = []
    edge = 0
    for start in (match.start() for match in starts):
        if start < edge:
            continue
        read = _longest(table.starting.get(text[start].lower(), table.floating), text, start)
        if read:
            entry, edge = read
            if entry.kind != "none":
                cues.append(Cue(entry.kind, entry.labels, text[start:edge], (start, edge)))
    return cues


def _longest(group: _Group, text: str, start: int) -> tuple[_Entry, int] | None:
    """The entry that takes most of the text from the start on, the first of several, and where it ends."""
    if not group.any.match(text, start):
        return None
    found: tuple[_Entry, int] | None = None
    for entry in group.entries:
        match = _compiled(entry.pattern).match(text, start)
        if match and (found is None or match.end() > found[1]):
            found = entry, match.end()
    return found


@cache
def _table(language: Language) -> _Table:
    data = (_DATA / f"negation_{language}.toml").read_text("utf-8")
    entries: list[tuple[str, Kind, frozenset[str]]] = []
    for group in tomllib.loads(data)["cue"]:
        entries += [
            (word, group["kind"], frozenset(group.get("labels", "").split())) for word in group["words"].split()
        ]
    entries.sort(key=lambda entry: -_length(entry[0]))
    floating: list[_Entry] = []
    starting: dict[str, list[_Entry]] = {}
    for word, kind, labels in entries:
        entry = _Entry(_pattern(word, language), kind, labels)
        initial = _initial(word)
        if initial:
            starting.setdefault(initial, list(floating)).append(entry)
        else:
            floating.append(entry)
            for known in starting.values():
                known.append(entry)
    return _Table({key: _Group(tuple(value)) for key, value in starting.items()}, _Group(tuple(floating)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _pattern(word: str, language: Language) -> str:
    if language == "zh":
        return word
    pattern = re.sub(r"(?<![\])])\*", "[a-z]*", word).replace("_", r"\s+")
    return rf"(?:{pattern})(?![\w])"


def _initial(word: str) -> str:
    bare = re.sub(r"^\(\?<[=!][^)]*\)", "", word)
    return bare[0].lower() if bare and (bare[0].isalpha() and bare[1:2] not in ("?", "*")) else ""


def _length(word: str) -> int:
    """Characters that the pattern spells out, roughly: of two patterns that fit, the one that says more is meant."""
    spelled = re.sub(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)", "", word)
    return len(re.sub(r"[(){}?*|^+\\:.]", "", re.sub(r"\[[^\]]*\](?:\{[^}]*\}|[*+?])?", ".", spelled)))
