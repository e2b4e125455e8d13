"""Numbers in English: digits, words, ordinals, fractions, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from translator.checks.codes import CODE_RULES
from translator.checks.dates_en import DATE_RULES
from translator.checks.identifiers import read_identifiers
from translator.checks.quantities import Quantity, Rule, read_with, share_scale
from translator.release import Severity

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: i for i, w in enumerate(_ONES + _TEENS, 1)} | {w: i * 10 for i, w in enumerate(_TENS, 2)}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE_SIGNS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
_SPANS = {"decade": 10, "century": 100, "centurie": 100, "millennium": 1000, "millennia": 1000}
_ORDINALS = {
    w: i
    for i, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {w.removesuffix("y") + "ieth": i * 10 for i, w in enumerate(_TENS, 2)}
_DENOMINATORS = {
    **{"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4},
    **{w: i for w, i in _ORDINALS.items() if i >= 5},
}
# Words that hold a number, with its readings. They never raise an issue: each is idiom as often as number.
_LOOSE: dict[str, tuple[int | Fraction, ...]] = {
    **dict.fromkeys("both pair couple double doubled doubling twice twin twofold dual bilateral".split(), (2,)),
    **dict.fromkeys("triple tripled tripling trio threefold thrice triplet".split(), (3,)),
    **dict.fromkeys("quadruple quadrupled quadrupling fourfold quartet".split(), (4,)),
    **dict.fromkeys("quintuple quintupled fivefold".split(), (5,)),
    **dict.fromkeys("half halve halved halving".split(), (Fraction(1, 2),)),
    **{"tenfold": (10,), "decade": (10,), "century": (100,), "centenary": (100,), "centennial": (100,)},
    **{"dozen": (12, 10), "hundred": (100,), "thousand": (1000,), "million": (10**6,), "billion": (10**9,)},
    **{w.removesuffix("y") + "ie": (i * 10,) for i, w in enumerate(_TENS, 2)},
    **{"round the clock": (24,), "round-the-clock": (24,), "fortnight": (14, 2)},
    **{"quarter": (Fraction(1, 4), 15), "zero": (0,)},
    **{"a year": (12,), "a week": (7,), "a day": (24,), "an hour": (60,), "a minute": (60,)},
}

_DIGITS = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS + _ONES)})"
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
    return not few.parts and few.text.lower() not in _LOOSE and 0 < few.value < many.value and (many.value <= 20 or many.value in {100, 1000})


def number_from(text: str) -> Fraction:
    """The value of an English number in digits ("1,234.5") or in words ("two hundred and five thousand")."""
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    total = group = 0
    for word in re.split(r"[- ]", text.lower()):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word != "and":
            group += 1 if word in {"a", "an"} else _WORDS[word]
    return Fraction(total + group)


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
        scale = _SCALES[match["scale"].lower()]
        severity = severity or ("warning" if value > 1 else None)
    elif match["sign"]:
        also = [value * _SCALE_SIGNS[match["sign"].lower()]]
    elif match["spans"]:
        value, also = value * _SPANS[match["spans"].lower().removesuffix("s")], [value]
    elif match["weeks"] is not None:
        also = [value * 7]
    yield Quantity(value * scale, match.span(), match[0], severity=severity, also=tuple(also), scale=scale)


def _read_fraction(match: re.Match[str]) -> Iterator[Quantity]:
    numerator = number_from(match["numerator"])
    value = numerator / _DENOMINATORS[match["denominator"].lower()]
    if match["of"]:
        value *= _SCALES[match["of"].lower()]
    # "three quarters" of a year are counted, 三季度, as often as they are a share.
    parts = (Quantity(numerator, match.span("numerator"), match["numerator"], severity=None),)
    yield Quantity(value, match.span(), match[0], severity="warning" if numerator > 1 else None, parts=parts)


def _read_half_scale(match: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Fraction(_SCALES[match[1].lower()], 2), match.span(), match[0], severity="warning")


def _read_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    if match["digits"]:
        yield Quantity(number_from(match["digits"]), match.span(), match[0])
        return
    value = _ORDINALS[match["word"].lower()] + (_WORDS[match["tens"].lower()] if match["tens"] else 0)
    severity: Severity | None = "warning" if value > 12 else None
    # "the poorest fifth" is a share.
    yield Quantity(Fraction(value), match.span(), match[0], severity=severity, also=(Fraction(1, value),))


def _read_fold(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"])
    severity = _severity(match["number"], value)
    yield Quantity(value, match.span(), match[0], severity=severity, also=(value - 1,))


def _read_high_ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    value = number_from(match["number"]) * _SCALES[match["scale"].lower()]
    yield Quantity(value, match.span(), match[0], severity=None, also=(1 / value,))


def _read_loose(match: re.Match[str]) -> Iterator[Quantity]:
    first, *others = (Fraction(v) for v in _LOOSE[match["word"].lower()])
    yield Quantity(first, match.span(), match[0], severity=None, also=tuple(others))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_RULES: tuple[Rule, ...] = (
    *CODE_RULES,
    *DATE_RULES,
    (_pattern(r"\bhalf a (thousand|million|billion|trillion)\b"), _read_half_scale),
    (
        _pattern(
            rf"\b(?!(?<=and[ -])a[- ]half)(?P<numerator>an?|ten|{'|'.join(_ONES)})[- ](?P<denominator>{'|'.join(_DENOMINATORS)})s?\b(?:"
            r" of a (?P<of>million|billion|trillion)\b|(?=[ ,.;:)]|$))"
        ),
        _read_fraction,
    ),
    (
        _pattern(
            r"(?<![\d.,])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b"
            rf"|\b(?:(?P<tens>{'|'.join(_TENS)})-)?(?P<word>{'|'.join(_ORDINALS)})\b"
        ),
        _read_ordinal,
    ),
    (_pattern(rf"\b(?P<number>{_DIGITS}|{_SMALL})-?fold\b"), _read_fold),
    (_pattern(rf"\b(?P<number>{_DIGITS}|{_SMALL}|a)[- ](?P<scale>hundred|thousand|million)ths?\b"), _read_high_ordinal),
    (
        _pattern(
            rf"(?P<number>{_NUMBER})(?P<half>[- ]and[- ]a[- ]half\b)?"
            rf"(?:[- ](?P<scale>{'|'.join(_SCALES)})s?\b|(?P<sign>mn|bn|k|m|b)\b)?"
            rf"(?:(?P<percent>{_PERCENT})|[- ](?P<spans>decades?|century|centuries|millenni(?:um|a))\b|(?P<weeks>(?=[- ]weeks?\b)))?"
        ),
        _read_number,
    ),
    (_pattern(rf"\ba?(?P<word>{'|'.join(sorted(_LOOSE, key=len, reverse=True))})(?:s|es|ly)?\b"), _read_loose),
)
