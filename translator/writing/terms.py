"""The terms of a release, each once, with the segments they stand in and how they came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.release import BilingualRelease, Segment, Term


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of the terms table: a term, and the segments it stands in, met as the glossary says or missing."""

    term: Term
    met: tuple[Segment, ...]
    missing: tuple[Segment, ...]


def term_rows(release: BilingualRelease) -> tuple[TermRow, ...]:
    """Every term once, in the order of its first appearance."""
    found: dict[tuple[str, str, str], tuple[Term, list[Segment], list[Segment]]] = {}
    for segment in release.segments:
        for term in segment.terms:
            key = (term.entry, term.source.casefold(), term.target)
            _, met, missing = found.setdefault(key, (term, [], []))
            place = met if term.target_span or not (term.enforced and segment.target) else missing
            if segment not in place:
                place.append(segment)
    return tuple(TermRow(term, tuple(met), tuple(missing)) for term, met, missing in found.values())


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


def _line(entry: str, mentions: Sequence[tuple[Segment, Term]]) -> TermLine:
    terms = [term for _, term in mentions]
    required = [(segment, term) for segment, term in mentions if term.enforced and segment.target]
    missed = [segment for segment, term in required if term.target_span is None]
    repaired = sum(term.target_span is not None and _is_repaired(term) for _, term in required)
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


def _is_repaired(term: Term) -> bool:
    return bool(getattr(term, "repaired", False))


def _ids(segments: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(segment.id for segment in segments))
