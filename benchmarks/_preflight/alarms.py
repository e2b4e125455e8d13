"""What the checks say of correct pairs: nearly always false alarms; and how long they take to say it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import translator.checks as checks
from translator.checks.examining import examine
from translator.glossary import Glossary
from translator.release import Direction, Segment

from .cases import segment
from .detecting import document_checks
from .planting import Case

SEVERITIES = ("error", "warning", "note")
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Alarms:
    """Segments that some issue speaks of, of so many.

    by_severity: segments with at least one such issue; by_check: the same for each check and severity
    examples: (severity, check, message, segment) of each error and warning
    """

    segments: int
    by_severity: Counter[str]
    by_check: Counter[tuple[str, str]]
    examples: tuple[tuple[str, str, str, Segment], ...]


def alarms(cases: Sequence[Case], glossary: Glossary, across: bool = True) -> Alarms:
    """The issues of correct pairs; across: those of the checks of whole releases too."""
    by_severity: Counter[str] = Counter()
    by_check: Counter[tuple[str, str]] = Counter()
    examples = []
    for _, group in groupby(cases, key=lambda case: case.pair.release):
        release = list(group)
        direction = release[0].direction
        segments = [segment(c, c.source, c.target, glossary) for c in release]
        issues = [list(checks.check_segment(s, direction)) for s in segments]
        for check in document_checks().values() if across else ():
            for place, issue in check(segments, direction):
                issues[place].append(issue)
        for one, told in zip(segments, issues, strict=True):
            by_severity.update({issue.severity for issue in told})
            by_check.update({(issue.check, issue.severity) for issue in told})
            examples += [(i.severity, i.check, i.message, one) for i in told if i.severity != "note"]
    return Alarms(len(cases), by_severity, by_check, tuple(examples))


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for a thousand segments, the median of three runs, in one process and thread.

    Before each run the checks forget every text that they have seen.
    checks: every check together; by_check: each alone; across: the checks of whole releases
    glossary: finding the terms in the sources and their translations in the targets
    shared: wall time of everything but the glossary, quality estimate included, shared out among two processes, their
        start included
    """

    checks: float
    by_check: dict[str, float]
    across: float
    glossary: float
    shared: float


def speed(cases: Sequence[Case], glossary: Glossary) -> Speed:
    """How long the checks of these segments take, told for a thousand. No embeddings are made here."""
    direction = cases[0].direction
    segments = [segment(c, c.source, c.target, glossary) for c in cases]
    releases = [
        [s for _, s in group]
        for _, group in groupby(zip(cases, segments, strict=True), key=lambda pair: pair[0].pair.release)
    ]

    def look_up() -> None:
        for case in cases:
            for term in glossary.find(case.source, direction):
                glossary.locate(term, case.target, direction.target)

    def all_checks() -> None:
        for one in segments:
            checks.check_segment(one, direction)

    def one_check(name: str) -> None:
        for one in segments:
            checks.CHECKS[name](one, direction)

    def whole() -> None:
        for check in document_checks().values():
            for release in releases:
                check(release, direction)

    def seconds(work: object, *given: str) -> float:
        assert callable(work)
        taken = []
        for _ in range(_REPEATS):
            _forget()
            checks.check_segment(segments[0], direction)
            started = time.process_time()
            work(*given)
            taken.append(time.process_time() - started)
        return median(taken) / len(cases) * 1000

    return Speed(
        seconds(all_checks),
        {name: seconds(one_check, name) for name in checks.CHECKS},
        seconds(whole),
        seconds(look_up),
        _shared(segments, direction),
    )


def _shared(segments: Sequence[Segment], direction: Direction) -> float:
    started = time.perf_counter()
    examine(segments, direction, workers=2)
    return (time.perf_counter() - started) / len(segments) * 1000


def _forget() -> None:
    """Empty the caches of the checks: what a run finds there it need not work out."""
    for name in [name for name in sys.modules if name.startswith("translator.checks")]:
        for value in vars(sys.modules[name]).values():
            # A cache without a limit holds data, one with a limit texts.
            if hasattr(value, "cache_clear") and value.cache_info().maxsize is not None:
                value.cache_clear()
