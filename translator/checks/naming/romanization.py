"""Chinese names of persons in Latin letters, as passports write them (GB/T 28039-2011)."""

from __future__ import annotations

from functools import cache

from translator.checks.naming.pinyin import readings
from translator.checks.naming.tables import lines, rows

_MANY_READINGS = frozenset(
    "行乐长重朝单曾解朴茜莎娜乘传弹调都度朵恶发干冠还好会系夹间见降角校结卡空宁强翘曲任散少折省盛石识似宿提为鲜相祥压咽要应"
    "载着只种中转著柏薄参查差车盖合和华纪贾缪区仇覃尉澄蕃阿适晟隽珩圩殷员与予正仔炅玎莞菀芮荨茸隗阚洗佟铅涌尧车卒作繁秘"
)
"""Characters that read in two ways in names, so that the Latin form is a guess."""


@cache
def family_names() -> dict[str, tuple[str, ...]]:
    """Chinese family names, the most common first, with their readings, the usual one first (v for ü)."""
    return {name: tuple(spellings.split(",")) for name, spellings in rows("surnames.tsv")}


@cache
def given_characters() -> frozenset[str]:
    """Characters that Chinese given names are made of."""
    return frozenset("".join(lines("given_characters.txt")))


def split_name(name: str) -> tuple[str, str] | None:
    """Family name and given name of two to four characters; None for what cannot be a Chinese name."""
    for length in (2, 1):
        family, given = name[:length], name[length:]
        if family in family_names() and 1 <= len(given) <= 2:
            return family, given
    return None


def romanized(name: str) -> str:
    """A Chinese person's name in Latin letters: 罗听雨 -> Luo Tingyu, 吕小丽 -> Lyu Xiaoli; "" for no such name."""
    parts = split_name(name)
    if parts is None or not all(readings(c) for c in parts[1]):
        return ""
    family, given = parts
    return f"{_spelled(family_names()[family][0])} {_spelled(*(readings(c)[0] for c in given))}"


def has_one_reading(name: str) -> bool:
    """Whether the Latin form of a Chinese person's name is certain: no character reads in two ways in names."""
    parts = split_name(name)
    return parts is not None and _MANY_READINGS.isdisjoint(parts[1]) and len(family_names()[parts[0]]) == 1


def _spelled(*syllables: str) -> str:
    """Syllables as one word with a capital; an apostrophe before a, e, o (Jin'an); ü as yu (Lyu), but lüe as lue."""
    plain = [s.replace("ve", "ue").replace("v", "yu") for s in syllables]
    word = "".join("'" + s if i and s[0] in "aeo" else s for i, s in enumerate(plain))
    return word[:1].upper() + word[1:]
