"""Lines into paragraphs: a line each, unless the file is hard-wrapped."""

from __future__ import annotations

import re
import unicodedata

from translator.reading.normalize import UNSPACED, join_lines, single_spaced
from translator.reading.punctuation import ends_sentence

MAX_WRAP = 120
"""Columns. Editors and mail programs wrap at 65 to 100; a longer line was never wrapped."""

MIN_WRAP = 36


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line.

    A line is a paragraph. Only where the text is hard-wrapped (every line is at most MAX_WRAP columns, paragraphs are
    set apart by blank or indented lines, and lines break just where the next word would not have fitted) are the
    lines of a paragraph joined.
    """
    groups = _groups(_dedent(text.split("\n")))
    width = wrap_width([[line.strip() for line in group] for group in groups])
    paragraphs: list[str] = []
    for group in groups:
        paragraphs += unwrap([line.strip() for line in group], width)
    return paragraphs


def wrap_width(groups: list[list[str]]) -> int:
    """The column at which groups of consecutive lines were wrapped, 0 where they were not."""
    width = max((columns(line) for group in groups for line in group if " " in line or _unspaced(line)), default=0)
    breaks = [(group[i], group[i + 1]) for group in groups for i in range(len(group) - 1)]
    if not (MIN_WRAP <= width <= MAX_WRAP and breaks and len(groups) > 1):
        return 0
    full = sum(_is_full(line, following, width) for line, following in breaks)
    mid_sentence = sum(not ends_sentence(line) for line, _ in breaks)
    enough = len(breaks) >= 3 or mid_sentence == len(breaks)
    return width if enough and full >= 0.8 * len(breaks) and mid_sentence >= 0.5 * len(breaks) else 0


def unwrap(lines: list[str], width: int) -> list[str]:
    """Consecutive lines as paragraphs: joined at every line that is full at this width, 0 for never."""
    paragraphs: list[str] = []
    run: list[str] = []
    for i, line in enumerate(lines):
        run.append(line)
        if not (width and i + 1 < len(lines) and _is_full(line, lines[i + 1], width)):
            paragraphs.append(join_lines(run))
            run = []
    return [paragraph for paragraph in map(single_spaced, paragraphs) if paragraph]


def columns(text: str) -> int:
    """How wide the text is, in columns of a fixed-width screen: two for a wide East Asian character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_full(line: str, following: str, width: int) -> bool:
    # The test of a greedy wrapper: the line was broken because its next word did not fit. Chinese breaks anywhere but
    # before a closing mark, so up to three characters may be missing at its end.
    word = re.match(rf"[{UNSPACED}]|[^\s{UNSPACED}]+|\s|$", following)
    needed = columns(word[0]) if word else 0
    return columns(line) + (5 if _unspaced(line[-1:]) else 1) + needed > width


def _unspaced(text: str) -> bool:
    return re.search(f"[{UNSPACED}]", text) is not None


def _dedent(lines: list[str]) -> list[str]:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(indents, default=0)
    return [line[margin:] for line in lines]


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    after_blank = True
    for line in lines:
        if not line.strip():
            after_blank = True
            continue
        if after_blank or line.startswith(("\t", "  ")):
            groups.append([])
        groups[-1].append(line)
        after_blank = False
    return groups
