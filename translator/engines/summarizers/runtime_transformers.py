"""Runs any encoder-decoder summarization model in transformers, with a search that is exactly CTranslate2's."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from translator.engines.checkpoint import load_pretrained, quiet
from translator.engines.logits import before_softmax
from translator.engines.runtime_transformers import precision as usual_precision
from translator.engines.summarizers.checkpoint import Seq2SeqCheckpoint
from translator.engines.summarizers.runtime import Decoded
from translator.engines.summarizers.search import Search
from translator.engines.summarizers.tokens import SummaryTokens
from translator.settings import Settings
from translator.waiting import between_steps


class TransformersSummaries:
    """A checkpoint in memory as a PyTorch module.

    As in engines/runtime_transformers.py, `generate` gets no rule of the configuration's own: early_stopping=True, and
    what is forbidden, the least length and the penalties act on the logits, before the softmax.
    """

    def __init__(self, checkpoint: Seq2SeqCheckpoint, tokens: SummaryTokens, settings: Settings) -> None:
        import torch
        from transformers import GenerationConfig

        device, dtype = precision(checkpoint, settings)
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self._tokens = tokens
        self._model = load_seq2seq(checkpoint).to(device=device, dtype=getattr(torch, dtype)).eval()
        self._model.generation_config = GenerationConfig(
            bos_token_id=None,
            decoder_start_token_id=tokens.start,
            eos_token_id=tokens.end,
            pad_token_id=checkpoint.config.get("pad_token_id") or 0,
        )
        # Longformer's encoder-decoder wants one token that all others see (Beltagy et al. 2020, section 7).
        self._looks_far = checkpoint.kind == "led"
        self._lock = threading.Lock()

    def search(self, source: Sequence[int], search: Search) -> list[Decoded]:
        """The hypotheses of the beam; see SummaryRuntime."""
        import torch

        device = self._model.device
        inputs = torch.tensor([list(source)], device=device)
        options: dict[str, Any] = {}
        if self._looks_far:
            options["global_attention_mask"] = torch.zeros_like(inputs).index_fill(1, torch.tensor([0]).to(device), 1)
        if search.beam_size > 1:
            options |= {"early_stopping": True, "length_penalty": search.length_penalty}
        # Two threads that compute at once in PyTorch are slower than one after the other.
        with self._lock, torch.inference_mode(), quiet():
            processors, hook = self._rules(search)
            try:
                found = self._model.generate(
                    input_ids=inputs,
                    attention_mask=torch.ones_like(inputs),
                    logits_processor=processors,
                    do_sample=False,
                    num_beams=search.beam_size,
                    num_return_sequences=search.beam_size,
                    max_new_tokens=search.most,
                    return_dict_in_generate=True,
                    output_scores=True,
                    stopping_criteria=[between_steps],
                    **options,
                )
            finally:
                hook.remove()
            told = self._model.compute_transition_scores(
                found.sequences, found.scores, getattr(found, "beam_indices", None)
            )
        rows = found.sequences[:, 1:].tolist()
        return [self._written(row, scores) for row, scores in zip(rows, told.tolist(), strict=True)]

    def _written(self, row: list[int], scores: list[float]) -> Decoded:
        finished = self._tokens.end in row
        ids = row[: row.index(self._tokens.end)] if finished else row
        begun = len(self._tokens.forced)
        free = len(ids) + finished - begun
        return Decoded(ids[begun:], sum(scores[begun : begun + free]) / max(free, 1), finished)

    def _rules(self, search: Search) -> tuple[Sequence[Any], Any]:
        import torch
        from transformers.generation import NoRepeatNGramLogitsProcessor, RepetitionPenaltyLogitsProcessor

        device, forced = self._model.device, self._tokens.forced
        penalties: list[Any] = []
        if search.repetition_penalty != 1.0:
            penalties.append(RepetitionPenaltyLogitsProcessor(search.repetition_penalty))
        if search.no_repeat_ngram:
            penalties.append(NoRepeatNGramLogitsProcessor(search.no_repeat_ngram))
        forbidden, end = (torch.tensor(ids, device=device) for ids in (self._tokens.forbidden, [self._tokens.end]))
        lowest = torch.finfo(torch.float32).min

        def change(input_ids: Any, logits: Any) -> Any:
            written = input_ids.shape[1] - 1
            if written < len(forced):
                chosen = torch.full_like(logits, lowest)
                chosen[:, forced[written]] = 0.0
                return chosen
            for penalty in penalties if written else ():
                # Without the start token, which for BART is the end token, too.
                logits = penalty(input_ids[:, 1:], logits)
            logits = logits.index_fill(1, forbidden, lowest)
            # No summary is empty, as with CTranslate2.
            too_short = written < max(search.least, len(forced) + 1)
            return logits.index_fill(1, end, lowest) if too_short else logits

        return before_softmax(self._model, change, always=True)


def precision(checkpoint: Seq2SeqCheckpoint, settings: Settings) -> tuple[str, str]:
    """The device and the PyTorch data type that the settings come to on this machine for this architecture."""
    device, dtype = usual_precision(settings)
    overflows = settings.compute_type == "auto" and dtype == "float16" and checkpoint.needs_range
    return device, "bfloat16" if overflows else dtype


def load_seq2seq(checkpoint: Seq2SeqCheckpoint) -> Any:
    """The checkpoint as a model of its own class, in float32; see load_pretrained."""
    import torch
    from transformers import AutoModelForSeq2SeqLM

    return load_pretrained(AutoModelForSeq2SeqLM, checkpoint, dtype=torch.float32)
