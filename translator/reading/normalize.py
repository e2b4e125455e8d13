"""Unicode normalisation of what was read: NFC, plain spaces, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

# NEL, vertical tab, form feed, and Unicode's line and paragraph separators end a line like a newline does.
LINE_BREAKS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"

# Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width characters, bidirectional controls, word
# joiner and invisible operators, interlinear annotation marks, byte order mark.
INVISIBLE = "[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\ufeff]"

# Control characters but tab and newline, lone surrogates, and code points that are never characters.
UNWANTED = "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"

# Every space separator (Zs): no-break, Ogham, en quad to hair space, narrow no-break, mathematical, ideographic.
SPACES = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"

# Writing systems and punctuation that put no space between words; Korean, which does, is not among them.
UNSPACED = (
    r"\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff65\U00020000-\U0003ffff"
)


def normalize_text(text: str) -> str:
    """The text in NFC, with lines that end in newline only, plain spaces, and nothing that cannot be seen.

    Indentation and runs of spaces stay: they say where a paragraph begins. NFKC is never applied, because it would
    rewrite full-width punctuation, ligatures and superscripts that the author chose.
    """
    text = re.sub(LINE_BREAKS, "\n", text)
    text = re.sub(INVISIBLE, "", text)
    text = re.sub(UNWANTED, "", text)
    text = re.sub(SPACES, _plain_space, text)
    return unicodedata.normalize("NFC", text)


def _plain_space(match: re.Match[str]) -> str:
    # Two columns, so that the usual indent of Chinese paragraphs still looks like one.
    return "  " if match[0] == "\u3000" else " "


def single_spaced(text: str) -> str:
    """The text on one line: every run of white space is one space, none at the ends."""
    return " ".join(text.split())


def join_lines(lines: list[str]) -> str:
    """Lines of one paragraph as a single line: no space beside Chinese characters or after a dash or hyphen."""
    joined = ""
    for line in filter(None, map(single_spaced, lines)):
        joined += line if not joined or _touch(joined, line) else f" {line}"
    return joined


def _touch(left: str, right: str) -> bool:
    if re.search(f"[{UNSPACED}]$", left) or re.match(f"[{UNSPACED}]", right):
        return True
    if left.endswith("\N{EM DASH}"):
        return not left.endswith(" \N{EM DASH}")
    if right.startswith("\N{EM DASH}"):
        return not right.startswith("\N{EM DASH} ")
    return re.search(r"[^\W\d_]-$", left) is not None and right[0].isalnum()
