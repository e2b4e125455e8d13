"""Releases as TMX 1.4b, for translation memories."""

from __future__ import annotations

from typing import Any

from translator.release import BilingualRelease, Segment
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(release: BilingualRelease) -> bytes:
    """One translation unit a translated segment, with its origin, quality and open issues (TMX 1.4b, level 1).

    No document type is named, so no reader has to fetch one.
    """
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    version = release.provenance.software.rpartition(" ")[2] if release.provenance else ""
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "press-translator",
            "creationtoolversion": xml_safe(version) or "unknown",
            "segtype": "sentence",
            "o-tmf": "BilingualRelease",
            "adminlang": "en",
            "srclang": BCP47[release.article.language],
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for segment in release.segments:
        if segment.target:
            body.append(_unit(release, segment))
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
    for name, value in (
        ("x-article", release.article.name),
        ("x-block-kind", release.article.blocks[segment.block].kind),
        ("x-origin", segment.origin or "unknown"),
        ("x-quality", "" if segment.quality is None else f"{segment.quality:.2f}"),
    ):
        if not value:
            continue
        etree.SubElement(unit, "prop", type=name).text = xml_safe(value)
    for language, text in (
        (release.article.language, segment.source),
        (release.target_language, segment.target),
    ):
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: BCP47[language]})
        etree.SubElement(variant, "seg").text = xml_safe(text)
    return unit
