"""How a press text writes a number: 32万 in Chinese, 320,000 in English."""

from __future__ import annotations

import re
from fractions import Fraction

from translator.checks.quantities.comparing import Quantity
from translator.release import Language

_PLAIN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\d[\d,.]*(?: (?:thousand|million|billion)|[万亿])?(?:\s?%| percent)?"),
    "zh": re.compile(r"\d[\d,.]*(?:[万亿]| (?:thousand|million|billion))?%?"),
}
"""Digits with at most a power of ten and a percent sign: what can be written anew and loses nothing."""
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "en": re.compile("[万亿]"),
    "zh": re.compile(r"\d,\d{3}|thousand|million|billion"),
}
_SCALES: dict[Language, tuple[tuple[int, str], ...]] = {
    "en": ((10**9, " billion"), (10**6, " million")),
    "zh": ((10**8, "亿"), (10**4, "万")),
}
_LONGEST_SHORT_FORM = 4
"""So many digits may stand before 万 or million; 62,417 is easier to read than 6.2417万."""


def same_digits(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers or two percentages differ in nothing but a power of ten (320,000 and 3.2万)."""
    if isinstance(a.value, str) or isinstance(b.value, str) or a.kind != b.kind or a.kind not in {"number", "percent"}:
        return False
    return significant(a.value) == significant(b.value) != 0


def significant(value: Fraction) -> Fraction:
    """The value's digits as a number from 1 to below 10, whatever its power of ten; 0 for 0."""
    while value >= 10:
        value /= 10
    while 0 < value < 1:
        value *= 10
    return value


def corrected(wanted: Quantity, written: Quantity, language: Language) -> str | None:
    """What to write for `wanted` in place of `written`; None unless it is certain.

    It is certain where only 万, 亿, million or the like was lost or wrong: the digits are the same, at least two of
    them count, and a power of ten is written out on one side.
    """
    if not same_digits(wanted, written) or isinstance(wanted.value, str):
        return None
    if wanted.scale == written.scale == 1 or significant(wanted.value).denominator == 1:
        return None
    return write_number(wanted, language) if _PLAIN[language].fullmatch(written.text) else None


def house_form(written: Quantity, language: Language) -> str | None:
    """How the language writes this number where it is written as the other one does (320,000 in Chinese)."""
    if written.kind != "number" or not _FOREIGN[language].search(written.text):
        return None
    return write_number(written, language) if _PLAIN[language].fullmatch(written.text) else None


def write_number(quantity: Quantity, language: Language) -> str | None:
    """A number or percentage as the language writes it; None for another kind and where the decimals do not end."""
    if isinstance(quantity.value, str) or quantity.kind not in {"number", "percent"}:
        return None
    if quantity.kind == "percent":
        digits = _decimal(quantity.value * 100)
        return None if digits is None else digits + ("%" if language == "zh" else " percent")
    for scale, name in _SCALES[language]:
        short = _decimal(quantity.value / scale)
        if quantity.value >= scale and short is not None and len(short.replace(".", "")) <= _LONGEST_SHORT_FORM:
            return short + name
    whole = _decimal(quantity.value)
    if whole is None or language == "zh":
        return whole
    integer, dot, rest = whole.partition(".")
    return f"{int(integer):,}" + dot + rest


def _decimal(value: Fraction) -> str | None:
    """The decimal form of a fraction without trailing zeros; None where it does not end within six places."""
    scaled = value * 10**6
    if scaled.denominator != 1:
        return None
    text = f"{scaled.numerator // 10**6}.{scaled.numerator % 10**6:06d}"
    return text.rstrip("0").rstrip(".")
