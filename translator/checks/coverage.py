"""Nothing is left out and nothing is added: clauses of one side whose words the other side does not have."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import mul
from pathlib import Path
from typing import Literal

from translator.checks.gaps import Gap, Reading, gaps, read
from translator.checks.length import LengthModel
from translator.checks.lexicon import Lexicon
from translator.release import Direction, Issue, Language, Segment, Severity, Span

WEIGHTS = Path(__file__).parent / "data" / "coverage.toml"
_QUOTED: dict[Language, int] = {"en": 40, "zh": 14}
"""Characters of a clause that a message quotes."""
Fault = Literal["omission", "addition"]


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic regression that says whether a gap in a text of one language is one.

    constant, values: of the log odds, the values in the order of features()
    bounds: for each fault, the log odds from which it is a warning and an error
    """

    constant: float
    values: tuple[float, ...]
    bounds: Mapping[Fault, tuple[float, float]]

    def odds(self, gap: Gap, reading: Reading) -> float:
        """Log odds (nats) that the gap is one; reading: of the pair that it is in."""
        return self.constant + float(sum(map(mul, self.values, features(gap, reading))))


def features(gap: Gap, reading: Reading) -> tuple[float, ...]:
    """What the regression sees of a gap: its evidence, its share, and logs of the number of clauses and of the size.

    The last two are of the whole text, since one of many clauses is more easily odd.
    """
    return (*gap.evidence, gap.share, reading.log_clauses, reading.log_size)


@dataclass(frozen=True, slots=True)
class Worst:
    """The likeliest gap of a text: log odds (nats), where, and its share of the text."""

    odds: float
    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class Adequacy:
    """How fully a target says what its source says, in numbers.

    length: standard deviations by which the target is longer than expected, below 0 shorter
    source_coverage, target_coverage: mean evidence (nats, about 1 where all is well) that a word of that side has its
        like on the other; 0 where no word is known
    omission, addition: probability, 0 to 1, that a clause of the source is left out, or one of the target added
    """

    length: float
    source_coverage: float
    target_coverage: float
    omission: float
    addition: float


def adequacy(segment: Segment, direction: Direction) -> Adequacy:
    """The adequacy of a segment; zeros without source or target."""
    forth = _examine(segment.source, segment.target, direction)
    back = _examine(segment.target, segment.source, Direction(direction.target, direction.source))
    return Adequacy(
        forth.deviation,
        forth.coverage,
        back.coverage,
        _probability(forth.worst.odds) if forth.worst else 0.0,
        _probability(back.worst.odds) if back.worst else 0.0,
    )


def check_coverage(segment: Segment, direction: Direction) -> list[Issue]:
    """At most two issues: the clause of the source most likely left out, and that of the target most likely added."""
    issues: list[Issue] = []
    for fault, text, other, way in (
        ("omission", segment.source, segment.target, direction),
        ("addition", segment.target, segment.source, Direction(direction.target, direction.source)),
    ):
        worst = _examine(text, other, way).worst
        bounds = load_weights()[way.source].bounds["omission" if fault == "omission" else "addition"]
        if worst and worst.odds >= bounds[0]:
            severity: Severity = "error" if worst.odds >= bounds[1] else "warning"
            quoted = _quote(text, worst.span, way.source)
            issues.append(
                _left_out(severity, quoted, worst) if fault == "omission" else _added(severity, quoted, worst)
            )
    return issues


@dataclass(frozen=True, slots=True)
class _Examined:
    worst: Worst | None
    deviation: float
    coverage: float


@lru_cache(maxsize=2048)
def _examine(text: str, other: str, direction: Direction) -> _Examined:
    return examine_with(Lexicon.load(), load_weights()[direction.source], text, other, direction)


def examine_with(lexicon: Lexicon, weights: Weights, text: str, other: str, direction: Direction) -> _Examined:
    """What a text has that the other lacks, by a lexicon and weights of one's own; direction: text to other."""
    model = LengthModel.load(direction.source)
    if not text.strip() or not other.strip():
        return _Examined(None, 0.0, 0.0)
    reading = read(lexicon, model, text, other, direction)
    known = [link.evidence for link in reading.links if link.known]
    coverage = sum(known) / len(known) if known else 0.0
    worst = max(
        (
            Worst(weights.odds(gap, reading), gap.span, gap.share)
            for gap in gaps(reading, model, text, other, direction)
        ),
        key=lambda w: w.odds,
        default=None,
    )
    return _Examined(worst, reading.deviation, coverage)


@cache
def load_weights() -> dict[Language, Weights]:
    """The built-in weights, by the language of the text that has the gap."""
    data = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    languages: tuple[Language, ...] = ("en", "zh")
    return {language: _weights(data[language]) for language in languages}


def _weights(table: Mapping[str, float | list[float]]) -> Weights:
    numbers = {key: [float(x) for x in value] if isinstance(value, list) else [value] for key, value in table.items()}
    return Weights(
        numbers["constant"][0],
        (*numbers["evidence"], *numbers["share"], *numbers["clauses"], *numbers["size"]),
        {
            "omission": (numbers["omission"][0], numbers["omission"][1]),
            "addition": (numbers["addition"][0], numbers["addition"][1]),
        },
    )


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def _quote(text: str, span: Span, language: Language) -> str:
    words, most = text[span[0] : span[1]], _QUOTED[language]
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] if language == "en" else words[:most]
    return cut.rstrip(" ,;，；、") + " …" if language == "en" else cut.rstrip("，；、") + "……"


def _left_out(severity: Severity, quoted: str, worst: Worst) -> Issue:
    return Issue(
        "coverage",
        severity,
        f"“{quoted}” seems to be left out of the translation, or wrongly translated.",
        f"“{quoted}”似乎漏译或误译了。",
        worst.span,
    )


def _added(severity: Severity, quoted: str, worst: Worst) -> Issue:
    return Issue(
        "coverage",
        severity,
        f"“{quoted}” in the translation seems to say what the source does not.",
        f"译文中的“{quoted}”似乎是原文没有的。",
        None,
        worst.span,
    )
