"""Releases as XLIFF 2.1, for translation editors: a unit a block, a segment a sentence."""

from __future__ import annotations

import re
from typing import Any

from translator.release import BilingualRelease, Issue, Language, Segment, Span, Term, join_sentences
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47, is_kept, notice, numbers, warnings

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIORITY = {"error": "1", "warning": "2", "note": "3"}
_Marked = tuple[str, Span]
"""Id of a term's marker, and the characters it marks."""


def render(release: BilingualRelease) -> bytes:
    """The article and its translation (XLIFF 2.1, OASIS Standard 2018): core, and the glossary module for terms.

    Issues are notes of the unit; the brief is not part of it. Text that was kept has translate="no".
    """
    from lxml import etree

    root = etree.Element(
        _core("xliff"),
        version="2.1",
        srcLang=BCP47[release.article.language],
        trgLang=BCP47[release.target_language],
        nsmap={None: _CORE, "gls": _GLOSSARY},
    )
    file = etree.SubElement(root, _core("file"), id="f1", original=xml_safe(release.article.name))
    notices = filter(None, notice(release) or ())
    if remarks := [*(("notice", text) for text in notices), *(("warning", text) for text in warnings(release))]:
        notes = etree.SubElement(file, _core("notes"))
        for category, text in remarks:
            etree.SubElement(notes, _core("note"), category=category).text = xml_safe(text)
    for index in range(len(release.article.blocks)):
        file.append(_unit(release, index))
    if not release.article.blocks:
        # a file must hold a unit or a group, and only a group may be empty
        etree.SubElement(file, _core("group"), id="empty")
    _indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _unit(release: BilingualRelease, index: int) -> Any:
    from lxml import etree

    block = release.article.blocks[index]
    segments = release.block_segments(index)
    unit = etree.Element(_core("unit"), {"id": f"b{index + 1}", "type": f"press:{block.kind}", _XML_SPACE: "preserve"})
    if is_kept(release, index):
        unit.set("translate", "no")
    marks = {segment.id: _number_terms(segment) for segment in segments}
    _add_glossary(unit, segments, marks)
    _add_notes(unit, segments, numbers(release))
    if not segments:
        kept = etree.SubElement(unit, _core("segment"), id="s1", state="initial")
        etree.SubElement(kept, _core("source")).text = xml_safe(block.text)
    for position, segment in enumerate(segments):
        if position:
            _add_space(unit, release.article.language, release.target_language)
        unit.append(_segment(segment, marks[segment.id]))
    return unit


def _segment(segment: Segment, marks: list[tuple[str, Term]]) -> Any:
    from lxml import etree

    element = etree.Element(_core("segment"), id=_token(segment.id), state=_state(segment))
    if segment.origin:
        element.set("subState", f"press:{segment.origin}")
    _fill(etree.SubElement(element, _core("source")), segment.source, [(key, term.span) for key, term in marks])
    if segment.target:
        found = [(key, term.target_span) for key, term in marks if term.target_span]
        _fill(etree.SubElement(element, _core("target")), segment.target, found)
    return element


def _state(segment: Segment) -> str:
    if not segment.target:
        return "initial"
    return "reviewed" if segment.origin == "human" else "translated"


def _number_terms(segment: Segment) -> list[tuple[str, Term]]:
    return [(f"{_token(segment.id)}.t{number}", term) for number, term in enumerate(segment.terms, 1)]


def _add_glossary(unit: Any, segments: tuple[Segment, ...], marks: dict[str, list[tuple[str, Term]]]) -> None:
    from lxml import etree

    if not any(segment.terms for segment in segments):
        return
    glossary = etree.SubElement(unit, _gls("glossary"))
    for segment in segments:
        marked = {key for key, _ in _apart([(key, term.span) for key, term in marks[segment.id]])}
        for key, term in marks[segment.id]:
            entry = etree.SubElement(glossary, _gls("glossEntry"), id=f"{key}.g")
            if key in marked:
                entry.set("ref", f"#{key}")
            etree.SubElement(entry, _gls("term")).text = xml_safe(term.source)
            for translation in dict.fromkeys((term.target, *term.accepted)):
                etree.SubElement(entry, _gls("translation")).text = xml_safe(translation)


def _add_notes(unit: Any, segments: tuple[Segment, ...], number: dict[str, int]) -> None:
    from lxml import etree

    issues = [(segment, issue) for segment in segments for issue in segment.issues]
    if not issues:
        return
    notes = etree.SubElement(unit, _core("notes"))
    for position, (segment, issue) in enumerate(issues, 1):
        note = etree.SubElement(
            notes,
            _core("note"),
            id=f"n{position}",
            category=issue.check,
            priority=_PRIORITY[issue.severity],
            appliesTo="source" if issue.source_span and not issue.target_span else "target",
        )
        # a note belongs to a unit, so its text has to say which sentence is meant
        note.text = xml_safe(_note(number[segment.id], segment, issue))


def _note(number: int, segment: Segment, issue: Issue) -> str:
    where = f" at “{segment.target[slice(*issue.target_span)]}”" if issue.target_span else ""
    fix = f" [{issue.fix}]" if issue.fix is not None else ""
    return f"Sentence {number}, {issue.severity}{where}: {issue.message} / {issue.message_zh}{fix}"


def _add_space(unit: Any, source: Language, target: Language) -> None:
    from lxml import etree

    between = etree.SubElement(unit, _core("ignorable"))
    for name, language in (("source", source), ("target", target)):
        etree.SubElement(between, _core(name)).text = join_sentences(["", ""], language) or None


def _fill(element: Any, text: str, spans: list[_Marked]) -> None:
    from lxml import etree

    text, done, last = xml_safe(text), 0, None
    for key, (start, end) in _apart(spans):
        _append(element, last, text[done:start])
        last = etree.SubElement(element, _core("mrk"), id=key, type="term")
        last.text = text[start:end]
        done = end
    _append(element, last, text[done:])


def _append(element: Any, last: Any, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def _apart(spans: list[_Marked]) -> list[_Marked]:
    """The spans that do not overlap a longer one, in order: a marker is an element, and elements only nest."""
    chosen: list[_Marked] = []
    for key, (start, end) in sorted(spans, key=lambda marked: marked[1][0] - marked[1][1]):
        if start < end and all(end <= other[0] or other[1] <= start for _, other in chosen):
            chosen.append((key, (start, end)))
    return sorted(chosen, key=lambda marked: marked[1])


def _indent(element: Any, depth: int = 0) -> None:
    """Indents outside the sentences only: inside them white space is text."""
    if not len(element) or element.tag in (_core("source"), _core("target")):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth


def _token(text: str) -> str:
    """The id as an NMTOKEN, which XLIFF asks for."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found.group()):x}", text) or "s"


def _core(name: str) -> str:
    return f"{{{_CORE}}}{name}"


def _gls(name: str) -> str:
    return f"{{{_GLOSSARY}}}{name}"
