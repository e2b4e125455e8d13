"""The metrics: each adds up statistics of single segments, so that resampled sums give resampled values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from translator.release import Language

from .results import Scored

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Metric:
    """One metric.

    title: its head in a table; better: which way is better, "up", "down" or "one" (the nearer to 1)
    statistics: one row a segment; value: what rows of summed statistics come to, nan where that is nothing
    """

    title: str
    better: str
    digits: int
    statistics: Callable[[Sequence[Scored], Language], Numbers]
    value: Callable[[Numbers, Language], Numbers]


@cache
def bleu(target: Language) -> BLEU:
    """SacreBLEU's BLEU for a target language."""
    return BLEU(tokenize="zh" if target == "zh" else "13a")


@cache
def chrf() -> CHRF:
    """SacreBLEU's chrF2."""
    return CHRF()


def sentence_chrf(hypothesis: str, reference: str) -> float:
    """ChrF of one sentence, 0 to 100."""
    return float(chrf().sentence_score(hypothesis, [reference]).score)


def signatures(target: Language) -> dict[str, str]:
    """SacreBLEU's own lines on how its two metrics were computed."""
    made = {"bleu": bleu(target), "chrf": chrf()}
    for metric in made.values():
        metric.num_refs = 1
    return {name: str(metric.get_signature()) for name, metric in made.items()}


def _sacrebleu_statistics(metric: Any, segments: Sequence[Scored]) -> Numbers:
    # sacreBLEU gives the statistics of single segments by no public name, but its own significance tests use this one.
    rows = metric._extract_corpus_statistics([s.hypothesis for s in segments], [[s.reference for s in segments]])
    return np.array(rows, dtype=np.float64)


def _sacrebleu_value(metric: Any, sums: Numbers) -> Numbers:
    return np.array([metric._compute_score_from_stats(row.tolist()).score for row in sums])


def _ratio(scale: float) -> Callable[[Numbers, Language], Numbers]:
    def value(sums: Numbers, target: Language) -> Numbers:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(scale * sums[:, 0] / sums[:, 1])

    return value


def _counts(count: Callable[[Scored], tuple[int, int]]) -> Callable[[Sequence[Scored], Language], Numbers]:
    return lambda segments, target: np.array([count(s) for s in segments], dtype=np.float64)


METRICS: dict[str, Metric] = {
    "bleu": Metric(
        "BLEU",
        "up",
        1,
        lambda segments, target: _sacrebleu_statistics(bleu(target), segments),
        lambda sums, target: _sacrebleu_value(bleu(target), sums),
    ),
    "chrf": Metric(
        "chrF",
        "up",
        1,
        lambda segments, target: _sacrebleu_statistics(chrf(), segments),
        lambda sums, target: _sacrebleu_value(chrf(), sums),
    ),
    "terms": Metric("terms %", "up", 1, _counts(lambda s: (sum(t.hit for t in s.terms), len(s.terms))), _ratio(100)),
    "numbers": Metric(
        "numbers %", "up", 1, _counts(lambda s: (sum(hit for _, hit in s.numbers), len(s.numbers))), _ratio(100)
    ),
    "repetition": Metric("repeating %", "down", 1, _counts(lambda s: ("repetition" in s.flags, 1)), _ratio(100)),
    "length": Metric("length", "one", 3, _counts(lambda s: (len(s.hypothesis), len(s.reference))), _ratio(1)),
}
"""Every metric under its name in the JSON file; shares are of 100, the length ratio is in characters."""
