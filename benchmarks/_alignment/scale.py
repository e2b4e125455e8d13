"""Seconds and memory to align long documents, the sentence vectors being there.

A long document is the releases of the dev part one after the other, planted as usual. From the second round on every
vector is turned about its language's mean by an orthogonal matrix of that round: pairs stay as alike as they are, and
the sentences of different rounds become different ones. Every measurement has a process of its own.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from _quality.bitext import EN_ZH
from _quality.tables import aligned

from translator.bitext import Sentence
from translator.embeddings import Embed

from .planting import Document, Gold, Rates, chained, documents
from .scoring import score

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

SIZES = (500, 1000, 2000, 5000, 10_000)
ASKED = (2000, 60.0, 1000.0)
"""Of so many sentences a side: most seconds, most megabytes."""
_SEED = 7
# A sentence's number, in characters that mean nothing to anybody.
_FIRST, _BASE = 0xE000, 4096
_NUMBER = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _BASE - 1)}]{{2}}")


@dataclass(frozen=True, slots=True)
class Base:
    """Releases as one document, and the vectors of either side."""

    document: Document
    vectors: tuple[Vectors, Vectors]


@dataclass(frozen=True, slots=True)
class Point:
    """What one system needed for so many sentences a side.

    seconds: on the clock; cpu: of processor time, all threads together; megabytes: the most that the process held
    """

    system: str
    size: int
    seconds: float
    cpu: float
    megabytes: float
    strict: float


@dataclass(frozen=True, slots=True)
class Numbered:
    """An embedding of numbered sentences: their vectors; of several joined, the mean."""

    vectors: Vectors

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts made by `long_document`."""
        import numpy as np

        numbers = [[_read(m[0]) for m in _NUMBER.finditer(text)] for text in texts]
        found = np.stack([self.vectors[n].mean(axis=0) if n else self.vectors[0] for n in numbers])
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def base(embed: Embed) -> Base:
    """The releases of the dev part and their vectors, with the embedding given."""
    whole = chained(documents("dev", Rates.of(0.1)), least=sys.maxsize)[0]
    sides = (whole.sources, whole.targets)
    return Base(whole, (embed([s.text for s in sides[0]]), embed([s.text for s in sides[1]])))


def long_document(base: Base, size: int) -> tuple[Document, Numbered]:
    """A document of so many sentences a side, and what gives their vectors."""
    import numpy as np

    generator = np.random.default_rng(_SEED)
    means = [v.mean(axis=0) for v in base.vectors]
    texts: tuple[list[str], list[str]] = ([], [])
    vectors: tuple[list[Vectors], list[Vectors]] = ([], [])
    gold: list[Gold] = []
    turn = np.eye(base.vectors[0].shape[1], dtype=np.float32)
    while min(map(len, texts)) < size:
        s, t = len(texts[0]), len(texts[1])
        gold += [
            Gold(tuple(s + i for i in g.sources), tuple(t + i for i in g.targets), g.kind) for g in base.document.gold
        ]
        for side, sentences in enumerate((base.document.sources, base.document.targets)):
            texts[side].extend(sentence.text for sentence in sentences)
            vectors[side].append((base.vectors[side] - means[side]) @ turn + means[side])
        turn = np.linalg.qr(generator.standard_normal(turn.shape))[0].astype(np.float32)
    both = np.concatenate([np.concatenate(side)[:size] for side in vectors])
    sides = [
        tuple(Sentence(text + _written(start + i), 0) for i, text in enumerate(side[:size]))
        for start, side in ((0, texts[0]), (size, texts[1]))
    ]
    kept = tuple(g for g in gold if max((*g.sources, *g.targets)) < size)
    return Document(f"{size} sentences", EN_ZH, sides[0], sides[1], kept), Numbered(both)


def _written(number: int) -> str:
    return chr(_FIRST + number // _BASE) + chr(_FIRST + number % _BASE)


def _read(written: str) -> int:
    return (ord(written[0]) - _FIRST) * _BASE + ord(written[1]) - _FIRST


def measure(base: Base, size: int, name: str) -> Point:
    """One system, by name, on a document of so many sentences a side, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, base, size, name).result()


def _measured(base: Base, size: int, name: str) -> Point:
    from .systems import systems

    document, embed = long_document(base, size)
    system = next(s for s in systems(embed)[0] if s.name == name)
    start, cpu = time.perf_counter(), time.process_time()
    beads = system.align(document)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return Point(name, size, seconds, cpu, most, score(document.gold, beads).strict)


def scale_table(points: Sequence[Point]) -> str:
    """One row a system and length: seconds on the clock and of the processor, megabytes, strict F1."""
    rows = [["", "sentences a side", "seconds", "CPU s", "CPU ms a sentence", "MB", "strict F1"]]
    for p in points:
        each = f"{1000 * p.cpu / p.size:.2f}"
        rows.append(
            [p.system, f"{p.size:,}", f"{p.seconds:.2f}", f"{p.cpu:.2f}", each, f"{p.megabytes:.0f}", f"{p.strict:.3f}"]
        )
    asked = f"Asked: {ASKED[0]:,} sentences a side in under {ASKED[1]:.0f} s and {ASKED[2] / 1000:.0f} GB."
    return f"{aligned(rows)}\n{asked}"


def plot(points: Sequence[Point], file: Path) -> None:
    """Seconds and memory against length, both axes logarithmic, with a line of linear growth."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axis, what, label in ((axes[0], "cpu", "seconds of processor time"), (axes[1], "megabytes", "most memory, MB")):
        for name in dict.fromkeys(p.system for p in points):
            mine = [p for p in points if p.system == name]
            axis.loglog([p.size for p in mine], [getattr(p, what) for p in mine], marker="o", label=name)
        axis.set(xlabel="sentences a side", ylabel=label)
        axis.grid(True, which="both", alpha=0.3)
    first = points[0]
    sizes = [first.size, max(p.size for p in points)]
    axes[0].loglog(sizes, [first.cpu * n / first.size for n in sizes], "k:", label="linear")
    axes[0].legend(fontsize=8)
    figure.savefig(file, dpi=150)
    pyplot.close(figure)
