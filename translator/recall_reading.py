"""Pairs for the memory out of every file that holds translations, with what the file says of who made them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from translator.reading.bitext import file_bytes, read_bitext
from translator.reading.bitext.tables import columns
from translator.reading.bitext.units import named_language
from translator.reading.bitext.xml import LANG, child, children, name_of, parse_xml, text_of
from translator.reading.normalize import normalize_text
from translator.reading.text import decode
from translator.release import Direction, Language, ReleaseError, other_language
from translator.writing.json import load

Maker = Literal["person", "aligner", "machine"]
"""Who made a pair: "aligner" where people wrote both texts and a machine put them together."""

_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
_PLACE = re.compile(r"(?::|, row )(\d+)$")
_HEADS = {
    "confidence": frozenset(("confidence", "置信度")),
    "by": frozenset(("by", "来源")),
    "approved": frozenset(("approved",)),
}


class Candidate(NamedTuple):
    """A pair that may go into the memory; confidence: that the two belong together, 0 to 1."""

    source: str
    target: str
    direction: Direction
    maker: Maker = "person"
    confidence: float = 1.0


def read_candidates(file: Path, language: Language | None = None) -> list[Candidate]:
    """The pairs in a file: TMX, XLIFF, CSV, TSV, XLSX, a Word table, or JSON of a release or of an aligned text.

    language: the source's, None to find it out. Where a file does not say who made a pair, a person did.
    Raises ReleaseError for a file that cannot be read or holds no pair.
    """
    ending = file.suffix.lower()
    if ending == ".tmx":
        found = list(_tmx(file_bytes(file), str(file), language))
    elif ending == ".json":
        found = list(_json(file_bytes(file), file))
    else:
        found = list(_others(file, language))
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
    for unit in root.iterfind(".//{*}tu"):
        texts: dict[Language, str] = {}
        for variant in children(unit, "tuv"):
            tongue = named_language(variant.get(LANG) or variant.get("lang") or "")
            text = normalize_text(text_of(child(variant, "seg"), _CODES)).strip()
            if tongue and tongue not in texts and text:
                texts[tongue] = text
        if len(texts) != 2:
            continue
        first: Language = next(iter(texts))
        source = language or named_language(unit.get("srclang", "")) or said or first
        told = {prop.get("type"): prop.text or "" for prop in children(unit, "prop")}
        maker, confidence = _told(told.get("x-origin", ""), told.get("x-by", ""), told.get("x-confidence", ""))
        direction = Direction(source, other_language(source))
        yield Candidate(texts[source], texts[direction.target], direction, maker, confidence)


def _json(data: bytes, file: Path) -> Iterator[Candidate]:
    if _is_bitext(data):
        from translator.writing.bitexts.json import load as load_bitext

        bitext = load_bitext(data, str(file))
        for pair in bitext.pairs:
            if pair.source.strip() and pair.target.strip():
                maker: Maker = "person" if pair.by == "human" else "aligner"
                yield Candidate(pair.source, pair.target, bitext.direction, maker, pair.confidence)
        return
    release = load(data)
    for segment in release.segments:
        if segment.target.strip():
            maker = "machine" if segment.origin == "engine" else "person"
            yield Candidate(segment.source, segment.target, release.direction, maker)


def _is_bitext(data: bytes) -> bool:
    import msgspec

    try:
        return "beads" in msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return False  # load() says what is wrong with it


def _others(file: Path, language: Language | None) -> Iterator[Candidate]:
    paired = read_bitext((file,), language)
    rows = _row_marks(file)
    machine = _machine_made(file) if file.suffix.lower() in (".xlf", ".xliff") else Counter()
    for segment, place in zip(paired.release.segments, paired.places, strict=True):
        if not segment.target.strip():
            continue
        number = _PLACE.search(place)
        maker, confidence = rows.get(int(number[1]) if number else 0, ("person", 1.0))
        if machine[segment.source.strip(), segment.target.strip()]:
            maker = "machine"
        yield Candidate(segment.source, segment.target, paired.release.direction, maker, confidence)


def _told(origin: str, by: str, confidence: str) -> tuple[Maker, float]:
    """What the words of a file say of a pair."""
    if origin.lower() in ("engine", "unapproved", "mt"):
        return "machine", 1.0
    try:
        sure = min(max(float(confidence), 0.0), 1.0)
    except ValueError:
        return "person", 1.0
    return ("person" if by.lower().startswith("human") or "人工" in by else "aligner"), sure


def _row_marks(file: Path) -> Mapping[int, tuple[Maker, float]]:
    """What the columns "confidence", "by" and "approved" of a table say, by the number of the line or row."""
    ending = file.suffix.lower()
    if ending in (".csv", ".tsv"):
        rows = _lines(file, "\t" if ending == ".tsv" else None)
    elif ending in (".xlsx", ".xlsm"):
        rows = _sheet(file)
    else:
        return {}
    heads = next(rows, (0, []))[1]
    places = {
        name: next((i for i, head in enumerate(heads) if words & set(head.lower().split())), None)
        for name, words in _HEADS.items()
    }
    if places["confidence"] is None and places["approved"] is None:
        return {}

    def cell(cells: list[str], name: str) -> str:
        place = places[name]
        return cells[place].strip() if place is not None and place < len(cells) else ""

    marks: dict[int, tuple[Maker, float]] = {}
    for number, cells in rows:
        origin = "unapproved" if cell(cells, "approved").lower() in ("no", "false", "0", "否") else ""
        marks[number] = _told(origin, cell(cells, "by"), cell(cells, "confidence"))
    return marks


def _lines(file: Path, mark: str | None) -> Iterator[tuple[int, list[str]]]:
    text = decode(file_bytes(file), str(file))
    if mark is None:
        first = text.split("\n", 1)[0]
        mark = max(";,\t", key=first.count)
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _sheet(file: Path) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    # read_bitext has looked through this file, and would have refused one that does harm.
    for sheet in load_workbook(file, read_only=True, data_only=True).worksheets:
        sheet.reset_dimensions()
        values = enumerate(sheet.iter_rows(max_col=40, values_only=True), 1)
        rows = [(number, ["" if cell is None else str(cell) for cell in cells]) for number, cells in values]
        if columns([row for row in rows if any(row[1])]):  # the sheet that read_bitext took
            return iter(rows)
    return iter(())


def _machine_made(file: Path) -> Counter[tuple[str, str]]:
    """The sources and targets that an XLIFF of `translator release` has from an engine, and nobody confirmed."""
    root = parse_xml(file_bytes(file), str(file))
    found: Counter[tuple[str, str]] = Counter()
    for segment in root.iterfind(".//{*}segment"):
        if segment.get("subState") == "press:engine" and segment.get("state") in (None, "initial", "translated"):
            found[_text(segment, "source"), _text(segment, "target")] += 1
    return found


def _text(segment: Any, side: str) -> str:
    return text_of(child(segment, side), frozenset(("ph", "sc", "ec", "sm", "em"))).strip()
