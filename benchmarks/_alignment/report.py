"""The tables of benchmarks/alignment.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from _quality.tables import aligned

from translator.bitext import Bead

from .calibration import brier, expected_error, reliability, reviewed
from .planting import KINDS, Document
from .running import Run
from .scoring import keys

_REVIEWED = (0.5, 0.8, 0.9, 0.95, 0.99)


def counted(documents: Sequence[Document]) -> str:
    """How many documents, sentences, gold beads of which size and which kind."""
    gold = [g for d in documents for g in d.gold]
    sizes = Counter(f"{len(g.sources)}-{len(g.targets)}" for g in gold)
    kinds = Counter(g.kind for g in gold)
    sentences = sum(len(d.sources) for d in documents), sum(len(d.targets) for d in documents)
    return (
        f"{len(documents)} documents, {sentences[0]} and {sentences[1]} sentences, {len(gold)} beads: "
        + ", ".join(f"{size} {count}" for size, count in sorted(sizes.items()))
        + "; "
        + ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS)
    )


def score_table(runs: Sequence[Run], still: Sequence[Run]) -> str:
    """One row a system; still: the same on documents in which nothing was swapped."""
    head = ["", "P", "R", "strict F1", "95 %", "lax P", "lax R", "lax F1", "linked F1", "lone F1"]
    rows = [[*head, "no swaps: strict", "lax", "CPU s", "embedded"]]
    for one, other in zip(runs, still, strict=True):
        s, (low, high) = one.total, one.interval
        values = (s.lax_precision.value, s.lax_recall.value, s.lax, s.linked, s.lone)
        rows.append(
            [
                one.system,
                _share(s.strict_precision.value),
                _share(s.strict_recall.value),
                _share(s.strict),
                f"{low:.3f}-{high:.3f}",
                *map(_share, values),
                _share(other.total.strict),
                _share(other.total.lax),
                f"{one.seconds:.2f}",
                f"{one.embedded:.2f}" if one.embedded else "-",
            ]
        )
    return aligned(rows)


def rate_table(by_rate: Mapping[float, Sequence[Run]]) -> str:
    """Strict and lax F1 of each system at each rate."""
    rows = [["strict F1 / lax F1 at a rate of", *(f"{rate:.0%}" for rate in by_rate)]]
    for place, first in enumerate(next(iter(by_rate.values()))):
        totals = [runs[place].total for runs in by_rate.values()]
        rows.append([first.system, *(f"{t.strict:.3f} / {t.lax:.3f}" for t in totals)])
    return aligned(rows)


def kind_table(runs: Sequence[Run]) -> str:
    """The share of gold beads of each kind that each system found exactly."""
    rows = [["found exactly, of", *(f"{kind} ({runs[0].by_kind[kind].of})" for kind in KINDS)]]
    return aligned(
        rows + [[r.system, *(_share(r.by_kind[k].value) if r.by_kind[k].of else "-" for k in KINDS)] for r in runs]
    )


def calibration_table(run: Run) -> str:
    """Confidence against the share that is right, and what a reviewer of the beads below a confidence finds."""
    beads = run.judged
    rows = [["confidence", "beads", "mean", "right"]]
    for b in reliability(beads):
        rows.append([f"{b.low:.2f} to {b.high:.2f}", str(b.count), _share(b.confidence), _share(b.right)])
    wrong = sum(not b.right for b in beads)
    looked = [["looking at beads below", "share of all", f"wrong ones found, of {wrong}"]]
    for r in (reviewed(beads, below) for below in _REVIEWED):
        looked.append([f"{r.below:.2f}", _share(r.looked_at), _share(r.caught)])
    told = f"Brier score {brier(beads):.4f}, expected calibration error {expected_error(beads):.4f}"
    return f"{aligned(rows)}\n{told}\n\n{aligned(looked)}"


def errors(run: Run) -> Iterator[str]:
    """Every bead that is wrong, with what the gold has for its sentences."""
    for document, found in zip(run.documents, run.beads, strict=True):
        known = set(keys(document.gold))
        for bead in found:
            if not all(key in known for key in keys([bead])):
                head = f"{document.name}  {document.direction}  confidence {bead.confidence:.3f}"
                yield f"{head}\n{_told(document, bead)}"


def _told(document: Document, bead: Bead) -> str:
    lines = ["  made:", *_lines(document, bead.sources, bead.targets)]
    for gold in document.gold:
        if set(gold.sources) & set(bead.sources) or set(gold.targets) & set(bead.targets):
            lines += [f"  {gold.kind}:", *_lines(document, gold.sources, gold.targets)]
    return "\n".join(lines)


def _lines(document: Document, sources: Sequence[int], targets: Sequence[int]) -> Iterator[str]:
    yield from (f"    s{i} {document.sources[i].text}" for i in sources)
    yield from (f"    t{j} {document.targets[j].text}" for j in targets)


def _share(value: float) -> str:
    return f"{value:.3f}"
