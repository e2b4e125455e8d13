"""Seconds that the checks take for 1,000 segments, in one process and in two; embeddings and glossary apart.

    python benchmarks/many_segments.py

The first 1,000 pairs of the corpus' training part, English to Chinese, with the quality estimate. Two processes count
their start; one counts the reading of its data. Wall time.
"""

from __future__ import annotations

import time

from _quality.bitext import EN_ZH, corpus_pairs

from translator.checks.examining import examine
from translator.release import Segment


def main() -> None:
    pairs = corpus_pairs("train", EN_ZH)[:1000]
    segments = [Segment(pair.id, i, pair.source, pair.reference, "human") for i, pair in enumerate(pairs)]
    # Two first: what the first process has read and remembers is of no use to them.
    for workers in (2, 2, 1):
        started = time.perf_counter()
        examine(segments, EN_ZH, workers=workers)
        print(f"{workers} processes: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
