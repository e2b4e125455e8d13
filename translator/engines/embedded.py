"""The embedded model: a small decoder-only translator that needs no hub, run by CTranslate2."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from translator.engines.base import Decoding, EngineInfo, Hypothesis, Progress, Request
from translator.engines.clauses import translate_in_pieces
from translator.engines.embedded_base import Report
from translator.engines.embedded_build import adapter_version, build
from translator.engines.registry import ModelEntry, registry
from translator.release import LANGUAGE_NAMES, Direction, Language, ReleaseError
from translator.settings import Settings

NOTICE = "Draft, embedded model: made by a small model without a hub; every sentence needs an editor."
NOTICE_ZH = "草稿，内置模型：由小型离线模型生成，每句均须编辑核对。"
# What measured best on the development part (the model card's table): no more with four, and half as fast.
DEFAULT_DECODING = Decoding(beam_size=2, length_ratio=2.0)

_MOST_TERMS = 4  # as many as a prompt had in training
_MOST_SOURCE_TOKENS = 160  # the longest sources of the training corpus
_MOST_SENTENCES = 8  # in a batch: larger ones are no faster on a CPU (benchmarks/throughput.py)
_ACCENTED = r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
# What a language hardly ever needs in a translation from the other; the model falls into runs of it otherwise.
_UNWANTED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(_ACCENTED),
    "en": re.compile(_ACCENTED + r"|[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"),
}
_SMALL_LETTERS = re.compile(r"▁?[a-z]{2,}")
_BETWEEN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef])\s+(?=[\u3001-\u9fff\uff00-\uffef])")


def prompt(request: Request, direction: Direction) -> str:
    """The prompt as the model was trained: hints of the first four terms, the source, the target language's name."""
    hints = "; ".join(f"{source} = {target}" for source, target in request.terms[:_MOST_TERMS])
    source, target = (LANGUAGE_NAMES[language] for language in direction)
    return (f"Terms: {hints}\n" if hints else "") + f"{source}: {request.source}\n{target}:"


class EmbeddedEngine:
    """The built model and its tokenizer.

    model: a CTranslate2 generator; tokenizer: a tokenizers.Tokenizer; entry: what the registry says of the model
    """

    directions = frozenset({Direction("en", "zh"), Direction("zh", "en")})
    prompt = staticmethod(prompt)

    def __init__(self, model: Any, tokenizer: Any, entry: ModelEntry, settings: Settings) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._entry = entry
        self._settings = settings
        self._revision = adapter_version(entry, settings.adapter)
        self._default = replace(DEFAULT_DECODING, beam_size=settings.beam_size or DEFAULT_DECODING.beam_size)
        vocabulary = tokenizer.get_vocab()
        self._suppressed = {
            language: [[token] for token in vocabulary if unwanted.search(token)]
            for language, unwanted in _UNWANTED.items()
        }
        self._suppressed["zh"] += [[token] for token in _english_words(vocabulary)]

    @classmethod
    def load(cls, settings: Settings, report: Report = lambda what, share: None) -> EmbeddedEngine:
        """The engine, built into the cache first if it is not there yet.

        Raises ReleaseError when the `offline` extra is missing or a file is not the one that was published.
        """
        entry = registry()["embedded"]
        folder = build(entry, settings.cache, report, settings.adapter)
        return cls.from_folder(folder, entry, settings)

    @classmethod
    def from_folder(cls, folder: Path, entry: ModelEntry, settings: Settings) -> EmbeddedEngine:
        """The engine from a built model's folder. Raises ReleaseError when its files are damaged."""
        import ctranslate2
        from tokenizers import Tokenizer

        cuda = settings.device == "cuda" or (settings.device == "auto" and ctranslate2.get_cuda_device_count() > 0)
        try:
            model = ctranslate2.Generator(
                str(folder),
                device=settings.device,
                compute_type="int8",
                # A worker a core, each with one thread: twice as fast as one with all (benchmarks/throughput.py).
                inter_threads=1 if cuda else settings.cores,
                intra_threads=1,
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # CTranslate2 and tokenizers raise many kinds
            raise ReleaseError(
                f"The built model in {folder} cannot be loaded on the device {settings.device!r}: {error}. "
                "If its files are damaged, delete that folder: it is built again on next use."
            ) from error
        return cls(model, tokenizer, entry, settings)

    def translate(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding | None = None,
        progress: Progress | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis a request, in order; sources over 160 tokens are cut at clauses and joined again.

        What `progress` raises ends the work; the batches that are being decoded are finished by the workers first.
        """
        chosen = decoding or self._default
        return translate_in_pieces(
            requests,
            direction,
            _MOST_SOURCE_TOKENS,
            self._count,
            lambda pieces: self._decode(pieces, direction, chosen, progress),
        )

    def describe(self) -> EngineInfo:
        """What to write into the release's provenance."""
        import ctranslate2

        return EngineInfo(
            engine="embedded",
            model=self._entry.id,
            revision=self._revision,
            runtime=f"ctranslate2 {ctranslate2.__version__} {self._model.compute_type} {self._model.device}",
            notice=NOTICE,
            notice_zh=NOTICE_ZH,
        )

    def _count(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _decode(
        self, requests: Sequence[Request], direction: Direction, decoding: Decoding, progress: Progress | None
    ) -> list[Hypothesis]:
        sizes = [self._count(request.source) for request in requests]
        hypotheses: list[Hypothesis | None] = [None] * len(requests)
        running: deque[tuple[list[int], list[Any]]] = deque()
        done = 0

        def collect() -> None:
            nonlocal done
            batch, results = running.popleft()
            for i, result in zip(batch, results, strict=True):
                hypotheses[i] = self._hypothesis(result.result())
            done += len(batch)
            if progress:
                progress(done, len(requests))

        for batch in _batches(sizes, self._settings.batch_tokens):
            running.append(
                (batch, self._start([requests[i] for i in batch], [sizes[i] for i in batch], direction, decoding))
            )
            if len(running) > self._model.num_generators:  # one waits, so that no worker does
                collect()
        while running:
            collect()
        return [hypothesis for hypothesis in hypotheses if hypothesis is not None]

    def _start(
        self, requests: Sequence[Request], sizes: Sequence[int], direction: Direction, decoding: Decoding
    ) -> list[Any]:
        """Hands a batch to the model's workers; one result to wait for a request."""
        results: list[Any] = self._model.generate_batch(
            [self._tokenizer.encode(self.prompt(request, direction)).tokens for request in requests],
            max_length=max(map(decoding.max_target_tokens, sizes)),
            beam_size=decoding.beam_size,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            suppress_sequences=self._suppressed[direction.target],
            end_token="\n",
            include_prompt_in_result=False,
            return_scores=True,
            asynchronous=True,
        )
        return results

    def _hypothesis(self, result: Any) -> Hypothesis:
        ids = result.sequences_ids[0]
        text = _BETWEEN_HAN.sub("", self._tokenizer.decode(ids).strip())
        return Hypothesis(text=text, score=result.scores[0], tokens=len(ids))


def _english_words(vocabulary: Collection[str]) -> list[str]:
    """Tokens that are English words in small letters: left in Chinese output, they are words not translated.

    A piece of a name stays possible, for it is no token with a space before it.
    """
    return [
        token
        for token in vocabulary
        if _SMALL_LETTERS.fullmatch(token) and (token.startswith("▁") or f"▁{token}" in vocabulary)
    ]


def _batches(sizes: Sequence[int], most_tokens: int) -> list[list[int]]:
    """Indices grouped by length, longest first, so that none waits for one much longer, in batches of a few sentences.

    most_tokens: of a batch padded to its longest
    """
    batches: list[list[int]] = []
    for i in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        last = batches[-1] if batches else []
        if last and len(last) < _MOST_SENTENCES and sizes[last[0]] * (len(last) + 1) <= most_tokens:
            last.append(i)
        else:
            batches.append([i])
    return batches
