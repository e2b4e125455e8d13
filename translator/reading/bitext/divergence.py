"""Where two texts cease to be the same paragraphs: to tell a user who has to mend one of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_REACH = 40
"""How far the paragraphs may be apart: no more beads are looked at than this on each side of the diagonal."""

_SPREAD = 0.2
"""Standard deviation of the logarithm of how much longer a paragraph's translation is than it should be."""

_MOST = 10.0

# (paragraphs of the source, of the target, price): the beads of Gale & Church 1993 without 2-2
_BEADS = ((1, 1, 0.0), (1, 0, 3.5), (0, 1, 3.5), (2, 1, 3.0), (1, 2, 3.0))


class _Trait(NamedTuple):
    """What is compared of a paragraph."""

    length: float
    numbers: frozenset[str]


def first_divergence(sources: Sequence[str], targets: Sequence[str]) -> tuple[int, int]:
    """The index in each list of the first paragraph that is not paired with one alone; the ends where all are.

    The cheapest pairing by length and by the numbers in the paragraphs is looked for; it is not used for anything
    but this.
    """
    usual = sum(map(len, targets)) / max(sum(map(len, sources)), 1)
    ones, others = _traits(sources, usual), _traits(targets, 1.0)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    reach = _REACH + abs(len(targets) - len(sources))
    for i in range(len(sources) + 1):
        for j in range(max(0, i - reach), min(len(targets), i + reach) + 1):
            options = [
                (best[i - m, j - n][0] + price + (_unlike(ones[m][i], others[n][j]) if m and n else 0), (i - m, j - n))
                for m, n, price in _BEADS
                if (i - m, j - n) in best
            ]
            if options:
                best[i, j] = min(options)
    at = first = len(sources), len(targets)
    while at != (0, 0):
        before = best[at][1]
        if (at[0] - before[0], at[1] - before[1]) != (1, 1):
            first = before
        at = before
    return first


def _traits(texts: Sequence[str], usual: float) -> tuple[list[_Trait], list[_Trait], list[_Trait]]:
    """For each number of paragraphs the traits of that many, by the index after their last."""
    single = [_Trait(len(text) * usual, frozenset(n.replace(",", "") for n in _NUMBER.findall(text))) for text in texts]
    nothing = _Trait(0.0, frozenset())
    double = [_Trait(a.length + b.length, a.numbers | b.numbers) for a, b in pairwise(single)]
    return [nothing] * (len(single) + 1), [nothing, *single], [nothing, nothing, *double]


def _unlike(one: _Trait, other: _Trait) -> float:
    """How little two paragraphs look like each other: 0 for the same length and numbers."""
    # A few characters more or less say nothing about a headline.
    off = math.log((other.length + 5) / (one.length + 5)) / _SPREAD
    # What one side has in digits may be in words on the other.
    apart = 0.5 if one.numbers or other.numbers else 0.0
    if fewer := min(len(one.numbers), len(other.numbers)):
        apart = 1 - len(one.numbers & other.numbers) / fewer
    return min(off * off / 2, _MOST) + 3 * apart
