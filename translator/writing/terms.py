"""The terms of a release, each once, with the segments they stand in."""

from __future__ import annotations

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
