"""Aligned texts as TMX 1.4b, for translation memories."""

from __future__ import annotations

from typing import Any

from translator.bitext import Bead, Bitext
from translator.writing import tmx
from translator.writing.bitexts.confidence import LEAST, is_pair


def render(bitext: Bitext, least: float = LEAST) -> bytes:
    """One translation unit a bead that has both sides, with its confidence and who said so (TMX 1.4b, level 1).

    least: pairs of less confidence are left out
    No document type is named, so no reader has to fetch one.
    """
    root = empty(bitext)
    body = root.find("body")
    for number, bead in enumerate(bitext.beads, 1):
        if is_pair(bead, least):
            body.append(_unit(bitext, bead, number))
    return tmx.serialized(root)


def empty(bitext: Bitext) -> Any:
    """The document without units, to which the review page adds those of its table."""
    return tmx.empty("align", "Bitext", bitext.direction.source)


def _unit(bitext: Bitext, bead: Bead, number: int) -> Any:
    from lxml import etree

    unit = etree.Element("tu", tuid=str(number), segtype="sentence")
    properties = (
        ("x-article", bitext.name),
        ("x-block-kind", bitext.sources[bead.sources[0]].kind),
        ("x-confidence", f"{bead.confidence:.3f}"),
        ("x-by", bead.by),
        ("x-kind", bead.kind),
    )
    tmx.fill(unit, properties, zip(bitext.direction, bitext.text(bead), strict=True))
    return unit
