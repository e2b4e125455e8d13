"""Two numbers that changed places, though each of them stands on both sides."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from translator.checks.number_contexts import FEATURES, Evidence, evidence
from translator.checks.number_pairs import Pair, segment_pairs
from translator.release import Direction, Issue, Language, Segment, Severity, Span

_ORDER = frozenset({"order", "others", "place"})
_SILENT = -0.5
"""Above this the words beside the numbers say nothing, and the order alone is no error: translators may change it."""


class Model(NamedTuple):
    """How evidence is weighed: the log odds (nats) that two pairs are right as they stand are the weighted sum of it.

    weights: one for each of `FEATURES`
    error, warning: the log odds of an exchange from which it is one; no error is told by the order alone
    """

    weights: tuple[float, ...]
    error: float
    warning: float


_RATE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:per|every|each) $", re.IGNORECASE),
    "zh": re.compile("每$"),
}
"""What stands before the number that another is counted by (per 1,000, 每千), on both sides where it kept its place."""


def _rated(pair: Pair, segment: Segment, direction: Direction) -> bool:
    texts = (segment.source, segment.target)
    return all(_RATE[lang].search(t[: q.span[0]]) for q, t, lang in zip(pair, texts, direction, strict=True))


def _ascending_years(one: Pair, other: Pair) -> bool:
    first, second = sorted((one, other), key=lambda pair: pair[0].span)
    a, b = first[0].value, second[0].value
    years = not isinstance(a, str) and not isinstance(b, str) and 1900 <= a < b <= 2100
    return years and first[1].span < second[1].span


def check_number_order(segment: Segment, direction: Direction) -> list[Issue]:
    """An error where two numbers of one kind have most likely changed places in the target, a warning where it may be.

    Each number of the source is paired with the target's equal one. For each two pairs the words beside the numbers,
    their units, "over" and "from", and their order say how likely they are as they stand, and how likely exchanged: a
    logistic model, fitted by `number_order_fit`. The likeliest exchanges are told, each number once.
    """
    pairs = segment_pairs(segment, direction)
    if len(pairs) < 2:
        return []
    model = load_model()
    issues: list[Issue] = []
    told: set[int] = set()
    for odds, found in sorted((log_odds(e, model), e) for e in order_evidence(segment, direction)):
        sure = -odds >= model.error and _beside(found, model) < _SILENT
        severity: Severity = "error" if sure else "warning"
        if -odds < model.warning or not told.isdisjoint((found.first, found.second)):
            continue
        two = pairs[found.first], pairs[found.second]
        if _ascending_years(*two) or any(_rated(pair, segment, direction) for pair in two):
            continue
        told.update((found.first, found.second))
        issues.append(_issue(segment.target, pairs[found.first], pairs[found.second], severity))
    return sorted(issues, key=lambda issue: issue.source_span or (0, 0))


def order_evidence(segment: Segment, direction: Direction) -> list[Evidence]:
    """The evidence on each two numbers of the segment that could have been exchanged in the target; see `evidence`."""
    pairs = segment_pairs(segment, direction)
    if direction.source == "en":
        return list(evidence(segment.source, segment.target, pairs, in_english=False))
    return list(evidence(segment.target, segment.source, [(b, a) for a, b in pairs], in_english=True))


def log_odds(found: Evidence, model: Model) -> float:
    """How much likelier two pairs are right as they stand than exchanged, in nats."""
    return math.fsum(w * f for w, f in zip(model.weights, found.features, strict=True))


def _beside(found: Evidence, model: Model) -> float:
    """The part of the log odds that is told by what stands beside the numbers, without their order."""
    told = zip(FEATURES, model.weights, found.features, strict=True)
    return math.fsum(w * f for name, w, f in told if name not in _ORDER)


@cache
def load_model() -> Model:
    """The fitted model, from `data/number_order.toml`."""
    table = tomllib.loads(files("translator.checks").joinpath("data/number_order.toml").read_text("utf-8"))
    return Model(tuple(table["weights"][name] for name in FEATURES), table["error"], table["warning"])


def _issue(target: str, one: Pair, other: Pair, severity: Severity) -> Issue:
    a, b = one[0].text, other[0].text
    sure = severity == "error"
    return Issue(
        "number_order",
        severity,
        f"The numbers {a} and {b} {'have' if sure else 'may have'} changed places in the translation.",
        f"译文中 {a} 和 {b} 两个数字{'' if sure else '可能'}互换了位置。",
        _around(one[0].span, other[0].span),
        _around(one[1].span, other[1].span),
        _exchanged(target, *sorted((one[1].span, other[1].span))) if sure else None,
    )


def _around(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _exchanged(text: str, first: Span, second: Span) -> str:
    return text[slice(*second)] + text[first[1] : second[0]] + text[slice(*first)]
