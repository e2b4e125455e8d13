"""How many planted errors the preflight finds, how often it is wrong on correct pairs, and how fast it is.

    python benchmarks/preflight.py [--split test|dev|train] [--limit N] [--json FILE]
    python benchmarks/preflight.py --errors "numbers swapped" --split dev
    python benchmarks/preflight.py --alarms --split dev
    python benchmarks/preflight.py --outputs FILE [--embeddings]

- found: the share of errors, planted one at a time into human translations, after which some check raises an error or
  a warning that it does not raise for the same pair without the error. Notes do not count.
- error: the share of which an error, not only a warning, says so.
- false alarms: segments of the untouched pairs with an error, a warning, a note.
- Planted is only what can be known to be wrong from the sentence pair (a day of the month that the source gives by the
  weekday alone is left as it is). Identifiers are put into both sides first, since the corpus has hardly any.
- Names and quotations are looked for in the whole release as well, the other groups in the segment alone.

With --outputs, a result file of benchmarks/quality.py: how well the quality estimate ranks an engine's translations by
sentence chrF, and human translations above those with a planted error, beside simpler numbers.

Report figures on "test"; tune on "train" and "dev". The same call plants the same errors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from _preflight.alarms import alarms, speed
from _preflight.cases import cases
from _preflight.detecting import Detector, Result
from _preflight.estimating import Similarities, estimates, examined, planted_table, ranked_table, with_chrf
from _preflight.kinds import KINDS
from _preflight.planting import Case, plantings
from _preflight.ranking import as_numbers
from _preflight.report import Results, alarm_table, missed, recall_table, speed_table, told_alarms
from _quality.bitext import EN_ZH, SPLITS, ZH_EN, corpus_pairs
from _quality.results import load

from translator.embeddings import load_embed
from translator.glossary import Glossary
from translator.release import ReleaseError, Segment

# Of each kind in each direction. A kind with fewer places has them all.
WANTED = 120


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=SPLITS, default="test", help="part of the corpus (default test)")
    parser.add_argument("--limit", type=int, default=WANTED, help=f"errors a kind and direction (default {WANTED})")
    parser.add_argument("--errors", metavar="KIND", help="list the missed errors of a kind or a group, and no tables")
    parser.add_argument("--alarms", action="store_true", help="list the false errors and warnings, and no tables")
    parser.add_argument(
        "--across", action=argparse.BooleanOptionalAction, default=True, help="the checks of whole releases"
    )
    parser.add_argument("--outputs", type=Path, metavar="FILE", help="judge the quality estimate, and nothing else")
    parser.add_argument("--embeddings", action="store_true", help="with --outputs: rank by sentence embeddings too")
    parser.add_argument("--json", type=Path, help="write every planted error and what was said of it")
    return parser.parse_args(given)


def planted_results(
    given: argparse.Namespace, everything: dict[str, list[Case]], glossary: Glossary
) -> dict[str, dict[str, list[Result]]]:
    """What was found of every kind that is asked for, by direction and kind."""
    detector = Detector(glossary, given.across)
    kinds = [k for k in KINDS if given.errors in (None, k.name, k.group)]
    return {
        direction: {
            kind.name: [detector.detect(p, kind.group) for p in plantings(kind, found, given.limit)] for kind in kinds
        }
        for direction, found in everything.items()
    }


def as_json(results: Results) -> list[dict[str, Any]]:
    """Every planted error as plain data."""
    return [
        {
            "kind": r.planted.kind,
            "direction": direction,
            "id": r.planted.case.pair.id,
            "place": r.planted.place,
            "before": r.planted.before,
            "after": r.planted.after,
            "source": r.planted.source,
            "correct": r.planted.correct,
            "target": r.planted.target,
            "new": [said._asdict() for said in r.new],
        }
        for direction, kinds in results.items()
        for found in kinds.values()
        for r in found
    ]


def cosines() -> Similarities:
    """What tells how alike source and target are, by the embedding that is installed."""
    embed, name = load_embed()
    print(f"Embeddings: {name}", file=sys.stderr)

    def alike(segments: Sequence[Segment]) -> list[float]:
        sources, targets = embed([s.source for s in segments]), embed([s.target for s in segments])
        return [float(value) for value in (sources * targets).sum(axis=1)]

    return alike


def judge_estimate(
    file: Path, everything: dict[str, list[Case]], glossary: Glossary, alike: Similarities | None
) -> None:
    """Prints how well the quality estimate ranks."""
    run = load(file)
    for direction in (EN_ZH, ZH_EN):
        if measured := run.directions.get(str(direction)):
            scored = [s for s in measured.segments if not s.error]
            found = estimates(examined(scored, direction, glossary), direction, alike)
            print(f"{direction}, {len(scored)} outputs of {run.system} on {run.data}\n")
            print(ranked_table(with_chrf(found, as_numbers([s.chrf for s in scored]))))
        print(f"\n{direction}, human translations against planted errors\n")
        print(planted_table(everything[str(direction)], direction, glossary, alike) + "\n")


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    names = {kind.name for kind in KINDS} | {kind.group for kind in KINDS}
    if options.errors and options.errors not in names:
        print(
            f"--errors {options.errors}: no such kind. Kinds and groups: {', '.join(sorted(names))}.", file=sys.stderr
        )
        return 2
    glossary = Glossary.load([], builtin=True)
    everything = {str(d): cases(corpus_pairs(options.split, d), d, glossary) for d in (EN_ZH, ZH_EN)}
    if options.outputs:
        try:
            judge_estimate(options.outputs, everything, glossary, cosines() if options.embeddings else None)
        except ReleaseError as error:
            print(error, file=sys.stderr)
            return 2
        return 0
    if options.alarms:
        for direction, found in everything.items():
            print(told_alarms(alarms(found, glossary, options.across), direction))
        return 0
    results = planted_results(options, everything, glossary)
    if options.json:
        options.json.write_text(json.dumps(as_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.errors:
        print(missed(r for kinds in results.values() for found in kinds.values() for r in found))
        print(f"\n{recall_table(results)}")
        return 0
    segments = len(next(iter(everything.values())))
    print(f"Corpus, {options.split}: {segments} pairs a direction, {options.limit} errors of a kind at most\n")
    print(recall_table(results))
    print("\nUntouched pairs\n")
    print(alarm_table({d: alarms(found, glossary, options.across) for d, found in everything.items()}))
    print()
    print(speed_table({d: speed(found, glossary) for d, found in everything.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
