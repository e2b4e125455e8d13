"""The embedded model: a small decoder-only translator that needs no hub, run by CTranslate2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from translator.engines.base import Arrived, Decoding, EngineInfo, Hypothesis, Place, Progress, Request, Wanted
from translator.engines.boundaries import joined, may_begin_at
from translator.engines.clauses import translate_in_pieces
from translator.engines.embedded_base import Report
from translator.engines.embedded_batches import MOST_SENTENCES, batches_of, in_reading_order
from translator.engines.embedded_build import adapter_version, build
from translator.engines.embedded_tokens import END, EmbeddedTokens, prompt
from translator.engines.registry import ModelEntry, registry
from translator.release import Direction, Language, ReleaseError, other_language
from translator.settings import Settings
from translator.waiting import one_after_the_other, waited

NOTICE = "Draft, embedded model: made by a small model without a hub; every sentence needs an editor."
NOTICE_ZH = "草稿，内置模型：由小型离线模型生成，每句均须编辑核对。"
# What measured best on the development part (the model card's table): no more with four, and half as fast.
DEFAULT_DECODING = Decoding(beam_size=2, n_best=2, length_ratio=2.0)

_MOST_SOURCE_TOKENS = 160  # the longest sources of the training corpus
_MOST_PASSES = 4


class EmbeddedEngine:
    """The built model and its tokenizer.

    model: a CTranslate2 generator; tokenizer: a tokenizers.Tokenizer; entry: what the registry says of the model
    """

    directions = frozenset({Direction("en", "zh"), Direction("zh", "en")})
    prompt = staticmethod(prompt)

    def __init__(self, model: Any, tokenizer: Any, entry: ModelEntry, settings: Settings) -> None:
        self._model = model
        self._tokens = EmbeddedTokens(tokenizer)
        self._entry = entry
        self._settings = settings
        self._revision = adapter_version(entry, settings.adapter)
        beam = settings.beam_size or DEFAULT_DECODING.beam_size
        self._default = replace(DEFAULT_DECODING, beam_size=beam, n_best=beam)

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
        arrived: Arrived | None = None,
    ) -> list[Hypothesis]:
        """One hypothesis a request, in order; sources over 160 tokens are cut at clauses and joined again.

        What is raised by `progress`, by `arrived` or while waiting (see waiting.pause) ends the work at once; the
        workers finish the few batches that are under way.
        """
        chosen = decoding or self._default
        return translate_in_pieces(
            requests,
            direction,
            chosen.most_source_tokens(_MOST_SOURCE_TOKENS),
            self._tokens.count,
            lambda pieces, done: self._decode(pieces, direction, chosen, progress, done, arrived is not None),
            arrived,
        )

    def extend(
        self,
        requests: Sequence[Request],
        prefixes: Sequence[str],
        direction: Direction,
        decoding: Decoding | None = None,
    ) -> list[str]:
        """For each request a translation that begins with its prefix, word for word; see Engine."""
        chosen = decoding or replace(self._default, beam_size=1, n_best=1)
        begun = [self._tokens.answer(prefix) for prefix in prefixes]
        questions = [self._question(request, direction) for request in requests]
        room = [
            max(chosen.max_target_tokens(self._tokens.count(request.source)) - len(tokens), chosen.length_extra)
            for request, tokens in zip(requests, begun, strict=True)
        ]
        # Prompts of like length go together, since a batch writes what one has more than the others token by token.
        sizes = [len(question) + len(tokens) for question, tokens in zip(questions, begun, strict=True)]
        most = -(-len(requests) // self._model.num_generators)
        batches = batches_of(range(len(sizes)), sizes, self._settings.batch_tokens, min(most, MOST_SENTENCES))
        tasks = (
            partial(
                self._generate,
                [questions[i] + begun[i] for i in batch],
                max(room[i] for i in batch),
                direction,
                chosen,
            )
            for batch in batches
        )
        added = {
            i: result.sequences_ids[0]
            for batch, results in zip(batches, self._computed(tasks), strict=True)
            for i, result in zip(batch, results, strict=True)
        }
        return [self._tokens.continued(prefix, added[i]) for i, prefix in enumerate(prefixes)]

    def score(self, requests: Sequence[Request], targets: Sequence[str], direction: Direction) -> list[float]:
        """What the model thinks of a translation of each request: mean log probability of a token, in nats."""
        answers = [[*self._tokens.answer(target), END] for target in targets]
        # Of a batch CTranslate2 4.8.5 scores nothing ("Length mask has size ...").
        tasks = (
            partial(
                self._model.score_batch,
                [self._question(request, direction) + answer],
                max_input_length=0,
                asynchronous=True,
            )
            for request, answer in zip(requests, answers, strict=True)
        )
        return [
            sum(result.log_probs[-len(answer) :]) / len(answer)
            for (result,), answer in zip(self._computed(tasks), answers, strict=True)
        ]

    def places(
        self,
        requests: Sequence[Request],
        drafts: Sequence[str],
        wanted: Sequence[Sequence[Wanted]],
        direction: Direction,
    ) -> list[list[Place]]:
        """Where in the draft of each request its wanted terms could be written; see Engine.

        The score is the log probability of a term's first token after what stands before it, which one pass over the
        draft gives for every place.
        """
        from concurrent.futures import ThreadPoolExecutor

        # A pass holds a log probability for each token and word of the vocabulary: some 50 MB.
        workers = min(self._model.num_generators, _MOST_PASSES)
        with ThreadPoolExecutor(workers) as threads:

            def begin(request: Request, draft: str, terms: Sequence[Wanted]) -> list[Any]:
                return [threads.submit(self._places, request, draft, terms, direction)]

            tasks = (partial(begin, *one) for one in zip(requests, drafts, wanted, strict=True))
            return [found for (found,) in one_after_the_other(tasks, workers)]

    def count(self, text: str) -> int:
        """How many of the model's tokens a text has."""
        return self._tokens.count(text)

    def write(
        self, prompts: Sequence[str], language: Language, decoding: Decoding, most_tokens: int
    ) -> list[Hypothesis]:
        """One line of text for each prompt, with the next best ones; language: what it is written in.

        most_tokens: of a line; decoding: its limits for translations do not count
        """
        keep_out = Direction(other_language(language), language)
        results = self._generate([self._tokens.question(prompt) for prompt in prompts], most_tokens, keep_out, decoding)
        return [self._hypothesis(result) for result in waited(results)]

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

    def _decode(
        self,
        requests: Sequence[Request],
        direction: Direction,
        decoding: Decoding,
        progress: Progress | None,
        arrived: Arrived,
        watched: bool,
    ) -> list[Hypothesis]:
        sizes = [self._tokens.count(request.source) for request in requests]
        batches = in_reading_order(sizes, self._settings.batch_tokens, watched)
        tasks = (
            partial(self._start, [requests[i] for i in batch], [sizes[i] for i in batch], direction, decoding)
            for batch in batches
        )
        hypotheses: dict[int, Hypothesis] = {}
        for batch, results in zip(batches, self._computed(tasks), strict=True):
            for i, result in zip(batch, results, strict=True):
                hypotheses[i] = self._hypothesis(result)
                arrived(i, hypotheses[i])
            if progress:
                progress(len(hypotheses), len(requests))
        return [hypotheses[i] for i in range(len(requests))]

    def _computed(self, tasks: Iterable[Callable[[], list[Any]]]) -> Iterator[list[Any]]:
        """What the workers make of each task, in order; see waiting."""
        return one_after_the_other(tasks, self._model.num_generators)

    def _start(
        self, requests: Sequence[Request], sizes: Sequence[int], direction: Direction, decoding: Decoding
    ) -> list[Any]:
        """Hands a batch to the model's workers; one result to wait for a request."""
        return self._generate(
            [self._question(request, direction) for request in requests],
            max(map(decoding.max_target_tokens, sizes)),
            direction,
            decoding,
        )

    def _generate(
        self, questions: Sequence[list[str]], most_tokens: int, direction: Direction, decoding: Decoding
    ) -> list[Any]:
        results: list[Any] = self._model.generate_batch(
            questions,
            max_length=most_tokens,
            beam_size=decoding.beam_size,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            num_hypotheses=decoding.n_best,
            suppress_sequences=self._tokens.suppressed[direction.target],
            end_token=END,
            include_prompt_in_result=False,
            return_scores=True,
            asynchronous=True,
        )
        return results

    def _question(self, request: Request, direction: Direction) -> list[str]:
        return self._tokens.question(self.prompt(request, direction))

    def _hypothesis(self, result: Any) -> Hypothesis:
        best, *others = (
            Hypothesis(text=self._tokens.text(ids), score=score, tokens=len(ids))
            for ids, score in zip(result.sequences_ids, result.scores, strict=True)
        )
        return replace(best, others=tuple(others))

    def _places(self, request: Request, draft: str, wanted: Sequence[Wanted], direction: Direction) -> list[Place]:
        import numpy as np
        from ctranslate2 import Device

        asked, answer = self._question(request, direction), self._tokens.answer(draft)
        passed = self._model.forward_batch([asked + answer], return_log_probs=True)
        scores = np.array(passed.to_device(Device.cpu))[0, len(asked) - 1 :]
        found = []
        for at, start in enumerate([*self._tokens.starts(draft), len(draft)]):
            if answer[at : at + 1] == ["▁"] or not may_begin_at(draft, start, direction.target):
                continue
            for number, term in enumerate(wanted):
                space, words = joined(draft[:start], term.forms[0], direction.target)
                spaced = space or (answer[at : at + 1] and answer[at].startswith("▁"))
                first = self._tokens.ids(f" {words}" if spaced else words)[0]
                found.append(Place(start, number, float(scores[at, first])))
        return found
