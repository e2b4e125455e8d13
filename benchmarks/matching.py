"""How well and how fast the glossary finds its terms.

    python benchmarks/matching.py [--part dev|test] [--show]
    python benchmarks/matching.py --speed [--entries 1000 100000]

Gold: an occurrence is a place in a source segment of the corpus where a term that the release lists stands, the human
translation of the segment having the listed target. Places come from a regular expression (_matching.annotate) that
shares nothing with the matcher: English with an optional plural and with space, hyphen or neither between words,
Chinese as written.

Recall: of the occurrences of listed terms that are entries of the glossary (the same English and Chinese up to the
entry's own variants), those where Glossary.find has the entry over the place, or a longer entry that contains it; the
two are counted apart. An entry that shares its words with others is found when its translation is an accepted one.

Precision: of the matches of entries that the release lists, those that are real. A match is confirmed where the human
translation has the required or an accepted translation. Where it has not, a person reads it: "real" where the words
mean the term and the translator went another way, "false" where they do not (data/matching-judged.tsv). What nobody
has read counts as false.

Two glossaries: the built-in one, and for each release one made of its own list alone, as for an event. The last rows
give the confirmed share of all matches of the built-in glossary, listed or not, and of those that it enforces: a lower
bound of its precision, since few of these were read.
Tuning was done on the training and development parts.
"""

from __future__ import annotations

import argparse
from itertools import groupby

from _matching import Tally, own_list, read_verdicts, score
from _quality.bitext import EN_ZH, SPLITS, ZH_EN, corpus_pairs

from translator.glossary import Glossary
from translator.release import Direction


def main() -> None:
    parser = argparse.ArgumentParser(description="Precision, recall and speed of glossary matching.")
    parser.add_argument("--part", choices=SPLITS, default="test", help="part of the corpus (default: test)")
    parser.add_argument("--show", action="store_true", help="print what was missed and what is not confirmed")
    parser.add_argument("--show-all", action="store_true", help="print unconfirmed matches of entries not listed, too")
    parser.add_argument("--speed", action="store_true", help="measure speed and memory instead")
    parser.add_argument(
        "--entries", type=int, nargs="+", default=[1_000, 7_414, 100_000], help="sizes to measure the speed at"
    )
    options = parser.parse_args()
    if options.speed:
        from _matching_speed import print_speed

        print_speed(options.entries)
    else:
        print_quality(options.part, options.show, options.show_all)


def print_quality(part: str, show: bool, show_all: bool) -> None:
    """Print the tables of one part of the corpus, and what went wrong."""
    judged = read_verdicts()
    builtin = Glossary.builtin()
    rows: list[tuple[str, Direction, Tally]] = []
    everything: list[tuple[str, Direction, Tally]] = []
    for direction in (EN_ZH, ZH_EN):
        pairs = corpus_pairs(part, direction)
        listed, every, enforced = score(pairs, direction, builtin, judged)
        rows.append(("built-in", direction, listed))
        everything += [("built-in, all", direction, every), ("built-in, enforced", direction, enforced)]
        own = Tally()
        for _, group in groupby(pairs, key=lambda pair: pair.release):
            release = list(group)
            _add(own, score(release, direction, own_list(release, direction), judged)[0])
        rows.append(("own list", direction, own))
    print(f"Corpus part {part}: {len(pairs)} segments, glossary {builtin.version}\n")
    print("| glossary | direction | gold | found | in a longer term | another term | missed | recall |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, direction, tally in sorted(rows, key=lambda row: row[0]):
        n, gold = tally.recall, tally.recall.total()
        kinds = [n[kind] for kind in ("found", "in a longer term", "another term", "missed")]
        print(f"| {name} | {direction} | {gold} | {' | '.join(map(str, kinds))} | {sum(kinds[:2]) / gold:.4f} |")
    print("\n| glossary | direction | matches | confirmed | read, real | read, false | unread | precision |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, direction, tally in [*sorted(rows, key=lambda row: row[0]), *everything]:
        n = tally.precision
        kinds = [n[kind] for kind in ("confirmed", "real", "false", "unread")]
        print(
            f"| {name} | {direction} | {n.total()} | {' | '.join(map(str, kinds))} | {sum(kinds[:2]) / n.total():.4f} |"
        )
    if show or show_all:
        for name, direction, tally in [*rows, *(everything if show_all else [])]:
            _print_faults(name, direction, tally)


def _add(total: Tally, part: Tally) -> None:
    total.recall += part.recall
    total.precision += part.precision
    total.lost += part.lost
    total.unsure += part.unsure


def _print_faults(name: str, direction: Direction, tally: Tally) -> None:
    print(f"\n# {name}, {direction}: {len(tally.lost)} not found")
    for gold, how in tally.lost:
        print(
            f"{how}: {gold.source} = {gold.target} [{gold.pair.id}]\n    {gold.pair.source}\n    {gold.pair.reference}"
        )
    print(f"\n# {name}, {direction}: {len(tally.unsure)} not confirmed, with the verdict")
    for unsure in tally.unsure:
        term, pair = unsure.term, unsure.pair
        cells = str(direction), pair.id, str(term.span[0]), term.source, term.target, unsure.verdict
        print("\t".join(cells) + f"\n    {pair.source}\n    {pair.reference}")


if __name__ == "__main__":
    main()
