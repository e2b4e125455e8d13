"""Compares runs: every metric on the segments that two runs share."""

from __future__ import annotations

from dataclasses import dataclass

from translator.release import ReleaseError

from .bootstrap import Difference, paired
from .metrics import METRICS
from .results import Measured, Run, Scored

_DIRECTIONS = {"en-zh": "zh", "zh-en": "en"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs in one direction; notes: what was left out of the comparison and why."""

    direction: str
    segments: int
    differences: dict[str, Difference]
    notes: tuple[str, ...]


def compare_runs(a: Run, b: Run, names: tuple[str, str] = ("A", "B")) -> list[Comparison]:
    """One comparison for each direction that both have.

    Raises ReleaseError when they share no segment, or when sources or references differ.
    """
    shared = [d for d in a.directions if d in b.directions]
    if not shared:
        raise ReleaseError(f"{names[0]} and {names[1]} share no direction: {_listed(a)} and {_listed(b)}.")
    return [_compare(d, a.directions[d], b.directions[d], names) for d in shared]


def _compare(direction: str, a: Measured, b: Measured, names: tuple[str, str]) -> Comparison:
    others = {s.id: s for s in b.segments}
    pairs = [(s, others[s.id]) for s in a.segments if s.id in others]
    if not pairs:
        raise ReleaseError(f"{names[0]} and {names[1]} share no segment in {direction}: nothing to compare.")
    for one, other in pairs:
        if (one.source, one.reference) != (other.source, other.reference):
            raise ReleaseError(
                f"{names[0]} and {names[1]} are not on the same data: {direction} segment {one.id} has another "
                "source or reference. Compare runs on the same corpus or files."
            )
    left, right = ([pair[side] for pair in pairs] for side in (0, 1))
    target = _DIRECTIONS[direction]
    differences = {name: paired(name, left, right, target) for name in METRICS}  # type: ignore[arg-type]
    notes = [
        f"{name}: {len(m.segments) - len(pairs)} segments left out, {other} has none of them"
        for name, other, m in ((names[0], names[1], a), (names[1], names[0], b))
        if len(m.segments) > len(pairs)
    ]
    if any(_required(one) != _required(other) for one, other in pairs):
        del differences["terms"]
        notes.append("terms: not compared, the two runs asked for different terms (--terms)")
    if any([n for n, _ in one.numbers] != [n for n, _ in other.numbers] for one, other in pairs):
        del differences["numbers"]
        notes.append("numbers: not compared, the two runs read different numbers in the sources")
    return Comparison(direction, len(pairs), differences, tuple(notes))


def _required(segment: Scored) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(t.source, t.target, t.accepted) for t in segment.terms]


def _listed(run: Run) -> str:
    return ", ".join(run.directions) or "none"
