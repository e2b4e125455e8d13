"""Releases as TMX 1.4b, for translation memories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from translator.release import BilingualRelease, Language, Segment
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(release: BilingualRelease) -> bytes:
    """One translation unit a translated segment, with origin, approval, quality and open issues (TMX 1.4b, level 1).

    No document type is named, so no reader has to fetch one.
    """
    version = release.provenance.software.rpartition(" ")[2] if release.provenance else ""
    root = empty(version, "BilingualRelease", release.article.language)
    body = root.find("body")
    for segment in release.segments:
        if segment.target:
            body.append(_unit(release, segment))
    return serialized(root)


def empty(version: str, format: str, source: Language) -> Any:
    """A document without units; format: what it is made from, as TMX's "o-tmf" says."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "press-translator",
            "creationtoolversion": xml_safe(version) or "unknown",
            "segtype": "sentence",
            "o-tmf": format,
            "adminlang": "en",
            "srclang": BCP47[source],
            "datatype": "plaintext",
        },
    )
    etree.SubElement(root, "body")
    return root


def fill(unit: Any, properties: Iterable[tuple[str, str]], texts: Iterable[tuple[Language, str]]) -> None:
    """Adds to a unit its properties, those that are not empty, and its texts."""
    from lxml import etree

    for name, value in properties:
        if value:
            etree.SubElement(unit, "prop", type=name).text = xml_safe(value)
    for language, text in texts:
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: BCP47[language]})
        etree.SubElement(variant, "seg").text = xml_safe(text)


def serialized(root: Any) -> bytes:
    """The document as indented UTF-8."""
    from lxml import etree

    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _unit(release: BilingualRelease, segment: Segment) -> Any:
    from lxml import etree

    unit = etree.Element("tu", tuid=xml_safe(segment.id), segtype="sentence")
    for issue in segment.issues:
        for language, message in (("en", issue.message), ("zh-CN", issue.message_zh)):
            note = etree.SubElement(unit, "note", {_XML_LANG: language})
            note.text = xml_safe(f"{issue.severity}, {issue.check}: {message}")
    properties = (
        ("x-article", release.article.name),
        ("x-block-kind", release.article.blocks[segment.block].kind),
        ("x-origin", segment.origin or "unknown"),
        ("x-approved", "yes" if segment.approved else ""),
        ("x-quality", "" if segment.quality is None else f"{segment.quality:.2f}"),
    )
    fill(unit, properties, zip(release.direction, (segment.source, segment.target), strict=True))
    return unit
