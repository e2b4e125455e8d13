"""XLIFF 1.2 and 2.x (OASIS), also as CAT tools name it: .sdlxliff, .mqxliff, .mxliff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from translator.reading.bitext.units import PairedText, Texts, Unit, build, directed, named_language, turned
from translator.reading.bitext.xml import child, children, name_of, parse_xml, text_of
from translator.release import BlockKind, Direction, Language, ReleaseError, other_language

_CODES = frozenset(("bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"))


def read_xliff(data: bytes, where: str, name: str, language: Language | None = None) -> PairedText:
    """The segments that are to be translated; one without a target has "" for it.

    language: the source language; None for what the file says
    Raises ReleaseError for what is no XLIFF, and for other languages than English and Chinese.
    """
    root = parse_xml(data, where)
    if name_of(root) != "xliff":
        raise ReleaseError(f"{where}: it is no XLIFF: its first element is {name_of(root)}. Export it again.")
    second = root.get("version", "").startswith("2")
    units = list(_units_2(root, where) if second else _units_1(root, where))
    if not any(target.strip() for unit in units for _, target in unit.texts):
        raise ReleaseError(f"{where}: there is no segment in it with a translation.")
    said = _languages(root, second)
    told = [named_language(tag) for tag in said]
    wrong = [tag for tag, known in zip(said, told, strict=True) if tag and not known]
    if wrong:
        raise ReleaseError(f"{where}: it is in {', '.join(wrong)}. Only English and Chinese can be checked.")
    if told[0] is None or told[0] == told[1]:
        return directed(name, units, language)
    source = told[0]
    if language and language != source:
        source, units = language, [unit._replace(texts=turned(unit.texts)) for unit in units]
    return build(name, Direction(source, other_language(source)), units)


def _languages(root: Any, second: bool) -> tuple[str, str]:
    if second:
        return root.get("srcLang", ""), root.get("trgLang", "")
    file = child(root, "file")
    return ("", "") if file is None else (file.get("source-language", ""), file.get("target-language", ""))


def _units_2(root: Any, where: str) -> Iterator[Unit]:
    for unit in root.iterfind(".//{*}unit"):
        if unit.get("translate") != "no":
            texts = tuple(
                (text_of(child(one, "source"), _CODES), text_of(child(one, "target"), _CODES))
                for one in children(unit, "segment")
            )
            yield Unit(texts, f"{where}:{unit.sourceline}", _kind(unit.get("type", "")))


def _units_1(root: Any, where: str) -> Iterator[Unit]:
    for unit in root.iterfind(".//{*}trans-unit"):
        if unit.get("translate") != "no":
            yield Unit(_segments_1(unit), f"{where}:{unit.sourceline}")


def _segments_1(unit: Any) -> tuple[Texts, ...]:
    """The segments of a unit by their markers, the whole unit where the sides are not marked alike."""
    source, target = child(unit, "source"), child(unit, "target")
    sources, targets = _marked(child(unit, "seg-source")), _marked(target)
    if sources and sources.keys() >= targets.keys() and targets:
        return tuple((text, targets.get(mid, "")) for mid, text in sources.items())
    return ((text_of(source, _CODES), text_of(target, _CODES)),)


def _marked(element: Any) -> dict[str, str]:
    if element is None:
        return {}
    marks = [mark for mark in element.iterfind(".//{*}mrk") if mark.get("mtype") == "seg"]
    return {mark.get("mid", ""): text_of(mark, _CODES) for mark in marks}


def _kind(said: str) -> BlockKind:
    return next((kind for kind in get_args(BlockKind) if said == f"press:{kind}"), "body")
