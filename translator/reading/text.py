"""Bytes into text: which encoding they are in, by an explicit order of tries with validity checks."""

from __future__ import annotations

import codecs
import re
from collections import Counter

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

PLAUSIBLE = 0.65
"""How common the characters beyond ASCII must be for an encoding to be believed; see plausibility."""

RARER = 0.7
"""What a Han character of the second level of GB 2312 counts, against 1 for one of the first."""

# Letters of Latin, Greek and Cyrillic, general punctuation, common symbols, kana, and full-width forms.
COMMON = (
    r"[\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u1ea0-\u1ef9\u2010-\u203b\u2070-\u209f\u20ac\u2103\u2116\u2122\u2160-\u216b"
    r"\u2190-\u2199\u2200-\u2265\u2460-\u2473\u25a0-\u25cf\u3000-\u30ff\uff01-\uff5e\uffe5]"
)
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
                f"{where}: the UTF-8 text is damaged at byte {error.start + 1}, line {line}. "
                "Save the file again as UTF-8."
            ) from error
        return _by_plausibility(data, where)
    if _looks_binary(text):
        # Chinese in UTF-16 can be all ASCII bytes, control characters among them.
        return _by_plausibility(data, where)
    # Two or three Chinese characters in GB 18030 can be valid UTF-8 by chance, of rare letters.
    chinese = decode_as(data, "gb18030") if plausibility(text) < 0.8 else None
    return chinese if chinese and plausibility(chinese) > 0.9 else text


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
    texts = [text for text in (decode_as(data, "utf-16-le"), decode_as(data, "utf-16-be")) if text]
    text = max(texts, key=_plausible_share, default="")
    if text and _plausible_share(text) > 0.8 and not _looks_binary(text):
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
    """How common the characters beyond ASCII are, on average, from 0 to 1; 1 for ASCII alone.

    A Han character is common where GB 2312 or Big5 has it in its first level, which both sort by use, and where it
    does not stand inside a Latin word; control characters are never.
    """
    beyond = Counter(c for c in text if not c.isascii() or not (c.isprintable() or c in "\t\n\r\f\v"))
    if not beyond:
        return 1.0
    inside = sum(map(len, re.findall(rf"(?<=[a-z]){HAN}{{1,2}}(?=[a-z])", text)))
    common = sum(_commonness(character) * count for character, count in beyond.items())
    return max(0.0, common - inside) / beyond.total()


def _plausible_share(text: str) -> float:
    """The plausibility with the ASCII counted in, which in UTF-16 speaks for the order of the bytes too."""
    plain = sum(c.isascii() and (c.isprintable() or c in "\t\n\r\f\v") for c in text)
    return (plain + plausibility(text) * (len(text) - plain)) / len(text)


def _commonness(character: str) -> float:
    if not re.match(HAN, character):
        return float(re.match(COMMON, character) is not None)
    simplified = _encoded(character, "gb2312")
    traditional = _encoded(character, "big5")
    if (simplified and 0xB0 <= simplified[0] <= 0xD7) or (traditional and 0xA4 <= traditional[0] <= 0xC6):
        return 1.0
    return RARER if simplified else 0.0


def _encoded(character: str, encoding: str) -> bytes | None:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return None


def _could_be_western(data: bytes) -> bool:
    # In Windows-1252 the bytes beyond ASCII are few and mostly stand alone; in GB 18030 and Big5 they come in pairs.
    high = re.findall(rb"[\x80-\xff]+", data)
    count = sum(map(len, high))
    alone = sum(len(run) == 1 for run in high)
    return count <= 0.15 * len(data) and alone >= 0.3 * count and all(len(run) <= 3 for run in high)


def _is_nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    sound = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return sound >= 3 and damaged * 10 <= sound


def _looks_binary(text: str) -> bool:
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", text))
    return controls * 100 > len(text)
