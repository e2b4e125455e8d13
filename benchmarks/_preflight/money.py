"""Errors in amounts of money and in units: another amount, another currency, another unit of measure."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .figures import CURRENCIES_ZH, figures
from .listed import rows
from .numbers import changed_digit, times_ten
from .planting import Case, Edit

_CURRENCIES_EN = ("yuan", "dollars", "euros", "pounds", "francs", "yen")
_SIGNS = "$€£"


def amount_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """A digit of an amount of money becomes another, or the amount becomes ten times as large or a tenth."""
    for figure in figures(case.target, case.language):
        if figure.role == "money":
            if edit := changed_digit(figure, chance):
                yield edit
            if text := times_ten(figure, chance):
                yield Edit(figure.start, figure.end, text)


def currency_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The currency of an amount becomes another common one."""
    text = case.target
    for figure in figures(text, case.language):
        if figure.role != "money":
            continue
        if text[figure.start - 1] in _SIGNS and figure.start:
            sign = chance.choice([s for s in _SIGNS if s != text[figure.start - 1]])
            yield Edit(figure.start - 1, figure.start, sign)
        elif case.language == "zh" and re.fullmatch(CURRENCIES_ZH, figure.unit):
            at = text.index(figure.unit, figure.end)
            # 人民币 is 元 as well.
            others = [c for c in ("元", "美元", "欧元", "英镑", "日元") if c != figure.unit]
            if figure.unit != "人民币":
                yield Edit(at, at + len(figure.unit), chance.choice(others))
        elif case.language == "en" and (word := re.search(r"[A-Za-z.]+$", figure.unit)):
            at = text.index(figure.unit, figure.end)
            yield Edit(at, at + len(figure.unit), chance.choice([c for c in _CURRENCIES_EN if c != word[0]]))


def unit_changed(case: Case, chance: random.Random) -> Iterator[Edit]:
    """The unit after a number becomes another of its kind (mg and g, hours and minutes)."""
    units = {unit: others for unit, *others in rows(f"units.{case.language}.tsv")}
    longest = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    for figure in figures(case.target, case.language):
        if figure.role in ("year", "month", "day", "time", "money", "code"):
            continue
        after = r"\b" if case.language == "en" else r"(?![A-Za-z]|年|的?年级|会|内瓦|公|克)"
        match = re.compile(rf" ?({longest}){after}").match(case.target, figure.end)
        if re.match(r" ?(?:a|per|each) (?:day|week|month|year)|/", case.target[match.end() :] if match else ""):
            continue
        # 3年 is a stretch of time, 2025年 none; a singular unit belongs to 1.
        if match and not (match[1] == "年" and figure.value > 99):
            yield Edit(*match.span(1), chance.choice(units[match[1]]))
