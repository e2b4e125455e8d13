"""Sentence pairs to measure on: a part of the corpus, or two text files line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.release import Direction, ReleaseError

CORPUS = Path(__file__).resolve().parents[2] / "models" / "press-270m" / "corpus"
SPLITS = {"train": range(1, 33), "dev": range(33, 37), "test": range(37, 41)}
EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")

# A file of sentences has no articles in it; the pipeline takes so many lines for one.
_LINES_AN_ARTICLE = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence and its human translation.

    id: the same in every run on the same data; place: line of a file of hypotheses, from 0
    release: the article it belongs to; before: the source sentence before it in that article, "" at its start
    listed: the article's own terms as (source, target), in base form; empty where the data have none
    """

    id: str
    place: int
    release: str
    source: str
    reference: str
    before: str = ""
    listed: tuple[tuple[str, str], ...] = ()


def corpus_pairs(split: str, direction: Direction, folder: Path = CORPUS) -> list[Pair]:
    """The pairs of one part of the corpus, in the order of its files."""
    side = 0 if direction.source == "en" else 1
    pairs: list[Pair] = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            release = json.loads(line) if line else {"id": "-0"}
            if int(release["id"].rsplit("-", 1)[1]) not in SPLITS[split]:
                continue
            listed = tuple((pair[side], pair[1 - side]) for pair in release["terms"])
            before = ""
            for number, pair in enumerate(release["segments"], 1):
                name = f"{release['id']}/{number}"
                pairs.append(Pair(name, len(pairs), release["id"], pair[side], pair[1 - side], before, listed))
                before = pair[side]
    return pairs


def file_pairs(source: Path, reference: Path) -> list[Pair]:
    """The pairs of two files, line by line; lines that are empty in both are left out.

    Raises ReleaseError for files that cannot be read, are empty, differ in length, or miss a line.
    """
    sources, references = read_lines(source), read_lines(reference)
    same_length(source, len(sources), reference, len(references))
    pairs: list[Pair] = []
    for place, (text, wanted) in enumerate(zip(sources, references, strict=True)):
        if not text.strip() and not wanted.strip():
            continue
        if not text.strip() or not wanted.strip():
            file = reference if text.strip() else source
            raise ReleaseError(f"{file}: line {place + 1} is empty, its fellow is not. Empty both lines, or fill it.")
        article = f"lines-{place // _LINES_AN_ARTICLE + 1:05}"
        before = pairs[-1].source if pairs and pairs[-1].place == place - 1 else ""
        pairs.append(Pair(str(place + 1), place, article, text.strip(), wanted.strip(), before))
    return pairs


def read_lines(file: Path) -> list[str]:
    """The lines of a UTF-8 text file; only line feeds part lines. Raises ReleaseError where there are none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{file}: the file cannot be read: {error}. It must be UTF-8 text.") from error
    if not text.strip():
        raise ReleaseError(f"{file}: the file is empty. It needs one sentence a line.")
    return text.removesuffix("\n").split("\n")


def same_length(one: Path | str, lines: int, other: Path | str, other_lines: int) -> None:
    """Raises ReleaseError unless both have as many lines."""
    if lines != other_lines:
        raise ReleaseError(f"{one} has {lines} lines, {other} has {other_lines}. They must say the same, line by line.")


def spread(pairs: Sequence[Pair], limit: int | None) -> list[Pair]:
    """So many pairs at even distances, the same every time; all of them for None."""
    if limit is None or limit >= len(pairs):
        return list(pairs)
    return [pairs[(2 * i + 1) * len(pairs) // (2 * limit)] for i in range(limit)]
