"""Fits the weights by which `number_order` decides: python -m translator.checks.number_order_fit CORPUS."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from translator.checks.number_contexts import FEATURES
from translator.checks.number_order import Model, log_odds, order_evidence
from translator.release import Direction, Segment

TRAINING = range(1, 33)
"""The numbers of the corpus' releases that may be learned from."""
ERROR_RATE, WARNING_RATE = 0.0025, 0.005
"""Shares of correct segments on which an error, and an error or a warning, is accepted."""
_RIDGE = 1.0
_HEAD = """# How `number_order` weighs its evidence: log odds that two numbers stand where they belong, in nats.
# Written by `python -m translator.checks.number_order_fit CORPUS`, a logistic regression on the correct segments of
# releases 001-032 and on the same with each two numbers exchanged. An exchange is an error, a warning, from these odds.
"""


def segments(corpus: Path, numbers: Iterable[int]) -> Iterator[tuple[Segment, Direction]]:
    """The bilingual segments of a corpus (a folder of .jsonl files) in both directions."""
    wanted = set(numbers)
    for path in sorted(corpus.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            release = json.loads(line)
            if int(release["id"].rpartition("-")[2]) not in wanted:
                continue
            for english, chinese in [
                release["headline"],
                *release["segments"],
                *release["bullets"],
                *release["extras"],
            ]:
                yield Segment("", 0, english, chinese), Direction("en", "zh")
                yield Segment("", 0, chinese, english), Direction("zh", "en")


def fit(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    """Weights of a logistic regression without intercept for which every row is positive and its opposite negative."""
    import numpy as np

    matrix = np.array(rows)
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (1 - probability) - _RIDGE * weights
        curvature = (matrix * (probability * (1 - probability))[:, None]).T @ matrix + _RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return tuple(round(float(w), 3) for w in weights)


def main(corpus: Path) -> None:
    """Fit on the training part of the corpus and write the data file."""
    found = [order_evidence(segment, direction) for segment, direction in segments(corpus, TRAINING)]
    weights = fit([e.features for evidence in found for e in evidence])
    model = Model(weights, 0.0, 0.0)
    worst = sorted((max(-log_odds(e, model) for e in evidence) for evidence in found if evidence), reverse=True)
    error, warning = (round(worst[int(rate * len(found))], 2) for rate in (ERROR_RATE, WARNING_RATE))
    lines = [f"error = {error}", f"warning = {warning}", "", "[weights]"]
    lines += [f"{name} = {weight}" for name, weight in zip(FEATURES, weights, strict=True)]
    path = Path(__file__).parent / "data/number_order.toml"
    path.write_text(_HEAD + "\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
