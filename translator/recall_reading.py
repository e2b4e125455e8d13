"""Pairs for the memory out of every file that holds translations, with what the file says of who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from translator.reading import SUFFIXES
from translator.reading.bitext import BILINGUAL, file_bytes, read_bitext
from translator.reading.bitext.tables import word_table
from translator.reading.bitext.units import named_language
from translator.reading.bitext.xml import LANG, child, children, name_of, parse_xml, text_of
from translator.reading.normalize import normalize_text
from translator.recall_candidates import Candidate, Maker, names_traditional, told
from translator.recall_tables import Row, moment, row_marks
from translator.recall_xliff import States
from translator.release import Direction, Language, ReleaseError, other_language
from translator.writing.json import load

_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
_PLACE = re.compile(r"(?::|, row )(\d+)$")
_READ = (*sorted(BILINGUAL), ".docx with a table of two columns", ".json of a release or of `translator align`")


def read_candidates(file: Path, language: Language | None = None) -> list[Candidate]:
    """The pairs in a file: TMX, XLIFF, CSV, TSV, XLSX, a Word table, or JSON of a release or of an aligned text.

    language: the source's, None to find it out. Where a file does not say who made a pair, a person did.
    Raises ReleaseError for a file that cannot be read or holds no pair.
    """
    data, ending = file_bytes(file), file.suffix.lower()
    if not data.strip():
        raise ReleaseError(f"{file}: the file is empty.")
    if ending == ".tmx":
        found = list(_tmx(data, str(file), language))
    elif ending == ".json":
        found = list(_json(data, file))
    elif ending in BILINGUAL or (ending == ".docx" and word_table(data, str(file))):
        found = list(_others(file, data, language))
    elif ending in SUFFIXES:
        raise ReleaseError(
            f"{file}: it is a text in one language, and a memory takes pairs. Pair it with its translation first: "
            "translator align EN ZH, then import what that writes."
        )
    else:
        raise ReleaseError(f"{file}: the ending {ending or '(none)'} is not known. Import reads {', '.join(_READ)}.")
    if not found:
        raise ReleaseError(f"{file}: there is no pair of an English and a Chinese text in it.")
    return found


def _tmx(data: bytes, where: str, language: Language | None) -> Iterator[Candidate]:
    """Every unit of a TMX that has both languages, whatever its size: a memory is no article of sentences."""
    root = parse_xml(data, where)
    if name_of(root) != "tmx":
        raise ReleaseError(f"{where}: it is no TMX: its first element is {name_of(root)}. Export it again.")
    header = child(root, "header")
    said = named_language(header.get("srclang", "")) if header is not None else None
    ours = header is not None and header.get("o-tmf") == "press-translator memory"
    for unit in root.iterfind(".//{*}tu"):
        texts: dict[Language, str] = {}
        traditional = False
        for variant in children(unit, "tuv"):
            tag = variant.get(LANG) or variant.get("lang") or ""
            tongue = named_language(tag)
            text = normalize_text(text_of(child(variant, "seg"), _CODES)).strip()
            if tongue and tongue not in texts and text:
                texts[tongue] = text
                traditional |= names_traditional(tag)
        if len(texts) != 2:
            continue
        first: Language = next(iter(texts))
        source = language or named_language(unit.get("srclang", "")) or said or first
        props = {prop.get("type"): prop.text or "" for prop in children(unit, "prop")}
        maker, confidence = told(props.get("x-origin", ""), props.get("x-by", ""), props.get("x-confidence", ""))
        direction = Direction(source, other_language(source))
        pair = Candidate(texts[source], texts[direction.target], direction, maker, confidence, traditional=traditional)
        if maker == "machine" and props.get("x-approved") == "yes":
            pair = pair._replace(maker="person")
        if ours:
            pair = pair._replace(origin=props.get("x-file", ""), changed=moment(unit.get("changedate", "")))
        yield pair


def _json(data: bytes, file: Path) -> Iterator[Candidate]:
    if _is_bitext(data):
        from translator.writing.bitexts.json import load as load_bitext

        bitext = load_bitext(data, str(file))
        for pair in bitext.pairs:
            if pair.source.strip() and pair.target.strip():
                maker: Maker = "person" if pair.by == "human" else "aligner"
                yield Candidate(pair.source, pair.target, bitext.direction, maker, pair.confidence)
        return
    try:
        release = load(data)
    except ReleaseError as error:
        raise ReleaseError(f"{file}: {error}") from error
    for segment in release.segments:
        if segment.target.strip():
            maker = "machine" if segment.origin == "engine" and not segment.approved else "person"
            yield Candidate(segment.source, segment.target, release.direction, maker)


def _is_bitext(data: bytes) -> bool:
    import msgspec

    try:
        return "beads" in msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False  # load() says what is wrong with it


def _others(file: Path, data: bytes, language: Language | None) -> Iterator[Candidate]:
    paired = read_bitext((file,), language)
    marks = row_marks(file)
    states = States(data, str(file)) if file.suffix.lower() not in (".csv", ".tsv", ".xlsx", ".xlsm", ".docx") else None
    for segment, place in zip(paired.release.segments, paired.places, strict=True):
        if not segment.target.strip():
            continue
        number = _PLACE.search(place)
        row = marks.rows.get(int(number[1]), Row()) if number else Row()
        if states:
            row = row._replace(maker=states.maker(segment.source, segment.target))
        traditional = marks.traditional or (states is not None and states.traditional)
        yield Candidate(segment.source, segment.target, paired.release.direction, *row, traditional)
