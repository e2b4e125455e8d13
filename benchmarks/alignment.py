"""How well sentences of two texts are aligned, beside other ways to do it, and how time and memory grow.

    python benchmarks/alignment.py [--split test|dev|train] [--rates 0 0.05 0.1 0.2] [--cache FOLDER]
    python benchmarks/alignment.py --split dev --rate 0.1 --systems "ours" --errors
    python benchmarks/alignment.py --scale [--sizes 500 1000 2000 5000 10000] [--plot FILE]

Documents are made from releases of the corpus, so their gold beads are known:
- a side of a pair that has more sentences than the other's one is cut into them (1-2, 2-1, ...);
- joined: the last sentence of one pair and the first of the next are written as one, on one side;
- split: a sentence is cut in two at a mark between clauses, on one side;
- dropped: a pair loses its source or its target; swapped: a pair's target moves one to three places on.
Each is done at that rate of the places where it can be. A swap's gold is two beads that cross. All sentences stand in
one paragraph. "Chained" documents are releases one after the other, of 100 pairs and more.

Scores are those of Vecalign's score.py: a bead is strictly right when the gold has exactly it, laxly when it shares a
source and a target with a gold bead; precision is over all beads made, recall over gold beads with both sides.
"linked" leaves sentences without a counterpart out of precision too, "lone" measures them alone. "CPU s" is processor
time once embedded, "embedded" how many texts are embedded for every sentence.

Aligners of other houses are measured where they are installed: pip install sentweave galechurch.
Report figures on "test"; tune on "train" and "dev". The same call plants the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from _alignment.planting import Document, Rates, chained, documents
from _alignment.report import calibration_table, counted, errors, kind_table, rate_table, score_table
from _alignment.running import run
from _alignment.scale import SIZES, base, measure, plot, scale_table
from _alignment.stored import StoredEmbed
from _alignment.systems import OURS, System, systems
from _quality.bitext import SPLITS

from translator.embeddings import Embed, load_bilingual_embed, remembered

RATES = (0.0, 0.05, 0.1, 0.2)
RATE = 0.1


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test", help="part of the corpus (default test)")
    parser.add_argument("--rate", type=float, default=RATE, help=f"of the main tables (default {RATE})")
    parser.add_argument("--rates", type=float, nargs="*", default=RATES, help="of the table by rate; none: no table")
    parser.add_argument("--systems", nargs="*", metavar="WORD", help="only systems whose names begin with one of these")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N releases")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keep sentence vectors there")
    parser.add_argument("--errors", action="store_true", help="list the wrong beads of the first system, and no tables")
    parser.add_argument("--scale", action="store_true", help="time and memory against length, and no scores")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="with --scale: sentences a side")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="with --scale: draw it, too")
    return parser.parse_args(given)


def vectors(cache: Path | None) -> Embed | None:
    """The embedding that is installed, which computes a vector once; None where none is."""
    embed = load_bilingual_embed()
    if embed is None:
        return None
    return StoredEmbed(embed, cache) if cache else remembered(embed)


def made(options: argparse.Namespace, rates: Rates) -> list[Document]:
    """The documents that are asked for, one a release."""
    return documents(options.split, rates)[: options.limit]


def tables(options: argparse.Namespace, chosen: Sequence[System]) -> None:
    """Prints everything that is measured on documents with known beads."""
    releases, unswapped = made(options, Rates.of(options.rate)), made(options, Rates.of(options.rate, swap=False))
    print(f"Corpus, {options.split}, rate {options.rate:.0%}\n")
    shapes = {
        "Chained, en-zh": (chained(releases), chained(unswapped)),
        "Single releases, en-zh": (releases, unswapped),
        "Chained, zh-en": ([d.turned for d in chained(releases)], [d.turned for d in chained(unswapped)]),
        "Single releases, zh-en": ([d.turned for d in releases], [d.turned for d in unswapped]),
    }
    for title, (moved, still) in shapes.items():
        runs = [run(system, moved) for system in chosen]
        print(f"{title}: {counted(moved)}\n")
        print(score_table(runs, [run(system, still) for system in chosen]) + "\n")
        print(kind_table(runs) + "\n")
        if runs[0].system == OURS:
            print(f"Confidence, {runs[0].system}\n\n{calibration_table(runs[0])}\n", flush=True)
    if options.rates:
        by_rate = {r: [run(s, chained(made(options, Rates.of(r)))) for s in chosen] for r in options.rates}
        print(f"Chained, en-zh, by rate\n\n{rate_table(by_rate)}")


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    embed = vectors(options.cache)
    found, skipped = systems(embed)
    for line in skipped:
        print(f"Not measured: {line}", file=sys.stderr)
    chosen = [s for s in found if not options.systems or any(s.name.startswith(word) for word in options.systems)]
    if not chosen:
        print(f"--systems: none of that name. There are: {'; '.join(s.name for s in found)}.", file=sys.stderr)
        return 2
    if options.errors:
        print("\n".join(errors(run(chosen[0], chained(made(options, Rates.of(options.rate)))))))
        return 0
    if options.scale:
        if embed is None:
            print("--scale needs the embedding: pip install 'press-translator[offline]'.", file=sys.stderr)
            return 2
        long = [s.name for s in chosen if s.embed and s.scales]
        of = base(embed)
        points = []
        for name in long:
            for size in options.sizes:
                points.append(measure(of, size, name))
                print(f"  {points[-1]}", file=sys.stderr)
        print(scale_table(points))
        if options.plot:
            plot(points, options.plot)
        return 0
    tables(options, chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
