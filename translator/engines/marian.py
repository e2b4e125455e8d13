"""The Marian engine: any MarianMT checkpoint, batched by length over the whole document."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from translator.engines.base import Arrived, Decoding, EngineInfo, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.boundaries import may_begin_at
from translator.engines.clauses import translate_in_pieces
from translator.engines.marian_checkpoint import MarianCheckpoint, open_checkpoint
from translator.engines.marian_tokens import MarianTokens
from translator.engines.runtime import Batch, Decoded, Runtime
from translator.engines.runtime_ctranslate2 import CTranslate2Runtime, describe_ctranslate2
from translator.engines.runtime_transformers import TransformersRuntime, describe_transformers
from translator.release import Direction, ReleaseError
from translator.settings import Settings

DEFAULT_BEAM = 4
# Sources whose lengths round up to the same multiple of this share a length limit and may share a batch. So the limit
# of a sentence, and with it its translation, depends on its own length and never on its neighbours'. Nearly all
# sentences of an article fall into the first step, so that batches stay full.
LENGTH_STEP = 80
# Smaller batches waste time on reading weights, larger ones gain nothing but leave workers idle at the end.
GOOD_BATCH_TOKENS = 1200


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokens: MarianTokens
    runtime: Runtime


class MarianEngine:
    """MarianMT checkpoints behind the Engine protocol. Each loads when it is first needed. Safe to use from threads.

    Required terms of a request do not steer its first translation; constrained.py puts in what that lacks.
    """

    def __init__(self, checkpoints: Mapping[Direction, MarianCheckpoint], settings: Settings) -> None:
        self.directions = frozenset(checkpoints)
        self._checkpoints = dict(checkpoints)
        self._settings = settings
        beam = settings.beam_size or DEFAULT_BEAM
        self._default = Decoding(beam_size=beam, n_best=beam)
        self._loaded: dict[Direction, _Loaded] = {}
        self._loading = threading.Lock()

    @classmethod
    def from_pretrained(cls, checkpoints: Mapping[Direction, Path], settings: Settings) -> Self:
        """An engine for checkpoints in local folders, which are looked through now and loaded later.

        Raises ReleaseError for a folder that holds no usable MarianMT checkpoint.
        """
        return cls({direction: open_checkpoint(Path(folder)) for direction, folder in checkpoints.items()}, settings)

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis a request, in the order of the requests; see Engine.

        progress and arrived are told after each batch. Raises ReleaseError for a direction that has no checkpoint.
        """
        if direction not in self.directions:
            raise ReleaseError(
                f"No Marian checkpoint translates {direction}. "
                f"Set marian_{direction.source}_{direction.target} to a folder or a hub id."
            )
        search = decoding or self._default

        done: set[int] = set()

        def arrive(number: int, hypothesis: Hypothesis) -> None:
            done.add(number)
            if arrived:
                arrived(number, hypothesis)

        def report() -> None:
            if progress:
                progress(len(done), len(requests))

        hypotheses = translate_in_pieces(
            requests,
            direction,
            search.most_source_tokens(_longest_source(search, self._checkpoints[direction].positions)),
            lambda text: self._load(direction).tokens.count(text),
            lambda pieces, piece_done: self._translate(pieces, direction, search, report, piece_done),
            arrive,
        )
        if not any(request.source.strip() for request in requests):
            report()
        return hypotheses

    def extend(
        self,
        requests: Sequence[Request],
        prefixes: Sequence[str],
        direction: Direction,
        decoding: Decoding | None = None,
    ) -> list[str]:
        """For each request a translation that begins with its prefix, word for word; see Engine."""
        model, search = self._load(direction), decoding or replace(self._default, beam_size=1, n_best=1)
        sources = [model.tokens.encode(request.source) for request in requests]
        begun = [model.tokens.target(prefix) for prefix in prefixes]
        groups = grouped([len(s) for s in sources], self._settings.batch_tokens, model.runtime.workers)
        batches = [
            Batch(
                tuple(sources[place] for place in group),
                min(
                    max(search.max_target_tokens(_rounded(len(sources[place]))) + len(begun[place]) for place in group),
                    self._checkpoints[direction].positions,
                ),
                tuple(begun[place] for place in group),
            )
            for group in groups
        ]
        texts = [""] * len(requests)
        for group, decoded in zip(groups, model.runtime.decode(batches, search), strict=True):
            for place, hypothesis in zip(group, decoded, strict=True):
                texts[place] = model.tokens.continued(prefixes[place], hypothesis.tokens)
        return texts

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        """What the model thinks of a translation of each request: mean log probability of a token, in nats."""
        tokens, runtime = (model := self._load(direction)).tokens, model.runtime
        return runtime.score([tokens.encode(r.source) for r in requests], [tokens.target(t) for t in targets])

    def align(
        self, requests: Sequence[Request], targets: Sequence[str], direction: Direction
    ) -> list[tuple[tuple[int, int], ...]]:
        """Pairs (offset in the source, offset in the target) of words that belong together, as the model attends."""
        tokens, runtime = (model := self._load(direction)).tokens, model.runtime
        written = [tokens.target(target) for target in targets]
        attended = runtime.attend([tokens.encode(request.source) for request in requests], written)
        pairs = []
        for request, target, places in zip(requests, targets, attended, strict=True):
            starts, ends = tokens.source_offsets(request.source), tokens.target_offsets(target)
            found = ((starts[s], t) for s, t in zip(places, ends, strict=True))
            pairs.append(tuple(dict.fromkeys(pair for pair in found if min(pair) >= 0)))
        return pairs

    def places(
        self,
        requests: Sequence[Request],
        drafts: Sequence[str],
        wanted: Sequence[Sequence[Wanted]],
        direction: Direction,
    ) -> list[list[Place]]:
        """Where in the draft of each request its wanted terms could be written; see Engine.

        The score falls with the distance, in characters, from the words that attend to the term's source. A sentence
        that is longer than the checkpoint can read whole has no place.
        """
        positions, tokens = self._checkpoints[direction].positions, self._load(direction).tokens
        fits = [
            max(tokens.count(request.source), len(tokens.target(draft)) + self._default.length_extra) <= positions
            for request, draft in zip(requests, drafts, strict=True)
        ]
        short = [i for i, fit in enumerate(fits) if fit]
        aligned = self.align([requests[i] for i in short], [drafts[i] for i in short], direction)
        found: list[list[Place]] = [[] for _ in requests]
        for i, pairs in zip(short, aligned, strict=True):
            found[i] = _places(requests[i].source, drafts[i], wanted[i], pairs, direction)
        return found

    def describe(self) -> EngineInfo:
        """Model and revision of each checkpoint in use so far, or of all where none is; see EngineInfo."""
        used = [self._checkpoints[d] for d in sorted(self._loaded or self._checkpoints)]
        describe = describe_transformers if self._settings.runtime == "transformers" else describe_ctranslate2
        return EngineInfo(
            engine="marian",
            model=", ".join(checkpoint.name for checkpoint in used),
            revision=", ".join(checkpoint.revision for checkpoint in used),
            runtime=describe(self._settings),
        )

    def _load(self, direction: Direction) -> _Loaded:
        with self._loading:
            if direction not in self._loaded:
                checkpoint = self._checkpoints[direction]
                kind = TransformersRuntime if self._settings.runtime == "transformers" else CTranslate2Runtime
                self._loaded[direction] = _Loaded(MarianTokens(checkpoint, direction), kind(checkpoint, self._settings))
            return self._loaded[direction]

    def _translate(
        self,
        pieces: list[Request],
        direction: Direction,
        decoding: Decoding,
        report: Callable[[], None],
        arrived: Arrived,
    ) -> list[Hypothesis]:
        model = self._load(direction)
        sources = [model.tokens.encode(piece.source) for piece in pieces]
        groups = in_reading_order([len(s) for s in sources], self._settings.batch_tokens, model.runtime.workers)
        positions = self._checkpoints[direction].positions
        batches = [
            Batch(
                tuple(sources[place] for place in group),
                min(decoding.max_target_tokens(_rounded(len(sources[group[0]]))), positions),
            )
            for group in groups
        ]
        found: dict[int, Hypothesis] = {}
        for group, decoded in zip(groups, model.runtime.decode(batches, decoding), strict=True):
            for place, hypothesis in zip(group, decoded, strict=True):
                found[place] = _hypothesis(hypothesis, model.tokens)
                arrived(place, found[place])
            report()
        return [found[place] for place in range(len(pieces))]


def _hypothesis(decoded: Decoded, tokens: MarianTokens) -> Hypothesis:
    others = tuple(_hypothesis(other, tokens) for other in decoded.others)
    return Hypothesis(tokens.decode(decoded.tokens), decoded.score, len(decoded.tokens), others)


def _rounded(tokens: int) -> int:
    return -(-tokens // LENGTH_STEP) * LENGTH_STEP


def _longest_source(decoding: Decoding, positions: int) -> int:
    """Most source tokens for which the longest translation that the decoding allows still has positions."""
    room = int((positions - decoding.length_extra) / max(decoding.length_ratio, 1.0))
    return min(max(room // LENGTH_STEP, 1) * LENGTH_STEP, positions)


def grouped(lengths: Sequence[int], batch_tokens: int, workers: int) -> list[list[int]]:
    """Places of sources that make a batch: of like length, longest first, as many batches as keep all workers busy.

    batch_tokens: most tokens of a batch, padding included
    """
    if not lengths:
        return []
    total = sum(lengths)
    steps = len({_rounded(length) for length in lengths})
    wanted = workers * max(1, round(total / (workers * GOOD_BATCH_TOKENS))) + steps - 1
    room = math.ceil(total / wanted)
    # Padding makes the batches more than wanted, until there is room for it.
    while len(groups := list(_packed(lengths, min(room, batch_tokens)))) > wanted and room < batch_tokens:
        room += math.ceil(room / 16)
    return groups


def in_reading_order(lengths: Sequence[int], batch_tokens: int, workers: int) -> list[list[int]]:
    """The same within windows of a text, a good batch for each worker, so that what stands first is done first."""
    groups: list[list[int]] = []
    start, tokens = 0, 0.0
    for end, length in enumerate((*lengths, math.inf)):
        if start < end and tokens + length > workers * GOOD_BATCH_TOKENS:
            window = grouped(lengths[start:end], batch_tokens, workers)
            groups += [[start + place for place in group] for group in window]
            start, tokens = end, 0.0
        tokens += length
    return groups


def _packed(lengths: Sequence[int], room: int) -> Iterator[list[int]]:
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group:
            longest = lengths[group[0]]
            if _rounded(longest) != _rounded(lengths[place]) or longest * (len(group) + 1) > room:
                yield group
                group = []
        group.append(place)
    if group:
        yield group


def _places(
    source: str, draft: str, wanted: Sequence[Wanted], pairs: Sequence[tuple[int, int]], direction: Direction
) -> list[Place]:
    boundaries = [i for i in range(len(draft) + 1) if may_begin_at(draft, i, direction.target)]
    found = []
    for number, term in enumerate(wanted):
        # Without a word that attends to the term, both sentences are taken to go in step.
        likely = [t for s, t in pairs if term.span[0] <= s < term.span[1]] or [
            round(term.span[0] / len(source) * len(draft))
        ]
        found += [Place(start, number, -min(abs(start - t) for t in likely)) for start in boundaries]
    return found
