"""Quality of translations: BLEU, chrF, terms, numbers, repetition, length and speed, each with a 95 % interval.

    python benchmarks/quality.py --engine embedded --split test
    python benchmarks/quality.py --engine embedded --pipeline --limit 50
    python benchmarks/quality.py --source news.en --reference news.zh --direction en-zh --engine FOLDER
    python benchmarks/quality.py --hypotheses other.zh --direction en-zh
    python benchmarks/quality.py --print-sources --direction en-zh > test.en
    python benchmarks/quality.py --compare A.json B.json [C.json ...]

- BLEU and chrF: sacreBLEU, as the signatures say.
- terms: the share of required terms that stand in the hypothesis. Of the corpus: those that the release lists, where
  source and reference have them; of the glossary: those that it enforces in the source.
- numbers: the share of the source's sure numbers that have an equal in the hypothesis.
- repeating: the share of hypotheses that the repetition check speaks of.
- length: characters of all hypotheses over those of all references.

Intervals come from 1000 resamples of segments with a fixed seed; comparisons draw the segments of both systems
together (Koehn 2004). Report figures on "test"; tune on "dev".
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from _quality.bitext import EN_ZH, SPLITS, ZH_EN, Pair, corpus_pairs, file_pairs, read_lines, same_length, spread
from _quality.compare import compare_runs
from _quality.machine import machine_facts
from _quality.measure import measure
from _quality.required import FindTerms, glossary_terms, listed_terms
from _quality.results import Run, load, save
from _quality.systems import System, Telling, TunedPipeline, engine_system, file_system, pipeline_system
from _quality.tables import comparison_table, examples, measured_table, signature_lines

from translator.engines.resolve import Engines
from translator.glossary import Glossary
from translator.release import Direction, ReleaseError
from translator.settings import Settings, load_settings

RESULTS = Path(__file__).resolve().parent / "results"
DIRECTIONS = {"en-zh": (EN_ZH,), "zh-en": (ZH_EN,), "both": (EN_ZH, ZH_EN)}


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = parser.add_argument_group("what to translate")
    data.add_argument("--split", choices=SPLITS, default="test", help="part of the corpus (default test)")
    data.add_argument("--source", type=Path, help="a text file instead, one sentence a line")
    data.add_argument("--reference", type=Path, help="its human translation, line by line")
    data.add_argument("--direction", choices=DIRECTIONS, help="default on the corpus: both")
    data.add_argument("--limit", type=int, help="so many segments, spread evenly; the same every time")
    system = parser.add_argument_group("who translates")
    system.add_argument("--engine", default="auto", help="as the setting: auto, marian, embedded, a folder, a hub id")
    system.add_argument("--setting", action="append", default=[], metavar="NAME=VALUE", help="any other setting")
    system.add_argument("--pipeline", action="store_true", help="with checks, mending and repair, as a user has it")
    system.add_argument("--hypotheses", type=Path, help="nobody: score the lines of this file")
    search = parser.add_argument_group("how to search (default: the engine's own)")
    search.add_argument("--beam", type=int)
    search.add_argument("--length-penalty", type=float)
    search.add_argument("--repetition-penalty", type=float)
    search.add_argument("--no-repeat", type=int, metavar="TOKENS", help="no run of so many tokens twice")
    search.add_argument("--length-ratio", type=float, help="most target tokens for a source token")
    search.add_argument("--length-extra", type=int, help="and so many more")
    told = parser.add_argument_group("what the engine is told besides")
    told.add_argument("--hints", action=argparse.BooleanOptionalAction, default=True, help="the required terms")
    told.add_argument("--terms", choices=("corpus", "glossary"), help="required terms; files have the glossary's only")
    told.add_argument("--context", choices=("none", "pair"), default="none", help="pair: the sentence before, too")
    out = parser.add_argument_group("results")
    out.add_argument("--json", type=Path, help="default: a new file in benchmarks/results")
    out.add_argument("--show", type=int, default=0, metavar="N", help="the N worst segments by chrF")
    out.add_argument("--compare", type=Path, nargs="+", metavar="JSON", help="each of the runs with the first")
    out.add_argument("--print-sources", action="store_true", help="only print the sentences, for another system")
    return parser.parse_args(given)


def refuse_nonsense(given: argparse.Namespace) -> None:
    """Raises ReleaseError for options that do not go together."""
    files = given.source is not None or given.reference is not None
    if files and (given.source is None or given.reference is None):
        raise ReleaseError("--source and --reference go together: give both files.")
    if files and given.direction not in ("en-zh", "zh-en"):
        raise ReleaseError("Two files have one direction: add --direction en-zh or --direction zh-en.")
    if files and given.terms == "corpus":
        raise ReleaseError("Text files list no terms: use --terms glossary.")
    if (given.hypotheses or given.print_sources) and given.direction not in ("en-zh", "zh-en"):
        raise ReleaseError("One file has one direction: add --direction en-zh or --direction zh-en.")
    if given.pipeline and given.hypotheses:
        raise ReleaseError("--hypotheses are translated already: leave out --pipeline.")
    if given.pipeline and (not given.hints or given.context != "none"):
        raise ReleaseError(
            "--no-hints and --context are for the engine alone; the pipeline tells it what it always does."
        )
    if given.limit is not None and given.limit < 1:
        raise ReleaseError("--limit must be 1 or more.")


def settings_of(given: argparse.Namespace) -> Settings:
    """Raises ReleaseError for an unknown setting or a wrong value."""
    values: dict[str, Any] = {}
    for text in given.setting:
        name, equals, value = text.partition("=")
        if not equals:
            raise ReleaseError(f"--setting {text}: write it as name=value.")
        values[name] = value.split(os.pathsep) if name == "glossaries" else value
    return load_settings(**values | {"engine": given.engine})


def pairs_of(given: argparse.Namespace, direction: Direction) -> list[Pair]:
    return file_pairs(given.source, given.reference) if given.source else corpus_pairs(given.split, direction)


def finder(given: argparse.Namespace, settings: Settings) -> FindTerms:
    if given.terms == "corpus" or (given.terms is None and given.source is None):
        return listed_terms
    files = [Path(file) for file in settings.glossaries]
    return glossary_terms(Glossary.load(files, builtin=settings.builtin_glossary))


def system_maker(
    given: argparse.Namespace, settings: Settings, terms: FindTerms
) -> Callable[[Direction, Sequence[Pair]], System]:
    """What makes the system for a direction; models are loaded once for both."""
    options = {
        "beam_size": given.beam,
        "length_penalty": given.length_penalty,
        "repetition_penalty": given.repetition_penalty,
        "no_repeat_ngram": given.no_repeat,
        "length_ratio": given.length_ratio,
        "length_extra": given.length_extra,
    }
    if given.hypotheses:

        def from_file(direction: Direction, pairs: Sequence[Pair]) -> System:
            lines = read_lines(given.hypotheses)
            wanted = len(read_lines(given.source)) if given.source else len(pairs)
            same_length(given.hypotheses, len(lines), given.source or f"the {given.split} part", wanted)
            return file_system(given.hypotheses, lines)

        return from_file
    if given.pipeline:
        pipeline = TunedPipeline(settings, options)
        return lambda direction, pairs: pipeline_system(pipeline, direction)
    engines = Engines(settings)
    telling = Telling(terms if given.hints else None, given.context == "pair")
    return lambda direction, pairs: engine_system(engines, settings, direction, options, telling)


def new_run(given: argparse.Namespace, settings: Settings) -> tuple[Run, Path]:
    """A run without results yet, and the file that it goes to."""
    name = f"file-{given.hypotheses.stem}" if given.hypotheses else Path(given.engine).name
    name += "-pipeline" if given.pipeline else ""
    data = given.source.name if given.source else given.split
    started = time.strftime("%Y-%m-%dT%H:%M:%S")
    options = {k: str(v) if isinstance(v, Path) else v for k, v in vars(given).items() if k != "compare"}
    run = Run(name, data, started, options, asdict(settings), machine_facts())
    default = f"quality-{name}-{data}-{started.replace(':', '').replace('-', '')}.json"
    return run, given.json or RESULTS / default


def run_benchmark(given: argparse.Namespace) -> int:
    """Translates, prints and writes what was done, whatever ended it; 0, 1 all failed, 2 no engine, 130 broken off."""
    settings = settings_of(given)
    terms = finder(given, settings)
    everything = {d: pairs_of(given, d) for d in DIRECTIONS[given.direction or "both"]}
    run, file = new_run(given, settings)
    code = 0
    try:
        make = system_maker(given, settings, terms)
        for direction, pairs in everything.items():
            print(f"{direction} ...", file=sys.stderr, flush=True)
            measured = measure(make(direction, pairs), spread(pairs, given.limit), direction, terms)
            run = replace(run, directions={**run.directions, str(direction): measured})
            save(run, file)
            if not measured.complete:
                raise KeyboardInterrupt
            if measured.failed == len(measured.segments):
                code = 1
    except KeyboardInterrupt:
        print("Broken off: this is what was done by then.", file=sys.stderr)
        code = 130
    except ReleaseError as error:
        print(error, file=sys.stderr)
        code = 2
    if run.directions:
        print(f"{run.system} on {run.data}, {settings.cores} threads\n\n{measured_table(run.directions)}\n")
        print(signature_lines(run.directions))
        for name, measured in run.directions.items():
            if given.show:
                print(f"\n{name}, the worst by chrF\n\n{examples(measured.segments, given.show)}")
        print(f"\nwritten: {file}", file=sys.stderr)
    return code


def compare(files: Sequence[Path]) -> None:
    if len(files) < 2:
        raise ReleaseError("--compare needs two result files or more.")
    first, *others = [(file.stem, load(file)) for file in files]
    for name, run in others:
        print(f"A: {first[0]}\nB: {name}\n")
        for comparison in compare_runs(first[1], run, (first[0], name)):
            print(comparison_table(comparison, ("A", "B")) + "\n")


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    try:
        if options.compare:
            compare(options.compare)
            return 0
        refuse_nonsense(options)
        if options.print_sources:
            pairs = spread(pairs_of(options, DIRECTIONS[options.direction][0]), options.limit)
            print("\n".join(pair.source for pair in pairs))
            return 0
        return run_benchmark(options)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    # Whoever ends a long run keeps what it has done, however it is ended.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
