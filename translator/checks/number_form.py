"""How a number is written in a press text: 32万 in Chinese, 320,000 in English."""

from __future__ import annotations

from fractions import Fraction

from translator.checks.quantities import Kind, Quantity
from translator.release import Language


def same_digits(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers differ in nothing but a power of ten (320,000 and 3.2万)."""
    if isinstance(a.value, str) or isinstance(b.value, str) or {a.kind, b.kind} - {"number", "percent"} or a.kind != b.kind:
        return False
    return _mantissa(a.value) == _mantissa(b.value) != 0


def _mantissa(value: Fraction) -> Fraction:
    while value >= 10:
        value /= 10
    while 0 < value < 1:
        value *= 10
    return value


def write_number(value: Fraction, kind: Kind, language: Language) -> str | None:
    """A number or percentage as the language writes it; None where it has no end in decimals, or is another kind."""
    if kind == "percent":
        digits = _decimal(value * 100)
        return None if digits is None else digits + ("%" if language == "zh" else " percent")
    if kind != "number":
        return None
    scales = ((10**8, "亿"), (10**4, "万")) if language == "zh" else ((10**9, " billion"), (10**6, " million"))
    for scale, name in scales:
        short = _decimal(value / scale)
        # Beyond four digits the long form is easier to read: 62,417, not 6.2417万.
        if value >= scale and short is not None and len(short.replace(".", "")) <= 4:
            return short + name
    whole = _decimal(value)
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
