"""Termbases in TBX: ISO 30042:2019 in DCT and DCA style, the 2008 edition (martif), and TBX-Min."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from translator.glossary.entries import BOTH_WAYS, TermEntry, entry_id
from translator.glossary.formats.cells import checked, clean
from translator.glossary.formats.contents import Contents, Place
from translator.glossary.formats.languages import language_of
from translator.glossary.formats.xml_safety import declares_entities
from translator.release import Language, ReleaseError

MARK = "press-translator:"
"""Opens the note that holds what TBX-Basic has no data category for."""

ROOTS = ("tbx", "martif", "TBX")
CONCEPTS = ("conceptEntry", "termEntry", "entry")
LANGUAGES = ("langSec", "langSet", "langGroup")
TERMS = ("termSec", "tig", "ntig", "termGroup")

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKED = re.compile(rf"{MARK}((?: \w+=[\w|-]+)+)")
_STATUS = ("administrativeStatus", "termStatus", "normativeAuthorization")
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete", "notrecommended", "prohibited", "rejected")
_PREFERRED = ("preferred", "standardized", "recommended")
_ABBREVIATION = {"acronym", "abbreviation", "initialism", "abbreviatedformofterm"}
_PLACE = re.compile(r", line \d+, column \d+$")
_POS = {"noun": "n", "propernoun": "pn", "adjective": "adj", "verb": "v"}


@dataclass(frozen=True, slots=True)
class _TermSection:
    text: str
    status: str
    abbreviation: bool
    pos: str


def read(label: str, data: bytes) -> Contents:
    """The entries of a termbase; a concept without an English or a (simplified) Chinese term is skipped.

    In each language the first preferred term, or else the first full form, is the required one; deprecated and
    superseded terms are forbidden; abbreviations and other terms are right too.
    Raises ReleaseError for XML that is broken, declares entities or is no TBX, and for a termbase in other languages.
    """
    from lxml import etree

    place = Place(label)
    if declares_entities(io.BytesIO(data)):
        raise ReleaseError(
            f"{label}: the file declares XML entities, which can be made to fill the memory or to read other files. "
            "No termbase needs them: export it again without a document type."
        )
    rows: list[tuple[int, TermEntry]] = []
    skipped: list[str] = []
    found: Counter[str] = Counter()
    context = etree.iterparse(
        io.BytesIO(data),
        tag=[f"{{*}}{name}" for name in CONCEPTS],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, concept in context:
            line = concept.sourceline or 0
            sections = _sections(concept)
            _refuse_entities(place, concept)
            found.update({tag for tag, _ in sections})
            entry = _entry(place, concept, sections)
            if entry is None:
                skipped.append(f"{place.unit} {line}: no English and Chinese term side by side")
            else:
                rows.append((line, checked(place, line, entry)))
            _forget(concept)
    except etree.XMLSyntaxError as error:
        raise ReleaseError(
            f"{place.at(error.lineno or 1)}: the XML is broken: {_PLACE.sub('', error.msg)}. Export the termbase again."
        ) from error
    root = etree.QName(context.root).localname
    if root not in ROOTS:
        raise ReleaseError(
            f"{label}: this XML is no TBX, its root is <{root}>. Export the termbase as TBX, CSV or XLSX."
        )
    if not rows and not skipped:
        raise ReleaseError(f"{label}: the termbase has no entries. Export it again, with English and Chinese.")
    if not rows:
        languages = ", ".join(f"{tag or 'none'} ({n})" for tag, n in found.most_common(8)) or "none"
        raise ReleaseError(
            f"{label}: none of its {len(skipped)} entries has both an English and a simplified Chinese term. "
            f"Languages in it: {languages}. Export it with en and zh-CN."
        )
    return Contents(tuple(rows), tuple(skipped))


def _refuse_entities(place: Place, concept: Any) -> None:
    from lxml import etree

    # Such as &nbsp;, where a document type that is not fetched may declare it.
    for entity in concept.iter(etree.Entity):
        raise ReleaseError(
            f"{place.at(entity.sourceline or concept.sourceline or 1)}: {entity.text} is unknown in XML. "
            "Put the character itself there, or export the termbase again."
        )


def _sections(concept: Any) -> list[tuple[str, Any]]:
    """The language sections of a concept with their tags."""
    return [(child.get(_XML_LANG) or child.get("lang") or "", child) for child in concept if _local(child) in LANGUAGES]


def _entry(place: Place, concept: Any, sections: list[tuple[str, Any]]) -> TermEntry | None:
    terms: dict[Language, list[_TermSection]] = {"en": [], "zh": []}
    for tag, section in sections:
        language = language_of(tag)
        if language:
            terms[language] += (_term(s) for s in section if _local(s) in TERMS)
    en, zh = (_forms([t for t in terms[language] if t.text]) for language in ("en", "zh"))
    if en is None or zh is None:
        return None
    facts = list(_facts(concept))
    notes = [text for name, text in facts if name == "note"]
    marked = next((found for found in map(_MARKED.fullmatch, notes) if found), None)
    extra = dict(pair.split("=", 1) for pair in marked[1].split()) if marked else {}
    enforced = extra.get("enforced", "yes")
    main_en, main_zh = en[0][0], zh[0][0]
    return TermEntry(
        id=concept.get("id") or entry_id(main_en.text, main_zh.text),
        en=main_en.text,
        zh=main_zh.text,
        pos=extra.get("pos") or main_en.pos or main_zh.pos,
        field=next((text for name, text in facts if name == "subjectField"), ""),
        abbr_en=en[2],
        abbr_zh=zh[2],
        variants_en=en[1],
        variants_zh=zh[1],
        forbidden_en=en[3],
        forbidden_zh=zh[3],
        enforced=BOTH_WAYS if enforced == "yes" else tuple(d for d in BOTH_WAYS if d == enforced),
        source=next((text for name, text in facts if name == "source"), place.source),
        note="; ".join(note for note in notes if not (marked and note == marked[0])),
    )


_Forms = tuple[list[_TermSection], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _forms(terms: list[_TermSection]) -> _Forms | None:
    """The required term, the variants, the abbreviations and the forbidden terms; None without a right term."""
    right = [t for t in terms if t.status != "forbidden"]
    if not right:
        return None
    main = min(right, key=lambda t: (t.status != "preferred", t.abbreviation))
    rest = [t for t in right if t.text != main.text]
    return (
        [main],
        tuple(dict.fromkeys(t.text for t in rest if not t.abbreviation)),
        tuple(dict.fromkeys(t.text for t in rest if t.abbreviation)),
        tuple(dict.fromkeys(t.text for t in terms if t.status == "forbidden")),
    )


def _term(section: Any) -> _TermSection:
    text, status, kind, pos = "", "", "", ""
    for element in section.iter():
        name = _category(element)
        if name == "term":
            text = clean("".join(element.itertext()))
        elif name in _STATUS:
            status = _letters(element.text)
        elif name == "termType":
            kind = _letters(element.text)
        elif name == "partOfSpeech":
            pos = _POS.get(_letters(element.text), "")
    if status.startswith(_FORBIDDEN):
        status = "forbidden"
    elif status.startswith(_PREFERRED):
        status = "preferred"
    return _TermSection(text, status, kind in _ABBREVIATION, pos)


def _facts(concept: Any) -> Iterator[tuple[str, str]]:
    """Data category and text of what is said of the concept itself."""
    for child in concept:
        name = _local(child)
        if name in LANGUAGES:
            continue
        if name == "descripGrp":
            # The source in a description's group is the source of that description.
            yield from ((_category(c), _content(c)) for c in child if _category(c) == "subjectField")
        elif name == "adminGrp":
            yield from ((_category(c), _content(c)) for c in child if _category(c) == "source")
        else:
            yield _category(child), _content(child)


def _category(element: Any) -> str:
    """The data category: the name of the tag (DCT), or of the type of a general tag (DCA, TBX of 2008)."""
    name = _local(element)
    return element.get("type", name) if name in {"termNote", "descrip", "admin"} else name


def _content(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _letters(text: str | None) -> str:
    return re.sub("[^a-z]", "", (text or "").lower())


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(concept: Any) -> None:
    # What was read is let go, so that memory does not grow with the file.
    concept.clear()
    while concept.getprevious() is not None:
        del concept.getparent()[0]
