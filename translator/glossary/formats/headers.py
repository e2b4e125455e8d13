"""Header rows of tables: which column holds what, in the words that people use for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.glossary.entries import COLUMNS
from translator.glossary.formats.languages import is_tag, language_of

_WORDS = {
    "en": (
        "english", "eng", "english_united_states", "english term", "english name", "term (en)", "source (en)",
        "in english", "english_united_kingdom",
        "英文", "英语", "英文术语", "英语术语", "英文名", "英文名称", "英文译名", "英文全称",
    ),
    "zh": (
        "chinese", "chi", "chinese_prc", "chinese term", "chinese name", "chinese translation",
        "simplified chinese", "in chinese",
        "中文", "汉语", "简体中文", "中文术语", "汉语术语", "中文名", "中文名称", "中文译名", "中文译文", "中文全称",
    ),
    "pos": ("part of speech", "词性"),
    "field": ("subject", "subject field", "domain", "category", "领域", "学科", "分类", "类别"),
    "abbr_en": ("abbreviation", "abbreviations", "acronym", "缩写", "英文缩写", "英文简称", "缩略语"),
    "abbr_zh": ("中文简称", "简称", "中文缩写"),
    "note": ("notes", "remark", "remarks", "comment", "comments", "备注", "说明", "注释"),
}  # fmt: skip
_NAMES = {word: name for name, words in _WORDS.items() for word in words} | {name: name for name in COLUMNS}
HEADER_WITHIN = 10
"""Rows at the top of a table in which its header is looked for, under titles."""

_TRADITIONAL = re.compile("traditional|taiwan|hong kong|macau|macao|繁|台湾|香港|澳门")
_NEUTRAL = {
    "source", "target", "term", "translation", "source term", "target term", "source text", "target text",
    "术语", "译文", "原文", "译名", "词条",
}  # fmt: skip


def column(cell: str) -> str | None:
    """The field of TermEntry that a header cell names, None where it names none."""
    word = " ".join(cell.lower().split())
    if word in _NAMES:
        return _NAMES[word]
    if _TRADITIONAL.search(word):
        return None
    short = re.sub(r"\s*[(（].*", "", word).rstrip(":：")
    return _NAMES.get(short) or (language_of(word) if is_tag(word) else None)


def header(cells: Sequence[str]) -> list[str] | None:
    """The field of each column, "" for one that is of no use; None where the cells are no header.

    Where one field has two columns, the first counts.
    """
    names: list[str] = []
    for cell in cells:
        name = column(cell)
        names.append(name if name and name not in names else "")
    return names if {"en", "zh"} <= set(names) else None


def is_neutral(cells: Sequence[str]) -> bool:
    """Whether the cells are a header that does not say which language is where ("Source, Target")."""
    words = [" ".join(cell.lower().split()) for cell in cells if cell]
    return len(words) >= 2 and all(word in _NEUTRAL for word in words)


def missing_language(cells: Sequence[str]) -> str | None:
    """The language, as messages name it, that a header has no column of; None where the cells are no such header."""
    names = [column(cell) for cell in cells if cell]
    # Of two columns with one unknown name, the row may as well be a term and its translation ("Chinese", "漢語").
    unsure = None in names and len(names) < 3
    if len(set(names)) < 2 or unsure or len({"en", "zh"} & set(names)) != 1:
        return None
    return "Chinese" if "en" in names else "English"
