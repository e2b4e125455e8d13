"""How well the quality estimate, and simpler numbers in its place, tell bad translations from good ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import median

from _quality.results import Scored
from _quality.tables import aligned

import translator.checks as checks
from translator.glossary import Glossary
from translator.release import Direction, Segment

from .cases import located, segment
from .kinds import AIMS, KINDS
from .planting import Case, plantings
from .ranking import Numbers, as_numbers, auc, interval, spearman, worst_caught

Similarities = Callable[[Sequence[Segment]], Sequence[float]]
"""Cosines of source and target embeddings."""
_PLANTED_EACH = 25


@dataclass(frozen=True, slots=True)
class Ranked:
    """One way to rank translations, and how well it does.

    correlation: Spearman with sentence chrF; caught: of the worst tenth by chrF, the share that ranks in the worst
    fifth; both with their 95 % interval
    """

    name: str
    correlation: tuple[float, float, float]
    caught: tuple[float, float, float]


def examined(scored: Sequence[Scored], direction: Direction, glossary: Glossary) -> list[Segment]:
    """An engine's translations with their terms and issues."""
    found = []
    for one in scored:
        terms = located(glossary.find(one.source, direction), one.hypothesis, direction, glossary)
        found.append(Segment(one.id, 0, one.source, one.hypothesis, "engine", terms, score=one.score))
    return [_checked(s, direction) for s in found]


def _checked(one: Segment, direction: Direction) -> Segment:
    return replace(one, issues=checks.check_segment(one, direction))


def estimates(
    segments: Sequence[Segment], direction: Direction, similarities: Similarities | None = None
) -> dict[str, Numbers]:
    """The quality estimate and the baselines of each segment, higher for better.

    The model's score is among them where every segment has one.
    """
    from translator.checks.quality import estimate

    found = {"quality estimate": as_numbers([estimate(one, direction) for one in segments])}
    if similarities:
        found["embeddings alone"] = as_numbers(similarities(segments))
    scores = [s.score for s in segments if s.score is not None]
    if len(scores) == len(segments):
        found["model score alone"] = as_numbers(scores)
    ratios = [log((len(s.target) + 1) / (len(s.source) + 1)) for s in segments]
    middle = median(ratios)
    found["length ratio alone"] = as_numbers([-abs(ratio - middle) for ratio in ratios])
    found["issues alone"] = as_numbers([-checks.cost(s.issues) for s in segments])
    return found


def with_chrf(found: Mapping[str, Numbers], chrf: Numbers) -> list[Ranked]:
    """How each of the estimates ranks the segments, compared with their chrF."""
    size = len(chrf)

    def ranked(name: str, values: Numbers) -> Ranked:
        correlation = spearman(values, chrf), *interval(lambda at: spearman(values[at], chrf[at]), size)
        caught = worst_caught(values, chrf), *interval(lambda at: worst_caught(values[at], chrf[at]), size)
        return Ranked(name, correlation, caught)

    return [ranked(name, values) for name, values in found.items()]


def ranked_table(ranked: Sequence[Ranked]) -> str:
    """One row a way to rank."""
    rows = [["", "Spearman with chrF", "95 %", "worst tenth in worst fifth", "95 %"]]
    for one in ranked:
        rows.append([one.name, *_told(one.correlation), *_told(one.caught)])
    return aligned(rows)


def _told(value: tuple[float, float, float]) -> tuple[str, str]:
    return f"{value[0]:.3f}", f"{value[1]:.3f} to {value[2]:.3f}"


def planted_table(
    right: Sequence[Case], direction: Direction, glossary: Glossary, similarities: Similarities | None = None
) -> str:
    """How often a human translation is estimated better than one with a planted error (AUC), a column a group.

    Where something right was added to plant an error in it, the pair with the addition is the human translation.
    """
    good = [("", segment(c, c.source, c.target, glossary)) for c in right]
    bad: list[tuple[str, Segment]] = []
    for kind in KINDS:
        for p in plantings(kind, right, _PLANTED_EACH):
            bad.append((kind.group, segment(p.case, p.source, p.target, glossary)))
            if p.source != p.case.source:
                good.append((kind.group, segment(p.case, p.source, p.correct, glossary)))
    found = estimates([_checked(s, direction) for _, s in (*good, *bad)], direction, similarities)
    groups = [group for group in AIMS if any(group == g for g, _ in bad)]
    rows = [["AUC", "all", *groups]]
    for name, values in found.items():
        one, two = values[: len(good)], values[len(good) :]
        cells = [auc(one, two)]
        for group in groups:
            own = "" if all(g != group for g, _ in good) else group
            cells.append(auc(_of(own, good, one), _of(group, bad, two)))
        rows.append([name, *(f"{cell:.3f}" for cell in cells)])
    return aligned(rows)


def _of(group: str, segments: Sequence[tuple[str, Segment]], values: Numbers) -> Numbers:
    return as_numbers([value for value, (g, _) in zip(values, segments, strict=True) if g == group])
