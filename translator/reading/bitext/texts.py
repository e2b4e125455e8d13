"""Two texts, an original and its translation, paired line by line or paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from translator.reading.bitext.divergence import first_divergence
from translator.reading.bitext.sentences import pair_sentences
from translator.reading.bitext.units import PairedText, Unit, build
from translator.reading.normalize import normalize_text
from translator.reading.reader import read_bytes, read_file
from translator.reading.segments import WHOLE
from translator.reading.text import decode
from translator.release import LANGUAGE_NAMES, Article, Block, Direction, Language, ReleaseError, other_language

_SAME_BLANKS = 0.8
_SHOWN = 50


def read_texts(source: Path, target: Path, language: Language | None = None) -> PairedText:
    """The segments of two files: a sentence each where a paragraph has as many on both sides, else a paragraph.

    Two plain texts with the same lines are paired by them, other texts by the paragraphs that reading finds.
    language: the source's; None to find it out. Raises ReleaseError for a file that cannot be read, for two texts in
    one language, and for texts whose paragraphs do not fit, with the place from which on they differ.
    """
    one = read_file(source, language)
    other = _translation(source, target, one.language)
    by_lines = _by_lines(source, target, one, other)
    units = by_lines or _by_paragraphs(source, target, one, other)
    warnings = (*one.warnings, *(f"{target}: {warning}" for warning in other.warnings))
    bitext = build(one.name, Direction(one.language, other.language), units, warnings)
    article = replace(bitext.release.article, dateline=one.dateline)
    return replace(bitext, release=replace(bitext.release, article=article))


def read_text_pair(source: str, target: str, name: str, language: Language | None = None) -> PairedText:
    """The same of two strings, whose lines are paragraphs."""
    one = read_bytes(source.encode(), name, "", language)
    other = read_bytes(target.encode(), f"{name}, translation", "", other_language(one.language))
    units = _by_paragraphs(Path(name), Path(f"{name}, translation"), one, other)
    return build(name, Direction(one.language, other.language), units, one.warnings)


def _translation(source: Path, target: Path, language: Language) -> Article:
    try:
        return read_file(target, other_language(language))
    except ReleaseError:
        # Either it cannot be read, and this says why, or it is in the language of the source.
        if read_file(target).language == language:
            raise ReleaseError(
                f"{source} and {target}: both are in {LANGUAGE_NAMES[language]}. Give the original first, and then "
                "its translation."
            ) from None
        raise


def _by_lines(source: Path, target: Path, one: Article, other: Article) -> list[Unit] | None:
    """A unit a line where both are plain texts with as many lines, blank at the same places; None elsewhere."""
    if source.suffix.lower() != ".txt" or target.suffix.lower() != ".txt":
        return None
    sides = [normalize_text(decode(file.read_bytes(), str(file))).rstrip().split("\n") for file in (source, target)]
    if len(sides[0]) != len(sides[1]):
        return None
    blank = [[not line.strip() for line in side] for side in sides]
    if sum(a == b for a, b in zip(*blank, strict=True)) < _SAME_BLANKS * len(blank[0]):
        return None
    filled = [len(side) - sum(empty) for side, empty in zip(sides, blank, strict=True)]
    # Where reading joined lines, the text was wrapped at a column, and its lines are no units.
    if any(len(article.blocks) < lines for article, lines in zip((one, other), filled, strict=True)):
        return None
    kinds = [block.kind for block in one.blocks]
    if len(kinds) != filled[0]:
        kinds = ["body"] * filled[0]
    found = iter(kinds)
    units = []
    for number, (text, translation) in enumerate(zip(*sides, strict=True), 1):
        kind = next(found) if text.strip() else "body"
        texts = ((text, translation),) if kind in WHOLE else pair_sentences(text, translation, one.language)
        units.append(Unit(texts, f"{target}:{number}", kind))
    return units


def _by_paragraphs(source: Path, target: Path, one: Article, other: Article) -> list[Unit]:
    blocks = one.blocks, other.blocks
    if len(blocks[0]) != len(blocks[1]):
        blocks = _with_credits(one.blocks), _with_credits(other.blocks)
    if len(blocks[0]) != len(blocks[1]):
        raise _unlike(source, target, *blocks)
    units = []
    for number, (block, translation) in enumerate(zip(*blocks, strict=True), 1):
        whole = ((block.text, translation.text),)
        texts = whole if block.kind in WHOLE else pair_sentences(block.text, translation.text, one.language)
        units.append(Unit(texts, f"{target}, paragraph {number}", block.kind))
    return units


def _with_credits(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a credit joined to its caption: reading parts them by marks that a translation may not have."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind == "credit" and joined and joined[-1].kind == "caption":
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {block.text}")
        else:
            joined.append(block)
    return tuple(joined)


def _unlike(source: Path, target: Path, ones: Sequence[Block], others: Sequence[Block]) -> ReleaseError:
    texts = [block.text for block in ones], [block.text for block in others]
    at = first_divergence(*texts)
    shown = [
        f"paragraph {i + 1} of {file} (“{_start(side[i])}”)" if i < len(side) else f"the end of {file}"
        for file, side, i in zip((source, target), texts, at, strict=True)
    ]
    return ReleaseError(
        f"{source} has {len(ones)} paragraphs and {target} has {len(others)}. They fit up to {' and '.join(shown)}. "
        "Split, join or fill in paragraphs there, so that both files have the same, or let the sentences be paired by "
        "what they say (translator check --align)."
    )


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
