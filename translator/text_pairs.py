"""Which files hold the two texts of an article: named one after the other, or alike but for the language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from translator.reading import SUFFIXES
from translator.release import Language

_CODE = re.compile(
    r"(?:^|[._ (-])(?:(?P<en>en|eng|english|en[-_](?:us|gb))|(?P<zh>zh|zho|cn|chs|chinese|zh[-_](?:cn|hans|sg)))\)?$"
    r"|[._ （(-]?(?:(?P<en2>英文版?|英语)|(?P<zh2>中文版?|汉语))[)）]?$",
    re.IGNORECASE,
)
"""A language at the end of a file's name: "summit.en", "summit_zh-CN", "峰会（中文）"."""


def pair_files(files: Sequence[Path]) -> list[tuple[Path, ...]]:
    """The files that are aligned with each other, the source first; one alone has no partner.

    files: two texts; texts two by two; texts whose names differ in their language only ("summit.en.txt" and
        "summit.zh.docx", in any order); two folders with files of the same names; a folder with such texts; .json
        files, which stand alone
    """
    files = [Path(file) for file in files]
    if len(files) == 2 and all(file.is_dir() for file in files):
        return _by_name([*_inside(files[0]), *_inside(files[1])], files)
    texts = [text for file in files for text in (_inside(file) if file.is_dir() else [file])]
    alone: list[tuple[Path, ...]] = [(file,) for file in texts if file.suffix.lower() == ".json"]
    texts = [file for file in texts if file.suffix.lower() != ".json"]
    named = len(texts) != 2 and all(_without_language(file.stem)[1] for file in texts)
    if named or any(file.is_dir() for file in files):
        return [*_by_name(texts, ()), *alone]
    return [*(tuple(texts[i : i + 2]) for i in range(0, len(texts), 2)), *alone]


def common_name(text: Path) -> str:
    """A file's name without its ending and the language before that; only without the ending where nothing is left."""
    return _without_language(text.stem)[0] or text.stem


def _inside(folder: Path) -> list[Path]:
    found = sorted(f for f in folder.iterdir() if f.suffix.lower() in SUFFIXES and not f.name.startswith((".", "~$")))
    return found or [folder]


def _without_language(stem: str) -> tuple[str, Language | None]:
    """A file's name without the language at its end, and that language."""
    found = _CODE.search(stem)
    if not found:
        return stem, None
    return stem[: found.start()], "en" if found["en"] or found["en2"] else "zh"


def _by_name(texts: Sequence[Path], folders: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Texts with the same name but for the language at its end, two by two, in the order of the first."""
    groups: dict[str, list[Path]] = {}
    for text in texts:
        groups.setdefault(_without_language(text.stem)[0].casefold(), []).append(text)
    pairs: list[tuple[Path, ...]] = []
    for group in groups.values():
        apart = len(group) == 2 and (
            group[0].parent != group[1].parent
            if folders
            else _without_language(group[0].stem)[1] != _without_language(group[1].stem)[1]
        )
        pairs += [tuple(group)] if apart else [(text,) for text in group]
    return pairs
