"""No word has become its opposite: benign is not 恶性, noninvasive is not 有创."""

from __future__ import annotations

from translator.checks.polarity.opposites import exchanged
from translator.release import Direction, Issue, Segment


def check_opposites(segment: Segment, direction: Direction) -> list[Issue]:
    """An error for each word of the source whose opposite, and not itself, stands in the target."""
    return [
        Issue(
            "opposites",
            "error",
            f"“{segment.source[slice(*here)]}” became its opposite, “{segment.target[slice(*there)]}”.",
            f"“{segment.source[slice(*here)]}”在译文中变成了相反的“{segment.target[slice(*there)]}”。",
            here,
            there,
        )
        for here, there in exchanged(segment.source, segment.target, direction)
    ]
