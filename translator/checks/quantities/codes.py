"""Names with digits in them (COVID-19, PD-1, 5G) and Roman numerals, which both languages write with Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.quantities.quantity import DIGITS, Quantity, Rule

_UNITS = (
    "kHz|MHz|GHz|Hz|kWh|MWh|GWh|TWh|kW|MW|GW|W|mL|dL|L|cGy|mGy|Gy|mSv|Mbps|Gbps|KB|MB|GB|TB|PB|kPa|MPa|Pa|kV|mV|V|kJ|J"
    "|kDa|Da|IU|dB|mA|A|°C|°F|C|F|K|M|B|N|T|CNY|RMB|USD|AM|PM"
)
_CURRENCIES = "RMB|CNY|USD|EUR|GBP|JPY|HKD|SGD|AUD|CAD|CHF|KRW|INR"

# A row of parts joined by hyphens, with at least one capital and one digit in it; not a number with its unit or
# currency, and without a part that is an ordinary word (3D-printed, Shanghai-2025), whose number is a number.
_PART = r"(?![A-Za-z0-9]*[a-z]{3})[A-Za-z0-9]+"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9.])(?<!\d,)(?!\d+(?:[.,]\d+)*-?(?:{_UNITS})(?![A-Za-z0-9]))(?!(?:{_CURRENCIES})\d)"
    rf"(?=(?:{_PART}-)*(?![A-Za-z0-9]*[a-z]{{3}})[a-z0-9]*[A-Z])(?=(?:{_PART}-)*(?![A-Za-z0-9]*[a-z]{{3}})[A-Za-z]*\d)"
    rf"{_PART}(?:-{_PART})*(?:\.\d+)?(?![A-Za-z0-9])"
)
_ROMAN = {
    **{"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6},
    **{"VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12},
}
_ROMAN_SIGNS = {chr(0x215F + i): i for i in range(1, 13)}
_ROMAN_NUMERAL = re.compile(
    rf"(?<![A-Za-z0-9])(?:[{''.join(_ROMAN_SIGNS)}]|(?:{'|'.join(_ROMAN)})(?=[ABCabc]?(?![A-Za-z0-9'’])))"
)
# What the other language may say instead of the code.
_SPOKEN = {
    "COVID19": "新冠|covid",
    "SARSCOV2": "新冠病毒|冠状病毒",
    "CO2": "二氧化碳|carbon dioxide",
    "H2O": "水分子",
    "G7": "七国集团|group of seven",
    "G20": "二十国集团|group of 20",
    "3D": "三维|立体|three-dimensional",
    "2D": "二维|平面|two-dimensional",
    "4D": "四维|four-dimensional",
    "HBA1C": "糖化血红蛋白|glycated h(?:ae|e)moglobin",
    "PM25": "细颗粒物",
    "AI4S": "科学智能|ai for science",
}
_SPOKEN_PATTERN = re.compile("|".join(f"(?P<{'_' + code}>{words})" for code, words in _SPOKEN.items()))
_SPOKEN_HINTS = (
    "covid",
    "新冠",
    "病毒",
    "carbon",
    "二氧",
    "水分子",
    "集团",
    "group",
    "三维",
    "立体",
    "二维",
    "平面",
    "四维",
    "dimension",
    "血红",
    "hemoglobin",
    "haemoglobin",
    "颗粒",
    "科学智能",
    "ai for",
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _read_code(match: re.Match[str]) -> Iterator[Quantity]:
    parts = tuple(
        Quantity(Fraction(d[0]), (match.start() + d.start(), match.start() + d.end()), d[0])
        for d in _DIGITS.finditer(match[0])
    )
    yield Quantity(re.sub(r"[-.]", "", match[0]).upper(), match.span(), match[0], "code", parts=parts)


def _read_spoken(match: re.Match[str]) -> Iterator[Quantity]:
    name = (match.lastgroup or "").removeprefix("_")
    yield Quantity(name, match.span(), match[0], "code", None)


def _read_roman(match: re.Match[str]) -> Iterator[Quantity]:
    value = _ROMAN_SIGNS.get(match[0]) or _ROMAN[match[0]]
    yield Quantity(Fraction(value), match.span(), match[0], severity=None)


CODE_RULES: tuple[Rule, ...] = (
    Rule(_CODE, _read_code, DIGITS),
    Rule(_SPOKEN_PATTERN, _read_spoken, _SPOKEN_HINTS, lowered=True),
    Rule(_ROMAN_NUMERAL, _read_roman),
)
