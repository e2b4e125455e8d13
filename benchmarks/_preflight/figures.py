"""Where the numbers of a text stand, as far as planting errors needs to know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from translator.release import Language

Role = Literal["count", "percent", "money", "year", "month", "day", "time", "code"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in digits; start, end: its digits alone; scale: 万, million... after them; unit: the words after that.

    role: "code" is a number that is part of a name or is no quantity ("COVID-19", "1-2-0", "T2")
    """

    start: int
    end: int
    digits: str
    scale: str
    unit: str
    role: Role

    @property
    def value(self) -> float:
        """The number without its scale."""
        return float(self.digits.replace(",", ""))


CURRENCIES_ZH = (
    "人民币|美元|欧元|英镑|日元|韩元|港元|港币|澳元|加元|卢比|卢布|法郎|瑞士法郎|新加坡元|新元|泰铢|比索|雷亚尔|兰特|林吉特|"
    "第纳尔|迪拉姆|里亚尔|先令|克朗|兹罗提|里拉|坚戈|越南盾|印尼盾|澳大利亚元|加拿大元|新西兰元|福林|奈拉|塔卡|"
    "[\u4e00-\u9fff]{1,4}(?:比索|镑|卢比|先令|法郎|克朗|第纳尔|迪拉姆)|元"
)
CURRENCIES_EN = (
    r"(?:(?:U\.S\.|[A-Z][a-z]+(?: [A-Z][a-z]+)?) )?"
    r"(?:yuan|dollars?|euros?|francs?|pounds?|yen|won|rupees?|renminbi|RMB|rand|pesos?|kroner|kronor|krone|baht|"
    r"ringgit|dirhams?|riyals?|shillings?|reais|cents?|zlotys?|lira|tenge|rubles?|forints?|naira|taka)\b"
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_EN = r"(?:" + "|".join(MONTHS) + r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ZH = re.compile(
    rf"(?<![A-Za-z\d.,:：∶/_@+-])(?P<digits>{_DIGITS})(?![\d:：∶/@_]|[.,-]\d|[a-z]+\d|-?[A-Z])"
    rf"(?P<scale>万亿|千万|百万|亿|万|千)?(?P<over>余|多)?(?P<unit>%|％|‰|年|月|日|时(?!间)|(?:{CURRENCIES_ZH})|"
    r"个百分点|[A-Za-zμ]+(?:/[A-Za-z]+)?|[\u4e00-\u9fff]{0,2})"
)
_EN = re.compile(
    rf"(?<![A-Za-z\d.,:/_@+-])(?P<digits>{_DIGITS})(?![\d:/@_]|[.,-]\d|-?[A-Z]|[a-z]+\d|st\b|nd\b|rd\b|th\b|s\b)"
    r"(?P<scale>[ -](?:thousand|million|billion|trillion)\b)?"
    rf"(?P<unit>%| percent(?:age points?)?\b| ?(?:{CURRENCIES_EN})|-[a-z]+(?:-[a-z]+)*|(?: [A-Za-zμ]+(?:/[a-z]+)?)?)"
)
_MONEY_BEFORE = re.compile(r"[$€£¥]$")


@lru_cache(4096)
def figures(text: str, language: Language) -> tuple[Figure, ...]:
    """The numbers in digits, from left to right."""
    pattern = _ZH if language == "zh" else _EN
    return tuple(_figure(text, match, language) for match in pattern.finditer(text))


def _figure(text: str, match: re.Match[str], language: Language) -> Figure:
    unit = match["unit"]
    return Figure(
        *match.span("digits"),
        match["digits"],
        (match["scale"] or "").strip(" -"),
        unit.strip(),
        _role(text, match, unit.strip(), language),
    )


def _role(text: str, match: re.Match[str], unit: str, language: Language) -> Role:
    before = text[max(0, match.start() - 12) : match.start()]
    digits = match["digits"]
    if unit in ("%", "％", "‰") or unit.startswith(("percent", "个百分点")):
        return "percent"
    currencies = CURRENCIES_ZH if language == "zh" else CURRENCIES_EN
    if _MONEY_BEFORE.search(before) or (unit and re.fullmatch(currencies, unit)):
        return "money"
    if language == "zh":
        return _role_zh(before, text[match.end("digits") :], digits, unit, match["scale"])
    return _role_en(text, before, digits, match)


def _role_zh(before: str, after: str, digits: str, unit: str, scale: str | None) -> Role:
    if scale:
        return "count"
    if unit == "年" and re.fullmatch(r"(?:19|20)\d\d", digits):
        return "year"
    if unit == "月" and 1 <= int(float(digits)) <= 12 and "." not in digits:
        return "month"
    if unit == "日" or re.match(r"(?:日?至|—|-|、)\d{1,2}日", after):
        return "day"
    if unit == "时":
        return "time"
    return "code" if re.search(r"第$", before) else "count"


def _role_en(text: str, before: str, digits: str, match: re.Match[str]) -> Role:
    after = text[match.end("digits") : match.end("digits") + 8]
    if re.search(rf"\b{MONTH_EN} (?:\d\d?(?: to |-| and ))?$", before) and re.fullmatch(r"[12]?\d|3[01]", digits):
        return "day"
    if re.match(r" ?(?:a\.m\.|p\.m\.|noon|o'clock)", after):
        return "time"
    if re.fullmatch(r"(?:19|20)\d\d", digits) and not match["scale"]:
        before_year = rf"(?:\b[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|to|of|[Uu]ntil|early|late|mid|end of|{MONTH_EN}|,) ?$"
        counted = re.match(r" (?!(?:was|has|is)\b)[a-z]+s\b", after) or not re.match(r"[ ,.;)\"—-]|$", after)
        if (re.search(before_year, before) and not counted) or re.match(r"[,.;)]|$", after):
            return "year"
        if re.match(r" [A-Z]", after):
            return "code"
    if re.search(rf"\b{MONTH_EN} \d\d?, $", before):
        return "year"
    if re.match(rf" {MONTH_EN}", after):
        return "day"
    named = r"(?:[Cc]lass|No\.|[Pp]hase|[Tt]ype|[Gg]rade|[Ll]evel|[Ss]tage|Room|Hall|Gate|Article|Chapter) $"
    return "code" if re.search(named, before) else "count"
