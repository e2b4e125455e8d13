"""Bootstrap over segments: confidence intervals, and paired tests of two systems (Koehn 2004)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from translator.release import Language

from .metrics import METRICS, Numbers
from .results import Interval, Scored

RESAMPLES = 1000
SEED = 12345
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """Two systems on the same segments: b minus a, its 95 % interval, and the two-sided p that there is none."""

    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None

    @property
    def significant(self) -> bool:
        """Whether p is below 0.05."""
        return self.p is not None and self.p < LEVEL


def intervals(segments: Sequence[Scored], target: Language) -> dict[str, Interval]:
    """Every metric's value with its 95 % interval."""
    drawn = _draws(len(segments))
    found = {}
    for name in METRICS:
        value, resampled = _values(name, segments, target, drawn)
        found[name] = Interval(_plain(value), *_ends(resampled))
    return found


def paired(name: str, a: Sequence[Scored], b: Sequence[Scored], target: Language) -> Difference:
    """One metric of two systems, the segments being the same and drawn together.

    p is twice the share of resamples in which the difference is not on its side of nothing, never below 2/1001.
    """
    drawn = _draws(len(a))
    (value_a, resampled_a), (value_b, resampled_b) = (_values(name, s, target, drawn) for s in (a, b))
    differences = resampled_b - resampled_a
    differences = differences[~np.isnan(differences)]
    p = None
    if differences.size:
        against = min((differences <= 0).sum(), (differences >= 0).sum())
        p = min(1.0, 2.0 * float(against + 1) / (differences.size + 1))
    return Difference(_plain(value_a), _plain(value_b), _plain(value_b - value_a), *_ends(differences), p)


def _draws(segments: int) -> Numbers:
    """How often each segment is drawn in each resample; the same for as many segments."""
    generator = np.random.default_rng(SEED)
    return generator.multinomial(segments, np.full(segments, 1 / segments), size=RESAMPLES).astype(np.float64)


def _values(name: str, segments: Sequence[Scored], target: Language, drawn: Numbers) -> tuple[float, Numbers]:
    metric = METRICS[name]
    rows = metric.statistics(segments, target)
    return float(metric.value(rows.sum(axis=0)[None], target)[0]), metric.value(drawn @ rows, target)


def _ends(resampled: Numbers) -> tuple[float | None, float | None]:
    defined = resampled[~np.isnan(resampled)]
    if not defined.size:
        return None, None
    low, high = np.percentile(defined, [100 * LEVEL / 2, 100 - 100 * LEVEL / 2])
    return float(low), float(high)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else value
