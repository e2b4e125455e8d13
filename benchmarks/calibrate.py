"""Fits the quality estimate (translator/checks/data/quality.toml) on the development part of the corpus.

    python benchmarks/quality.py --engine embedded --split dev --json dev.json
    python benchmarks/calibrate.py --outputs dev.json

A logistic regression for each direction, with and without the score of an engine among what it knows
(translator/checks/quality.py, `features`). It is fitted to numbers from 0 to 1 (Papke & Wooldridge 1996):

- with a score: an output of the engine, to its sentence chrF over that of the best tenth of the outputs in its
  direction, at most 1;
- without: a human translation, to 1; the same with one planted error of any kind, to 0.2; an output of the engine, as
  above. The outputs weigh as much as the other two groups together.

A feature whose weight comes out against its meaning (more errors, better sentence) is left out and the rest fitted
again. Prints, for each model, its weights and the Spearman correlation with chrF when each fifth of the releases is
left out of the fit in turn. Same input, same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from _preflight.cases import cases, located, segment
from _preflight.kinds import KINDS
from _preflight.planting import plantings
from _preflight.ranking import spearman
from _quality.bitext import EN_ZH, ZH_EN, corpus_pairs
from _quality.results import load
from numpy.typing import NDArray

from translator.checks import check_segment
from translator.checks.quality import DATA, FEATURES, features, model_name
from translator.glossary import Glossary
from translator.release import Direction, Segment

FOLDS = 5
# The sign that a feature's weight must have; a long sentence may be better or worse.
SIGNS = {
    **dict.fromkeys(("engine score", "source supported", "target supported", "source covered", "target covered"), 1),
    **dict.fromkeys(("omission", "addition", "too short", "off in length", "errors", "warnings", "terms missed"), -1),
}
PENALTY = 1.0
PLANTED_EACH = 25
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Data:
    """What a model is fitted to: a row a segment.

    values: features; wanted: 0 to 1; weights: of the rows; chrf: sentence chrF, NaN where no engine wrote it
    releases: what is left out together
    """

    values: Array
    wanted: Array
    weights: Array
    chrf: Array
    releases: tuple[str, ...]


def row(segment: Segment, direction: Direction) -> list[float]:
    checked = replace(segment, issues=check_segment(segment, direction))
    values = features(checked, direction)
    return [values[name] for name in FEATURES]


def outputs(file: Path, direction: Direction, glossary: Glossary) -> Data:
    """The engine's translations, with the terms of the glossary looked for in them."""
    scored = [s for s in load(file).directions[str(direction)].segments if not s.error]
    rows = []
    for one in scored:
        terms = located(glossary.find(one.source, direction), one.hypothesis, direction, glossary)
        written = Segment(one.id, 0, one.source, one.hypothesis, "engine", terms, score=one.score)
        rows.append(row(written, direction))
    chrf = np.array([one.chrf for one in scored])
    best = np.quantile(chrf, 0.9)
    return Data(
        np.array(rows),
        np.minimum(chrf / best, 1.0),
        np.ones(len(rows)),
        chrf,
        tuple(one.release for one in scored),
    )


def people(direction: Direction, glossary: Glossary) -> Data:
    """Human translations and planted errors."""
    right = cases(corpus_pairs("dev", direction), direction, glossary)
    wrong = [p for kind in KINDS for p in plantings(kind, right, PLANTED_EACH)]
    rows = [row(segment(c, c.source, c.target, glossary), direction) for c in right]
    rows += [row(segment(p.case, p.source, p.target, glossary), direction) for p in wrong]
    return Data(
        np.array(rows),
        np.array([1.0] * len(right) + [0.2] * len(wrong)),
        np.array([1 / len(right)] * len(right) + [1 / len(wrong)] * len(wrong)),
        np.full(len(rows), np.nan),
        tuple(c.pair.release for c in right) + tuple(p.case.pair.release for p in wrong),
    )


def together(written: Data, human: Data) -> Data:
    """Both, the engine's outputs without their score and each group with the weight of the outputs."""
    values = written.values.copy()
    values[:, FEATURES.index("engine score")] = 0.0
    return Data(
        np.vstack([values, human.values]),
        np.concatenate([written.wanted, human.wanted]),
        np.concatenate([written.weights, human.weights * len(values) / 2]),
        np.concatenate([written.chrf, human.chrf]),
        written.releases + human.releases,
    )


def standardized(values: Array) -> tuple[Array, Array, Array]:
    means, deviations = values.mean(0), values.std(0)
    deviations[deviations < 1e-9] = 1.0
    return (values - means) / deviations, means, deviations


def fit(values: Array, wanted: Array, weights: Array) -> tuple[float, dict[str, float]]:
    """The constant and the weight of each feature that is of use; values: standardized, a column a feature."""
    used = [i for i in range(len(FEATURES)) if values[:, i].any()]
    while True:
        constant, *found = regression(values[:, used], wanted, weights)
        kept = [i for i, weight in zip(used, found, strict=True) if weight * SIGNS.get(FEATURES[i], weight) > 0]
        if kept == used:
            return float(constant), {FEATURES[i]: float(weight) for i, weight in zip(used, found, strict=True)}
        used = kept


def regression(values: Array, wanted: Array, weights: Array) -> Array:
    """The constant and a weight for each column, by Newton's method with a penalty on the squared weights."""
    columns = np.c_[np.ones(len(values)), values]
    penalty = PENALTY * np.diag([0.0] + [1.0] * values.shape[1])
    found = np.zeros(columns.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-columns @ found))
        gradient = columns.T @ (weights * (likely - wanted)) + penalty @ found
        curvature = (columns * (weights * likely * (1 - likely))[:, None]).T @ columns + penalty
        found -= np.linalg.solve(curvature, gradient)
    return found


def left_out(data: Data) -> float:
    """Spearman correlation with chrF of what models say that did not see the release."""
    values = standardized(data.values)[0]
    folds = np.array([zlib.crc32(release.encode()) % FOLDS for release in data.releases])
    said = np.zeros(len(values))
    for fold in range(FOLDS):
        seen, new = folds != fold, folds == fold
        weights = fit(values[seen], data.wanted[seen], data.weights[seen])[1]
        said[new] = sum(weight * values[new, FEATURES.index(name)] for name, weight in weights.items())
    written = ~np.isnan(data.chrf)
    return spearman(said[written], data.chrf[written])


def toml(models: Mapping[str, tuple[float, Mapping[str, tuple[float, float, float]]]]) -> str:
    lines = ["# Written by benchmarks/calibrate.py, which says what it is fitted to.", ""]
    for name, (constant, weights) in models.items():
        lines += [f"[{name}]", f"constant = {constant:.4f}", "", f"[{name}.features]"]
        for feature, (weight, mean, deviation) in weights.items():
            lines.append(f'"{feature}" = {{ weight = {weight:.4f}, mean = {mean:.4f}, deviation = {deviation:.4f} }}')
        lines.append("")
    return "\n".join(lines)


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outputs", type=Path, required=True, help="result of quality.py on the development part")
    parser.add_argument("--to", type=Path, default=DATA, help="file to write")
    options = parser.parse_args(given)
    glossary = Glossary.load([], builtin=True)
    models: dict[str, tuple[float, dict[str, tuple[float, float, float]]]] = {}
    for direction in (EN_ZH, ZH_EN):
        written = outputs(options.outputs, direction, glossary)
        for scored, data in ((True, written), (False, together(written, people(direction, glossary)))):
            name = model_name(direction, scored=scored)
            values, means, deviations = standardized(data.values)
            constant, weights = fit(values, data.wanted, data.weights)
            places = {feature: FEATURES.index(feature) for feature in weights}
            models[name] = (
                constant,
                {f: (weight, float(means[places[f]]), float(deviations[places[f]])) for f, weight in weights.items()},
            )
            print(f"\n{name}: {len(data.values)} segments, Spearman with chrF, left out: {left_out(data):.3f}")
            for feature, (weight, mean, deviation) in models[name][1].items():
                print(f"  {feature:16} {weight:+.3f}   mean {mean:.3f}, deviation {deviation:.3f}")
    options.to.write_text(toml(models), encoding="utf-8")
    print(f"\nwritten: {options.to}")


if __name__ == "__main__":
    main()
