"""The numbers of a segment with their equals in the target, and what the words beside them say of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from translator.checks.quantities import Quantity, compare_texts, read_quantities
from translator.release import Direction, Language, Segment

T = TypeVar("T")
Pair = tuple[Quantity, Quantity]
"""A number of the source and its equal in the target."""

LOWER = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
"""For str.translate: small letters for capitals, one for one, so that spans stay true."""

_RANGE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\s*(?:to|or|through|-|–|—|~)\s*(?:[A-Z]{0,3}[$€£¥]|(?:RMB|CNY|USD)\s?)?"),
    "zh": re.compile(r"[多余]?\s*(?:至|到|-|–|—|~|～|或)\s*(?:[A-Z]{0,3}[$€£¥￥]|人民币)?"),
}


@lru_cache(maxsize=1024)
def number_pairs(source: str, target: str, direction: Direction) -> tuple[Pair, ...]:
    """The equal numbers of both texts, in the order of the source, also those that are told less exactly.

    The 41 of "from 41 to 66 percent" is the percentage 41%; the numbers of a share that the other side does not tell
    as one ("nine of 13", 13名患者中9人) are pairs of their own.
    """
    ours, theirs = read_quantities(source, direction.source), read_quantities(target, direction.target)
    pairs = list(compare_texts(source, target, direction).pairs)
    paired, paired_theirs = {a.span: a for a, _ in pairs}, {b.span: b for _, b in pairs}
    left = [_parts(q) for q in ours if paired.get(q.span) != q]
    right = [_parts(q) for q in theirs if paired_theirs.get(q.span) != q]
    if left and right:
        pairs += _leftover_pairs([q for parts in left for q in parts], [q for parts in right for q in parts])
    return tuple(sorted(pairs, key=lambda pair: pair[0].span))


def _parts(quantity: Quantity) -> tuple[Quantity, ...]:
    return tuple(sorted(quantity.parts, key=lambda part: part.span)) or (quantity,)


def _leftover_pairs(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Pair]:
    rest = list(theirs)
    for a in ours:
        for b in rest:
            if pair := _as_one_kind(a, b):
                yield pair
                rest.remove(b)
                break


def _as_one_kind(a: Quantity, b: Quantity) -> Pair | None:
    """The two as a pair, a bare number as the percentage that it is beside a percentage; None where they differ."""
    if isinstance(a.value, str) or isinstance(b.value, str):
        return None
    if a.kind == b.kind:
        return (a, b) if a.value == b.value else None
    if (a.kind, b.kind) == ("number", "percent") and a.value == b.value * 100:
        return replace(a, kind="percent", value=b.value), b
    if (a.kind, b.kind) == ("percent", "number") and b.value == a.value * 100:
        return a, replace(b, kind="percent", value=a.value)
    return None


def segment_pairs(segment: Segment, direction: Direction) -> tuple[Pair, ...]:
    """The pairs of a segment that at least one side must tell: no "one" and "first", which are often no number."""
    pairs = number_pairs(segment.source, segment.target, direction)
    return tuple((a, b) for a, b in pairs if a.severity or b.severity)


def is_range(text: str, language: Language) -> bool:
    """Whether these words between two numbers make them the ends of a range ("2 to 3 mg")."""
    return bool(_RANGE[language].fullmatch(text))


def spread(quantities: Sequence[Quantity], said: Sequence[T | None], text: str, language: Language) -> list[T | None]:
    """What is said of each number, the first end of a range sharing what stands after the other ("2 to 3 mg").

    said: what stands beside each of `quantities` (a unit, a currency), None for nothing
    """
    shared = list(said)
    for i in reversed(range(len(shared) - 1)):
        if shared[i] is None and shared[i + 1] is not None:
            between = text[quantities[i].span[1] : quantities[i + 1].span[0]]
            shared[i] = shared[i + 1] if is_range(between, language) else None
    return shared


def unlike(pairs: Iterable[Pair], alike: Callable[[Quantity, Quantity], bool]) -> list[Pair]:
    """The pairs that are not alike however equal numbers are paired: where a value is told twice, its tellings may
    be exchanged.
    """
    groups: dict[object, list[Pair]] = defaultdict(list)
    for a, b in pairs:
        groups[a.value].append((a, b))
    found: list[Pair] = []
    for group in groups.values():
        sources, targets = [a for a, _ in group], [b for _, b in group]
        for a in list(sources):
            same = next((b for b in targets if alike(a, b)), None)
            if same:
                sources.remove(a)
                targets.remove(same)
        found += zip(sources, targets, strict=True)
    return found
