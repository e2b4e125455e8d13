"""Other numbers in a sentence pair, the same on both sides: practice in 万 and 亿, which the model gets wrong."""

from __future__ import annotations

import math
import random
import re
from decimal import Decimal
from fractions import Fraction

from translator.checks.quantities.comparing import Quantity
from translator.checks.quantities.numerals_en import read_english
from translator.checks.quantities.numerals_zh import read_chinese

_ENGLISH = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?: (?:million|billion))?")
_CHINESE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:万亿|亿|万)?")
_SMALLEST = 1_000  # smaller numbers have no 万, and years and ages among them
_LARGEST = 100_000_000_000
_SCALES_ZH = (("亿", 10**8), ("万", 10**4))
_SCALES_EN = (("billion", 10**9), ("million", 10**6))


def with_other_numbers(en: str, zh: str, rng: random.Random) -> tuple[str, str]:
    """The pair with its large numbers replaced, each by one of up to a hundred times or a hundredth of its size.

    Only numbers written in digits that stand once on each side are replaced, so both sides still say the same.
    """
    replaced_en: list[tuple[tuple[int, int], str]] = []
    replaced_zh: list[tuple[tuple[int, int], str]] = []
    for mine, theirs in _matched(en, zh):
        value = _near(int(Fraction(mine.value)), rng)
        replaced_en.append((mine.span, english(value)))
        replaced_zh.append((theirs.span, chinese(value)))
    return _replace(en, replaced_en), _replace(zh, replaced_zh)


def english(value: int) -> str:
    """A number as English releases write it: 48,300; 1.8 billion."""
    for name, scale in _SCALES_EN:
        if value >= scale and value * 1000 % scale == 0:
            return f"{_plain(value, scale)} {name}"
    return f"{value:,}"


def chinese(value: int) -> str:
    """A number as Chinese releases write it: 8200; 4.83万; 18亿."""
    for name, scale in _SCALES_ZH:
        if value >= scale and value * 10_000 % scale == 0:
            return _plain(value, scale) + name
    return str(value)


def _plain(value: int, scale: int) -> str:
    return f"{(Decimal(value) / scale).normalize():f}"


def _matched(en: str, zh: str) -> list[tuple[Quantity, Quantity]]:
    english_ones = _large(read_english(en), _ENGLISH)
    chinese_ones = _large(read_chinese(zh), _CHINESE)
    return [(quantity, chinese_ones[value]) for value, quantity in english_ones.items() if value in chinese_ones]


def _large(quantities: list[Quantity], written: re.Pattern[str]) -> dict[Fraction, Quantity]:
    """Large numbers in digits by their value; one that stands twice is left out."""
    found: dict[Fraction, Quantity] = {}
    twice: set[Fraction] = set()
    for quantity in quantities:
        if quantity.kind != "number" or not isinstance(quantity.value, Fraction | int):
            continue
        value = Fraction(quantity.value)
        if value in found:
            twice.add(value)
        year = 1900 <= value <= 2100 and "," not in quantity.text
        whole = value.denominator == 1 and _SMALLEST <= value <= _LARGEST
        if whole and not year and written.fullmatch(quantity.text):
            found[value] = quantity
    return {value: quantity for value, quantity in found.items() if value not in twice}


def _near(value: int, rng: random.Random) -> int:
    """A number of two to four significant digits, up to a hundred times or a hundredth of the value, and no year."""
    low, high = max(3.0, math.log10(value) - 2), min(11.0, math.log10(value) + 2)
    while True:
        size = 10 ** rng.uniform(low, high)
        unit = 10 ** max(0, math.floor(math.log10(size)) + 1 - rng.choice((2, 2, 3, 3, 4)))
        other = round(size / unit) * unit
        if not 1900 <= other <= 2100:
            return other


def _replace(text: str, replacements: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), new in sorted(replacements, reverse=True):
        text = text[:start] + new + text[end:]
    return text
