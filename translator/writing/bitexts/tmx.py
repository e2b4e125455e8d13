"""Aligned texts as TMX 1.4b, for translation memories."""

from __future__ import annotations

from typing import Any

from translator.bitext import Bead, Bitext
from translator.writing.bitexts.confidence import LEAST, is_pair
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(bitext: Bitext, least: float = LEAST) -> bytes:
    """One translation unit a bead that has both sides, with its confidence and who said so (TMX 1.4b, level 1).

    least: pairs of less confidence are left out
    No document type is named, so no reader has to fetch one.
    """
    from lxml import etree

    root = empty(bitext)
    body = root.find("body")
    for number, bead in enumerate(bitext.beads, 1):
        if is_pair(bead, least):
            body.append(_unit(bitext, bead, number))
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def empty(bitext: Bitext) -> Any:
    """The document without units, to which the review page adds those of its table."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "press-translator",
            "creationtoolversion": "align",
            "segtype": "sentence",
            "o-tmf": "Bitext",
            "adminlang": "en",
            "srclang": BCP47[bitext.direction.source],
            "datatype": "plaintext",
        },
    )
    etree.SubElement(root, "body")
    return root


def _unit(bitext: Bitext, bead: Bead, number: int) -> Any:
    from lxml import etree

    unit = etree.Element("tu", tuid=str(number), segtype="sentence")
    for name, value in (
        ("x-article", bitext.name),
        ("x-block-kind", bitext.sources[bead.sources[0]].kind),
        ("x-confidence", f"{bead.confidence:.3f}"),
        ("x-by", bead.by),
        ("x-kind", bead.kind),
    ):
        if value:
            etree.SubElement(unit, "prop", type=name).text = xml_safe(value)
    for language, text in zip(bitext.direction, bitext.text(bead), strict=True):
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: BCP47[language]})
        etree.SubElement(variant, "seg").text = xml_safe(text)
    return unit
