"""Fits the weights of the coverage check to planted omissions: python -m translator.checks.coverage_build."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translator.checks.clauses import clauses
from translator.checks.coverage import WEIGHTS, features
from translator.checks.gaps import gaps, read
from translator.checks.length import LengthModel
from translator.checks.lexicon import Lexicon
from translator.checks.lexicon_build import CORPUS, Release, build, read_glossary, read_releases
from translator.release import Direction, Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FOLDS = 3
_SEED = 5
_LEAST: dict[Language, int] = {"en": 20, "zh": 6}
"""Characters of the shortest clause that is left out."""
_TWO = 0.2
"""Share of planted omissions that leave out two clauses together."""
_ROUNDS = 4
_RIDGE = 1e-3
_START = (1.0, -1.0, 0.7, 0.0, 1.5, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Weights of coverage.features by which the first gaps are chosen."""
_FALSE = {"omission": (0.0175, 0.0008), "addition": (0.004, 0.0008)}
"""Shares of untouched sentences that may get a warning and an error."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair, untouched or with something left out, as features of each gap of one of its texts.

    sentence: whether it is of the text proper, not a headline, caption and so on
    """

    spoiled: bool
    sentence: bool
    gaps: NDArray[np.float64]


def examples(lexicon: Lexicon, releases: Sequence[Release], language: Language) -> Iterator[Example]:
    """Every text as it is, and with a clause of the other side left out where it has one; language: of the source.

    The lexicon must not have been learned from these releases, or its words would be known too well.
    """
    chance = random.Random(_SEED)
    direction = Direction("en", "zh") if language == "en" else Direction("zh", "en")
    for release in releases:
        for place, pair in enumerate(release.texts):
            sentence = place < len(release.segments)
            source, target = pair if language == "en" else pair[::-1]
            yield Example(False, sentence, _features(lexicon, source, target, direction))
            shorter = [*without_clauses(target, direction.target, 2 if chance.random() < _TWO else 1)]
            if shorter:
                yield Example(True, sentence, _features(lexicon, source, chance.choice(shorter), direction))


def without_clauses(text: str, language: Language, count: int) -> Iterator[str]:
    """The text without so many clauses in a row, and without the marks before them, at most half of it left out."""
    spans = clauses(text, language)
    for i in range(len(spans) - count + 1):
        start, end = spans[i][0], spans[i + count - 1][1]
        if end - start >= _LEAST[language] and end - start <= len(text) / 2:
            yield text[: spans[i - 1][1]] + text[end:] if i else text[spans[count][0] :]


def _features(lexicon: Lexicon, source: str, target: str, direction: Direction) -> NDArray[np.float64]:
    import numpy as np

    model = LengthModel.load(direction.source)
    reading = read(lexicon, model, source, target, direction)
    return np.array([features(gap, reading) for gap in gaps(reading, model, source, target, direction)])


def fit(rows: Sequence[Example]) -> tuple[float, NDArray[np.float64]]:
    """Constant and weights: logistic regression on each example's likeliest gap, chosen anew each round."""
    import numpy as np

    labels = np.array([row.spoiled for row in rows], float)
    constant, weights = 0.0, np.array(_START)
    for _ in range(_ROUNDS):
        chosen = np.array([row.gaps[int(np.argmax(row.gaps @ weights))] for row in rows])
        constant, weights = _logistic(chosen, labels)
    return constant, weights


def _logistic(features: NDArray[np.float64], labels: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Newton's method with a small ridge on standardised features."""
    import numpy as np

    mean, deviation = features.mean(0), features.std(0) + 1e-9
    design = np.column_stack([np.ones(len(features)), (features - mean) / deviation])
    values = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], _RIDGE * len(labels))
    penalty[0] = 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ values))
        slope = design.T @ (p - labels) + penalty * values
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        values -= np.linalg.solve(curve, slope)
    weights = values[1:] / deviation
    return float(values[0] - weights @ mean), weights


def main() -> None:
    """Write data/coverage.toml (5 minutes); lexicon and length model must be there."""
    releases, glossary = read_releases(sorted(CORPUS.glob("*.jsonl"))), read_glossary()
    rows: dict[Language, list[Example]] = {"en": [], "zh": []}
    for k in range(_FOLDS):
        lexicon = build([r for i, r in enumerate(releases) if i % _FOLDS != k], glossary)
        for language, found in rows.items():
            found += [row for row in examples(lexicon, releases[k::_FOLDS], language) if len(row.gaps)]
    lines = ["# Logistic regression of gaps on planted omissions; see coverage_build.py"]
    for language, found in rows.items():
        lines += ["", f"[{language}]", *_table(found)]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(rows: Sequence[Example]) -> list[str]:
    import numpy as np

    constant, weights = fit(rows)
    odds = np.array([constant + (row.gaps @ weights).max() for row in rows if row.sentence and not row.spoiled])
    listed = [round(float(w), 3) for w in weights]
    bounds = {fault: [round(float(np.quantile(odds, 1 - x)), 2) for x in shares] for fault, shares in _FALSE.items()}
    return [
        f"constant = {constant:.3f}",
        f"evidence = {listed[:-3]}",
        *(f"{name} = {x}" for name, x in zip(("share", "clauses", "size"), listed[-3:], strict=True)),
        *(f"{fault} = {values}" for fault, values in bounds.items()),
    ]


if __name__ == "__main__":
    main()
