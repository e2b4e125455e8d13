"""What is measured: an engine, the pipeline around it, or the lines of a file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from translator import Pipeline
from translator.engines.base import Arrived, Decoding, Engine, EngineInfo, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.embedded import DEFAULT_DECODING
from translator.engines.marian import DEFAULT_BEAM
from translator.engines.resolve import Choice, Engines
from translator.release import Article, Block, Direction, Segment, join_sentences
from translator.settings import Settings

from .bitext import Pair
from .required import FindTerms

CHUNK = 128
"""Segments that are translated between two looks at the clock; what is done by then survives a break."""


@dataclass(frozen=True, slots=True)
class Output:
    """A system's translation of one pair; see results.Scored for the fields."""

    text: str
    score: float | None = None
    tokens: int | None = None
    error: str = ""


Batch = tuple[list[tuple[Pair, Output]], float | None]
"""Translated pairs and the seconds that they took."""


@dataclass(frozen=True)
class System:
    """Something to measure in one direction.

    engine: EngineInfo's fields and the reason for the engine; decoding: what it searches with
    translate: the pairs in batches, in any order
    """

    engine: Mapping[str, str]
    decoding: Mapping[str, Any]
    translate: Callable[[Sequence[Pair]], Iterator[Batch]]


@dataclass(frozen=True, slots=True)
class Telling:
    """What an engine is told besides the source: terms, None for none; context: the sentence before."""

    terms: FindTerms | None
    context: bool


def with_options(engine: str, settings: Settings, options: Mapping[str, Any]) -> tuple[Decoding | None, Decoding]:
    """The decoding to ask for, None where no option is given, and the one that comes of it.

    options: fields of Decoding; None for the engine's own value
    """
    own = (
        replace(DEFAULT_DECODING, beam_size=settings.beam_size or DEFAULT_DECODING.beam_size, n_best=1)
        if engine == "embedded"
        else Decoding(beam_size=settings.beam_size or DEFAULT_BEAM)
    )
    given = {name: value for name, value in options.items() if value is not None}
    return (replace(own, **given) if given else None), replace(own, **given)


def engine_system(engines: Engines, settings: Settings, direction: Direction, options: Any, telling: Telling) -> System:
    """The engine that the settings choose, called without anything around it. Raises ReleaseError for none."""
    choice = engines.choose(direction)
    engine = choice.engine
    asked, used = with_options(engine.describe().engine, settings, options)
    # What an engine loads or warms up at its first sentence is not the time of translating.
    engine.translate([Request("2025")], direction, asked)

    def translate(pairs: Sequence[Pair]) -> Iterator[Batch]:
        # By length, as an engine sorts a whole document: the batches are the same, but for one at a chunk's end.
        ordered = sorted(pairs, key=lambda p: -len(p.source))
        for start in range(0, len(ordered), CHUNK):
            chunk = ordered[start : start + CHUNK]
            requests = [_request(pair, direction, telling) for pair in chunk]
            started = time.perf_counter()
            outputs = _outputs(engine, requests, direction, asked)
            yield list(zip(chunk, outputs, strict=True)), time.perf_counter() - started

    return System(_described(choice), asdict(used), translate)


def pipeline_system(pipeline: TunedPipeline, direction: Direction) -> System:
    """The pipeline as a user has it, without the brief: an article's pairs are blocks, a block is a hypothesis."""
    choice = pipeline.choose(direction)
    used = with_options(choice.engine.describe().engine, pipeline.settings, pipeline.options)[1]

    def translate(pairs: Sequence[Pair]) -> Iterator[Batch]:
        for name, members in groupby(pairs, key=lambda p: p.release):
            group = list(members)
            article = Article(name, direction.source, tuple(Block("body", pair.source) for pair in group))
            started = time.perf_counter()
            try:
                release = pipeline.release(article, direction.target)
                outputs = [_joined(release.block_segments(i), direction) for i in range(len(group))]
            except Exception as error:  # one article must not cost those that are done
                outputs = [Output("", error=str(error) or type(error).__name__)] * len(group)
            yield list(zip(group, outputs, strict=True)), time.perf_counter() - started

    return System(_described(choice), asdict(used), translate)


def file_system(file: Path, lines: Sequence[str]) -> System:
    """The lines of a file that another system wrote."""

    def translate(pairs: Sequence[Pair]) -> Iterator[Batch]:
        yield [(pair, Output(lines[pair.place].strip())) for pair in pairs], None

    return System({"engine": "file", "model": file.name}, {}, translate)


class TunedPipeline(Pipeline):
    """A pipeline whose engine searches as asked where the pipeline leaves it to the engine; repair stays as it is."""

    def __init__(self, settings: Settings, options: Mapping[str, Any]) -> None:
        super().__init__(replace(settings, brief=False))
        self.options = options

    def choose(self, direction: Direction) -> Choice:
        """The engine for a direction and why."""
        return self._choose(direction)

    def _choose(self, direction: Direction) -> Choice:
        choice = super()._choose(direction)
        asked = with_options(choice.engine.describe().engine, self.settings, self.options)[0]
        return Choice(_Tuned(choice.engine, asked), choice.reason) if asked else choice


class _Tuned:
    """An engine with another decoding of its own."""

    def __init__(self, engine: Engine, decoding: Decoding) -> None:
        self.directions = engine.directions
        self._engine = engine
        self._decoding = decoding

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        return self._engine.translate(requests, direction, decoding or self._decoding, progress, arrived)

    def extend(
        self,
        requests: Sequence[Request],
        prefixes: Sequence[str],
        direction: Direction,
        decoding: Decoding | None = None,
    ) -> list[str]:
        return self._engine.extend(requests, prefixes, direction, decoding or self._decoding)

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        return self._engine.score(requests, targets, direction)

    def places(
        self,
        requests: Sequence[Request],
        drafts: Sequence[str],
        wanted: Sequence[Sequence[Wanted]],
        direction: Direction,
    ) -> list[list[Place]]:
        return self._engine.places(requests, drafts, wanted, direction)

    def describe(self) -> EngineInfo:
        return self._engine.describe()


def _request(pair: Pair, direction: Direction, telling: Telling) -> Request:
    terms = telling.terms(pair, direction) if telling.terms else ()
    hints = tuple(dict.fromkeys((term.source, term.target) for term in terms))
    return Request(pair.source, hints, pair.before if telling.context else "")


def _outputs(engine: Engine, requests: Sequence[Request], direction: Direction, asked: Decoding | None) -> list[Output]:
    """One output a request. Where they fail together, each is tried alone, so that one never costs the rest."""
    try:
        hypotheses = engine.translate(requests, direction, asked)
    except Exception as error:
        if len(requests) == 1:
            return [Output("", error=str(error) or type(error).__name__)]
        return [_outputs(engine, [request], direction, asked)[0] for request in requests]
    return [Output(h.text, h.score, h.tokens) for h in hypotheses]


def _joined(segments: Sequence[Segment], direction: Direction) -> Output:
    failed = [issue.message for s in segments for issue in s.issues if issue.check == "engine"]
    text = join_sentences([s.target for s in segments if s.target], direction.target)
    return Output(text, error=" ".join(failed))


def _described(choice: Choice) -> dict[str, str]:
    return asdict(choice.engine.describe()) | {"reason": choice.reason}
