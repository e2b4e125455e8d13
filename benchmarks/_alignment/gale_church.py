"""The length baseline: dynamic programming over the lengths of sentences in characters (Gale & Church 1993)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import erfc, inf, log, sqrt

from translator.bitext import Bead

# Table 5 of the paper: how often each kind of bead occurs. Both ways of a kind have all of it, as in its program.
_PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Lengths:
    """Target characters for one source character, and the variance of that for each source character."""

    ratio: float = 1.0
    variance: float = 6.8

    @property
    def turned(self) -> Lengths:
        """The same for the other direction."""
        return Lengths(1 / self.ratio, self.variance / self.ratio**3)


PUBLISHED = Lengths()


def fitted(pairs: Sequence[tuple[str, str]]) -> Lengths:
    """The parameters of sentence pairs, as the paper estimates them."""
    ratio = sum(len(t) for _, t in pairs) / sum(len(s) for s, _ in pairs)
    squares = sum((len(t) - ratio * len(s)) ** 2 for s, t in pairs)
    return Lengths(ratio, squares / sum(len(s) for s, _ in pairs))


def align(sources: Sequence[str], targets: Sequence[str], lengths: Lengths = PUBLISHED) -> list[Bead]:
    """The cheapest beads 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2 in order."""
    s = list(accumulate((len(text) for text in sources), initial=0))
    t = list(accumulate((len(text) for text in targets), initial=0))
    prior = {step: -log(share) for step, share in _PRIORS.items()}
    best = [[inf] * len(t) for _ in s]
    back = [[(0, 0)] * len(t) for _ in s]
    best[0][0] = 0.0
    for i in range(len(s)):
        for j in range(len(t)):
            for (a, b), cost in prior.items():
                if a <= i and b <= j and best[i - a][j - b] < inf:
                    sum_ = best[i - a][j - b] + cost + mismatch(s[i] - s[i - a], t[j] - t[j - b], lengths)
                    if sum_ < best[i][j]:
                        best[i][j], back[i][j] = sum_, (a, b)
    beads, i, j = [], len(sources), len(targets)
    while i or j:
        a, b = back[i][j]
        beads.append(Bead(tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads[::-1]


def mismatch(source: int, target: int, lengths: Lengths) -> float:
    """Minus the log of twice the normal tail beyond the difference in lengths, in standard deviations.

    The length that the variance grows with is the mean of both sides, so that 0-1 has one, too.
    """
    mean = (source + target / lengths.ratio) / 2
    if not mean:
        return 0.0
    deviation = abs(source * lengths.ratio - target) / sqrt(lengths.variance * mean)
    return -log(max(erfc(deviation / sqrt(2)), _LEAST))
