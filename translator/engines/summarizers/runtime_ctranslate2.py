"""Runs BART, Pegasus, T5 and mT5 in CTranslate2, from a model that is converted once into the cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from translator.engines.cache import build_once, need_space
from translator.engines.runtime_ctranslate2 import precision as usual_precision
from translator.engines.summarizers.checkpoint import Seq2SeqCheckpoint
from translator.engines.summarizers.runtime import Decoded
from translator.engines.summarizers.runtime_transformers import load_seq2seq
from translator.engines.summarizers.search import Search
from translator.engines.summarizers.tokens import SummaryTokens
from translator.release import ReleaseError
from translator.settings import Settings
from translator.waiting import waited

CONVERTED = ("bart", "pegasus", "t5", "mt5")
"""The architectures that are converted; all others run in transformers."""

_NO_PENALTY = 1e-6


class CTranslate2Summaries:
    """A converted checkpoint in memory."""

    def __init__(self, checkpoint: Seq2SeqCheckpoint, tokens: SummaryTokens, settings: Settings) -> None:
        import ctranslate2

        device, compute_type = precision(checkpoint, settings)
        folder = converted(checkpoint, tokens, settings.cache, compute_type)
        try:
            self._translator = ctranslate2.Translator(
                str(folder), device=device, compute_type=compute_type, inter_threads=1, intra_threads=settings.cores
            )
        except (RuntimeError, ValueError) as error:
            raise ReleaseError(
                f"CTranslate2 cannot load {folder} on {device} as {compute_type}: {error}. "
                "Remove that folder to have it built again, or set another device or compute_type."
            ) from error
        self._tokens = tokens
        self._ids = {token: i for i, token in enumerate(tokens.vocabulary)}
        self._forbidden = [[tokens.vocabulary[i]] for i in tokens.forbidden]

    def search(self, source: Sequence[int], search: Search) -> list[Decoded]:
        """The hypotheses of the beam; see SummaryRuntime."""
        names = self._tokens.vocabulary
        prefix = [names[i] for i in self._tokens.forced]
        begun = self._translator.translate_batch(
            [[names[i] for i in source]],
            target_prefix=[prefix] if prefix else None,
            beam_size=search.beam_size,
            num_hypotheses=search.beam_size,
            length_penalty=search.length_penalty or _NO_PENALTY,
            repetition_penalty=search.repetition_penalty,
            no_repeat_ngram_size=search.no_repeat_ngram,
            min_decoding_length=max(search.least, len(prefix) + 1),
            max_decoding_length=search.most,
            max_input_length=0,
            suppress_sequences=self._forbidden,
            return_end_token=True,
            return_scores=True,
            asynchronous=True,
        )
        (result,) = waited(begun)
        return [
            self._written([self._ids[token] for token in tokens], score, search)
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]

    def _written(self, ids: list[int], score: float, search: Search) -> Decoded:
        finished, begun = ids[-1:] == [self._tokens.end], len(self._tokens.forced)
        # The penalty divides by the length with the forced tokens, whose own log probability is 0.
        total = score * max(len(ids), 1) ** (search.length_penalty or _NO_PENALTY)
        return Decoded(ids[begun : len(ids) - finished], total / max(len(ids) - begun, 1), finished)


def precision(checkpoint: Seq2SeqCheckpoint, settings: Settings) -> tuple[str, str]:
    """The device and the compute type that the settings come to on this machine for this architecture."""
    import ctranslate2

    device, compute_type = usual_precision(settings)
    if settings.compute_type != "auto" or compute_type != "float16" or not checkpoint.needs_range:
        return device, compute_type
    return device, "bfloat16" if "bfloat16" in ctranslate2.get_supported_compute_types(device) else "float32"


def converted(checkpoint: Seq2SeqCheckpoint, tokens: SummaryTokens, cache: Path, compute_type: str) -> Path:
    """The folder of the converted model, named after the hash of its files; converted now if it is not there yet.

    compute_type: the precision the weights are kept in.
    """
    return build_once(
        cache / "summarizers" / f"{checkpoint.digest}-{compute_type}",
        lambda folder: _convert(checkpoint, tokens, compute_type, folder),
    )


def _convert(checkpoint: Seq2SeqCheckpoint, tokens: SummaryTokens, compute_type: str, folder: Path) -> None:
    from ctranslate2.converters import Converter

    need_space(folder, checkpoint.weights.stat().st_size // (2_000_000 if "int8" in compute_type else 1_000_000))

    class SafeConverter(Converter):  # type: ignore[misc]
        """The library's conversion with our own loading: safetensors only, no hub, our own list of tokens."""

        def _load(self) -> Any:
            import torch

            with torch.no_grad():
                return _specification(checkpoint, tokens)

    try:
        SafeConverter().convert(str(folder), quantization=compute_type, force=True)
    except (RuntimeError, ValueError, KeyError, AttributeError) as error:
        raise ReleaseError(
            f"{checkpoint.folder} cannot be converted for CTranslate2 as {compute_type}: {error}. "
            'Set runtime = "transformers", or use another checkpoint.'
        ) from error


def _specification(checkpoint: Seq2SeqCheckpoint, tokens: SummaryTokens) -> Any:
    from ctranslate2.converters import transformers as loaders
    from ctranslate2.specs.model_spec import OPTIONAL

    model = load_seq2seq(checkpoint)
    kind, names = checkpoint.kind, tokens.vocabulary
    loader = {
        "bart": loaders.BartLoader,
        "pegasus": loaders.PegasusLoader,
        "t5": loaders.T5Loader,
        "mt5": loaders.MT5Loader,
    }[kind]()
    # Constants of the architectures, which transformers 5 no longer writes into their configurations.
    model.config.normalize_before = kind == "pegasus"
    model.config.normalize_embedding = kind == "bart"
    spec = loader.get_model_spec(model)
    if kind in ("t5", "mt5") and not getattr(model.config, "scale_decoder_outputs", False):
        # transformers 5 calls all of these tied; only those that it scales, T5 1.0, are to be scaled.
        spec.decoder.scale_outputs = OPTIONAL
    spec.config.decoder_start_token = names[tokens.start]
    spec.config.eos_token = names[tokens.end]
    spec.config.unk_token = tokens.unknown
    spec.config.bos_token = names[tokens.start]
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    return spec
