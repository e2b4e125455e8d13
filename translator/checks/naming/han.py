"""Reads the names of persons in a Chinese text: those with middle dots, and those that a title or verb marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.checks.naming.romanization import family_names, given_characters
from translator.checks.naming.tables import word_list, word_set
from translator.checks.naming.transliteration import transliterating
from translator.release import Span

_HAN = "\u3400-\u9fff"
_DOTTED = re.compile(rf"[{_HAN}]+(?:[·•・—-][{_HAN}]+)*[·•・][{_HAN}]+(?:[·•・—-][{_HAN}]+)*")
_LONGEST_PART = 8
_BEFORE = frozenset("，。、；：“”（(！？·长员师者人工民户手裁队的岁据叫由") | {
    *("教授", "医生", "主任", "博士", "院士", "护士", "主席", "专家", "学家", "母亲", "父亲", "女儿", "儿子", "妻子"),
    *("丈夫", "选手", "代表", "经理", "总监", "摄影", "书记", "理事", "领事", "名为"),
}
"""What may stand before a name, but spaces; of words that end in the same character only that one."""


@dataclass(frozen=True, slots=True)
class HanName:
    """A name of a person in a Chinese text.

    dotted: whether it is one part of a foreign name with middle dots; words beside it may still cling to it
    family: the family name where it is a Chinese name, "" for a transliterated one
    """

    text: str
    span: Span
    family: str = ""
    dotted: bool = False


@lru_cache(maxsize=1024)
def han_names(text: str) -> tuple[HanName, ...]:
    """The names of persons in a Chinese text that can be told without a dictionary, in order."""
    found: list[HanName] = []
    for match in _DOTTED.finditer(text):
        found.extend(_parts(match))
    starts = _first_characters() | transliterating()
    for at, character in enumerate(text):
        if character not in starts or not _may_begin(text, at) or any(a <= at < b for a, b in (n.span for n in found)):
            continue
        name = _chinese_name(text, at) or _transliterated(text, at)
        if name and not any(name.span[0] < b and a < name.span[1] for a, b in (n.span for n in found)):
            found.append(name)
    return tuple(sorted(found, key=lambda n: n.span))


def _parts(match: re.Match[str]) -> list[HanName]:
    """What stands between the dots; of the first and the last part only what transliterations are written with."""
    known = transliterating()
    spans = [(m.start() + match.start(), m.end() + match.start()) for m in re.finditer(rf"[{_HAN}]+", match[0])]
    text = match.string
    (first, first_end), (last, last_end) = spans[0], spans[-1]
    begin = first_end
    while begin > first and first_end - begin < _LONGEST_PART and text[begin - 1] in known:
        begin -= 1
    end = last
    while (
        end < last_end
        and end - last < _LONGEST_PART
        and text[end] in known
        and not (end > last and _title_or_speech().match(text, end))
    ):
        end += 1
    edges = [(begin, first_end), *spans[1:-1], (last, end)]
    names: list[list[Span]] = [[]]
    for a, b in edges:
        piece = text[a:b]
        ends = next((i for i, c in enumerate(piece) if c not in known), len(piece))
        if ends == len(piece):
            names[-1].append((a, b))
            continue
        # One name ends in this piece and the next begins: 卡斯特拉尼与智利的马蒂亚斯.
        starts = next(i for i in range(len(piece), -1, -1) if i == 0 or piece[i - 1] not in known)
        names[-1].append((a, a + ends))
        names.append([(a + starts, b)])
    return [
        HanName(text[a:b], (a, b), "", True)
        for name in names
        if len(name) > 1 and all(b > a for a, b in name) and any(b - a > 1 for a, b in name)
        for a, b in name
    ]


@cache
def _followed() -> re.Pattern[str]:
    """What follows a name and few other words: titles, verbs of speech, a colon."""
    weak = word_set("weak_after_names_zh")
    return re.compile(
        "|".join((*word_list("titles_zh"), *(w for w in word_list("verbs_zh") if w not in weak), "[：:（]"))
    )


def is_title_or_speech(text: str, at: int) -> bool:
    """Whether a title or a verb of speech stands at a place of a Chinese text."""
    return _title_or_speech().match(text, at) is not None


@cache
def _title_or_speech() -> re.Pattern[str]:
    words = (*word_list("titles_zh"), *word_list("verbs_zh"))
    return re.compile("|".join(word for word in words if len(word) > 1 or word in "说称"))


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(name[0] for name in family_names())


def _may_begin(text: str, at: int) -> bool:
    """Whether a name may begin at a place of a text, by what stands before it."""
    before = text[max(0, at - 2) : at]
    return not before or before in _BEFORE or before[-1] in _BEFORE or before[-1].isspace()


def _chinese_name(text: str, at: int) -> HanName | None:
    """A family name with one or two characters between a word that may stand before a name and one that may follow."""
    if text[at] not in _first_characters():
        return None
    for family_length in (2, 1):
        family = text[at : at + family_length]
        if family not in family_names() or family in "国由但全":
            continue
        for given_length in (2, 1):
            end = at + family_length + given_length
            given = text[at + family_length : end]
            if (
                text[at:end] in word_set("no_names_zh")
                or given in word_set("no_names_zh")
                or not _NEVER_GIVEN.isdisjoint(given)
            ):
                continue
            if given_length == 1 and not (
                family in _common_families() and _TITLE_BEFORE.search(text[max(0, at - 3) : at])
            ):
                continue
            if (
                len(given) == given_length
                and _followed().match(text, end)
                and (
                    given_characters().issuperset(given)
                    or (given_length == 2 and _plainly_named(text, at, family, given))
                )
            ):
                return HanName(text[at:end], (at, end), family)
    return None


def names_with(family: str, text: str) -> list[HanName]:
    """Names of a family name and two characters of given names where a clause begins: 向国强把金牌挂上."""
    return [
        HanName(text[m.start() : m.start() + len(family) + 2], (m.start(), m.start() + len(family) + 2), family)
        for m in re.finditer(rf"(?:(?<=[，。；：“”！？\s])|^){re.escape(family)}(?=[{_HAN}]{{2}})", text)
        if family and given_characters().issuperset(text[m.end() : m.end() + 2])
    ]


def _plainly_named(text: str, at: int, family: str, given: str) -> bool:
    """Whether a title before and a common family name make up for given characters that no list has."""
    return (
        family in _common_families()
        and _NO_GIVEN.isdisjoint(given)
        and all("\u4e00" <= c <= "\u9fff" for c in given)
        and bool(_TITLE_BEFORE.search(text[max(0, at - 3) : at]))
    )


@cache
def _common_families() -> frozenset[str]:
    return frozenset(list(family_names())[:200]) - set("时向应常成关安管高平方明万解单周")


_NEVER_GIVEN = frozenset("师可真前业法是的在了和与一二三四五六日") - {"一"}
_TITLE_BEFORE = re.compile(
    r"(?:教授|医生|医师|主任|院长|博士|院士|护士|主席|会长|[长员师授者家户手裁工民]|记者|专家|领事|主持人|负责人|总监|经理|书记)$"
)
_NO_GIVEN = frozenset(
    "的了是在和与及或也都不就而且但由从对把被将为于之其这那有无到去来说们个等该此各每某本科院部所系面法案式者家员"
)


def _transliterated(text: str, at: int) -> HanName | None:
    """Three characters or more that transliterations are written with, before a title or a verb of speech."""
    known = transliterating()
    if text[at] not in known or (at and text[at - 1] in known):
        return None
    end = at
    while end < len(text) and text[end] in known:
        end += 1
    if end - at >= 3 and text[end - 2 : end] not in word_set("no_names_zh") and _followed().match(text, end):
        return HanName(text[at:end], (at, end))
    return None
