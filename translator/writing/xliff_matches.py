"""What the translation memory offers, in the translation candidates module of XLIFF 2.1."""

from __future__ import annotations

from typing import Any

from translator.release import Segment
from translator.writing.characters import xml_safe
from translator.writing.xliff_names import core, mtc, token


def add_matches(unit: Any, segments: tuple[Segment, ...]) -> None:
    """Adds what the memory offers for these segments of a unit, nothing where it offers nothing.

    Each candidate says how like its source is to the segment's (similarity, 0 to 100) and where the memory has it from.
    """
    from lxml import etree

    found = [(segment, match) for segment in segments for match in segment.matches]
    if not found:
        return
    candidates = etree.SubElement(unit, mtc("matches"))
    for position, (segment, match) in enumerate(found, 1):
        candidate = etree.SubElement(
            candidates,
            mtc("match"),
            id=f"m{position}",
            ref=f"#{token(segment.id)}",
            type="tm",
            subType=f"press:{match.kind}",
            similarity=f"{min(max(100 * match.score, 0), 100):.2f}",
        )
        if segment.origin == "memory":
            # used as it is because it was approved; of others the memory does not know how good they are
            candidate.set("matchQuality", "100")
        if match.note:
            candidate.set("origin", xml_safe(match.note))
        etree.SubElement(candidate, core("source")).text = xml_safe(match.source)
        etree.SubElement(candidate, core("target")).text = xml_safe(match.target)
