"""Estimates without a reference how good a translation is, so that the worst sentences come first."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from translator.checks.coverage import adequacy
from translator.checks.lexicon import Lexicon
from translator.release import Direction, Segment

DATA = Path(__file__).parent / "data" / "quality.toml"
FEATURES = (
    "engine score",
    "source supported",
    "target supported",
    "source covered",
    "target covered",
    "omission",
    "addition",
    "too short",
    "off in length",
    "source length",
    "errors",
    "warnings",
    "terms missed",
)
"""What the estimate knows of a segment; see `features`."""


@dataclass(frozen=True, slots=True)
class QualityModel:
    """A logistic regression: quality = 1 / (1 + exp(-(constant + sum of weight * (feature - mean) / deviation))).

    weights, means, deviations: by the name of the feature; a feature without a weight is not looked at
    """

    constant: float
    weights: Mapping[str, float]
    means: Mapping[str, float]
    deviations: Mapping[str, float]

    def __call__(self, values: Mapping[str, float]) -> float:
        """The quality, 0 to 1, of a segment with these features."""
        odds = self.constant + sum(
            weight * (values[name] - self.means[name]) / self.deviations[name] for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def estimate(segment: Segment, direction: Direction) -> float:
    """The quality of a segment from 0 (bad) to 1 (good); 0 for one without a target.

    segment: with its issues; one that has the score of an engine is judged by that, too
    The models are fitted by benchmarks/calibrate.py, which says to what; how well they rank is in docs/measured.md.
    """
    if not segment.target.strip():
        return 0.0
    models = load_models()
    return models[model_name(direction, scored=segment.score is not None)](features(segment, direction))


def features(segment: Segment, direction: Direction) -> dict[str, float]:
    """The values of FEATURES.

    engine score: mean log probability of a token, nats; 0 where no engine scored the segment
    source supported, target supported: mean strength, 0 to 1, of what the lexicon finds on the other side for the words
        that it knows; source covered, target covered, omission, addition: see coverage.Adequacy
    too short, off in length: standard deviations from the length expected, below it and in either direction
    source length: log of its characters
    errors, warnings: log of one more than there are, missed terms left out; terms missed: the same
    """
    found = adequacy(segment, direction)
    missed = sum(term.enforced and term.target_span is None for term in segment.terms)
    errors = sum(issue.severity == "error" for issue in segment.issues)
    warnings = sum(issue.severity == "warning" and issue.check != "terms" for issue in segment.issues)
    return {
        "engine score": segment.score or 0.0,
        "source supported": _supported(segment.source, segment.target, direction),
        "target supported": _supported(segment.target, segment.source, Direction(direction.target, direction.source)),
        "source covered": found.source_coverage,
        "target covered": found.target_coverage,
        "omission": found.omission,
        "addition": found.addition,
        "too short": max(0.0, -found.length),
        "off in length": abs(found.length),
        "source length": math.log(1 + len(segment.source)),
        "errors": math.log1p(errors),
        "warnings": math.log1p(warnings),
        "terms missed": math.log1p(missed),
    }


def _supported(text: str, other: str, direction: Direction) -> float:
    known = [word.strength for word in Lexicon.load().coverage(text, other, direction) if word.known]
    return sum(known) / len(known) if known else 0.0


def model_name(direction: Direction, *, scored: bool) -> str:
    """The name of the model in the data file; scored: whether there is the score of an engine."""
    return f"{direction}-{'scored' if scored else 'unscored'}"


@cache
def load_models(file: Path = DATA) -> dict[str, QualityModel]:
    """The fitted models by name."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: QualityModel(
            model["constant"],
            {f: values["weight"] for f, values in model["features"].items()},
            {f: values["mean"] for f, values in model["features"].items()},
            {f: values["deviation"] for f, values in model["features"].items()},
        )
        for name, model in found.items()
    }
