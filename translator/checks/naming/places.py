"""Places, peoples and great bodies: what a text names of them, and whether the other text names the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from translator.checks.naming.pinyin import letters, readings
from translator.checks.naming.tables import rows
from translator.release import Span

_TOKEN = re.compile(r"&|[^\W\d_]+(?:['’.][^\W\d_]+)*\.?")
_LONGEST_PHRASE = 7
_CURRENCY = re.compile(
    r"\$|(?: [A-Z][a-z]+)?\s(?:dollar|pound|yuan|kron|franc|peso|rupee|ruble|rouble|shilling|ringgit|dong|baht|won|yen"
    r"|dirham|riyal)"
)
FREE = frozenset({"中国"})
"""Places that a translator adds and drops as the reader needs them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the table: its Chinese and English forms; full: the Chinese ones that are names on their own.

    Single characters (渝) and forms with "~" in the table (两岸) only excuse an English form.
    """

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    full: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place where a text names it; places: all that the form can mean (Georgia), none for a currency."""

    text: str
    span: Span
    places: tuple[Place, ...]


@cache
def all_places() -> tuple[Place, ...]:
    """The table of places."""
    return tuple(
        Place(
            tuple(form.removeprefix("~") for form in chinese.split("|")),
            tuple(form for form in english.split("|") if form),
            tuple(form for form in chinese.split("|") if len(form) > 1 and not form.startswith("~")),
        )
        for chinese, english in (
            cells if len(cells) == 2 else (cells[0], "")
            for cells in itertools.chain(rows("places.tsv"), rows("organizations.tsv"))
        )
    )


@cache
def _by_english() -> dict[tuple[str, ...], tuple[Place, ...]]:
    found: dict[tuple[str, ...], tuple[Place, ...]] = {}
    for place in all_places():
        for form in place.english:
            key = tuple(_key(token) for token in _TOKEN.findall(form))
            found[key] = (*found.get(key, ()), place)
    return found


@cache
def _longest() -> dict[str, int]:
    """How many words the longest English form has that begins with a word."""
    longest: dict[str, int] = {}
    for key in _by_english():
        longest[key[0]] = max(len(key), longest.get(key[0], 1))
    return longest


@cache
def _by_chinese() -> dict[str, list[tuple[str, Place]]]:
    """By the first two characters, longest forms first."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for place in all_places():
        for form in place.full:
            found.setdefault(form[:2], []).append((form, place))
    for forms in found.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return found


def _bare(words: str) -> str:
    return words.rstrip(".").removesuffix("'s").removesuffix("’s")


@cache
def _by_pinyin() -> dict[str, tuple[Place, ...]]:
    """The Chinese places that are written in pinyin, by their letters."""
    found: dict[str, tuple[Place, ...]] = {}
    for place in all_places():
        if not place.english:
            for latin in in_pinyin(place.chinese[0]):
                found[latin] = (*found.get(latin, ()), place)
    return found


_NOT_PLACES = re.compile(
    "沿海地|未开封|拆开封|长春[花碱新瑞西]|地中海贫血|大理石|今日本|每日本|日本报|北海道|东西安|运河内|山河内|河内外|上海拔|以上海|古巴比伦|加拿大雁|大连[接续锁]|多大连|南非常"
    "|西安大略|近东营|中国际|西班牙语系|在中山|深圳湾|里海拔|城里海|海湾[仔路]|北极星|汤加[减味]|高安[全置]|东南亚麻"
)
"""Longer words in which the characters of a place name none."""
_BESIDE = re.compile("[驻赴访来在援对旅留抵返南北东西沿入出离]$")
_BEHIND = re.compile(
    "^(?:方|国|盟|洲|冬|运|语|文|企|资|币|籍|裔|商|媒|队|岸|两|港|人民|军|高铁|铁|中|地区|式|裔|湾|深高|维|际)"
)


@lru_cache(maxsize=4096)
def _short_used(form: str, text: str) -> bool:
    """Whether a character stands for a place in a text: beside another such (中美, 川渝) or where one may (赴美)."""
    at = text.find(form)
    while at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + 1 : at + 4]
        if (
            before[-1:] in _short_characters()
            or after[:1] in _short_characters()
            or _BESIDE.search(before)
            or _BEHIND.match(after)
        ):
            return True
        at = text.find(form, at + 1)
    return False


@cache
def _short_characters() -> frozenset[str]:
    return frozenset(form for place in all_places() for form in place.chinese if len(form) == 1) | {"、"} - {"日", "和"}


def _key(token: str) -> str:
    return token.lower().replace("’", "'").rstrip(".").removesuffix("'s").replace(".", "")


@lru_cache(maxsize=1024)
def english_places(text: str) -> tuple[PlaceName, ...]:
    """The places that an English text names, with a capital, longest names first where they overlap."""
    table, longest = _by_english(), _longest()
    tokens = [
        (m.start(), m.end() - (m[0].endswith(".") and "." not in m[0][:-1]), _key(m[0])) for m in _TOKEN.finditer(text)
    ]
    found: list[PlaceName] = []
    i = 0
    while i < len(tokens):
        length = 1
        if text[tokens[i][0]].isupper():
            if _CURRENCY.match(text[tokens[i][1] : tokens[i][1] + 24]):
                found.append(PlaceName(text[slice(*tokens[i][:2])], tokens[i][:2], ()))
                i += 1
                continue
            most = min(longest.get(tokens[i][2], 1), _LONGEST_PHRASE, len(tokens) - i)
            for n in range(most, 0, -1):
                key = tuple(token for _, _, token in tokens[i : i + n])
                if n == 1 and key not in table and (spelled := letters(key[0])) in _by_pinyin():
                    start, end = tokens[i][:2]
                    found.append(PlaceName(_bare(text[start:end]), (start, end), _by_pinyin()[spelled]))
                elif key in table and (
                    len(key[0]) > 2
                    or n > 1
                    or text[tokens[i][0] + 1].isupper()
                    or "." in text[tokens[i][0] : tokens[i][1]]
                ):
                    start, end = tokens[i][0], tokens[i + n - 1][1]
                    found.append(PlaceName(_bare(text[start:end]), (start, end), table[key]))
                    length = n
                    break
        i += length
    return tuple(found)


@lru_cache(maxsize=1024)
def chinese_places(text: str) -> tuple[PlaceName, ...]:
    """The places that a Chinese text names by a form of two characters or more, leftmost and longest."""
    table = _by_chinese()
    found: list[PlaceName] = []
    barred = {at for match in _NOT_PLACES.finditer(text) for at in range(match.start(), match.end() - 1)}
    i = 0
    while i < len(text) - 1:
        if i in barred:
            i += 1
            continue
        forms = [form for form, _ in table.get(text[i : i + 2], ()) if text.startswith(form, i)]
        if not forms:
            i += 1
            continue
        form = forms[0]
        places = tuple(place for known, place in table[text[i : i + 2]] if known == form)
        found.append(PlaceName(form, (i, i + len(form)), places))
        i += len(form)
    return tuple(found)


def named_in_chinese(name: PlaceName, text: str) -> bool:
    """Whether a Chinese text has any form of a place that an English text names, short ones (京, 美) too."""
    return not name.places or any(
        form in text if len(form) > 1 else _short_used(form, text) for place in name.places for form in place.chinese
    )


def named_in_english(name: PlaceName, words: Iterable[str], text: str) -> bool:
    """Whether an English text names a place of a Chinese one; words: its words as plain letters, from plain_words."""
    known = words if isinstance(words, (set, frozenset)) else set(words)
    small = text.lower().replace("’", "'")
    for place in name.places:
        if any(form.lower() in small for form in place.english):
            return True
        if any(latin in known for form in place.full for latin in in_pinyin(form)):
            return True
    return False


@lru_cache(maxsize=4096)
def in_pinyin(name: str) -> tuple[str, ...]:
    """Every spelling of a Chinese name in pinyin, as plain small letters."""
    choices = [[r for s in readings(c) for r in {s, s.replace("v", "u")}] for c in name]
    return tuple("".join(parts) for parts in itertools.islice(itertools.product(*choices), 64))


@lru_cache(maxsize=1024)
def plain_words(text: str) -> frozenset[str]:
    """The words of an English text as plain small letters, hyphened ones whole and in parts, without possessives."""
    words: set[str] = set()
    for token in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text):
        bare = token[:-2] if token.endswith(("'s", "’s")) else token
        words.add(letters(bare))
        if "-" in bare:
            words.update(map(letters, bare.split("-")))
    return frozenset(words - {""})
