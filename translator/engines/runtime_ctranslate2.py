"""Runs Marian in CTranslate2, from a model that is converted once into the cache."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from translator.engines.base import Decoding
from translator.engines.cache import build_once
from translator.engines.marian_checkpoint import MarianCheckpoint
from translator.engines.marian_tokens import END, PADDING, UNKNOWN
from translator.engines.runtime import Batch, Decoded, best_with_others
from translator.release import ReleaseError
from translator.settings import Settings
from translator.waiting import one_after_the_other, waited

# With no length penalty at all CTranslate2 stops at the first finished hypothesis instead of the beam_size-th.
_NO_PENALTY = 1e-6
# One batch a core is the fastest use of a few cores; an article has too few sentences to feed more workers than these.
_MOST_WORKERS = 4
_READ_TOGETHER = 32


class CTranslate2Runtime:
    """A converted checkpoint in memory."""

    def __init__(self, checkpoint: MarianCheckpoint, settings: Settings) -> None:
        import ctranslate2

        device, compute_type = precision(settings)
        folder = converted(checkpoint, settings.cache, compute_type)
        self.workers = 1 if device == "cuda" else min(settings.cores, _MOST_WORKERS)
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device=device,
                compute_type=compute_type,
                inter_threads=self.workers,
                intra_threads=max(1, settings.cores // self.workers),
                max_queued_batches=-1,
            )
        except (RuntimeError, ValueError) as error:
            raise ReleaseError(
                f"CTranslate2 cannot load {folder} on {device} as {compute_type}: {error}. "
                "Remove that folder to have it built again, or set another device or compute_type."
            ) from error
        # Where the padding token is kept to start from, the search must still never write it.
        self._forbidden = [[PADDING]] if _starts_from_padding(folder) else None

    def decode(self, batches: Sequence[Batch], decoding: Decoding) -> Iterator[list[Decoded]]:
        """The hypotheses of each batch; see Runtime."""
        tasks = (partial(self._submit, batch, decoding) for batch in batches)
        for batch, results in zip(batches, one_after_the_other(tasks, self.workers), strict=True):
            yield self._collect(batch, results, decoding)

    def _submit(self, batch: Batch, decoding: Decoding) -> list[Any]:
        # return_end_token makes the length that the penalty divides by count the end token, as in transformers.
        results: list[Any] = self._translator.translate_batch(
            list(batch.sources),
            target_prefix=list(batch.begun) or None,
            asynchronous=True,
            beam_size=decoding.beam_size,
            length_penalty=decoding.length_penalty or _NO_PENALTY,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            num_hypotheses=decoding.n_best,
            max_decoding_length=batch.limit,
            max_input_length=0,
            disable_unk=True,
            suppress_sequences=self._forbidden,
            return_end_token=True,
            return_scores=True,
        )
        return results

    def _collect(self, batch: Batch, results: list[Any], decoding: Decoding) -> list[Decoded]:
        found = [(source, h) for source, r in zip(batch.sources, results, strict=True) for h in r.hypotheses]
        hypotheses = [hypothesis for _, hypothesis in found]
        # With a prefix or under penalties the search does not know the score of the whole.
        if batch.begun or decoding.repetition_penalty != 1.0 or decoding.no_repeat_ngram:
            scores = self.score([s for s, _ in found], [[t for t in h if t != END] for h in hypotheses])
        else:
            exponent = (decoding.length_penalty or _NO_PENALTY) - 1.0
            told = (score for result in results for score in result.scores)
            scores = [score * len(h) ** exponent for score, h in zip(told, hypotheses, strict=True)]
        decoded = (
            Decoded([t for t in hypothesis if t != END], score)
            for hypothesis, score in zip(hypotheses, scores, strict=True)
        )
        return [best_with_others([next(decoded) for _ in result.hypotheses]) for result in results]

    def score(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[float]:
        """What the model thinks of targets; see Runtime."""
        scored = waited(
            self._translator.score_batch(
                list(sources), list(targets), max_input_length=0, max_batch_size=_READ_TOGETHER, asynchronous=True
            )
        )
        return [
            sum(known) / len(known)
            for target, result in zip(targets, scored, strict=True)
            for known in [[p for token, p in zip([*target, END], result.log_probs, strict=False) if token != UNKNOWN]]
        ]

    def attend(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[int]]:
        """What the tokens of targets attend to; see Runtime.

        The targets are read greedily and under constraint: the attention that a beam search returns is wrong for all
        but the longest source of a batch (CTranslate2 4.8.5).
        """
        if not sources:
            return []
        results = waited(
            self._translator.translate_batch(
                list(sources),
                target_prefix=list(targets),
                max_batch_size=_READ_TOGETHER,
                asynchronous=True,
                beam_size=1,
                max_input_length=0,
                max_decoding_length=max(map(len, targets)) + 1,
                return_attention=True,
            )
        )
        return [
            [max(range(len(weights)), key=weights.__getitem__) for weights in result.attention[0][: len(target)]]
            for target, result in zip(targets, results, strict=True)
        ]


def precision(settings: Settings) -> tuple[str, str]:
    """The device and the compute type that the settings come to on this machine."""
    import ctranslate2

    device = settings.device
    if device == "auto":
        device = "cuda" if ctranslate2.get_cuda_device_count() > 0 else "cpu"
    if settings.compute_type != "auto":
        return device, settings.compute_type
    return device, "float16" if device == "cuda" else "int8"


def describe_ctranslate2(settings: Settings) -> str:
    """Library, version and precision, for the provenance."""
    import ctranslate2

    device, compute_type = precision(settings)
    return f"ctranslate2 {ctranslate2.__version__} {compute_type}" + (" cuda" if device == "cuda" else "")


def converted(checkpoint: MarianCheckpoint, cache: Path, compute_type: str) -> Path:
    """The folder of the converted model, named after the hash of the weights; converted now if it is not there yet.

    compute_type: the precision the weights are kept in.
    """
    return build_once(
        cache / "marian" / f"{checkpoint.sha256}-{compute_type}",
        lambda folder: _convert(checkpoint, compute_type, folder),
    )


def _convert(checkpoint: MarianCheckpoint, compute_type: str, folder: Path) -> None:
    from ctranslate2.converters import Converter
    from ctranslate2.converters.transformers import BartLoader, MarianMTLoader

    from translator.engines.runtime_transformers import load_model

    class PaddingKeptLoader(MarianMTLoader):  # type: ignore[misc]
        """For a checkpoint whose decoder does not start from zero, as fine-tuning with transformers makes them."""

        def set_decoder(self, spec: Any, decoder: Any) -> None:
            super().set_decoder(spec, decoder)
            spec.start_from_zero_embedding = False

        def set_config(self, config: Any, model: Any, tokenizer: Any) -> None:
            super().set_config(config, model, tokenizer)
            config.decoder_start_token = PADDING

        def get_vocabulary(self, model: Any, tokenizer: Any) -> Any:
            return BartLoader.get_vocabulary(self, model, tokenizer)

        def _remove_pad_weights(self, spec: Any) -> None:
            """Leaves them."""

    class SafeConverter(Converter):  # type: ignore[misc]
        """The library's conversion with our own loading: safetensors only, no hub, no tokenizer of transformers."""

        def _load(self) -> Any:
            import torch

            model = load_model(checkpoint)
            start = model.get_input_embeddings().weight[model.config.decoder_start_token_id]
            with torch.no_grad():
                loader = PaddingKeptLoader() if start.any() else MarianMTLoader()
                return loader(model, _Vocabulary(checkpoint.vocabulary))

    try:
        SafeConverter().convert(str(folder), quantization=compute_type, force=True)
    except (RuntimeError, ValueError, KeyError) as error:
        raise ReleaseError(
            f"{checkpoint.folder} cannot be converted for CTranslate2 as {compute_type}: {error}. "
            'Set runtime = "transformers", or use another checkpoint.'
        ) from error


class _Vocabulary:
    """The little that the converter asks of a tokenizer."""

    eos_token, unk_token, pad_token, bos_token = END, UNKNOWN, PADDING, None

    def __init__(self, ids: dict[str, int]) -> None:
        self._ids = ids

    def get_vocab(self) -> dict[str, int]:
        return self._ids

    def convert_ids_to_tokens(self, wanted: int) -> str:
        return next(token for token, i in self._ids.items() if i == wanted)


def _starts_from_padding(folder: Path) -> bool:
    return bool(json.loads((folder / "config.json").read_text(encoding="utf-8"))["decoder_start_token"] == PADDING)
