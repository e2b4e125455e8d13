"""A bitext: what every format of translations is read into, and which of its sides is in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from translator.reading.segments import cut
from translator.release import (
    LANGUAGE_NAMES,
    Article,
    BilingualRelease,
    Block,
    BlockKind,
    Direction,
    Language,
    ReleaseError,
    join_sentences,
    other_language,
)

Texts = tuple[str, str]
"""A source and its translation, "" where there is none."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_NAMES: dict[str, Language] = {
    **dict.fromkeys(("en", "eng", "english", "英文", "英语"), "en"),
    **dict.fromkeys(("zh", "zho", "chi", "cmn", "chinese", "中文", "汉语", "简体中文"), "zh"),
}
_NAMED = 5


class Unit(NamedTuple):
    """A paragraph, a row or a translation unit.

    texts: its segments; where: its place as a user finds it ("memory.tmx:12", "pairs.xlsx, row 3")
    """

    texts: tuple[Texts, ...]
    where: str
    kind: BlockKind = "body"


@dataclass(frozen=True, slots=True)
class PairedText:
    """A translation as it was read.

    release: its segments, all of origin "human", also where the target is missing; not yet checked
    places: where each segment stands, as a user finds it
    """

    release: BilingualRelease
    places: tuple[str, ...]


def build(name: str, direction: Direction, units: Iterable[Unit], warnings: Sequence[str] = ()) -> PairedText:
    """A bitext of units; what has no source is left out, and a warning says where a translation stands without one.

    Raises ReleaseError where no unit has a source.
    """
    blocks: list[Block] = []
    texts: list[tuple[int, Texts]] = []
    places: list[str] = []
    alone: list[str] = []
    for unit in units:
        stripped = [(source.strip(), target.strip()) for source, target in unit.texts]
        alone += [unit.where for source, target in stripped if target and not source]
        kept = [pair for pair in stripped if pair[0]]
        if not kept:
            continue
        texts += [(len(blocks), pair) for pair in kept]
        places += [unit.where] * len(kept)
        blocks.append(Block(unit.kind, join_sentences([source for source, _ in kept], direction.source)))
    if not texts:
        raise ReleaseError(f"{name}: there is no {LANGUAGE_NAMES[direction.source]} text with a translation in it.")
    if alone:
        more = f" and {len(alone) - _NAMED} more places" if len(alone) > _NAMED else ""
        warnings = (*warnings, f"A translation has no source, and is not checked: {', '.join(alone[:_NAMED])}{more}.")
    # Every sentence as a headline, which is never cut: so the ids are those that the same sentences have elsewhere.
    whole = Article(name, direction.source, tuple(Block("headline", source) for _, (source, _) in texts))
    segments = tuple(
        replace(segment, block=block, target=target, origin="human")
        for segment, (block, (_, target)) in zip(cut(whole), texts, strict=True)
    )
    article = Article(name, direction.source, tuple(blocks), warnings=tuple(warnings))
    return PairedText(BilingualRelease(article, direction.target, segments), tuple(places))


def named_language(tag: str) -> Language | None:
    """The language of a tag (BCP 47, ISO 639-3) or an English or Chinese name; None for any other."""
    return _NAMES.get(re.split(r"[-_ (（]", tag.strip().lower())[0])


def side_languages(texts: Iterable[Texts]) -> Direction | None:
    """From the language of the first side into that of the second, by script; None where they do not differ."""
    shares = []
    for side in zip(*texts, strict=True):
        # A Chinese character is worth about half an English word.
        han, latin = (sum(len(script.findall(text)) for text in side) for script in (_HAN, _LATIN))
        shares.append(3 * han / max(3 * han + latin, 1))
    if len(shares) < 2 or abs(shares[0] - shares[1]) < 0.2:
        return None
    return Direction("zh", "en") if shares[0] > shares[1] else Direction("en", "zh")


def turned(texts: Iterable[Texts]) -> tuple[Texts, ...]:
    """The same with the sides exchanged."""
    return tuple((target, source) for source, target in texts)


def directed(name: str, units: Sequence[Unit], language: Language | None, warnings: Sequence[str] = ()) -> PairedText:
    """A bitext whose languages the file does not tell: by script, the first side being the source.

    language: the source language where the user says it. Raises ReleaseError where both sides look alike.
    """
    found = side_languages(texts for unit in units for texts in unit.texts)
    if found is None:
        raise same_language(name)
    if language and language != found.source:
        units = [unit._replace(texts=turned(unit.texts)) for unit in units]
        found = Direction(language, other_language(language))
    return build(name, found, units, warnings)


def same_language(name: str) -> ReleaseError:
    """The error for two sides in one language."""
    return ReleaseError(
        f"{name}: both sides are in the same language, or there is too little text to tell. One side must be English "
        "and the other Chinese."
    )
