"""What the translation memory offers for a segment: its label, and where its source differs from the segment's."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from translator.release import Match, MatchKind, Segment
from translator.writing.wording import Words

# a number with its separators, a Han character, a run of letters, or one of anything else, with the space after it
_TOKEN = re.compile(
    r"(?:\d+(?:[.,:]\d+)*|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\d\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|.)\s*",
    re.DOTALL,
)
_COMPARABLE = 0.5  # share of equal tokens under which marks would cover most of both sentences

HEAD = Words("Memory", "记忆库")
ONLY_THERE = Words("only in the memory's sentence", "仅见于记忆库句")
ONLY_HERE = Words("only in the article's", "仅见于本文句")
FROM_MEMORY = Words("From the memory", "来自记忆库")
STOCK = Words("Stock phrase", "套语")
_UNAPPROVED = Words("not approved", "未批准")
_ALIKE: dict[MatchKind, Words] = {
    "exact": Words("In the memory, the same sentence", "记忆库中的相同句"),
    "fuzzy": Words("In the memory, {percent} alike", "记忆库近似句，相似度 {percent}"),
    "semantic": Words("In the memory, {percent} alike in meaning", "记忆库近义句，语义相似度 {percent}"),
}


class Piece(NamedTuple):
    """A part of two sentences laid over each other.

    where: "both", "match" (only in the memory's sentence) or "segment" (only in the segment's)
    """

    text: str
    where: Literal["both", "match", "segment"]


def used(segment: Segment) -> bool:
    """Whether the translation comes from the memory as it is."""
    return segment.origin == "memory"


def offered(segment: Segment) -> tuple[Match, ...]:
    """The matches to show beside the translation: all, but none where the translation itself is from the memory."""
    return () if used(segment) else segment.matches


def origin(segment: Segment) -> Words:
    """Where a translation that no engine made comes from: "From the memory (old.tmx)", or that it is a stock phrase."""
    return _noted(FROM_MEMORY, segment.matches[0].note) if segment.matches else STOCK


def label(match: Match) -> Words:
    """How a match is like the segment, and what the memory notes of it ("In the memory, 87 % alike (old.tmx)")."""
    # rounded down: only the same sentence is 100 % alike
    percent = f"{int(100 * match.score + 1e-9)} %"
    words = _ALIKE[match.kind]
    return _noted(Words(words.en.format(percent=percent), words.zh.format(percent=percent)), match.note)


def differences(match: Match, segment: Segment) -> tuple[Piece, ...]:
    """The match's source with the segment's laid over it, by words in English and by characters in Chinese.

    Joined without the pieces of "segment" it is the match's source. One piece where the two have little in common.
    """
    from difflib import SequenceMatcher

    mine, theirs = _TOKEN.findall(match.source), _TOKEN.findall(segment.source)
    compared = SequenceMatcher(None, [t.rstrip() for t in mine], [t.rstrip() for t in theirs], autojunk=False)
    if compared.ratio() < _COMPARABLE:
        return (Piece(match.source, "both"),)
    pieces: list[Piece] = []
    for operation, start, end, first, last in compared.get_opcodes():
        gone, come = "".join(mine[start:end]), "".join(theirs[first:last])
        if operation == "equal":
            pieces.append(Piece(gone, "both"))
            continue
        # the space after a change is not part of it
        space = gone[len(gone.rstrip()) :]
        found = (Piece(gone.rstrip(), "match"), Piece(come.rstrip() if gone else come, "segment"), Piece(space, "both"))
        pieces += [piece for piece in found if piece.text]
    return tuple(pieces)


def _noted(words: Words, note: str) -> Words:
    if not note:
        return words
    # the memory writes its notes in English
    origin = note.removesuffix(_UNAPPROVED.en).removesuffix(", ")
    noted_zh = "，".join(filter(None, (origin, _UNAPPROVED.zh))) if note.endswith(_UNAPPROVED.en) else note
    return Words(f"{words.en} ({note})", f"{words.zh}（{noted_zh}）")
