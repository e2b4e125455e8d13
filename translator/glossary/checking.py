"""What is wrong, or may be, in the entries of a glossary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from translator.glossary.entries import HAN, TermEntry
from translator.release import Severity

# Characters of simplified Chinese that GB 2312 lacks and Big5 has: of medicine, and of names in the standard of 2013.
_SIMPLIFIED_TOO = frozenset("踇昇玥珺璟翀旻")
# Entries of one source term that are compared with each other; a file with more has been told enough.
_COMPARED = 50
_HALF_WIDTH = re.compile(rf"{HAN.pattern}[,;:!?()]|[,;:!?()]{HAN.pattern}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that whoever keeps the glossary must look at.

    index: position in the entries that were given; entry: its id
    message, message_zh: the same sentence in English and Chinese
    severity: error for what does harm or cannot work, warning for what is likely a slip, note for what may be meant
    """

    index: int
    entry: str
    message: str
    message_zh: str
    severity: Severity


def faults(entries: Sequence[TermEntry]) -> list[Fault]:
    """The faults of the entries, in their order, worst first within one."""
    rank = {"error": 0, "warning": 1, "note": 2}
    found = [*_alone(entries), *_duplicates(entries), *_contradictions(entries), *_required_and_forbidden(entries)]
    return sorted(found, key=lambda fault: (fault.index, rank[fault.severity]))


def is_traditional(character: str) -> bool:
    """Whether a Chinese character is used in traditional Chinese only, as far as Big5 and GB 2312 tell."""
    return character not in _SIMPLIFIED_TOO and _encodable(character, "big5") and not _encodable(character, "gb2312")


def _alone(entries: Sequence[TermEntry]) -> Iterator[Fault]:
    for index, entry in enumerate(entries):
        for check in (_empty, _spaces, _scripts, _punctuation, _both_right_and_forbidden, _forbidden_in_vain, _lengths):
            for severity, message, message_zh in check(entry):
                yield Fault(index, entry.id, message, message_zh, severity)


_Finding = tuple[Severity, str, str]


def _empty(entry: TermEntry) -> Iterator[_Finding]:
    for text, name, name_zh in ((entry.en, "English", "英文"), (entry.zh, "Chinese", "中文")):
        if not text.strip():
            yield "error", f"The {name} is empty.", f"{name_zh}为空。"


def _spaces(entry: TermEntry) -> Iterator[_Finding]:
    for form in (*_english(entry), *entry.forbidden_en, *_chinese(entry), *entry.forbidden_zh):
        if form != form.strip():
            yield "warning", f'"{form}" begins or ends with a space.', f"“{form}”首尾有空格。"


def _scripts(entry: TermEntry) -> Iterator[_Finding]:
    for form in (*_english(entry), *entry.forbidden_en):
        if not form.isascii() and HAN.search(form):
            yield "error", f'The English "{form}" holds Chinese.', f"英文“{form}”中含有汉字。"
    for form in _chinese(entry):
        wrong = "".join(dict.fromkeys(c for c in form if HAN.match(c) and is_traditional(c)))
        if wrong:
            yield (
                "warning",
                f'"{form}" holds {wrong}, which is traditional or rare. Write simplified Chinese.',
                f"“{form}”中的“{wrong}”是繁体字或罕用字，请使用简体字。",
            )


def _punctuation(entry: TermEntry) -> Iterator[_Finding]:
    for form in _chinese(entry):
        if _HALF_WIDTH.search(form):
            yield (
                "warning",
                f'"{form}" has half-width punctuation beside a Chinese character. Write ，；：！？（）.',
                f"“{form}”中的汉字旁使用了半角标点，请使用全角标点。",
            )


def _both_right_and_forbidden(entry: TermEntry) -> Iterator[_Finding]:
    for right, wrong in ((_english(entry), entry.forbidden_en), (_chinese(entry), entry.forbidden_zh)):
        for form in wrong:
            if form in right:
                yield "error", f'"{form}" is both right and forbidden.', f"“{form}”既被列为正确译法，又被列为禁用译法。"


def _forbidden_in_vain(entry: TermEntry) -> Iterator[_Finding]:
    right = _english(entry)
    for form in entry.forbidden_en:
        same = next((other for other in right if other.lower() == form.lower()), form)
        if same != form:
            yield (
                "warning",
                f'"{form}" is forbidden and "{same}" is right, but a translation is searched without regard to '
                "capitals. Remove the forbidden form.",
                f"“{form}”被禁用，而“{same}”正确，但检查译文时不分大小写。请删除该禁用译法。",
            )


def _lengths(entry: TermEntry) -> Iterator[_Finding]:
    for term, abbreviations in ((entry.en, entry.abbr_en), (entry.zh, entry.abbr_zh)):
        for short in abbreviations:
            if len(short) > len(term):
                yield (
                    "warning",
                    f'The abbreviation "{short}" is longer than "{term}".',
                    f"缩写“{short}”比“{term}”还长。",
                )
    for form in (entry.en, *entry.variants_en):
        if len(form) == 1:
            yield (
                "warning",
                f'"{form}" is a single letter and stands in any text.',
                f"“{form}”只有一个字母，任何文中都会出现。",
            )
    if len(entry.zh) == 1 and "zh-en" in entry.enforced:
        yield (
            "note",
            f'"{entry.zh}" is a single character and is enforced from Chinese.',
            f"“{entry.zh}”只有一个字，且在汉译英时强制使用。",
        )


def _duplicates(entries: Sequence[TermEntry]) -> Iterator[Fault]:
    first: dict[tuple[str, str], TermEntry] = {}
    ids: dict[str, TermEntry] = {}
    for index, entry in enumerate(entries):
        pair = entry.en.lower(), entry.zh
        same, other = first.setdefault(pair, entry), ids.setdefault(entry.id, entry)
        if same is not entry:
            yield Fault(
                index,
                entry.id,
                f'"{entry.en}" = "{entry.zh}" is there twice.',
                f"“{entry.en}”＝“{entry.zh}”重复出现。",
                "warning",
            )
        elif other is not entry:
            yield Fault(
                index,
                entry.id,
                f'"{entry.en}" has the same id as "{other.en}", {entry.id}.',
                f"“{entry.en}”与“{other.en}”的编号相同（{entry.id}）。",
                "error",
            )


def _contradictions(entries: Sequence[TermEntry]) -> Iterator[Fault]:
    """Entries that are enforced on one term with translations that do not allow each other.

    From English, such a term is no longer enforced (it has several meanings). From Chinese, any of the translations
    counts as right, so it is only worth a note.
    """
    for index, entry, other in _same_source(entries, lambda e: e.en.lower(), "en-zh"):
        if not {*_chinese(entry)} & {*_chinese(other)}:
            yield Fault(
                index,
                entry.id,
                f'"{entry.en}" is to be "{entry.zh}" here and "{other.zh}" in another entry. Keep one, '
                "or make one a variant of the other.",
                f"“{entry.en}”在此处译为“{entry.zh}”，在另一条目中译为“{other.zh}”。请保留一种，或将其中一种列为另一种的变体。",
                "warning",
            )
    for index, entry, other in _same_source(entries, lambda e: e.zh, "zh-en"):
        if not {f.lower() for f in _english(entry)} & {f.lower() for f in _english(other)}:
            yield Fault(
                index,
                entry.id,
                f'"{entry.zh}" may be "{entry.en}" here and "{other.en}" in another entry; either counts as right.',
                f"“{entry.zh}”在此处译为“{entry.en}”，在另一条目中译为“{other.en}”，两种均视为正确。",
                "note",
            )


def _required_and_forbidden(entries: Sequence[TermEntry]) -> Iterator[Fault]:
    for index, entry, other in _same_source(entries, lambda e: e.en.lower(), "en-zh", both_orders=True):
        if entry.zh in other.forbidden_zh:
            yield Fault(
                index,
                entry.id,
                f'"{entry.zh}" is required for "{entry.en}", but another entry forbids it.',
                f"“{entry.en}”要求译为“{entry.zh}”，但另一条目禁用此译法。",
                "error",
            )
    for index, entry, other in _same_source(entries, lambda e: e.zh, "zh-en", both_orders=True):
        if entry.en in other.forbidden_en:
            yield Fault(
                index,
                entry.id,
                f'"{entry.en}" is required for "{entry.zh}", but another entry forbids it.',
                f"“{entry.zh}”要求译为“{entry.en}”，但另一条目禁用此译法。",
                "error",
            )


def _same_source(
    entries: Sequence[TermEntry], source: Callable[[TermEntry], str], direction: str, both_orders: bool = False
) -> Iterator[tuple[int, TermEntry, TermEntry]]:
    """Index, entry and an earlier one (or any, in both orders) that is enforced on the same source term."""
    groups: dict[str, list[tuple[int, TermEntry]]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if direction in entry.enforced:
            groups[source(entry)].append((index, entry))
    for group in groups.values():
        for (first, entry), (index, other) in combinations(group[:_COMPARED], 2):
            yield index, other, entry
            if both_orders:
                yield first, entry, other


def _english(entry: TermEntry) -> tuple[str, ...]:
    return (entry.en, *entry.variants_en, *entry.abbr_en)


def _chinese(entry: TermEntry) -> tuple[str, ...]:
    return (entry.zh, *entry.variants_zh, *entry.abbr_zh)


@lru_cache(maxsize=1 << 15)
def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
