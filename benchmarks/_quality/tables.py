"""The tables and examples on standard output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .bootstrap import Difference
from .compare import Comparison
from .metrics import METRICS
from .results import Interval, Measured, Scored

_NOTHING = "-"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows under each other, the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def measured_table(directions: Mapping[str, Measured]) -> str:
    """One row a direction: each value with half its 95 % interval, then plain counts and speeds."""
    head = ["", "segments", *(m.title for m in METRICS.values()), "empty", "failed", "seconds", "tok/s", "sent/s"]
    rows = [head]
    for name, m in directions.items():
        rows.append(
            [
                name,
                f"{len(m.segments)}" if m.complete else f"{len(m.segments)} of {m.asked}",
                *(_with_half(m.metrics[metric], METRICS[metric].digits) for metric in METRICS),
                str(m.empty),
                str(m.failed),
                _number(m.seconds, 1),
                _number(m.tokens_per_second, 1),
                _number(m.sentences_per_second, 2),
            ]
        )
    return aligned(rows)


def signature_lines(directions: Mapping[str, Measured]) -> str:
    """How sacreBLEU computed its metrics, and what the engines were."""
    lines = []
    for name, m in directions.items():
        told = " ".join(f"{k}={v}" for k, v in m.decoding.items())
        model = " ".join(m.engine.get(k, "") for k in ("engine", "model", "revision", "runtime")).strip()
        lines += [f"{name}  {metric} {signature}" for metric, signature in m.signatures.items()]
        lines.append(f"{name}  {model}" + (f"; {told}" if told else ""))
        if error := next((s.error for s in m.segments if s.error), ""):
            lines.append(f"{name}  first failure: {error}")
    return "\n".join(lines)


def comparison_table(comparison: Comparison, names: tuple[str, str]) -> str:
    """One row a metric: both values, the difference with its interval, p, and a word on it."""
    rows = [["metric", names[0], names[1], "difference", "95 % interval", "p", ""]]
    for name, d in comparison.differences.items():
        metric = METRICS[name]
        low, high = _number(d.low, metric.digits, sign=True), _number(d.high, metric.digits, sign=True)
        rows.append(
            [
                metric.title,
                _number(d.a, metric.digits),
                _number(d.b, metric.digits),
                _number(d.difference, metric.digits, sign=True),
                f"[{low}, {high}]" if d.low is not None else _NOTHING,
                _number(d.p, 3),
                _verdict(d),
            ]
        )
    head = f"{comparison.direction}, {comparison.segments} segments"
    return "\n".join([head, aligned(rows), *(f"({note})" for note in comparison.notes)])


def examples(segments: Sequence[Scored], count: int) -> str:
    """The worst segments by sentence chrF."""
    worst = sorted(segments, key=lambda s: s.chrf)[:count]
    return "\n\n".join(
        f"{s.id}  chrF {s.chrf:.1f}{_faults(s)}\n  source      {s.source}\n  hypothesis  {s.hypothesis}\n"
        f"  reference   {s.reference}"
        for s in worst
    )


def _faults(segment: Scored) -> str:
    missed = [t.target for t in segment.terms if not t.hit] + [text for text, hit in segment.numbers if not hit]
    parts = [*segment.flags, *([f"missing: {', '.join(missed)}"] if missed else []), segment.error]
    return "".join(f"; {part}" for part in parts if part)


def _verdict(difference: Difference) -> str:
    if difference.p is None:
        return _NOTHING
    return "significant" if difference.significant else "not significant"


def _with_half(interval: Interval, digits: int) -> str:
    if interval.value is None or interval.low is None or interval.high is None:
        return _NOTHING
    return f"{interval.value:.{digits}f} ±{(interval.high - interval.low) / 2:.{digits}f}"


def _number(value: float | None, digits: int, sign: bool = False) -> str:
    if value is None:
        return _NOTHING
    return f"{value:+.{digits}f}" if sign else f"{value:.{digits}f}"
