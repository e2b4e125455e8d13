"""Numbers in Chinese: digits, 万 and 亿, Chinese numerals, fractions, percentages, halves and multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from translator.checks.characters import HALF_WIDTH
from translator.checks.identifiers import read_identifiers
from translator.checks.quantities.codes import CODE_RULES
from translator.checks.quantities.dates_zh import DATE_RULES
from translator.checks.quantities.han_numerals import ABOUT, MYRIADS, ONES, UNITS, number_from
from translator.checks.quantities.periods import PERIOD_RULES_ZH
from translator.checks.quantities.quantity import (
    DIGITS,
    UNSTATED_MONTH,
    Kind,
    Quantity,
    Rule,
    as_written,
    may_hold_identifiers,
    read_with,
    share_scale,
)
from translator.release import Severity

_DIGITS = r"\d(?<![\d.]\d)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?(?!\d)"
# 千克 and 千瓦 are units, not thousands.
_THOUSAND = "千(?![克卡瓦米帕伏焦赫升])"
_NUMERAL = rf"[{''.join(ONES)}十百万亿]|{_THOUSAND}"
_DECIMALS = rf"点[{''.join(c for c in ONES if c != '两')}]+(?![刻分钟半])[万亿]*"
_HAN = rf"(?:{_NUMERAL})(?:{_NUMERAL}|(?<=[十百千])[多余](?=[万亿]))*(?:{_DECIMALS})?"
_SCALE = rf"(?:[十百]?(?:万亿|[万亿])|{_THOUSAND}(?:万亿|[万亿])?|[十百])"
# A number half translated, "3.2 million名患者", still has its value.
_ENGLISH_SCALES = {" thousand": 10**3, " million": 10**6, " billion": 10**9}
_NUMBER = (
    rf"(?=[\d{''.join(ONES)}{''.join(UNITS)}{''.join(MYRIADS)}])"
    rf"(?:{_DIGITS}(?:亿{_DIGITS}万|{'|'.join(_ENGLISH_SCALES)}|[{ABOUT}]?{_SCALE})?|{_HAN})"
)
_NUMERATOR = _NUMBER.replace("两", "")  # "三分之一两" is a third of both
# What follows a small numeral that counts (三家, not 三级).
_COUNTED = (
    "(?<!四(?=周))(?:[年天周名位家次所座项台例场间份支根层岁组条张只枚件部套款篇起种类辆艘架批版届轮处片块盏瓶袋盒箱道门国户人]"
    "|代(?=人)|个(?!半)|小时|分钟|公里|公斤)"
)
# Words with numerals in them that count nothing; not where a larger numeral ends in them (二十一起案件).
_ALONE = r"(?<![一二两三四五六七八九十百千万零\d])"
_NO_NUMBER = (
    rf"十二指肠|五花八门|三轮(?=车|摩|卡)|[两三]点一线|{_ALONE}十分(?![之钟])|{_ALONE}万一|千千万万|{_ALONE}千万(?=[别要不])"
    rf"|{_ALONE}百分(?![百之点])|十一(?=假期|黄金周|长假|国庆)|双十[一二]|七七八八|三七(?=总|皂|粉|片)|零[售食钱件部散星碎]"
    rf"|[数几][十百千万亿]+|成[百千]上[千万]|[十百千]几[万亿]?|三[甲亚角]|{_ALONE}一[直起致些样旦般切边律共并同体带定]"
)
# 增长两倍 is "tripled"; 是...的两倍 is "twice".
_GROWTH = re.compile("[增涨升高多长快大超翻][^，。；、]*$")
_SHORT_NAMES = frozenset(
    "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台中美日韩朝俄英法德意加印越老缅泰"
)
"""Provinces and countries in one character, as they stand in a row."""
_LIST_JOINTS = re.compile("[、和与及]")
_AFTERNOON = re.compile("下午|午后|中午|[晚夜昏]")
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
        "百分制": (100,),
        "次日": (2,),
        "亚军": (2,),
        "季军": (3,),
        "半个月": (15, 2, Fraction(1, 2)),
        "无": (0,),
    },
}


def read_chinese(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in order; full-width digits count as half-width ones."""
    folded = text.translate(HALF_WIDTH)
    taken = [i.span for i in read_identifiers(text)] if may_hold_identifiers(folded) else []
    found = read_with(_RULES, folded, taken)
    if not _AFTERNOON.search(folded):
        found = [_before_noon(q) if q.kind == "time" else q for q in found]
    if any(q.kind == "month" and q.severity for q in found):
        found = [q for q in found if q.value != UNSTATED_MONTH]
    return [as_written(q, text) for q in share_scale(found, folded, _RANGE)]


def _counts_what_is_told(before: str, value: Fraction) -> bool:
    """Whether a count only sums up, as Chinese likes to: 这五种癌症, 粤港澳三地, or 美国、墨西哥和西班牙三国."""
    if before.endswith(("这", "那", "该", "上述", "以上")):
        return True
    if 1 < value <= 6 and set(before[-int(value) :]) <= _SHORT_NAMES and len(before) >= value:
        return True
    return len(_LIST_JOINTS.findall(before[max(before.rfind(mark) for mark in "，。；：") + 1 :])) + 1 == value


def _before_noon(time: Quantity) -> Quantity:
    """Chinese news writes the 24 hour clock where it does not say 下午: 6时12分 is in the morning."""
    return replace(time, also=tuple(v for v in time.also if isinstance(v, str) or v < 720))


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
    if not counted or values[0] <= 1:
        return None
    # 这两个: Chinese says "two" where English has "both", "these" or nothing.
    return "note" if values[0] == 2 else "warning"


def _read_number(match: re.Match[str]) -> Iterator[Quantity]:
    text = match["number"]
    values = _readings(text)
    ordinal = match.string[match.start() - 1 : match.start()] == "第"
    counted = (match["counted"] is not None or match["places"] is not None) and not ordinal
    severity = _severity(text, values, counted or match["times"] is not None)
    if ordinal and not text[0].isdecimal() and values[0] > 2:
        severity = "warning"
    if severity == "warning" and values[0] <= 12 and _counts_what_is_told(match.string[: match.start()], values[0]):
        severity = None
    value, also = values[0], values[1:]
    if match["percent"]:
        yield Quantity(value / 100, match.span(), match[0], "percent", severity or "warning")
        return
    if match["half"]:
        value += Fraction(1, 2)
        also = [value * 12, value * 60, *also]
    if match["times"]:
        also = [value + 1, *also] if _GROWTH.search(match.string[max(0, match.start() - 9) : match.start()]) else also
    if match["mu"]:
        also = [value / 15, *also]
    if match["places"] is not None and severity == "error" and value <= 12:
        severity = "note"  # 宁夏、甘肃、青海3省区: Chinese counts a list that English only names
    scale = 1
    for unit in re.findall("[十百千万亿]", text) if text[0].isdecimal() else []:
        scale *= (UNITS | MYRIADS)[unit]
    written = match["number"] + (match["half"] or "")
    span = (match.start(), match.start() + len(written))
    opposed: Severity | None = "warning" if ordinal else None
    yield Quantity(
        value, span, written, severity=severity, also=tuple(also), scale=scale, opposed=opposed, ordinal=ordinal
    )


def _read_fraction(match: re.Match[str]) -> Iterator[Quantity]:
    numerator, denominator = number_from(match["numerator"]), number_from(match["denominator"])
    if not denominator:
        return
    kind: Kind = "percent" if match["denominator"] == "百" else "number"
    parts = tuple(
        Quantity(number_from(match[name]), match.span(name), match[name], severity=None)
        for name in ("denominator", "numerator")
    )
    value = numerator / denominator
    yield Quantity(
        value, match.span(), match[0], kind, "warning", parts=parts, opposed="warning" if value < 1 else None
    )


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
    opposed: Severity | None = "warning" if match[0] in {"一半", "半数", "过半"} else None
    yield Quantity(first, match.span(), match[0], severity=None, also=tuple(others), opposed=opposed)


def _read_nothing(match: re.Match[str]) -> Iterator[Quantity]:
    yield from ()


_RULES: tuple[Rule, ...] = (
    *PERIOD_RULES_ZH,
    *CODE_RULES,
    Rule(re.compile(_NO_NUMBER), _read_nothing),
    Rule(re.compile("(十[一二三四五])五(?=[”’规计时期收开])"), _read_plan, ("五",)),
    *DATE_RULES,
    Rule(re.compile(r"(?<![\d.])(?P<whole>\d+)[米元秒](?P<rest>\d{1,2})(?![\d.])"), _read_split_decimal, DIGITS),
    Rule(re.compile(rf"(?P<denominator>{_NUMBER})分之(?P<numerator>{_NUMERATOR})"), _read_fraction, ("分之",)),
    Rule(re.compile(rf"({_DIGITS})\s?‰"), _read_per_mille, ("‰",)),
    Rule(
        re.compile(
            r"(?P<tenths>(?<![\d.])\d(?:\.\d)?|[一二两三四五六七八九])成(?P<rest>[半一二三四五六七八九])?"
            r"(?![员立功果品长型效套熟不])"
        ),
        _read_tenths,
        ("成",),
    ),
    Rule(
        re.compile(
            rf"(?P<number>{_NUMBER})(?:(?P<percent>\s?%|个百分点)|(?P<half>(?:个|年|天|周|倍|小时|公里|米|点|分|秒)半)"
            rf"|[{ABOUT}]?(?:(?P<times>倍)|(?P<mu>亩)|(?P<places>(?=[地省市区](?![级域场民])))|(?P<counted>(?={_COUNTED}))))?"
        ),
        _read_number,
    ),
    Rule(re.compile("|".join(sorted(_LOOSE, key=len, reverse=True))), _read_loose, tuple(_LOOSE)),
)
