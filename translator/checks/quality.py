"""Estimates how good a translation is without a reference, so that the worst come first."""

from __future__ import annotations

from collections.abc import Sequence

from translator.release import Direction, Segment


def estimate(
    segments: Sequence[Segment], direction: Direction, similarities: Sequence[float] | None = None
) -> list[float]:
    """For each segment a number from 0 (bad) to 1 (good)."""
    return [0.5 ** sum(issue.severity != "note" for issue in segment.issues) for segment in segments]
