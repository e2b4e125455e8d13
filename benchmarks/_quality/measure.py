"""Measures one system on one direction's pairs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from translator.checks.repetition import check_repetition
from translator.release import Direction, Segment

from .bitext import Pair
from .bootstrap import intervals
from .metrics import sentence_chrf, signatures
from .required import TERM_MATCHING, FindTerms, numbers
from .results import Measured, Scored, TermHit
from .systems import Output, System

Progress = Callable[[int, int, float], None]
"""Told how many pairs are done, of how many, in how many seconds."""


def show_progress(done: int, of: int, seconds: float) -> None:
    """A line on standard error."""
    print(f"  {done}/{of} segments, {seconds:.0f} s", file=sys.stderr, flush=True)


def measure(
    system: System, pairs: Sequence[Pair], direction: Direction, terms: FindTerms, progress: Progress = show_progress
) -> Measured:
    """Everything about one direction. A break (Ctrl-C) leaves what was translated by then, marked as not complete.

    Raises KeyboardInterrupt for a break before anything was translated.
    """
    outputs: dict[str, Output] = {}
    seconds: float | None = None
    complete = True
    try:
        for batch, took in system.translate(pairs):
            outputs |= {pair.id: output for pair, output in batch}
            if took is not None:
                seconds = (seconds or 0.0) + took
                progress(len(outputs), len(pairs), seconds)
    except KeyboardInterrupt:
        if not outputs:
            raise
        complete = False
    scored = tuple(score(pair, outputs[pair.id], direction, terms) for pair in pairs if pair.id in outputs)
    tokens = [s.tokens for s in scored if s.tokens is not None]
    return Measured(
        complete=complete,
        asked=len(pairs),
        engine=dict(system.engine),
        decoding=dict(system.decoding),
        signatures=signatures(direction.target),
        term_matching=TERM_MATCHING,
        metrics=intervals(scored, direction.target),
        failed=sum(bool(s.error) for s in scored),
        empty=sum(not s.hypothesis.strip() for s in scored),
        seconds=seconds,
        tokens_per_second=sum(tokens) / seconds if seconds and tokens else None,
        sentences_per_second=len(scored) / seconds if seconds else None,
        segments=scored,
    )


def score(pair: Pair, output: Output, direction: Direction, terms: FindTerms) -> Scored:
    """One translated pair with all that is counted on it."""
    text = output.text
    repeats = check_repetition(Segment(pair.id, 0, pair.source, text), direction)
    return Scored(
        id=pair.id,
        release=pair.release,
        source=pair.source,
        reference=pair.reference,
        hypothesis=text,
        score=output.score,
        tokens=output.tokens,
        chrf=round(sentence_chrf(text, pair.reference), 2),
        terms=tuple(TermHit(t.source, t.target, t.accepted, t.met(text, direction)) for t in terms(pair, direction)),
        numbers=numbers(pair.source, text, direction),
        flags=("repetition",) if repeats else (),
        error=output.error,
    )
