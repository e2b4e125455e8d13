"""Numbers in Chinese: digits, 万 and 亿, Chinese numerals, fractions, percentages, halves and multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.characters import HALF_WIDTH
from translator.checks.identifiers import read_identifiers
from translator.checks.quantities.codes import CODE_RULES
from translator.checks.quantities.comparing import UNSTATED_MONTH, Kind, Quantity, Rule, read_with, share_scale
from translator.checks.quantities.dates_zh import DATE_RULES
from translator.checks.quantities.han_numerals import ABOUT, MYRIADS, ONES, UNITS, number_from
from translator.release import Severity

_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)"
# 千克 and 千瓦 are units, not thousands.
_THOUSAND = "千(?![克卡瓦米帕伏焦赫升])"
_HAN = rf"(?:[{''.join(ONES)}十百万亿]|{_THOUSAND}|(?<=[十百千])[多余](?=[万亿]))+"
_SCALE = rf"(?:[十百]?(?:万亿|[万亿])|{_THOUSAND}(?:万亿|[万亿])?|[十百])"
# A number half translated, "3.2 million名患者", still has its value.
_ENGLISH_SCALES = {" thousand": 10**3, " million": 10**6, " billion": 10**9}
_NUMBER = (
    rf"(?:{_DIGITS}亿{_DIGITS}万|{_DIGITS}(?:{'|'.join(_ENGLISH_SCALES)})|{_DIGITS}[{ABOUT}]?{_SCALE}|{_DIGITS}|{_HAN})"
)
_NUMERATOR = _NUMBER.replace("两", "")  # "三分之一两" is a third of both
# What follows a small numeral that counts (三家, not 三级); nothing where it orders (第三天).
_COUNTED = "(?<!第.)(?<!四(?=周))(?:[年天周名位家次所座项台例场间份支根层岁]|个(?!半)|小时|分钟|公里)"
# Words with numerals in them that count nothing.
_NO_NUMBER = (
    r"十二指肠|(?<![一二三四五六七八九])十分(?![之钟])|万一|千千万万|千万(?=[别要不])|百分(?![百之点])"
    r"|十一(?=假期|黄金周|长假|国庆)|双十[一二]|七七八八|三七(?=总|皂|粉|片)|零[售食钱件部散星碎]|[数几][十百千万亿]+|成[百千]上[千万]|[十百千]几[万亿]?"
    r"|三[甲亚角]|一[直起致些样旦般切边律共并同体带定]"
)
_RANGE = re.compile(r"[多余]?(?:至|到|-|–|—|~|或|、|和)")
_LOOSE: dict[str, tuple[int | Fraction, ...]] = {
    **dict.fromkeys(("双", "俩", "翻番", "翻了一番", "翻一番", "加倍", "倍增", "对半", "一倍"), (2, 1, Fraction(1, 2))),
    **dict.fromkeys(("一半", "半数", "过半", "折半", "减半", "半"), (Fraction(1, 2),)),
    **{"翻两番": (4,), "半年": (6, Fraction(1, 2)), "半小时": (30, Fraction(1, 2)), "半个小时": (30, Fraction(1, 2))},
    **{
        "首": (1,),
        "单": (1,),
        "每": (1,),
        "一刻钟": (15,),
        "百分百": (1,),
        "半个月": (15, 2, Fraction(1, 2)),
        "无": (0,),
    },
}


def read_chinese(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in order; full-width digits count as half-width ones."""
    folded = text.translate(HALF_WIDTH)
    found = read_with(_RULES, folded, (i.span for i in read_identifiers(text)))
    if any(q.kind == "month" and q.severity for q in found):
        found = [q for q in found if q.value != UNSTATED_MONTH]
    return share_scale(found, folded, _RANGE)


def _readings(text: str) -> list[Fraction]:
    """The values a number may have; several for 三四十 or 五六."""
    digits, space, name = text.partition(" ")
    if name:
        return [number_from(digits) * _ENGLISH_SCALES[space + name]]
    row = re.match(rf"([{''.join(ONES)}]{{2,3}})([十百千万亿]*)$", text)
    if row and (row[2] or len(row[1]) == 2) and "〇" not in text and "零" not in text:
        return [number_from(digit + row[2]) for digit in row[1]]
    return [number_from(text)]


def _severity(text: str, values: list[Fraction], counted: bool = False) -> Severity | None:
    """Digits are required; numerals in a definite number over ten (二十五, not 十, 百 or 五六十) or counting."""
    if text[0].isdecimal():
        return None if text in {"0", "1"} else "error"
    if len(values) > 1 or text[0] in "百千万亿":
        return None
    if values[0] > 10:
        return "warning" if set(text) & set(UNITS) or len(text) > 3 else None
    return "note" if counted and values[0] > 1 else None


def _read_number(match: re.Match[str]) -> Iterator[Quantity]:
    text = match["number"]
    values = _readings(text)
    severity = _severity(text, values, match["counted"] is not None)
    value, also = values[0], values[1:]
    if match["percent"]:
        yield Quantity(value / 100, match.span(), match[0], "percent", severity or "warning")
        return
    if match["half"]:
        value += Fraction(1, 2)
        also = [value * 12, value * 60, *also]
    if match["times"]:
        also = [value + 1, value - 1, *also]
    if match["mu"]:
        also = [value / 15, *also]
    if match["places"] is not None and severity == "error" and value <= 12:
        severity = "note"  # 宁夏、甘肃、青海3省区: Chinese counts a list that English only names
    scale = 1
    for unit in re.findall("[十百千万亿]", text) if text[0].isdecimal() else []:
        scale *= (UNITS | MYRIADS)[unit]
    written = match["number"] + (match["half"] or "")
    span = (match.start(), match.start() + len(written))
    yield Quantity(value, span, written, severity=severity, also=tuple(also), scale=scale)


def _read_fraction(match: re.Match[str]) -> Iterator[Quantity]:
    numerator, denominator = number_from(match["numerator"]), number_from(match["denominator"])
    if not denominator:
        return
    kind: Kind = "percent" if match["denominator"] == "百" else "number"
    parts = tuple(
        Quantity(number_from(match[name]), match.span(name), match[name], severity=None)
        for name in ("denominator", "numerator")
    )
    yield Quantity(numerator / denominator, match.span(), match[0], kind, "warning", parts=parts)


def _read_per_mille(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match[1])
    parts = (
        Quantity(value, match.span(1), match[1]),
        Quantity(Fraction(1000), (match.end() - 1, match.end()), "‰", severity=None),
    )
    yield Quantity(value / 1000, match.span(), match[0], parts=parts)


def _read_tenths(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["tenths"]) / 10
    if match["rest"]:
        value += (Fraction(5) if match["rest"] == "半" else number_from(match["rest"])) / 100
    yield Quantity(value, match.span(), match[0], "percent", "warning")


def _read_split_decimal(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(f"{match['whole']}.{match['rest']}"), match.span(), match[0])


def _read_plan(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(number_from(match[1]), match.span(1), match[1], severity=None)
    yield Quantity(Fraction(5), (match.end() - 1, match.end()), "五", severity=None)


def _read_loose(match: re.Match[str]) -> Iterator[Quantity]:
    first, *others = (Fraction(v) for v in _LOOSE[match[0]])
    yield Quantity(first, match.span(), match[0], severity=None, also=tuple(others))


def _read_nothing(match: re.Match[str]) -> Iterator[Quantity]:
    yield from ()


_RULES: tuple[Rule, ...] = (
    *CODE_RULES,
    (re.compile(_NO_NUMBER), _read_nothing),
    (re.compile("(十[一二三四五])五(?=[”’规计时期收开])"), _read_plan),
    *DATE_RULES,
    (re.compile(r"(?<![\d.])(?P<whole>\d+)[米元秒](?P<rest>\d{1,2})(?![\d.])"), _read_split_decimal),
    (re.compile(rf"(?P<denominator>{_NUMBER})分之(?P<numerator>{_NUMERATOR})"), _read_fraction),
    (re.compile(rf"({_DIGITS})\s?‰"), _read_per_mille),
    (
        re.compile(
            r"(?P<tenths>(?<![\d.])\d(?:\.\d)?|[一二两三四五六七八九])成(?P<rest>[半一二三四五六七八九])?"
            r"(?![员立功果品长型效套熟不])"
        ),
        _read_tenths,
    ),
    (
        re.compile(
            rf"(?P<number>{_NUMBER})(?:(?P<percent>\s?%|个百分点)|(?P<half>(?:个|年|天|周|倍|小时|公里|米|点|分|秒)半)"
            rf"|[{ABOUT}]?(?:(?P<times>倍)|(?P<mu>亩)|(?P<counted>(?={_COUNTED}))|(?P<places>(?=[地省市区](?![级域])))))?"
        ),
        _read_number,
    ),
    (re.compile("|".join(sorted(_LOOSE, key=len, reverse=True))), _read_loose),
)
