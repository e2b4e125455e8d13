"""The run of clauses of a text that the other text most likely lacks, and what speaks for it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from translator.checks.clauses import clauses
from translator.checks.length import LengthModel, size
from translator.checks.lexicon import Lexicon
from translator.checks.links import Link, link
from translator.checks.quantities import compare_texts
from translator.release import Direction, Span

_LARGEST = 0.75
"""The largest share of a text, by its size in translation, that a gap is looked for in."""
_MOST_CLAUSES = 8
_CAP = 12.0


class Evidence(NamedTuple):
    """What speaks for a run of clauses being left out, each number 0 where nothing does.

    unsupported, supported: sums of the words' evidence (nats) against and for a translation
    length: half the difference of the squared deviations of the length with and without the run, nats
    short: standard deviations by which the whole target is too short (negative: too long)
    missing: 1 if the run has a number or date that the target lacks and has no other for; met: how many it has
    unknown: share of the run's words that the lexicon does not know
    elsewhere: mean evidence of a word outside of the run
    """

    unsupported: float
    supported: float
    length: float
    short: float
    missing: float
    met: float
    unknown: float
    elsewhere: float


class Gap(NamedTuple):
    """A run of clauses; share: how much of the source it is, by its size in translation, 0 to 1."""

    span: Span
    share: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """What all gaps of a pair have in common.

    links: of every word of the source; clauses: of the source; sizes: what each clause adds to the target's size
    deviation: of the target's length, in standard deviations
    log_clauses, log_size: logs of the number of clauses and of the sum of their sizes, each 0 or more
    """

    links: tuple[Link, ...]
    clauses: tuple[Span, ...]
    sizes: tuple[float, ...]
    deviation: float
    log_clauses: float
    log_size: float


def read(lexicon: Lexicon, model: LengthModel, source: str, target: str, direction: Direction) -> Reading:
    """Words, clauses and lengths of a pair; clauses are empty for a source without words."""
    spans = clauses(source, direction.source)
    tokens = lexicon.tokens(source, direction.source)
    sizes = model.expected(source, spans, tokens)
    whole = sum(sizes)
    return Reading(
        tuple(link(lexicon, source, target, direction, spans)),
        spans,
        tuple(sizes),
        model.deviation(size(target, direction.target), model.constant + whole),
        math.log(max(len(spans), 1)),
        math.log(max(whole, 1.0)),
    )


def gaps(reading: Reading, model: LengthModel, source: str, target: str, direction: Direction) -> list[Gap]:
    """Every run of at most 8 clauses that is not nearly the whole text; of a text of one clause that one."""
    if not reading.clauses:
        return []
    found = compare_texts(source, target, direction)
    # A number that another stands for was changed, not left out.
    lost = len(found.missing) > len(found.extra)
    missing, met = [q.span for q in found.missing if lost], [q.span for q, _ in found.pairs]
    starts = [x.token.span[0] for x in reading.links]
    rows = [
        _row(
            reading.links[bisect_left(starts, a) : bisect_left(starts, b)],
            s,
            _inside(missing, a, b),
            _inside(met, a, b),
        )
        for (a, b), s in zip(reading.clauses, reading.sizes, strict=True)
    ]
    sums = [*zip(*(accumulate(column, initial=0.0) for column in zip(*rows, strict=True)), strict=True)]
    whole, length, short = sums[-1], size(target, direction.target), _capped(-reading.deviation)
    result: list[Gap] = []
    for i in range(len(rows)):
        for j in range(i + 1, min(i + _MOST_CLAUSES, len(rows)) + 1):
            part, against, supported, known, words, lost_numbers, met_numbers = map(sub, sums[j], sums[i])
            if len(rows) > 1 and part > _LARGEST * whole[0]:
                break
            without = model.deviation(length, model.constant + whole[0] - part)
            evidence = Evidence(
                -against,
                supported,
                _capped((reading.deviation**2 - without**2) / 2),
                short,
                min(lost_numbers, 1.0),
                met_numbers,
                1 - known / words if words else 1.0,
                (whole[1] + whole[2] - against - supported) / max(whole[3] - known, 1.0),
            )
            span = reading.clauses[i][0], reading.clauses[j - 1][1]
            result.append(Gap(span, part / whole[0], evidence))
    return result


def _row(links: Sequence[Link], size: float, missing: int, met: int) -> tuple[float, ...]:
    evidence = [x.evidence for x in links]
    against = sum([e for e in evidence if e < 0])
    known = sum([x.known for x in links])
    return size, against, sum(evidence) - against, known, len(links), missing, met


def _inside(spans: Sequence[Span], start: int, end: int) -> int:
    return sum(start <= a < end for a, _ in spans)


def _capped(number: float) -> float:
    return max(-_CAP, min(_CAP, number))
