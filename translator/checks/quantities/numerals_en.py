"""Numbers in English: digits, words, ordinals, fractions, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.characters import HALF_WIDTH
from translator.checks.identifiers import read_identifiers
from translator.checks.quantities.codes import CODE_RULES
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
from translator.checks.quantities.periods import DAYTIME_EN, PERIOD_RULES_EN
from translator.checks.quantities.quantity import (
    DIGITS,
    Quantity,
    Rule,
    as_written,
    may_hold_identifiers,
    read_with,
    share_scale,
)
from translator.release import Severity

# The look back comes after the first digit: a pattern that starts with a class of characters is found faster.
_DIGITS = r"\d(?<![\d.]\d)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?(?!\d)"
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES)}))?|{'|'.join(TEENS + ONES)})"
_HUNDREDS = rf"(?:(?:{_SMALL}|a)[- ]hundred(?:(?: and)? {_SMALL})?|{_SMALL})"
_LARGE = "thousand|million|billion|trillion"
_WORD_NUMBER = (
    rf"(?:(?:{_HUNDREDS}|a)[- ](?:{_LARGE})(?: {_HUNDREDS} (?:{_LARGE}))*(?: (?:and )?{_HUNDREDS})?|{_HUNDREDS})"
)
_PERCENT = r"(?:\s?[%％]|[- ]per ?cent\b|[- ]percentage[- ]points?\b|[- ]pct\b)"
_MEASURE = (
    r"(?P<half>[- ]and[- ]a[- ]half\b)?"
    rf"(?:[- ](?P<scale>{'|'.join(SCALES)})s?\b|(?P<sign>mn|bn|tn|k|m|b)\b|(?P<myriad>[万亿]))?"
    rf"(?:(?P<percent>{_PERCENT})|[- ](?P<spans>{'|'.join(SPANS)})s?\b|(?P<weeks>(?=[- ]weeks?\b))"
    r"|(?P<months>(?=[- ]months?\b))|(?P<hours>(?=[- ]hours?\b))"
    r"|(?P<others>(?= others?\b)))?"
)
_SHARE = re.compile(r"(?: [A-Za-z'-]+){0,3} (?:in|out of|of) (?:every )?")
_RANGE = re.compile(r"\s*(?:to|or|and|-|–|—)\s*(?:[A-Z]{0,3}[$€£¥])?\s*")


def read_english(text: str) -> list[Quantity]:
    """The quantities of an English text, in order; full-width digits count as half-width ones."""
    folded = text.translate(HALF_WIDTH)
    taken = [i.span for i in read_identifiers(text)] if may_hold_identifiers(folded) else []
    found = read_with(_RULES, folded, taken)
    return [as_written(q, text) for q in _join_shares(share_scale(found, folded, _RANGE), folded)]


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
    if few.parts or few.text in LOOSE or many.text in LOOSE or not 0 < few.value < many.value:
        return False
    return many.value <= 20 or many.value in {100, 1000}


def _severity(text: str, value: Fraction) -> Severity | None:
    """A number in digits is required, one in words nearly so; "one" and "a hundred" are as often idiom as number."""
    if text[0].isdigit():
        return None if text in {"0", "1"} else "error"
    return "warning" if value > 1 and not text.startswith("a ") else None


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
        scale = SCALES[match["scale"]]
        severity = severity or ("warning" if value > 1 else None)
    elif match["myriad"]:
        scale = MYRIADS[match["myriad"]]
    elif match["sign"]:
        also = [value * SCALE_SIGNS[match["sign"]]]
    elif match["spans"]:
        value, also = value * SPANS[match["spans"]], [value]
    elif match["weeks"] is not None:
        also = [value * 7]
    elif match["months"] is not None and value % 12 == 0:
        also = [value / 12]
    elif match["hours"] is not None and value % 24 == 0:
        also = [value / 24]
    elif match["others"] is not None:
        # "Qingdao and four other cities" are 青岛等5个城市.
        also = [value + named for named in range(1, 5)]
    yield Quantity(value * scale, match.span(), match[0], severity=severity, also=tuple(also), scale=scale)


def _read_fraction(match: re.Match[str]) -> Iterator[Quantity]:
    numerator = number_from(match["numerator"])
    value = numerator / DENOMINATORS[match["denominator"]]
    if match["of"]:
        value *= SCALES[match["of"]]
    # "three quarters" of a year are counted, 三季度, as often as they are a share.
    parts = (Quantity(numerator, match.span("numerator"), match["numerator"], severity=None),)
    severity: Severity | None = "warning" if numerator > 1 or match["denominator"] not in {"half", "quarter"} else None
    opposed: Severity | None = "warning" if 0 < value < 1 else None
    # "A third hospital" is one more.
    also = (1 / value,) if match["numerator"] == "a" and not match["of"] else ()
    yield Quantity(value, match.span(), match[0], severity=severity, also=also, parts=parts, opposed=opposed)


def _read_half_scale(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(SCALES[match[1]], 2), match.span(), match[0], severity="warning")


def _read_digit_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(number_from(match["digits"]), match.span(), match[0], ordinal=True)


def _read_and_a_half(match: re.Match[str]) -> Iterator[Quantity]:
    value = Fraction(3, 2)
    also = tuple(value * n for n in (12, 24, 60, 7, 10))
    yield Quantity(value, match.span(), match[0], severity=None, also=also)


def _read_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    value = ORDINALS[match["word"]] + (WORDS[match["tens"]] if match["tens"] else 0)
    severity: Severity | None = "warning" if value > 2 else None
    # "the poorest fifth" is a share.
    yield Quantity(
        Fraction(value),
        match.span(),
        match[0],
        severity=severity,
        also=(Fraction(1, value),),
        opposed="warning",
        ordinal=True,
    )


def _read_fraction_sign(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(*_FRACTIONS[match[0]]), match.span(), match[0], severity=None)


def _read_fold(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"])
    severity = _severity(match["number"], value)
    yield Quantity(value, match.span(), match[0], severity=severity, also=(value - 1,))


def _read_high_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"]) * SCALES[match["scale"]]
    yield Quantity(value, match.span(), match[0], severity=None, also=(1 / value,) if value else ())


def _read_loose(match: re.Match[str]) -> Iterator[Quantity]:
    first, *others = (Fraction(v) for v in LOOSE[match["word"]])
    opposed: Severity | None = "warning" if match["word"] == "half" else None
    yield Quantity(first, match.span(), match[0], severity=None, also=tuple(others), opposed=opposed)


_WORD_HINTS = (*WORDS, "a hundred", "a thousand", "a million", "a billion", "a-hundred")
_FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}

_RULES: tuple[Rule, ...] = (
    *PERIOD_RULES_EN,
    *CODE_RULES,
    *DATE_RULES,
    DAYTIME_EN,
    Rule(
        re.compile(r"\bhalf a (thousand|million|billion|trillion)\b"),
        _read_half_scale,
        ("half a ",),
        lowered=True,
    ),
    Rule(
        re.compile(
            rf"\b(?!(?<=and[ -])a[- ]half)(?P<numerator>an?|ten|{'|'.join(ONES)})[- ]"
            rf"(?P<denominator>{'|'.join(DENOMINATORS)})s?\b"
            r"(?: of a (?P<of>million|billion|trillion)\b|(?=[ ,.;:)]|$))"
        ),
        _read_fraction,
        tuple(DENOMINATORS),
        lowered=True,
    ),
    Rule(
        re.compile(
            r"\b(?:an?|one|(?<=first )) ?(?:year|month|week|day|hour|minute|decade|century)[- ]and[- ]a[- ]half\b"
        ),
        _read_and_a_half,
        (" and a half", "-and-a-half"),
        lowered=True,
    ),
    Rule(
        re.compile(r"(?<![\d.,])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b"),
        _read_digit_ordinal,
        ("1st", "2nd", "3rd", *(f"{digit}th" for digit in DIGITS)),
        lowered=True,
    ),
    Rule(
        re.compile(rf"\b(?:(?P<tens>{'|'.join(TENS)})-)?(?P<word>{'|'.join(ORDINALS)})\b"),
        _read_ordinal,
        tuple(ORDINALS),
        lowered=True,
    ),
    Rule(re.compile(rf"\b(?P<number>{_DIGITS}|{_SMALL})-?fold\b"), _read_fold, ("fold",), lowered=True),
    Rule(
        re.compile(rf"\b(?P<number>{_DIGITS}|{_SMALL}|a)[- ](?P<scale>hundred|thousand|million)ths?\b"),
        _read_high_ordinal,
        ("hundredth", "thousandth", "millionth"),
        lowered=True,
    ),
    Rule(re.compile(rf"(?P<number>{_DIGITS}){_MEASURE}"), _read_number, DIGITS, lowered=True),
    Rule(
        re.compile(rf"\b(?=[aefnost])(?P<number>{_WORD_NUMBER})\b{_MEASURE}"), _read_number, _WORD_HINTS, lowered=True
    ),
    Rule(re.compile("[" + "".join(_FRACTIONS) + "]"), _read_fraction_sign, tuple(_FRACTIONS)),
    Rule(
        re.compile(rf"\ba?(?P<word>{'|'.join(sorted(LOOSE, key=len, reverse=True))})(?:s|es|ly)?\b"),
        _read_loose,
        tuple(LOOSE),
        lowered=True,
    ),
)
