"""How soon a release is seen while it is made, and how often its maker can be stopped.

    python benchmarks/watching.py [ARTICLE] [--engine embedded]

Prints when how many sentences had a translation (those that the memory knows are there at once), the whole time, and
the longest time between two reports in each step, within which a stop takes effect. Seconds of the wall clock; the
model must have been built before.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path

from translator import BilingualRelease, Pipeline, load_settings, read_file

SEED = Path(__file__).parents[1] / "seeds" / "yangtze-summit-2025.en.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=SEED)
    parser.add_argument("--engine", default="embedded")
    options = parser.parse_args()
    pipeline, article = Pipeline(load_settings(engine=options.engine)), read_file(options.article)
    gaps: dict[str, float] = defaultdict(float)
    started = last = time.monotonic()
    step, seen = "loading the model", -1

    def listen(name: str, done: int, of: int) -> None:
        nonlocal last, step
        now = time.monotonic()
        gaps[step] = max(gaps[step], now - last)
        last, step = now, name

    def show(release: BilingualRelease) -> None:
        nonlocal seen
        translated = sum(bool(segment.target) for segment in release.segments)
        if translated != seen:
            seen = translated
            print(f"{time.monotonic() - started:6.1f} s  {seen} of {len(release.segments)} sentences")

    pipeline.release(article, listen=listen, show=show)
    print(f"{time.monotonic() - started:6.1f} s  done\n\nlongest time between two reports, in s")
    for name, gap in gaps.items():
        print(f"  {name}: {gap:.2f}")


if __name__ == "__main__":
    main()
