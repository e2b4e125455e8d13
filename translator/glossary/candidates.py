"""Reads the sources of the built-in glossary, each cleaned, as term entries that are still to be merged."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from translator.glossary.entries import HAN, TermEntry

LAST_TRAINING_RELEASE = 32
"""Releases up to this number may be used to build from; those above are for development and testing."""

_FULL_WIDTH = str.maketrans({"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "－": "-"})
_BESIDE_HAN = re.compile(rf"(?<={HAN.pattern})\s+|\s+(?={HAN.pattern})")
_ASIDE = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]")
# A condition makes a translation wrong in some sentences only, so it cannot be forbidden in all of them.
_CONDITION = re.compile(r"\b(when|unless|alone)\b")
_SEARCHED = re.compile(r"covid|corona|\d|(who|virus|sos)\b|.*\b(coronavirus|virus|outbreak|scare)$", re.I)
_SPOKEN = re.compile(r"\b(your|yourself|my|myself|ones|current|about|after|be)\b", re.I)


def read_house(file: Path, source: str) -> Iterator[TermEntry]:
    """Entries of one of the house's own lists; its notes "not: …" become forbidden translations."""
    for row in _rows(file):
        wrong = forbidden(row["note"])
        yield TermEntry(
            id="",
            en=row["en"].strip(),
            zh=clean_chinese(row["zh"]),
            pos=row["pos"],
            field=row["field"],
            abbr_en=_split(row["abbr_en"]),
            abbr_zh=tuple(map(clean_chinese, _split(row["abbr_zh"]))),
            variants_en=(*_split(row["variants_en"]), *_shorter_names(row)),
            variants_zh=tuple(clean_chinese(v) for v in _split(row["variants_zh"]) if "…" not in v),
            forbidden_en=tuple(w for w in wrong if not HAN.search(w)),
            forbidden_zh=tuple(w for w in wrong if HAN.search(w)),
            source=source,
            note="; ".join(n for n in (row["note"].strip(), _unverified(row)) if n),
        )


def read_tico19(file: Path) -> Iterator[TermEntry]:
    """Entries of a TICO-19 terminology, without search phrases and what is left untranslated."""
    for row in _rows(file):
        texts = row["sourceString"], row["targetString"]
        en, zh = texts if row["sourceLang"] == "en" else (_uncapitalized(texts[1]), texts[0])
        en = re.sub(r"^(the|an|a)\s+", "", en.strip())
        forms = [clean_chinese(_ASIDE.sub("", part)) for part in zh.split(" : ")]
        forms = [form for form in forms if HAN.search(form)]
        if not forms or _SEARCHED.match(en) or _SPOKEN.search(en) or not re.fullmatch(r"[\w' -]+", en):
            continue
        pos = {"noun": "n", "verb": "v", "adjective": "adj", "proper noun": "pn"}.get(row.get("pos", ""), "")
        yield TermEntry(
            "", en, forms[0], pos, "public-health-epidemiology", variants_zh=tuple(forms[1:]), source="tico19"
        )


def read_corpus(folder: Path) -> Iterator[TermEntry]:
    """The terms of the corpus' training part, each as often as releases name it; field: the file it stands in."""
    for field, release in _releases(folder):
        for en, zh in release["terms"]:
            if not HAN.search(zh):
                continue
            short = re.fullmatch(r"(.+?) \(([A-Za-z0-9-]+)\)", en)
            yield TermEntry(
                id="",
                en=short[1] if short else en.strip(),
                zh=clean_chinese(_ASIDE.sub("", zh)),
                field=field,
                abbr_en=(short[2],) if short else (),
                source="corpus",
            )


def read_bitext(folder: Path) -> list[tuple[str, str]]:
    """The sentence pairs of the corpus' training part, English and Chinese."""
    return [(en, zh) for _, release in _releases(folder) for en, zh in release["segments"]]


def clean_chinese(text: str) -> str:
    """Chinese in NFC with full-width punctuation, without quotation marks and the spaces beside its characters."""
    # TICO-19 has compatibility characters (U+F96C for 塞), which look like the usual ones and never meet them.
    text = unicodedata.normalize("NFC", text)
    text = _BESIDE_HAN.sub("", re.sub("[“”《》]", "", text.strip()))
    return text.translate(_FULL_WIDTH) if HAN.search(text) else text


def forbidden(note: str) -> tuple[str, ...]:
    """What a note forbids after "not:", without explanations and without what is wrong only under a condition."""
    found: list[str] = []
    for clause in re.findall(r"\bnot: ([^;]*)", note):
        clause = _ASIDE.sub("", clause)
        if _CONDITION.search(clause):
            continue
        for part in re.split(r", | or ", clause):
            chinese = re.match(rf"\s*((?:{HAN.pattern}|[Ⅰ-Ⅻ])+)", part)
            words = chinese[1] if chinese else re.split(r" in | for | as ", part)[0].strip()
            if words:
                found.append(words)
    return tuple(dict.fromkeys(found))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _releases(folder: Path) -> Iterator[tuple[str, dict[str, list[list[str]]]]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"].split("-")[1]) <= LAST_TRAINING_RELEASE:
                yield file.stem, release


def _split(cell: str) -> tuple[str, ...]:
    return tuple(v for v in (part.strip() for part in cell.split("|")) if v)


def _shorter_names(row: dict[str, str]) -> tuple[str, ...]:
    """Other names of a hospital department, and of a district or county that the Chinese has a bare name of too."""
    if department := re.match(r"department of (.+)$", row["en"]):
        return (f"{department[1]} department", department[1])
    place = re.match(r"([\w']+) (District|County)$", row["en"])
    return (place[1],) if place and row["zh"][:-1] in _split(row["abbr_zh"]) else ()


def _unverified(row: dict[str, str]) -> str:
    # Written from memory; nobody has asked the institutions.
    institution = row["pos"] == "pn" and re.search(r"(院|学|校|会|所|中心|联盟|实验室|组织|局|署|部)$", row["zh"])
    return "official English name not verified" if institution else ""


def _uncapitalized(text: str) -> str:
    return text if text[1:2].isupper() or text.startswith("Solano") else text[:1].lower() + text[1:]
