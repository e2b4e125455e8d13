"""The glossary entries in a release, each once, with the segments they stand in and how they came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from translator.release import Segment, Term


@dataclass(frozen=True, slots=True)
class TermLine:
    """How one glossary entry came out in an article.

    sources: the words it is in the source, as first written; targets: what is required for them, each once
    enforced: False for an entry that is shown and never required
    required: mentions in translated segments where it must come out right; found, repaired, missed: how many of these
        the engine had right, a repair put right, and nobody did; they sum up to required
    segments: ids of all segments it stands in, translated or not; missed_in: of those where it is missed
    """

    entry: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    field: str
    enforced: bool
    required: int
    found: int
    repaired: int
    missed: int
    segments: tuple[str, ...]
    missed_in: tuple[str, ...]


def term_report(segments: Sequence[Segment]) -> tuple[TermLine, ...]:
    """One line an entry, in the order of their first appearance.

    An entry that is not enforced has required 0 and the three others 0 too.
    """
    mentions: dict[str, list[tuple[Segment, Term]]] = {}
    for segment in segments:
        for term in segment.terms:
            mentions.setdefault(term.entry, []).append((segment, term))
    return tuple(_line(entry, found) for entry, found in mentions.items())


class TermTotals(NamedTuple):
    """The mentions of all entries where a term must come out right; the other three sum up to required."""

    required: int
    found: int
    repaired: int
    missed: int


def term_totals(lines: Iterable[TermLine]) -> TermTotals:
    """The sums over a term report; four zeros for an empty one."""
    counted = [(line.required, line.found, line.repaired, line.missed) for line in lines]
    return TermTotals(*(sum(column) for column in zip((0, 0, 0, 0), *counted, strict=True)))


def worst_first(lines: Iterable[TermLine]) -> tuple[TermLine, ...]:
    """The lines as a table shows them: with a miss, then as required, then not required anywhere."""
    return tuple(sorted(lines, key=lambda line: (not line.missed, not line.required)))


def _line(entry: str, mentions: Sequence[tuple[Segment, Term]]) -> TermLine:
    terms = [term for _, term in mentions]
    required = [(segment, term) for segment, term in mentions if term.enforced and segment.target]
    missed = [segment for segment, term in required if term.target_span is None]
    repaired = sum(term.target_span is not None and term.repaired for _, term in required)
    sources: dict[str, str] = {}
    for term in terms:
        sources.setdefault(term.source.casefold(), term.source)
    return TermLine(
        entry=entry,
        sources=tuple(sources.values()),
        targets=tuple(dict.fromkeys(term.target for term in terms)),
        field=terms[0].field,
        enforced=any(term.enforced for term in terms),
        required=len(required),
        found=len(required) - len(missed) - repaired,
        repaired=repaired,
        missed=len(missed),
        segments=_ids(segment for segment, _ in mentions),
        missed_in=_ids(missed),
    )


def _ids(segments: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(segment.id for segment in segments))
