"""Bytes into text: which encoding they are in, by an explicit order of tries with validity checks."""

from __future__ import annotations

import codecs
import re

from translator.release import ReleaseError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose little-endian mark it begins with."""

WITHOUT_MARK = ("gb18030", "big5", "utf-16-le", "utf-16-be", "cp1252")
"""Tried where the bytes are no UTF-8; of equals the first wins."""

PLAUSIBLE = 0.8
"""Share of the characters beyond ASCII that must be common ones for an encoding to be believed."""

# Letters of Latin, Greek and Cyrillic, general punctuation, common symbols, kana, and full-width forms.
COMMON = r"[\xa0-\xff\u0100-\u017f\u0370-\u03ff\u0400-\u045f\u2010-\u203b\u20ac\u2103\u2116\u2122\u2160-\u216b\u2190-\u2199\u2200-\u2265\u2460-\u2473\u25a0-\u25cf\u3000-\u30ff\uff01-\uff5e\uffe5]"
HAN = r"[\u3400-\u9fff\uf900-\ufaff]"


def decode(data: bytes, where: str) -> str:
    """The text that the bytes hold: UTF-8, UTF-16 or UTF-32 by its mark, else UTF-8, UTF-16, GB 18030, Big5 or 1252.

    Raises ReleaseError for bytes that are no text, damaged UTF-8, and an encoding that cannot be told.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where)
    if b"\0" in data:
        return _with_zeros(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_nearly_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise ReleaseError(
                f"{where}: the UTF-8 text is damaged at byte {error.start + 1}, line {line}. Save the file again as UTF-8."
            ) from error
        return _by_plausibility(data, where)
    if _looks_binary(text):
        raise binary(where)
    return text


def binary(where: str) -> ReleaseError:
    """The error for a file that holds no text."""
    return ReleaseError(f"{where}: this is a binary file, not a text. Give a .txt, .md, .html or .docx file.")


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text in a named encoding, None where the bytes are not valid in it or nobody knows it.

    GB 2312 and GBK are read as GB 18030, and ISO 8859-1 as Windows-1252, which hold them.
    """
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
    try:
        name = codecs.lookup(encoding).name
        return data.decode(wider.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return None


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReleaseError(
            f"{where}: the byte order mark says {encoding.upper()}, but the text is damaged at byte {error.start + 1}. "
            "Save the file again as UTF-8."
        ) from error


def _with_zeros(data: bytes, where: str) -> str:
    """UTF-16 without a mark has zeros in every other byte of its ASCII; else zeros mean a binary file."""
    scored = [(plausibility(text), text) for text in map(lambda e: decode_as(data, e), ("utf-16-le", "utf-16-be")) if text]
    if scored:
        best, text = max(scored, key=lambda pair: pair[0])
        if best >= PLAUSIBLE and not _looks_binary(text):
            return text
    stray = data.replace(b"\0", b"")
    if len(data) - len(stray) <= len(data) // 500 + 1:
        return decode(stray, where)
    raise binary(where)


def _by_plausibility(data: bytes, where: str) -> str:
    best, chosen = 0.0, ""
    for encoding in WITHOUT_MARK:
        text = decode_as(data, encoding)
        if text is None or (encoding == "cp1252" and not _could_be_western(data)):
            continue
        score = plausibility(text)
        if score > best:
            best, chosen = score, text
    if _looks_binary(chosen):
        raise binary(where)
    if best < PLAUSIBLE:
        if _looks_binary(data.decode("latin-1")):
            raise binary(where)
        raise ReleaseError(f"{where}: the encoding of the text cannot be told. Save the file as UTF-8.")
    return chosen


def plausibility(text: str) -> float:
    """The share, 0 to 1, of common ones among the characters beyond ASCII; 1 for ASCII alone.

    Han characters are common where GB 2312 or Big5 has them in its first level, which both sort by use, and where
    they do not stand inside a Latin word.
    """
    beyond = good = 0
    for i, character in enumerate(text):
        if character.isascii():
            if not (character.isprintable() or character in "\t\n\r\f\v"):
                beyond += 1
            continue
        beyond += 1
        if re.match(HAN, character):
            inside = text[i - 1 : i].isascii() and text[i - 1 : i].isalpha() and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2].isalpha()
            good += _is_common_han(character) and not inside
        else:
            good += re.match(COMMON, character) is not None
    return good / beyond if beyond else 1.0


def _is_common_han(character: str) -> bool:
    simplified = _encoded(character, "gb2312")
    if simplified and 0xB0 <= simplified[0] <= 0xD7:
        return True
    traditional = _encoded(character, "big5")
    return traditional is not None and 0xA4 <= traditional[0] <= 0xC6


def _encoded(character: str, encoding: str) -> bytes | None:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return None


def _could_be_western(data: bytes) -> bool:
    # In Windows-1252 the bytes beyond ASCII are few and mostly stand alone; in GB 18030 and Big5 they come in pairs.
    high = re.findall(rb"[\x80-\xff]+", data)
    count = sum(map(len, high))
    return count <= 0.15 * len(data) and sum(len(run) == 1 for run in high) >= 0.6 * count


def _is_nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return sound >= 3 and damaged * 10 <= sound


def _looks_binary(text: str) -> bool:
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text))
    return controls * 100 > len(text)
