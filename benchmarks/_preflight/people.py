"""The people whom an article names, with their names in both languages, found by how these sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import product

from _quality.bitext import Pair

from translator.release import Language

from .listed import names

_LEAST_ALIKE = 0.55
_MUCH = 0.18


@dataclass(frozen=True, slots=True)
class Person:
    """A name in both languages, in two parts; chinese: whether its Chinese form is the original."""

    given_en: str
    surname_en: str
    given_zh: str
    surname_zh: str
    chinese: bool

    def full(self, language: Language) -> str:
        """The whole name as an article writes it first."""
        if language == "zh":
            return self.surname_zh + self.given_zh if self.chinese else f"{self.given_zh}·{self.surname_zh}"
        if self.chinese:
            return f"{self.surname_en} {self.given_en}"
        return f"{self.given_en} {self.surname_en}"

    def surname(self, language: Language) -> str:
        """The family name."""
        return self.surname_zh if language == "zh" else self.surname_en

    def given(self, language: Language) -> str:
        """The given name."""
        return self.given_zh if language == "zh" else self.given_en


@lru_cache(1024)
def people(release: tuple[Pair, ...]) -> tuple[Person, ...]:
    """The people whose full names a release has in both languages in one pair."""
    found: dict[Person, None] = {}
    for pair in release:
        english, chinese = (pair.source, pair.reference)
        if _han(english) > _han(chinese):
            english, chinese = chinese, english
        found.update(dict.fromkeys((*_chinese_people(english, chinese), *_foreign_people(english, chinese))))
    return tuple(found)


def _han(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)


def _chinese_people(english: str, chinese: str) -> Iterator[Person]:
    surnames = {name.zh for name in names("people.tsv", "chinese surname")}
    for match in re.finditer(r"\b([A-Z][a-z]+) ([A-Z][a-z]+(?:'[a-z]+)?)\b", english):
        surname, given = match[1].lower(), match[2].lower().replace("'", "")
        for at in range(len(chinese) - 1):
            head = chinese[at : at + 2] if chinese[at : at + 2] in surnames else chinese[at]
            if head not in surnames or surname not in _sounds(head):
                continue
            for length in (2, 1):
                rest = chinese[at + len(head) : at + len(head) + length]
                if len(rest) == length and given in _sounds(rest):
                    yield Person(match[2], match[1], rest, head, chinese=True)
                    break


@cache
def _sounds(characters: str) -> frozenset[str]:
    """All readings of a Chinese string in pinyin without tones and spaces."""
    from pypinyin import Style, pinyin

    readings = [
        pinyin(c, style=Style.NORMAL, heteronym=True)[0] if "\u4e00" <= c <= "\u9fff" else [c] for c in characters
    ]
    joined = {"".join(reading) for reading in product(*readings)}
    return frozenset(joined | {sound.replace("v", other) for sound in joined for other in ("u", "yu")})


_NAME_EN = re.compile(
    r"\b[A-Z][\w'’-]+(?: [A-Z]\.)?(?: (?:de|da|dos|del|la|van|von|der|den|bin|al|el|le|[A-Z][\w'’-]+)){1,3}", re.UNICODE
)
_TITLE = re.compile(
    r"^(?:[A-Z]\w+['’]s )?"
    r"(?:(?:Professor|Dr|Prof|Sir|Dame|Don|Dona|Doña|President|Director|Sister|Father|Nurse|Judge|Cardinal|Captain) )*"
)
# Characters that write foreign names by their sound (mostly those of Xinhua's tables).
_SOUNDS = (
    r"(?:敦(?!促)|提(?![示醒出议到及])|博(?!士)|法(?!官)|["
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼宾波伯勃布查茨达戴丹当道德登邓迪蒂丁东杜顿多俄厄恩尔凡范方菲费芬丰冯佛夫"
    "弗福富盖甘冈高戈哥格葛根古瓜贵圭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简江焦杰金津京久居卡凯坎康考科可克肯孔库"
    "夸匡奎昆拉莱赖兰朗劳勒雷蕾黎里利莉丽连廉良列林琳龙隆卢鲁露吕伦罗洛马玛麦迈曼芒毛梅门蒙孟米密明缪莫默姆木穆纳娜"
    "奈南内嫩尼妮年涅宁牛纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰钱乔切钦琴丘邱琼屈让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎"
    "珊尚绍舍申圣施史什士舒朔斯丝松苏索塔泰坦汤唐陶特滕田廷通图托瓦万旺威韦维魏温翁沃乌伍西希锡夏香肖谢辛欣兴休许雅"
    "亚扬杨耶叶伊易因英永尤约宰赞泽曾扎詹章珍芝知兹祖佐孜买力仙阮氏碧颂猜叻军察蓬占潭诗素艺蓝贡玉娥谭甫芭蓓黛嘉埔尹"
    "禹莲楚婉乍差侬彩披坤依合都珠措卓央噶嘎彻仓果其吾济代得文斐翰娃罕汶忒弥美伽帝曹朵拜佳弘肃赤迭桂卜"
    "])"
)
_NAME_ZH = re.compile(rf"({_SOUNDS}{{1,9}})·({_SOUNDS}{{2,9}})(?![·—－-]|{_SOUNDS})")


def _foreign_people(english: str, chinese: str) -> Iterator[Person]:
    candidates = [name for m in _NAME_EN.finditer(english) if " " in (name := _bare(m[0]))]
    for match in _NAME_ZH.finditer(chinese):
        left, right = match[1], match[2]
        best = max(((*_alike(left, right, name), name) for name in candidates), default=None)
        if best is None or best[0] < _LEAST_ALIKE:
            continue
        _, given, surname, name = best
        first, last = _parts(name)
        yield Person(first, last, given, surname, chinese=False)


def _bare(name: str) -> str:
    """Without a title or a country before the name, and what is no name behind it."""
    return re.sub(r"(?:['’]s| (?:de|da|del|la|van|von|der|den|bin|al|el|le))+$", "", _TITLE.sub("", name))


def _parts(name: str) -> tuple[str, str]:
    given, _, surname = name.partition(" ")
    return given, re.sub(r"^[A-Z]\. ", "", surname)


def _alike(left: str, right: str, name: str) -> tuple[float, str, str]:
    """How alike the two sound, 0 to 1, and the characters of each side that belong to the name at best."""
    given, surname = _parts(name)
    first = _best([left[-n:] for n in range(1, len(left) + 1)], given)
    last = _best([right[:n] for n in range(2, len(right) + 1)], surname)
    return min(first[0], last[0]), first[1], last[1]


def _best(forms: Sequence[str], english: str) -> tuple[float, str]:
    """The longest form unless a shorter one sounds much more alike: a sound is often left out, seldom put in."""
    ratio, form = max((_ratio(form, english), form) for form in forms)
    whole = _ratio(forms[-1], english)
    return (whole, forms[-1]) if whole >= ratio - _MUCH else (ratio, form)


@cache
def _ratio(chinese: str, english: str) -> float:
    from pypinyin import Style, lazy_pinyin

    one, two = _rough("".join(lazy_pinyin(chinese.replace("什", "士"), style=Style.NORMAL))), _rough(english.lower())
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


_ROUGH = (
    ("zh", "j"), ("sh", "s"), ("ch", "j"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("x", "s"), ("q", "j"), ("c", "k"),
    ("v", "w"), ("f", "w"), ("n", "m"),
    ("r", "l"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "s"), ("j", "k"), ("h", ""),
)  # fmt: skip


def _rough(sound: str) -> str:
    sound = re.sub(r"c(?=[eiy])", "s", sound)
    for letters, rough in _ROUGH:
        sound = sound.replace(letters, rough)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]+", "a", re.sub(r"[^a-z]", "", sound)))


def named(found: Iterable[Person], text: str, language: Language) -> list[tuple[Person, int, bool]]:
    """Who is named in a text, where, and whether by the whole name; a Chinese surname alone only in English."""
    mentions = []
    for person in found:
        full, surname = person.full(language), person.surname(language)
        edge = r"\b" if language == "en" else ""
        spans = [m.start() for m in re.finditer(edge + re.escape(full) + edge, text)]
        mentions += [(person, at, True) for at in spans]
        if language == "zh" and (person.chinese or len(surname) < 2):
            continue
        inside = [(at, at + len(full)) for at in spans]
        for match in re.finditer(edge + re.escape(surname) + edge, text):
            if not any(a <= match.start() < b for a, b in inside) and text[match.start() - 1 : match.start()] != "·":
                mentions.append((person, match.start(), False))
    return mentions
