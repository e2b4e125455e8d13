"""Reads sentences and their translations: two text files, line by line, a translation memory, or a release."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from translator.release import ReleaseError

MAX_BYTES = 128 << 20
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pairs(files: Sequence[Path]) -> list[tuple[str, str]]:
    """English and Chinese of each sentence pair that has both.

    files: an English and a Chinese text with a line a sentence, in either order; or one .tmx; or one release as .json
    Raises ReleaseError for files that cannot be read, do not fit each other, or hold no pair.
    """
    if len(files) == 2:
        pairs = _from_lines(*files)
    elif len(files) == 1 and files[0].suffix.lower() in {".tmx", ".json"}:
        data = _bytes(files[0])
        pairs = _from_tmx(files[0], data) if files[0].suffix.lower() == ".tmx" else _from_release(files[0], data)
    else:
        raise ReleaseError(
            "Give an English and a Chinese text file that fit line by line, or one .tmx, or one release as .json."
        )
    pairs = [(en.strip(), zh.strip()) for en, zh in pairs if en.strip() and zh.strip()]
    if not pairs:
        raise ReleaseError(f"{files[0]}: there is no sentence in it with both English and Chinese.")
    return pairs


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ReleaseError(f"{file}: it is larger than {MAX_BYTES >> 20} MB. Split it into several files.")
        return file.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{file}: it cannot be read: {error.strerror}. Check the name and try again.") from error


def _text(file: Path) -> str:
    data = _bytes(file)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ReleaseError(f"{file}: it is not a text file. Save it as plain text in UTF-8, a sentence a line.")


def _from_lines(one: Path, other: Path) -> list[tuple[str, str]]:
    texts = _text(one), _text(other)
    lines = [text.replace("\r\n", "\n").rstrip("\n").split("\n") for text in texts]
    if len(lines[0]) != len(lines[1]):
        raise ReleaseError(
            f"{one} has {len(lines[0])} lines and {other} has {len(lines[1])}. Both need a line a sentence, the "
            "translation on the line of the same number (empty where there is none)."
        )
    if _han(texts[0]) > _han(texts[1]):
        lines.reverse()
    return list(zip(*lines, strict=True))


def _from_tmx(file: Path, data: bytes) -> list[tuple[str, str]]:
    from lxml import etree

    # A memory of these two languages needs no entities; a file that declares some may be made to do harm.
    head = data[:4096].replace(b"\0", b"")
    if b"<!ENTITY" in head:
        raise ReleaseError(f"{file}: it declares entities, which no translation memory needs. It is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReleaseError(f"{file}: it is not well-formed XML: {error}. Export it again.") from error
    pairs = []
    for unit in root.iterfind(".//tu"):
        texts: dict[str, str] = {}
        for variant in unit.iterfind("tuv"):
            language = (variant.get(_XML_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("seg")
            texts[language] = "".join(segment.itertext()) if segment is not None else ""
        pairs.append((texts.get("en", ""), texts.get("zh", "")))
    return pairs


def _from_release(file: Path, data: bytes) -> list[tuple[str, str]]:
    try:
        release = json.loads(data)
        chinese = release["article"]["language"] == "zh"
        texts = [(str(s["source"]), str(s["target"])) for s in release["segments"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{file}: it is no release. Give the .json that `translator release` wrote.") from error
    return [(target, source) if chinese else (source, target) for source, target in texts]


def _han(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)
