"""Files with translations, alone or two by two, into bitexts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from translator.reading.bitext.tables import read_delimited, read_word_table, read_workbook, word_table
from translator.reading.bitext.texts import read_texts
from translator.reading.bitext.tmx import read_tmx
from translator.reading.bitext.units import PairedText, side_languages
from translator.reading.bitext.xliff import read_xliff
from translator.reading.reader import SUFFIXES
from translator.reading.text import decode
from translator.release import Language, ReleaseError

MAX_BYTES = 128 << 20

_Reader = Callable[[bytes, str, str, Language | None], PairedText]

BILINGUAL: dict[str, _Reader] = {
    ".tmx": read_tmx,
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), read_xliff),
    **dict.fromkeys((".csv", ".tsv"), read_delimited),
    **dict.fromkeys((".xlsx", ".xlsm"), read_workbook),
}
"""The readers of files that hold both languages, by ending."""

_KNOWN = (
    "Two texts (.txt, .md, .html, .docx), original and translation, or one .tmx, .xliff, .csv, .tsv, .xlsx, .docx with "
    "a table of two columns, or a release as .json"
)


def group(files: Sequence[Path]) -> list[tuple[Path, ...]]:
    """The files that are read together: texts two by two in their order, a file of both languages alone.

    A text without a partner, and what cannot be read, stand alone too: read_bitext says what is wrong with them.
    """
    groups: list[tuple[Path, ...]] = []
    waiting: Path | None = None
    for file in files:
        if file.suffix.lower() not in SUFFIXES or _has_both(file):
            groups.append((file,))
        elif waiting:
            groups.append((waiting, file))
            waiting = None
        else:
            waiting = file
    return [*groups, (waiting,)] if waiting else groups


def read_bitext(files: Sequence[Path], language: Language | None = None) -> PairedText:
    """The translation in one file of both languages, or in two texts, the original first.

    language: the source's; None to find it out
    Raises ReleaseError for files that cannot be read, hold no translation, or do not fit each other.
    """
    if len(files) == 2:
        return read_texts(files[0], files[1], language)
    if len(files) != 1:
        raise ReleaseError(f"{_KNOWN} make a translation; there are {len(files)} files.")
    file = files[0]
    ending = file.suffix.lower()
    if reader := BILINGUAL.get(ending):
        return reader(file_bytes(file), str(file), file.stem, language)
    if ending == ".docx" and (rows := word_table(file_bytes(file), str(file))):
        return read_word_table(file, rows, language)
    if ending in SUFFIXES:
        file_bytes(file)
        raise ReleaseError(f"{file}: its translation is missing. Name both: the original, then the translation.")
    raise ReleaseError(f"{file}: the ending {ending or '(none)'} is not known. {_KNOWN}.")


def read_pairs(files: Sequence[Path]) -> list[tuple[str, str]]:
    """English and Chinese of each sentence pair that has both.

    files: an English and a Chinese text with a line a sentence, in either order; or one file of both languages
    Raises ReleaseError for files that cannot be read, do not fit each other, or hold no pair.
    """
    if len(files) == 2:
        return _from_lines(*files)
    release = read_bitext(files).release
    found = [(s.source, s.target) for s in release.segments if s.target]
    return found if release.direction.source == "en" else [(target, source) for source, target in found]


def file_bytes(file: Path) -> bytes:
    """What is in a file. Raises ReleaseError for one that cannot be read or is larger than MAX_BYTES."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ReleaseError(f"{file}: it is larger than {MAX_BYTES >> 20} MB. Split it into several files.")
        return file.read_bytes()
    except OSError as error:
        raise ReleaseError(f"{file}: it cannot be read: {error.strerror}. Check the name and try again.") from error


def _has_both(file: Path) -> bool:
    if file.suffix.lower() != ".docx":
        return False
    try:
        return word_table(file_bytes(file), str(file)) is not None
    except ReleaseError:
        return False


def _from_lines(one: Path, other: Path) -> list[tuple[str, str]]:
    """Line by line however long the files are: a list for training or for terms is no article."""
    lines = [
        decode(file_bytes(file), str(file)).replace("\r\n", "\n").rstrip("\n").split("\n") for file in (one, other)
    ]
    if len(lines[0]) != len(lines[1]):
        raise ReleaseError(
            f"{one} has {len(lines[0])} lines and {other} has {len(lines[1])}. Both need a line a sentence, the "
            "translation on the line of the same number (empty where there is none)."
        )
    pairs = [(a.strip(), b.strip()) for a, b in zip(*lines, strict=True) if a.strip() and b.strip()]
    if not pairs:
        raise ReleaseError(f"{one}: there is no sentence in it with both English and Chinese.")
    direction = side_languages(pairs)
    return pairs if direction is None or direction.source == "en" else [(zh, en) for en, zh in pairs]
