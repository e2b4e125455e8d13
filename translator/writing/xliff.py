"""Releases as XLIFF 2.1, for translation editors: a unit a block, a segment a sentence."""

from __future__ import annotations

from typing import Any

from translator.release import BilingualRelease, Issue, Language, Segment, Span, Term, join_sentences
from translator.writing.characters import xml_safe
from translator.writing.wording import BCP47, is_kept, notice, numbers, warnings
from translator.writing.xliff_matches import add_matches
from translator.writing.xliff_names import NAMESPACES, XML_SPACE, core, gls, its, mda, token

_PRIORITY = {"error": "1", "warning": "2", "note": "3"}
# ITS 2.0, 8.17: from 0 to 100
_ITS_SEVERITY = {"error": "100", "warning": "50", "note": "10"}
# ITS 2.0, 8.17, appendix C: what a check finds, in the words of that standard
_ITS_TYPES = {
    "omission": "omission",
    "coverage": "omission",
    "meaning": "mistranslation",
    "negation": "mistranslation",
    "opposites": "mistranslation",
    "approximation": "mistranslation",
    "trends": "mistranslation",
    "speakers": "mistranslation",
    "numbers": "numbers",
    "money": "numbers",
    "units": "numbers",
    "number_order": "numbers",
    "identifiers": "inconsistent-entities",
    "names": "inconsistent-entities",
    "terms": "terminology",
    "language": "untranslated",
    "script": "characters",
    "markup": "markup",
    "repetition": "duplication",
    "typography": "typographical",
    "quotes": "typographical",
    "style": "style",
}
_Marked = tuple[str, Span]
"""Id of a term's marker, and the characters it marks."""


def render(release: BilingualRelease) -> bytes:
    """The article and its translation (XLIFF 2.1, OASIS Standard 2018): core, and modules for what was found.

    Terms are in the glossary module, what the memory offers in the translation candidates module, the estimated quality
    in the metadata module. An issue is a note of its unit; an error or warning with a place in the translation is
    marked there, too (ITS 2.0, localization quality issue). The brief is not part of it. Text that was kept has
    translate="no".
    """
    from lxml import etree

    root = etree.Element(
        core("xliff"),
        version="2.1",
        srcLang=BCP47[release.article.language],
        trgLang=BCP47[release.target_language],
        nsmap=NAMESPACES,
    )
    root.set(its("version"), "2.0")
    file = etree.SubElement(root, core("file"), id="f1", original=xml_safe(release.article.name))
    notices = filter(None, notice(release) or ())
    if remarks := [*(("notice", text) for text in notices), *(("warning", text) for text in warnings(release))]:
        notes = etree.SubElement(file, core("notes"))
        for category, text in remarks:
            etree.SubElement(notes, core("note"), category=category).text = xml_safe(text)
    for index in range(len(release.article.blocks)):
        file.append(_unit(release, index))
    if not release.article.blocks:
        # a file must hold a unit or a group, and only a group may be empty
        etree.SubElement(file, core("group"), id="empty")
    _indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _unit(release: BilingualRelease, index: int) -> Any:
    from lxml import etree

    block = release.article.blocks[index]
    segments = release.block_segments(index)
    unit = etree.Element(core("unit"), {"id": f"b{index + 1}", "type": f"press:{block.kind}", XML_SPACE: "preserve"})
    if is_kept(release, index):
        unit.set("translate", "no")
    marks = {segment.id: _number_terms(segment) for segment in segments}
    add_matches(unit, segments)
    _add_glossary(unit, segments, marks)
    _add_quality(unit, segments)
    _add_notes(unit, segments, numbers(release))
    if not segments:
        kept = etree.SubElement(unit, core("segment"), id="s1", state="initial")
        etree.SubElement(kept, core("source")).text = xml_safe(block.text)
    for position, segment in enumerate(segments):
        if position:
            _add_space(unit, release.article.language, release.target_language)
        unit.append(_segment(segment, marks[segment.id]))
    return unit


def _segment(segment: Segment, marks: list[tuple[str, Term]]) -> Any:
    from lxml import etree

    element = etree.Element(core("segment"), id=token(segment.id), state=_state(segment))
    if segment.origin:
        element.set("subState", f"press:{segment.origin}")
    _fill(etree.SubElement(element, core("source")), segment.source, [(key, term.span) for key, term in marks])
    if segment.target:
        found = [(key, term.target_span) for key, term in marks if term.target_span]
        _fill(etree.SubElement(element, core("target")), segment.target, found, _placed_issues(segment))
    return element


def _state(segment: Segment) -> str:
    if not segment.target:
        return "initial"
    if segment.approved:
        return "final"
    return "reviewed" if segment.origin == "human" else "translated"


def _number_terms(segment: Segment) -> list[tuple[str, Term]]:
    return [(f"{token(segment.id)}.t{number}", term) for number, term in enumerate(segment.terms, 1)]


def _add_glossary(unit: Any, segments: tuple[Segment, ...], marks: dict[str, list[tuple[str, Term]]]) -> None:
    from lxml import etree

    if not any(segment.terms for segment in segments):
        return
    glossary = etree.SubElement(unit, gls("glossary"))
    for segment in segments:
        marked = {key for key, _ in _apart([(key, term.span) for key, term in marks[segment.id]])}
        for key, term in marks[segment.id]:
            entry = etree.SubElement(glossary, gls("glossEntry"), id=f"{key}.g")
            if key in marked:
                entry.set("ref", f"#{key}")
            etree.SubElement(entry, gls("term")).text = xml_safe(term.source)
            for translation in dict.fromkeys((term.target, *term.accepted)):
                etree.SubElement(entry, gls("translation")).text = xml_safe(translation)


def _placed_issues(segment: Segment) -> list[tuple[str, Issue]]:
    """The errors and warnings that name a place in the target, each with the id of its marker."""
    found = [issue for issue in segment.issues if issue.severity != "note" and issue.target_span]
    return [(f"{token(segment.id)}.i{number}", issue) for number, issue in enumerate(found, 1)]


def _add_quality(unit: Any, segments: tuple[Segment, ...]) -> None:
    from lxml import etree

    rated = [segment for segment in segments if segment.quality is not None]
    if not rated:
        return
    metadata = etree.SubElement(unit, mda("metadata"))
    group = etree.SubElement(metadata, mda("metaGroup"), category="press:quality")
    for segment in rated:
        etree.SubElement(group, mda("meta"), type=token(segment.id)).text = f"{segment.quality:.2f}"


def _add_notes(unit: Any, segments: tuple[Segment, ...], number: dict[str, int]) -> None:
    from lxml import etree

    issues = [(segment, issue) for segment in segments for issue in segment.issues]
    if not issues:
        return
    notes = etree.SubElement(unit, core("notes"))
    for position, (segment, issue) in enumerate(issues, 1):
        note = etree.SubElement(
            notes,
            core("note"),
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

    between = etree.SubElement(unit, core("ignorable"))
    for name, language in (("source", source), ("target", target)):
        etree.SubElement(between, core(name)).text = join_sentences(["", ""], language) or None


def _fill(element: Any, text: str, spans: list[_Marked], issues: list[tuple[str, Issue]] | None = None) -> None:
    """The text with a term between an element's ends, and an issue, which may overlap terms, between two points."""
    from lxml import etree

    text, done, parent, last = xml_safe(text), 0, element, None
    for place, _, key, issue in sorted(_edges(spans, issues or []), key=lambda edge: edge[:2]):
        _append(parent, last, text[done:place])
        done = place
        if issue is not None:
            last = etree.SubElement(parent, core("sm"), _quality_issue(key, issue))
        elif key.startswith("#"):
            last = etree.SubElement(parent, core("em"), startRef=key[1:])
        elif key:
            parent, last = etree.SubElement(parent, core("mrk"), id=key, type="term"), None
        else:
            parent, last = parent.getparent(), parent
    _append(parent, last, text[done:])


def _edges(spans: list[_Marked], issues: list[tuple[str, Issue]]) -> list[tuple[int, int, str, Issue | None]]:
    """Where something begins or ends, in what order at one place, the id ("" at a term's end, "#..." at an issue's)."""
    edges: list[tuple[int, int, str, Issue | None]] = []
    for key, (start, end) in _apart(spans):
        edges += [(start, 3, key, None), (end, 0, "", None)]
    for key, issue in issues:
        start, end = issue.target_span or (0, 0)
        edges += [(start, 1, key, issue), (end, 2, f"#{key}", None)]
    return edges


def _quality_issue(key: str, issue: Issue) -> dict[str, str]:
    fix = f" [{issue.fix}]" if issue.fix is not None else ""
    return {
        "id": key,
        "type": "its:generic",
        its("locQualityIssueType"): _ITS_TYPES.get(issue.check, "other"),
        its("locQualityIssueComment"): xml_safe(f"{issue.message} / {issue.message_zh}{fix}"),
        its("locQualityIssueSeverity"): _ITS_SEVERITY[issue.severity],
    }


def _append(element: Any, last: Any, text: str) -> None:
    if not text:
        return
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _apart(spans: list[_Marked]) -> list[_Marked]:
    """The spans that do not overlap a longer one, in order: a marker is an element, and elements only nest."""
    chosen: list[_Marked] = []
    for key, (start, end) in sorted(spans, key=lambda marked: marked[1][0] - marked[1][1]):
        if start < end and all(end <= other[0] or other[1] <= start for _, other in chosen):
            chosen.append((key, (start, end)))
    return sorted(chosen, key=lambda marked: marked[1])


def _indent(element: Any, depth: int = 0) -> None:
    """Indents outside the sentences only: inside them white space is text."""
    if not len(element) or element.tag in (core("source"), core("target")):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
