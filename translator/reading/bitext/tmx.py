"""Translation memories: TMX 1.4b (LISA OSCAR) and its forerunners."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from translator.reading.bitext.units import PairedText, Unit, build, named_language
from translator.reading.bitext.xml import LANG, child, children, parse_xml, text_of
from translator.release import BlockKind, Direction, Language, ReleaseError, other_language

_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))


def read_tmx(data: bytes, where: str, name: str, language: Language | None = None) -> PairedText:
    """The units that have English and Chinese.

    language: the source language; None for the header's, or else the one that most units have first
    A unit with only one of the two is left out, and a warning counts them. Raises ReleaseError for what is no TMX.
    """
    root = parse_xml(data, where)
    header = child(root, "header")
    firsts: Counter[Language] = Counter()
    found: list[tuple[dict[Language, str], str, BlockKind]] = []
    incomplete = 0
    for unit in root.iterfind(".//{*}tu"):
        texts = _texts(unit)
        if len(texts) == 2:
            firsts[next(iter(texts))] += 1
            found.append((texts, f"{where}:{unit.sourceline}", _kind(unit)))
        else:
            incomplete += 1
    if not found:
        raise ReleaseError(f"{where}: there is no translation unit in it with both English and Chinese.")
    said = named_language(header.get("srclang", "")) if header is not None else None
    source = language or said or firsts.most_common(1)[0][0]
    direction = Direction(source, other_language(source))
    units = [Unit(((texts[direction.source], texts[direction.target]),), place, kind) for texts, place, kind in found]
    left = (f"{incomplete} units without both English and Chinese are left out.",) if incomplete else ()
    return build(name, direction, units, left)


def _texts(unit: Any) -> dict[Language, str]:
    texts: dict[Language, str] = {}
    for variant in children(unit, "tuv"):
        language = named_language(variant.get(LANG) or variant.get("lang") or "")
        text = text_of(child(variant, "seg"), _CODES)
        if language and language not in texts and text.strip():
            texts[language] = text
    return texts


def _kind(unit: Any) -> BlockKind:
    told = {prop.get("type"): prop.text for prop in children(unit, "prop")}
    return next((kind for kind in get_args(BlockKind) if kind == told.get("x-block-kind")), "body")
