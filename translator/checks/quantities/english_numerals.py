"""English number words and their values."""

from __future__ import annotations

import re
from fractions import Fraction


def _words(text: str) -> list[str]:
    return text.split()


ONES = _words("one two three four five six seven eight nine")
TEENS = _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
WORDS = {w: i for i, w in enumerate(ONES + TEENS, 1)} | {w: i * 10 for i, w in enumerate(TENS, 2)}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALE_SIGNS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
SPANS = {"decade": 10, "century": 100, "centurie": 100, "millennium": 1000, "millennia": 1000}
ORDINALS = {
    w: i
    for i, w in enumerate(
        _words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {w.removesuffix("y") + "ieth": i * 10 for i, w in enumerate(TENS, 2)}
DENOMINATORS = {
    **{"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4},
    **{w: i for w, i in ORDINALS.items() if i >= 5},
}
# Words that hold a number, with its readings. They never raise an issue: each is idiom as often as number.
LOOSE: dict[str, tuple[int | Fraction, ...]] = {
    **dict.fromkeys(
        _words("both pair couple double doubled doubling twice twin twofold dual bilateral biennial"), (2,)
    ),
    **dict.fromkeys(_words("triple tripled tripling trio threefold thrice triplet"), (3,)),
    **dict.fromkeys(_words("quadruple quadrupled quadrupling fourfold quartet"), (4,)),
    **dict.fromkeys(_words("quintuple quintupled fivefold"), (5,)),
    **dict.fromkeys(_words("half halve halved halving"), (Fraction(1, 2),)),
    **{"tenfold": (10,), "decade": (10,), "century": (100,), "centenary": (100,), "centennial": (100,)},
    **{"dozen": (12, 10), "hundred": (100,), "thousand": (1000,), "million": (10**6,), "billion": (10**9,)},
    **{w.removesuffix("y") + "ie": (i * 10,) for i, w in enumerate(TENS, 2)},
    **{"round the clock": (24,), "round-the-clock": (24,), "fortnight": (14, 2)},
    **{"half again": (Fraction(3, 2),), "half as many again": (Fraction(3, 2),)},
    **{"quarter": (Fraction(1, 4), 15), "zero": (0,)},
    **{"a year": (12,), "a week": (7,), "a day": (24,), "an hour": (60,), "a minute": (60,)},
}


def number_from(text: str) -> Fraction:
    """The value of an English number in digits ("1,234.5") or in words ("two hundred and five thousand")."""
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    total = group = 0
    for word in re.split(r"[- ]", text.lower()):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0
        elif word != "and":
            group += 1 if word in {"a", "an"} else WORDS[word]
    return Fraction(total + group)
