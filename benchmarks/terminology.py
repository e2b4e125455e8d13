"""Terminology: how many required terms stand in the translations, and what that costs.

    python benchmarks/terminology.py --engine embedded --split test
    python benchmarks/terminology.py --engine models/tiny-marian/en-zh --direction en-zh
    python benchmarks/terminology.py --engine embedded --split dev --limit 60 --show 10

Three ways to translate the same sentences:

- without: the engine knows of no term;
- told: the terms are named to the engine, in its prompt where it has one (the embedded model has, Marian has not);
- required: as the pipeline does it, told and then enforced (translator/engines/constrained.py).

The terms are those that the corpus' releases list, where source and human translation have them (--terms corpus), or
what the built-in glossary enforces in the source (--terms glossary).

- exact: Terminology Use Rate, the share of required terms whose target stands in the translation: to the letter in
  Chinese, in English in any number and capitals. No variant counts.
- chrF, BLEU: sacreBLEU against the human translation; numbers: the share of the source's sure numbers with an equal.
- p: two-sided, that the chrF of this way and of the first are the same (paired bootstrap, Koehn 2004).
- s/article: seconds for the sentences of one article, those of the sample scaled to the whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from _quality.bitext import EN_ZH, SPLITS, ZH_EN, Pair, corpus_pairs, spread
from _quality.bootstrap import intervals, paired
from _quality.measure import score
from _quality.required import FindTerms, Required, glossary_terms, listed_terms, stands_exactly
from _quality.results import Scored
from _quality.systems import Output

from translator.drafts import Desk, translated
from translator.engines.base import Engine, Request
from translator.engines.resolve import Engines
from translator.glossary import Glossary
from translator.memory import StockPhrases
from translator.release import Direction, ReleaseError, Segment, Term
from translator.settings import load_settings

DIRECTIONS = {"en-zh": (EN_ZH,), "zh-en": (ZH_EN,), "both": (EN_ZH, ZH_EN)}
WAYS = ("without", "told", "required")

Translate = Callable[[Sequence[Pair], Sequence[tuple[Required, ...]]], list[str]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way's translations and the seconds they took."""

    name: str
    segments: tuple[Scored, ...]
    exact: tuple[tuple[bool, ...], ...]
    seconds: float


def main() -> int:
    given = arguments()
    settings = load_settings(engine=given.engine)
    find = glossary_terms(Glossary.builtin()) if given.terms == "glossary" else listed_terms
    results = {}
    try:
        engines = Engines(settings)
        for direction in DIRECTIONS[given.direction]:
            whole = corpus_pairs(given.split, direction)
            pairs = spread(whole, given.limit)
            articles = len({p.release for p in whole}) * len(pairs) / len(whole)
            engine = engines.choose(direction).engine
            terms = [find(pair, direction) for pair in pairs]
            ways = [measured(name, engine, direction, pairs, terms, find) for name in given.ways]
            print(
                f"\n{engine.describe().engine}, {given.split} {direction}: {len(pairs)} segments, "
                f"{sum(map(len, terms))} terms, {settings.cores} threads\n\n{table(ways, direction, articles)}"
            )
            if given.show:
                show(ways, terms, given.show)
            results[str(direction)] = [as_json(way, terms) for way in ways]
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 2
    if given.json:
        given.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="auto", help="as the setting: auto, marian, embedded, a folder, a hub id")
    parser.add_argument("--split", choices=SPLITS, default="test")
    parser.add_argument("--direction", choices=DIRECTIONS, default="both")
    parser.add_argument("--limit", type=int, help="so many segments, spread evenly; the same every time")
    parser.add_argument("--terms", choices=("corpus", "glossary"), default="corpus")
    parser.add_argument("--ways", type=named_ways, default=WAYS, help="names with commas between; default: all three")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="N sentences that enforcing changed or failed on"
    )
    parser.add_argument("--json", type=Path, help="write every translation to this file")
    return parser.parse_args()


def named_ways(names: str) -> tuple[str, ...]:
    ways = tuple(names.split(","))
    if unknown := [way for way in ways if way not in WAYS]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is none of {', '.join(WAYS)}")
    return ways


def measured(
    name: str,
    engine: Engine,
    direction: Direction,
    pairs: Sequence[Pair],
    terms: Sequence[tuple[Required, ...]],
    find: FindTerms,
) -> Way:
    """Translates in one way and scores it."""
    # What an engine loads or warms up at its first sentence is not the time of translating.
    engine.translate([Request("2025")], direction)
    started = time.perf_counter()
    if name == "required":
        texts = enforced(engine, direction, pairs, terms)
    else:
        texts = free(engine, direction, pairs, terms if name == "told" else [()] * len(pairs))
    seconds = time.perf_counter() - started
    print(f"{direction} {name}: {seconds:.0f} s", file=sys.stderr, flush=True)
    scored = tuple(score(p, Output(text), direction, find) for p, text in zip(pairs, texts, strict=True))
    exact = tuple(
        tuple(stands_exactly(t, s.hypothesis, direction) for t in ts) for s, ts in zip(scored, terms, strict=True)
    )
    return Way(name, scored, exact, seconds)


def free(
    engine: Engine, direction: Direction, pairs: Sequence[Pair], terms: Sequence[tuple[Required, ...]]
) -> list[str]:
    """What the engine makes of each pair by itself."""
    requests = [Request(p.source, hints(ts)) for p, ts in zip(pairs, terms, strict=True)]
    return [hypothesis.text for hypothesis in engine.translate(requests, direction)]


def enforced(
    engine: Engine, direction: Direction, pairs: Sequence[Pair], terms: Sequence[tuple[Required, ...]]
) -> list[str]:
    """What the pipeline makes of each pair with these terms, before its checks and second tries."""
    desk = Desk(
        engine,
        direction,
        Glossary(()),
        StockPhrases.builtin(),
        lambda texts: [],
        "",
        load_settings(),
        lambda step, done, of: print(f"  {step} {done}/{of}", file=sys.stderr, flush=True),
    )
    segments = [
        Segment(pair.id, 0, pair.source, terms=tuple(as_term(pair, t) for t in ts))
        for pair, ts in zip(pairs, terms, strict=True)
    ]
    return [segment.target for segment in translated(desk, segments, [""] * len(segments))]


def as_term(pair: Pair, term: Required) -> Term:
    start = pair.source.index(term.source)
    return Term(term.target, term.source, (start, start + len(term.source)), term.target, term.accepted)


def hints(terms: Sequence[Required]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((t.source, t.target) for t in terms))


def table(ways: Sequence[Way], direction: Direction, articles: float) -> str:
    head = "| way | exact | chrF | p | BLEU | numbers | s/article |\n| --- | --- | --- | --- | --- | --- | --- |"
    rows = []
    for way in ways:
        values = intervals(way.segments, direction.target)
        hits = [hit for exact in way.exact for hit in exact]
        p = paired("chrf", ways[0].segments, way.segments, direction.target).p if way is not ways[0] else None
        rows.append(
            f"| {way.name} | {sum(hits)}/{len(hits)} = {100 * sum(hits) / max(len(hits), 1):.1f} % | "
            f"{values['chrf'].value:.1f} ({values['chrf'].low:.1f}–{values['chrf'].high:.1f}) | "
            f"{'' if p is None else f'{p:.3f}'} | {values['bleu'].value:.1f} | {values['numbers'].value:.1f} % | "
            f"{way.seconds / articles:.1f} |"
        )
    return "\n".join([head, *rows])


def show(ways: Sequence[Way], terms: Sequence[tuple[Required, ...]], number: int) -> None:
    """Sentences where the last way differs from the one before it, or lacks a term."""
    if len(ways) < 2:
        return
    before, after = ways[-2], ways[-1]
    for i, (a, b) in enumerate(zip(before.segments, after.segments, strict=True)):
        lost = [t.target for t, hit in zip(terms[i], after.exact[i], strict=True) if not hit]
        if number and (a.hypothesis != b.hypothesis or lost):
            number -= 1
            print(
                f"\n{a.source}\n  {before.name}: {a.hypothesis}\n  {after.name}: {b.hypothesis}\n  human: {a.reference}"
            )
            print(f"  lacks: {', '.join(lost) or 'nothing'}")


def as_json(way: Way, terms: Sequence[tuple[Required, ...]]) -> dict[str, object]:
    return {
        "way": way.name,
        "seconds": way.seconds,
        "segments": [
            {
                "id": s.id,
                "source": s.source,
                "reference": s.reference,
                "hypothesis": s.hypothesis,
                "terms": [(t.source, t.target, hit) for t, hit in zip(ts, exact, strict=True)],
            }
            for s, exact, ts in zip(way.segments, way.exact, terms, strict=True)
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
