"""How well numbers rank things: Spearman's correlation, the worst among those that rank worst, and the AUC."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
RESAMPLES = 1000
_SEED = 12345


def ranks(values: Numbers) -> Numbers:
    """Ranks from 1 on, ties sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    shared: Numbers = (last - (counts - 1) / 2)[inverse]
    return shared


def spearman(a: Numbers, b: Numbers) -> float:
    """Spearman's rank correlation, -1 to 1; nan where one of them does not vary."""
    one, two = ranks(a), ranks(b)
    one, two = one - one.mean(), two - two.mean()
    size = float(np.sqrt((one**2).sum() * (two**2).sum()))
    return float((one * two).sum()) / size if size else float("nan")


def worst_caught(estimates: Numbers, truth: Numbers, worst: float = 0.1, looked_at: float = 0.2) -> float:
    """The share of the worst by truth that is among those that the estimate ranks worst, both being lowest.

    Of segments that tie at the edge of what is looked at, so many count as if drawn by chance.
    """
    count, room = max(1, round(worst * len(truth))), looked_at * len(truth)
    low = np.argsort(truth, kind="stable")[:count]
    below = (estimates[:, None] < estimates[low]).sum(0)
    equal = (estimates[:, None] == estimates[low]).sum(0)
    return float(np.clip((room - below) / equal, 0, 1).mean())


def auc(good: Numbers, bad: Numbers) -> float:
    """How often a good one has the higher number than a bad one, ties counting half; nan without one of either."""
    if not good.size or not bad.size:
        return float("nan")
    both = ranks(np.concatenate([good, bad]))
    return float((both[: good.size].sum() - good.size * (good.size + 1) / 2) / (good.size * bad.size))


def interval(measure: Callable[[NDArray[np.int64]], float], size: int) -> tuple[float, float]:
    """The 95 % interval of what is measured on rows drawn anew, with a fixed seed; undefined draws are left out."""
    generator = np.random.default_rng(_SEED)
    drawn = np.array([measure(generator.integers(0, size, size)) for _ in range(RESAMPLES)])
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return float("nan"), float("nan")
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def as_numbers(values: Sequence[float]) -> Numbers:
    """The values as an array."""
    return np.array(values, dtype=np.float64)
