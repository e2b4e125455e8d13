"""What two texts must share to count as the same sentence in a memory, and the words by which others are compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from translator.release import Language

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = rf"\u3001-\u30ff{_HAN}"
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
# With them lone surrogates, which SQLite does not take.
_INVISIBLE = re.compile(f"[{_CONTROL}\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
# Full-width ASCII, Latin ligatures and Kangxi radicals, which say the same as their plain forms. All of NFKC would go
# too far: it makes 102 of 10².
_COMPATIBLE = re.compile("[\uff01-\uff5e\ufb00-\ufb06\u2f00-\u2fd5]")
_MARKS = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\u301d\u301e", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a", "'")
    | dict.fromkeys("\u2010\u2011", "-")
)
_BESIDE_HAN = re.compile(rf"(?<=[{_UNSPACED}]) | (?=[{_UNSPACED}])")
_STOP = re.compile(r"(?<![.。…])[.。．](?=[\"'“”‘’」』)）\]]*$)")
_ABBREVIATION = re.compile(r"(?:\b\w\.\w|\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|etc|Jr|Sr|Dr|No|vs))\.[\"'”’)]*$")
_WORD = re.compile(rf"[{_HAN}]|\d+(?:[.,]\d+)*|(?:(?![{_HAN}])[^\W\d_])+(?:'(?:(?![{_HAN}])[^\W\d_])+)*")


def key(text: str) -> str:
    """The text as exact matches compare it: equal keys, same sentence.

    Forgiven are the form of quotation marks and hyphens, full-width letters, digits and punctuation, white space
    (in Chinese all of it), characters that cannot be seen, and a final full stop. Never forgiven are letters, their
    case (US and us, March and march), digits, and any other punctuation. "" where nothing is left but punctuation.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).translate(_MARKS)
    text = _STOP.sub("", _BESIDE_HAN.sub("", " ".join(text.split())))
    return text if _WORD.search(text) else ""


def digest(key: str) -> bytes:
    """16 bytes that stand for a key in the file, shorter than most sentences (BLAKE2b; equal for equal keys)."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def words(key: str) -> list[str]:
    """What a fuzzy match counts: every Chinese character, word (without regard to case) and number of a key."""
    return _WORD.findall(key.casefold())


def clean(text: str) -> str:
    """The text as it is kept: on one line, with single spaces, no control characters, and only what UTF-8 can hold."""
    return " ".join(re.sub(f"[{_CONTROL}]", "", text.encode("utf-8", "replace").decode()).split())


def with_stop_of(target: str, language: Language, stored: str, source: str) -> str:
    """The target of a stored source with or without its final full stop, as the source that it is used for has one."""
    had, has = (bool(_STOP.search(text.rstrip())) for text in (stored, source))
    if has and (not had or not _ABBREVIATION.search(source.rstrip())):
        ends = target[-1:].isalnum() or target[-1:] in (")", "）", "%")
        return target + ("。" if language == "zh" else ".") if ends else target
    if had and not has:
        text = target.rstrip()
        return target if _ABBREVIATION.search(text) else _STOP.sub("", text)
    return target
