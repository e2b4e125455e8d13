"""Numbers in English: digits, words, ordinals, fractions, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.identifiers import read_identifiers
from translator.checks.quantities.codes import CODE_RULES
from translator.checks.quantities.comparing import Quantity, Rule, read_with, share_scale
from translator.checks.quantities.dates_en import DATE_RULES
from translator.checks.quantities.english_numerals import (
    DENOMINATORS,
    LOOSE,
    ONES,
    ORDINALS,
    SCALE_SIGNS,
    SCALES,
    SPANS,
    TEENS,
    TENS,
    WORDS,
    number_from,
)
from translator.checks.quantities.han_numerals import MYRIADS
from translator.release import Severity

_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)"
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)}))?|{'|'.join(TEENS + ONES)})"
_HUNDREDS = rf"(?:(?:{_SMALL}|a)[- ]hundred(?:(?: and)? {_SMALL})?|{_SMALL})"
_WORD_NUMBER = rf"(?:(?:{_HUNDREDS}|a)[- ](?:thousand|million|billion)(?: (?:and )?{_HUNDREDS})?|{_HUNDREDS})"
_NUMBER = rf"(?:{_DIGITS}|\b{_WORD_NUMBER}\b)"
_PERCENT = r"(?:\s?%|[- ]per ?cent\b|[- ]percentage[- ]points?\b|[- ]pct\b)"
_SHARE = re.compile(r"(?: [a-z'-]+){0,3} (?:in|out of|of) (?:every )?")
_RANGE = re.compile(r"\s*(?:to|or|and|-|–|—)\s*(?:[A-Z]{0,3}[$€£¥])?\s*")


def read_english(text: str) -> list[Quantity]:
    """The quantities of an English text, in order."""
    found = read_with(_RULES, text, (i.span for i in read_identifiers(text)))
    return _join_shares(share_scale(found, text, _RANGE), text)


def _join_shares(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Read "nine in 10" and "one child in five" as a share, with its two numbers as parts."""
    joined: list[Quantity] = []
    for quantity in quantities:
        few = joined[-1] if joined else None
        if few and _is_share(few, quantity) and _SHARE.fullmatch(text[few.span[1] : quantity.span[0]]):
            span = (few.span[0], quantity.span[1])
            share = Fraction(few.value) / Fraction(quantity.value)
            joined[-1] = Quantity(share, span, text[slice(*span)], severity="warning", parts=(few, quantity))
        else:
            joined.append(quantity)
    return joined


def _is_share(few: Quantity, many: Quantity) -> bool:
    if few.kind != "number" or many.kind != "number" or isinstance(few.value, str) or isinstance(many.value, str):
        return False
    if few.parts or few.text.lower() in LOOSE or not 0 < few.value < many.value:
        return False
    return many.value <= 20 or many.value in {100, 1000}


def _severity(text: str, value: Fraction) -> Severity | None:
    """A number in digits is required, one in words nearly so; "one" and "a hundred" are as often idiom as number."""
    if text[0].isdigit():
        return None if text in {"0", "1"} else "error"
    return "warning" if value > 1 and not text.lower().startswith("a ") else None


def _read_number(match: re.Match[str]) -> Iterator[Quantity]:
    number = match["number"]
    value = number_from(number)
    severity = _severity(number, value)
    if match["percent"]:
        yield Quantity(value / 100, match.span(), match[0], "percent", severity or "warning")
        return
    scale, also = 1, []
    if match["half"]:
        value += Fraction(1, 2)
        also = [value * 12, value * 60]
    if match["scale"]:
        scale = SCALES[match["scale"].lower()]
        severity = severity or ("warning" if value > 1 else None)
    elif match["myriad"]:
        scale = MYRIADS[match["myriad"]]
    elif match["sign"]:
        also = [value * SCALE_SIGNS[match["sign"].lower()]]
    elif match["spans"]:
        value, also = value * SPANS[match["spans"].lower()], [value]
    elif match["weeks"] is not None:
        also = [value * 7]
    yield Quantity(value * scale, match.span(), match[0], severity=severity, also=tuple(also), scale=scale)


def _read_fraction(match: re.Match[str]) -> Iterator[Quantity]:
    numerator = number_from(match["numerator"])
    value = numerator / DENOMINATORS[match["denominator"].lower()]
    if match["of"]:
        value *= SCALES[match["of"].lower()]
    # "three quarters" of a year are counted, 三季度, as often as they are a share.
    parts = (Quantity(numerator, match.span("numerator"), match["numerator"], severity=None),)
    yield Quantity(value, match.span(), match[0], severity="warning" if numerator > 1 else None, parts=parts)


def _read_half_scale(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(SCALES[match[1].lower()], 2), match.span(), match[0], severity="warning")


def _read_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    if match["digits"]:
        yield Quantity(number_from(match["digits"]), match.span(), match[0])
        return
    value = ORDINALS[match["word"].lower()] + (WORDS[match["tens"].lower()] if match["tens"] else 0)
    severity: Severity | None = "warning" if value > 12 else None
    # "the poorest fifth" is a share.
    yield Quantity(Fraction(value), match.span(), match[0], severity=severity, also=(Fraction(1, value),))


def _read_fold(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"])
    severity = _severity(match["number"], value)
    yield Quantity(value, match.span(), match[0], severity=severity, also=(value - 1,))


def _read_high_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"]) * SCALES[match["scale"].lower()]
    yield Quantity(value, match.span(), match[0], severity=None, also=(1 / value,) if value else ())


def _read_loose(match: re.Match[str]) -> Iterator[Quantity]:
    first, *others = (Fraction(v) for v in LOOSE[match["word"].lower()])
    yield Quantity(first, match.span(), match[0], severity=None, also=tuple(others))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_RULES: tuple[Rule, ...] = (
    *CODE_RULES,
    *DATE_RULES,
    (_pattern(r"\bhalf a (thousand|million|billion|trillion)\b"), _read_half_scale),
    (
        _pattern(
            rf"\b(?!(?<=and[ -])a[- ]half)(?P<numerator>an?|ten|{'|'.join(ONES)})[- ]"
            rf"(?P<denominator>{'|'.join(DENOMINATORS)})s?\b"
            r"(?: of a (?P<of>million|billion|trillion)\b|(?=[ ,.;:)]|$))"
        ),
        _read_fraction,
    ),
    (
        _pattern(
            r"(?<![\d.,])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b"
            rf"|\b(?:(?P<tens>{'|'.join(TENS)})-)?(?P<word>{'|'.join(ORDINALS)})\b"
        ),
        _read_ordinal,
    ),
    (_pattern(rf"\b(?P<number>{_DIGITS}|{_SMALL})-?fold\b"), _read_fold),
    (_pattern(rf"\b(?P<number>{_DIGITS}|{_SMALL}|a)[- ](?P<scale>hundred|thousand|million)ths?\b"), _read_high_ordinal),
    (
        _pattern(
            rf"(?P<number>{_NUMBER})(?P<half>[- ]and[- ]a[- ]half\b)?"
            rf"(?:[- ](?P<scale>{'|'.join(SCALES)})s?\b|(?P<sign>mn|bn|k|m|b)\b|(?P<myriad>[万亿]))?"
            rf"(?:(?P<percent>{_PERCENT})|[- ](?P<spans>{'|'.join(SPANS)})s?\b|(?P<weeks>(?=[- ]weeks?\b)))?"
        ),
        _read_number,
    ),
    (_pattern(rf"\ba?(?P<word>{'|'.join(sorted(LOOSE, key=len, reverse=True))})(?:s|es|ly)?\b"), _read_loose),
)
