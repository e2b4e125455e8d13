"""The Marian engine: any MarianMT checkpoint, batched by length over the whole document."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from translator.engines.base import Decoding, EngineInfo, Hypothesis, Progress, Request
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

    Required terms of a request do not steer the search; a request that has some gets an alignment, so that a missed
    one can be put in its place.
    """

    def __init__(self, checkpoints: Mapping[Direction, MarianCheckpoint], settings: Settings) -> None:
        self.directions = frozenset(checkpoints)
        self._checkpoints = dict(checkpoints)
        self._settings = settings
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
    ) -> list[Hypothesis]:
        """One hypothesis a request, in the order of the requests; see Engine.

        progress is told after each batch. Raises ReleaseError for a direction that has no checkpoint.
        """
        if direction not in self.directions:
            raise ReleaseError(
                f"No Marian checkpoint translates {direction}. "
                f"Set marian_{direction.source}_{direction.target} to a folder or a hub id."
            )
        search = decoding or Decoding(beam_size=self._settings.beam_size or DEFAULT_BEAM)

        def report(done: int, of: int) -> None:
            if progress:
                progress(len(requests) * done // of, len(requests))

        if not any(request.source.strip() for request in requests):
            report(1, 1)
        return translate_in_pieces(
            requests,
            direction,
            _longest_source(search, self._checkpoints[direction].positions),
            lambda text: self._load(direction).tokens.count(text),
            lambda pieces: self._translate(pieces, direction, search, report),
        )

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
        self, pieces: list[Request], direction: Direction, decoding: Decoding, report: Callable[[int, int], None]
    ) -> list[Hypothesis]:
        model = self._load(direction)
        sources = [model.tokens.encode(piece.source) for piece in pieces]
        groups = grouped([len(s) for s in sources], self._settings.batch_tokens, model.runtime.workers)
        positions = self._checkpoints[direction].positions
        batches = [
            Batch(
                tuple(sources[place] for place in group),
                min(decoding.max_target_tokens(_rounded(len(sources[group[0]]))), positions),
                tuple(bool(pieces[place].terms) for place in group),
            )
            for group in groups
        ]
        found: dict[int, Hypothesis] = {}
        for group, decoded in zip(groups, model.runtime.decode(batches, decoding), strict=True):
            for place, hypothesis in zip(group, decoded, strict=True):
                found[place] = _hypothesis(model.tokens, pieces[place].source, hypothesis)
            report(len(found), len(pieces))
        return [found[place] for place in range(len(pieces))]


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
    total = sum(lengths)
    steps = len({_rounded(length) for length in lengths})
    wanted = workers * max(1, round(total / (workers * GOOD_BATCH_TOKENS))) + steps - 1
    room = math.ceil(total / wanted)
    # Padding makes the batches more than wanted, until there is room for it.
    while len(groups := list(_packed(lengths, min(room, batch_tokens)))) > wanted and room < batch_tokens:
        room += math.ceil(room / 16)
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


def _hypothesis(tokens: MarianTokens, source: str, decoded: Decoded) -> Hypothesis:
    text = tokens.decode(decoded.tokens)
    if decoded.attended is None:
        return Hypothesis(text, decoded.score, len(decoded.tokens))
    starts, ends = tokens.source_offsets(source), tokens.target_offsets(decoded.tokens, text)
    pairs = ((starts[s], t) for s, t in zip(decoded.attended, ends, strict=True))
    alignment = tuple(dict.fromkeys(pair for pair in pairs if min(pair) >= 0))
    return Hypothesis(text, decoded.score, len(decoded.tokens), alignment)
