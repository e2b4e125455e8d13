"""Which number of a text is which of its translation, by the words beside them: evidence for and against a swap."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

from translator.checks.approximation import approximation
from translator.checks.money import currencies
from translator.checks.number_neighbours import affinities
from translator.checks.number_pairs import Pair
from translator.checks.quantities import Quantity
from translator.checks.units import units
from translator.release import Language

FEATURES = (
    "right",
    "left",
    "across",
    "words",
    "unit",
    "side",
    "calendar",
    "origin",
    "goal",
    "share",
    "order",
    "others",
    "place",
)
"""What `evidence` measures, each as it stands minus as it would be with the two numbers exchanged."""

_FLOOR = 0.05
"""Added to what the words say before the logarithm, so that no words say nothing."""
_YEAR_BEFORE = re.compile(
    r"\b(?:in|by|since|until|till|before|early|late|mid|year|fiscal|end of|half of|quarter of|start of|[Ss]pring"
    r"|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?)[ -]$"
)
_PERIOD_BEFORE = re.compile(r"\b(?:from|to|through|and|between|than)[ -]$")
_YEAR_AFTER = re.compile(
    r"\s*(?:$|[^\w\s%]|(?:to|and|through|when|with|at|as|up|for|by|from|in|on|compared|after|was|were|had|has)\b)"
)
_PERIOD_AFTER = re.compile(r"\s*(?:$|[^\w\s%]|(?:to|and|through)\b)")
_YEAR_ZH = re.compile(r"(?:\s?[-–—~～至到]{1,2}\s?\d{2,4})?年(?![级代])")
_ORIGIN: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bfrom (?:(?!to\b)[^,;.:]){0,25}$|\b(?:than|against|versus|compared with) (?:[a-z]+ ){0,3}$"),
    "zh": re.compile("[由从较比](?:(?![至到增降升])[^，；。：]){0,14}$"),
}
_GOAL: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\bto (?:[a-z]+ ){0,2}[A-Z]{0,3}[$€£¥]?$"),
    "zh": re.compile("[至到达为](?:了|约|近|超过|不足|不到|逾)?$"),
}
_SHARE = re.compile(r" (?:in|of|per) (?:the |its |all |all the |every |these |those )?")
"""Between the part and the whole: 29 of the 36, one in ten. Chinese tells the whole first."""
_SCORE = re.compile(r" out of (?:a |the |every )?")
"""Between what was reached and what could be: Chinese has either first."""


Relation = Literal["share", "score", "more than all"]


class Place(NamedTuple):
    """What stands beside a number.

    unit: its unit, "money" for a currency, None for neither; side: more, less, near, about
    calendar: whether a year stands there; origin: whether a figure changes from there or is compared with it
    goal: whether a figure changes to there
    """

    unit: str | None
    side: str | None
    calendar: bool
    origin: bool
    goal: bool


class Evidence(NamedTuple):
    """How much better two pairs are as they stand than exchanged; features: one for each of FEATURES."""

    first: int
    second: int
    features: tuple[float, ...]


def evidence(english: str, chinese: str, pairs: Sequence[Pair], in_english: bool) -> Iterator[Evidence]:
    """What speaks for and against each two pairs that could have been exchanged.

    pairs: equal numbers, the English one first; in_english: whether the numbers of the English side may be swapped
    """
    candidates = [
        (i, j) for i, j in combinations(range(len(pairs)), 2) if _exchangeable(pairs[i], pairs[j], in_english)
    ]
    if not candidates:
        return
    places = [(_place(english, "en", a), _place(chinese, "zh", b)) for a, b in pairs]
    words = affinities(english, chinese, [(a.span, b.span) for a, b in pairs])
    starts = [(a.span[0] / len(english), b.span[0] / len(chinese)) for a, b in pairs]
    for i, j in candidates:
        yield Evidence(
            i, j, tuple(_features(i, j, places, words, starts, _relation(english, (pairs[i][0], pairs[j][0]))))
        )


def _exchangeable(one: Pair, other: Pair, in_english: bool) -> bool:
    if one[0].value == other[0].value or one[0].value != one[1].value or other[0].value != other[1].value:
        return False
    a, b = (one[0], other[0]) if in_english else (one[1], other[1])
    if a.scale != b.scale or a.text[0].isdecimal() != b.text[0].isdecimal():
        return False
    forms = {_form(a), _form(b)}
    # The 41 of "from 41 to 66 percent" is written as a number is, and is a percentage.
    return forms <= {"number", "bare percent"} or forms <= {"percent", "bare percent"} or forms in ({"month"}, {"day"})


def _form(quantity: Quantity) -> str:
    return "bare percent" if quantity.kind == "percent" and quantity.text[-1].isdecimal() else quantity.kind


def _features(
    i: int,
    j: int,
    places: Sequence[tuple[Place, Place]],
    words: Sequence[Sequence[Sequence[float]]],
    starts: Sequence[tuple[float, float]],
    relation: Relation | None,
) -> Iterator[float]:
    def ratio(of: int | None) -> float:
        def value(a: int, b: int) -> float:
            return _FLOOR + (sum(words[a][b]) if of is None else words[a][b][of])

        return math.log(value(i, i) * value(j, j) / (value(i, j) * value(j, i)))

    def gain(name: str) -> float:
        def agreement(a: int, b: int) -> float:
            said, given = getattr(places[a][0], name), getattr(places[b][1], name)
            if said and given:
                return 1.0 if said == given else -1.0
            return -0.5 if said or given else 0.0

        return agreement(i, i) + agreement(j, j) - agreement(i, j) - agreement(j, i)

    yield from (ratio(0), ratio(1), ratio(2), ratio(None))
    yield from (gain(name) for name in ("unit", "side", "calendar", "origin", "goal"))
    same = 1.0 if (starts[i][0] < starts[j][0]) == (starts[i][1] < starts[j][1]) else -1.0
    yield -same if relation == "share" else -2.0 if relation == "more than all" else 0.0
    # A year stands first in Chinese and last in English: its place says nothing.
    free = relation is not None or places[i][1].calendar != places[j][1].calendar
    yield 0.0 if free else same
    others = 0
    for k in range(len(starts)):
        if k not in (i, j):
            others += _in_order(starts, i, i, k) + _in_order(starts, j, j, k)
            others -= _in_order(starts, i, j, k) + _in_order(starts, j, i, k)
    yield max(-1.0, min(1.0, others / 4))
    (a, b), (c, d) = starts[i], starts[j]
    yield 0.0 if free else abs(a - d) + abs(c - b) - abs(a - b) - abs(c - d)


def _relation(english: str, numbers: Sequence[Quantity]) -> Relation | None:
    """What the first of two numbers of the text is of the second, by the words between them."""
    first, second = sorted(numbers, key=lambda q: q.span)
    between = english[first.span[1] : second.span[0]]
    if _SCORE.fullmatch(between):
        return "score"
    if not _SHARE.fullmatch(between):
        return None
    counts = between.startswith(" of") and first.kind == second.kind == "number"
    if (
        counts
        and isinstance(first.value, Fraction)
        and isinstance(second.value, Fraction)
        and first.value > second.value
    ):
        return "more than all"
    return "share"


def _in_order(starts: Sequence[tuple[float, float]], a: int, b: int, k: int) -> int:
    return 1 if (starts[a][0] < starts[k][0]) == (starts[b][1] < starts[k][1]) else -1


def _place(text: str, language: Language, quantity: Quantity) -> Place:
    start, end = quantity.span
    unit, side = units(text, language).get(quantity.span), approximation(text, language, quantity)
    money = quantity.span in currencies(text, language)
    before = text[max(0, start - 40) : start]
    return Place(
        unit.unit.name if unit else "money" if money else None,
        side.side if side else None,
        _is_year(text, before, end) if language == "en" else bool(_YEAR_ZH.match(text, end)),
        bool(_ORIGIN[language].search(before)),
        bool(_GOAL[language].search(before)),
    )


def _is_year(text: str, before: str, end: int) -> bool:
    """Whether an English year can stand here: "in 2024", "from 2015 to"; never before what is counted."""
    if _YEAR_BEFORE.search(before):
        return bool(_YEAR_AFTER.match(text, end))
    return bool(_PERIOD_BEFORE.search(before) and _PERIOD_AFTER.match(text, end))
