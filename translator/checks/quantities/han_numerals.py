"""The values of Chinese numerals, with and without digits in them."""

from __future__ import annotations

from fractions import Fraction

ONES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
ABOUT = "多余几来"
"""What may stand inside a number to make it approximate: 20多万."""


def number_from(text: str) -> Fraction:
    """The value of a Chinese number: 320000, 32万, 1.28亿, 3亿2000万, 20多万, 三万五千, 四十三点二, 二〇二五.

    A row of numerals with no unit is read digit by digit.
    """
    text = text.replace(",", "").translate(dict.fromkeys(map(ord, ABOUT)))
    if "点" in text:
        whole, _, rest = text.partition("点")
        decimals = rest.rstrip("万亿")
        rest_value = Fraction(int("".join(str(ONES[c]) for c in decimals)), 10 ** len(decimals))
        return (number_from(whole) + rest_value) * number_from("一" + rest[len(decimals) :])
    for unit in ("亿", "万"):
        if unit in text:
            head, _, tail = text.rpartition(unit)
            return (number_from(head) if head else 1) * Fraction(MYRIADS[unit]) + _tail(tail, MYRIADS[unit])
    if text[0].isdecimal():
        digits = text.rstrip("十百千")
        scale = 1
        for unit in text[len(digits) :]:
            scale *= UNITS[unit]
        return Fraction(digits) * scale
    if not set(text) & set(UNITS):
        return Fraction("".join(str(ONES[c]) for c in text))
    total, digit = 0, None
    for c in text:
        if c in UNITS:
            total, digit = total + (1 if digit is None else digit) * UNITS[c], None
        else:
            digit = ONES[c] if c not in "零〇" else None
    if digit is not None:
        total += digit * (UNITS[text[-2]] // 10 if text[-2] in "百千" else 1)
    return Fraction(total)


def _tail(text: str, unit: int) -> Fraction:
    """What stands after 万 or 亿: 三万五 is 35,000, 三万零五 is 30,005."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text in ONES:
        return Fraction(ONES[text] * unit // 10)
    return number_from(text)
