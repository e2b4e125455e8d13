"""Parts of a period in both languages: early, mid and late, halves and quarters of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.quantities.quantity import Quantity, Rule
from translator.release import Severity

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = rf"\d{{4}}\b|(?:{_MONTHS})[a-z]*\b"
_WHEN = rf"(?:this|last|next|the|of|in|that|(?:19|20)\d0s|{_DATE}|month|year|week|spring|summer|autumn|winter)"
_PERIOD = rf"(?:(?:the|this|last|next|that|each|every) )*(?:year|month|decade|century|quarter|{_DATE})"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4}

# Early against late is wrong beyond doubt; mid is a matter of taste.
_SURE = frozenset({"early", "late"})


def _part(name: str, match: re.Match[str]) -> Quantity:
    opposed: Severity = "error" if name in _SURE else "warning"
    return Quantity(name, match.span(), match[0], "period", None, opposed=opposed)


def _read_part(match: re.Match[str]) -> Iterator[Quantity]:
    yield _part(match.lastgroup or "", match)


def _read_half_en(match: re.Match[str]) -> Iterator[Quantity]:
    yield _half(1 if match["which"] == "first" else 2, match)


def _read_half_zh(match: re.Match[str]) -> Iterator[Quantity]:
    yield _half(1 if match["which"] in "上前" else 2, match)


def _half(number: int, match: re.Match[str]) -> Quantity:
    half = Quantity(Fraction(1, 2), match.span(), match[0], severity=None, also=(Fraction(6),))
    return Quantity(f"half {number}", match.span(), match[0], "period", None, parts=(half,), opposed="error")


def _read_quarter(match: re.Match[str]) -> Iterator[Quantity]:
    which = match["which"]
    number = _ORDINALS.get(which) or _HAN.get(which) or int(which)
    count = Quantity(Fraction(number), match.span("which"), which, severity=None, ordinal=True)
    yield Quantity(f"quarter {number}", match.span(), match[0], "period", None, parts=(count,), opposed="error")


def _read_daytime(match: re.Match[str]) -> Iterator[Quantity]:
    names = _DAYTIMES[match[0]]
    value, *also = (f"daytime {name}" for name in names)
    yield Quantity(value, match.span(), match[0], "period", None, also=tuple(also), opposed="error")


_DAYTIMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("morning", "mornings", "上午", "早上", "早晨", "清晨", "清早"), ("morning",)),
    **dict.fromkeys(("凌晨", "拂晓", "黎明", "dawn", "daybreak"), ("morning", "night")),
    **dict.fromkeys(("afternoon", "afternoons", "下午"), ("afternoon",)),
    "午后": ("afternoon", "noon"),
    **dict.fromkeys(("evening", "evenings", "night", "nights"), ("night",)),
    **dict.fromkeys(("晚上", "晚间", "夜间", "夜里", "深夜", "当晚", "今晚", "昨晚", "每晚"), ("night",)),
    "傍晚": ("night", "afternoon"),
}
"""The times of the day that a word may mean."""

_SIGN = Rule(re.compile(r"\bq(?P<which>[1-4])\b(?![-/])"), _read_quarter, ("q",), True)

DAYTIME_EN = Rule(
    re.compile(rf"\b(?:{'|'.join(word for word in _DAYTIMES if word.isascii())})\b"),
    _read_daytime,
    ("morning", "afternoon", "evening", "night", "dawn", "daybreak"),
    lowered=True,
)
_DAYTIME_ZH = Rule(
    re.compile(rf"(?:{'|'.join(word for word in _DAYTIMES if not word.isascii())})(?!\s?[\d一二三四五六七八九十])"),
    _read_daytime,
    ("上", "早", "晨", "晓", "黎", "下午", "午后", "晚", "夜"),
)

PERIOD_RULES_EN: tuple[Rule, ...] = (
    _SIGN,
    Rule(
        re.compile(r"\b(?P<which>first|second|third|fourth|last|final)[ -]quarter\b(?![- ](?:century|finals?|mile))"),
        _read_quarter,
        ("quarter",),
        True,
    ),
    Rule(re.compile(r"\b(?P<which>first|second|latter|last) half\b"), _read_half_en, (" half",), True),
    Rule(re.compile(r"\b(?P<which>first|last) six months\b(?= of )"), _read_half_en, ("six months of",), True),
    Rule(
        re.compile(
            rf"\b(?:(?P<late>late(?=[ -]{_WHEN})|end (?:of|to) (?={_PERIOD})|year-end|(?<=the )year['’]s end)"
            rf"|(?P<early>early(?=[ -]{_WHEN})|(?:beginning|start) of (?={_PERIOD}))"
            rf"|(?P<mid>mid-(?=\d{{4}}\b|(?:{_MONTHS})[a-z]*\b|year\b|month\b)|middle of (?={_PERIOD})))"
        ),
        _read_part,
        ("late", "end of", "end to", "s end", "-end", "early", "mid-", "middle of", "beginning of", "start of"),
        True,
    ),
)
PERIOD_RULES_ZH: tuple[Rule, ...] = (
    _SIGN,
    _DAYTIME_ZH,
    Rule(re.compile(r"(?<![前后头了过])第?(?P<which>[一二三四1-4])季度"), _read_quarter, ("季度",)),
    Rule(re.compile(r"(?P<which>[上下前后])半(?:年|场|程|叶|期|段)"), _read_half_zh, ("半",)),
    Rule(
        re.compile(
            r"(?P<late>(?:年|(?<=月))底(?![线层片座部])|(?:年|(?<=月))末|岁末|下旬|(?<=世纪)末|(?<=年代)末)|(?P<early>(?:年|(?<=月))初(?![期始次一二三])|岁首|上旬|(?<=世纪)初|(?<=年代)初)"
            r"|(?P<mid>中旬|(?<=年)中(?=[，。、）的将时起前后]|$)|(?<=月)中(?=[，。、）的将时起前后]|$)|(?<=年年)中|(?<=年代)中期|(?<=世纪)中叶)"
        ),
        _read_part,
        ("底", "末", "旬", "初", "首", "中"),
    ),
)
