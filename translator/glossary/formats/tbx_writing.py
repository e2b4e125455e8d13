"""Writes termbases in TBX-Basic: ISO 30042:2019 in DCT style, and the edition of 2008 for tools that read only that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO, Literal

from translator.glossary.entries import BOTH_WAYS, TermEntry
from translator.glossary.formats.tbx import MARK

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"

Edition = Literal[2008, 2019]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES: dict[str | None, str] = {None: CORE, "min": MIN, "basic": BASIC}
_TITLE = "Glossary, written by press-translator"
_DESCRIPTION = "One concept an entry, in English and simplified Chinese."
_NAMES = {
    2019: {"root": "tbx", "header": "tbxHeader", "concept": "conceptEntry", "language": "langSec", "term": "termSec"},
    2008: {"root": "martif", "header": "martifHeader", "concept": "termEntry", "language": "langSet", "term": "tig"},
}
# The module (2019) and the general tag (2008) of each data category of TBX-Basic that is written.
_CATEGORIES = {
    "subjectField": (MIN, "descrip"),
    "partOfSpeech": (MIN, "termNote"),
    "administrativeStatus": (MIN, "termNote"),
    "termType": (BASIC, "termNote"),
    "source": (BASIC, "admin"),
}
_POS = {"n": "noun", "pn": "noun", "adj": "adjective", "v": "verb"}
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
# XML 1.0, production 2 (Char), turned round
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(entries: Iterable[TermEntry], file: BinaryIO, edition: Edition = 2019) -> None:
    """Write one concept an entry: the required terms preferred, the others admitted, the forbidden ones deprecated.

    What TBX-Basic has no data category for (in which directions the entry is enforced, that it is a proper name) goes
    into a note that this project reads back. An id that XML does not allow, or that is there twice, is left out.
    """
    from lxml import etree

    names = _NAMES[edition]
    root = etree.Element(_core(names["root"], edition), nsmap=_NAMESPACES if edition == 2019 else None)
    root.set("type", "TBX-Basic")
    if edition == 2019:
        root.set("style", "dct")
    root.set(_XML_LANG, "en")
    description = _inside(_inside(root, names["header"], edition), "fileDesc", edition)
    _inside(_inside(description, "titleStmt", edition), "title", edition).text = _TITLE
    _inside(_inside(description, "sourceDesc", edition), "p", edition).text = _DESCRIPTION
    body = _inside(_inside(root, "text", edition), "body", edition)
    body.append(etree.Comment("concepts"))
    etree.indent(root)
    before, after = etree.tostring(root, xml_declaration=True, encoding="UTF-8").split(b"<!--concepts-->")
    # One concept at a time is in memory; the namespaces, which each would declare again, are declared at the root.
    empty = etree.tostring(_concept(edition), encoding="UTF-8")
    declared = empty[empty.index(b"Entry") + len(b"Entry") : -len(b"/>")]
    file.write(before)
    ids: set[str] = set()
    for number, entry in enumerate(entries):
        concept = _concept(edition)
        _fill(concept, entry, edition, ids)
        etree.indent(concept, level=3)
        written = etree.tostring(concept, encoding="UTF-8").replace(declared, b"", 1)
        file.write(b"\n      " + written if number else written)
    file.write(after + b"\n")


def _concept(edition: Edition) -> Any:
    from lxml import etree

    namespaces = _NAMESPACES if edition == 2019 else None
    return etree.Element(_core(_NAMES[edition]["concept"], edition), nsmap=namespaces)


def _fill(concept: Any, entry: TermEntry, edition: Edition, ids: set[str]) -> None:
    if _ID.fullmatch(entry.id) and entry.id not in ids:
        ids.add(entry.id)
        concept.set("id", entry.id)
    _say(concept, "subjectField", entry.field, edition)
    _say(concept, "source", entry.source, edition)
    for note in (_marked(entry), entry.note):
        if note:
            _inside(concept, "note", edition).text = _safe(note)
    for tag, main, variants, abbreviations, forbidden in (
        ("en", entry.en, entry.variants_en, entry.abbr_en, entry.forbidden_en),
        ("zh-CN", entry.zh, entry.variants_zh, entry.abbr_zh, entry.forbidden_zh),
    ):
        language = _inside(concept, _NAMES[edition]["language"], edition)
        language.set(_XML_LANG, tag)
        _add_term(language, main, "preferred", edition, pos=entry.pos)
        for text in variants:
            _add_term(language, text, "admitted", edition)
        for text in abbreviations:
            _add_term(language, text, "admitted", edition, kind="acronym" if text.isupper() else "abbreviation")
        for text in forbidden:
            _add_term(language, text, "deprecated", edition)


def _add_term(language: Any, text: str, status: str, edition: Edition, kind: str = "", pos: str = "") -> None:
    section = _inside(language, _NAMES[edition]["term"], edition)
    _inside(section, "term", edition).text = _safe(text)
    _say(section, "partOfSpeech", _POS.get(pos, "other" if pos else ""), edition)
    _say(section, "administrativeStatus", f"{status}Term-admn-sts", edition)
    _say(section, "termType", kind, edition)


def _say(parent: Any, category: str, text: str, edition: Edition) -> None:
    from lxml import etree

    if not text:
        return
    module, tag = _CATEGORIES[category]
    if edition == 2019:
        etree.SubElement(parent, f"{{{module}}}{category}").text = _safe(text)
    else:
        etree.SubElement(parent, tag, type=category).text = _safe(text)


def _marked(entry: TermEntry) -> str:
    said = [] if entry.enforced == BOTH_WAYS else [f"enforced={'|'.join(entry.enforced) or 'no'}"]
    if entry.pos and entry.pos not in {"n", "adj", "v"}:
        said.append("pos=" + re.sub(r"[^\w-]+", "-", entry.pos))
    return " ".join([MARK, *said]) if said else ""


def _inside(parent: Any, name: str, edition: Edition) -> Any:
    """A new last child in the core namespace of the edition."""
    from lxml import etree

    return etree.SubElement(parent, _core(name, edition))


def _core(name: str, edition: Edition) -> str:
    return f"{{{CORE}}}{name}" if edition == 2019 else name


def _safe(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
