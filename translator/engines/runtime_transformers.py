"""Runs Marian in transformers, with the settings of `generate` that search exactly as CTranslate2 does."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from translator.engines.base import Decoding
from translator.engines.checkpoint import load_pretrained
from translator.engines.logits import before_softmax
from translator.engines.marian_checkpoint import MarianCheckpoint
from translator.engines.marian_tokens import END, PADDING, UNKNOWN
from translator.engines.runtime import Batch, Decoded, best_with_others
from translator.settings import Settings
from translator.waiting import between_steps, pause

# Positions whose scores are computed together: at a vocabulary of 65,001 this is some 70 MB.
_SCORED_TOGETHER = 256
_READ_TOGETHER = 32


class TransformersRuntime:
    """A checkpoint in memory as a PyTorch module.

    What makes `generate` and CTranslate2 agree on a float32 checkpoint:
    - early_stopping=True: the search ends when beam_size hypotheses are finished, and not by a guess at what longer
      ones might score; length_penalty divides by the length with the end token in both
    - no forced end token at the length limit, no bad words and no renormalizing from generation_config.json; the
      padding and unknown tokens are ruled out in the model's own bias, before the softmax, as CTranslate2 does
    - no translation is empty: the end token is ruled out at the first step
    - that, the repetition penalty and the n-gram ban act on the logits, before the softmax (see logits.py)
    """

    workers = 1

    def __init__(self, checkpoint: MarianCheckpoint, settings: Settings) -> None:
        import torch
        from transformers import GenerationConfig

        device, dtype = precision(settings)
        if settings.threads:
            torch.set_num_threads(settings.threads)
        self._ids = checkpoint.vocabulary
        self._tokens = {i: token for token, i in self._ids.items()}
        self._model = load_model(checkpoint).to(device=device, dtype=getattr(torch, dtype)).eval()
        for token in (PADDING, UNKNOWN):
            self._model.final_logits_bias[0, self._ids[token]] = torch.finfo(self._model.dtype).min
        self._model.generation_config = GenerationConfig(
            bos_token_id=None,
            decoder_start_token_id=self._ids[PADDING],
            eos_token_id=self._ids[END],
            pad_token_id=self._ids[PADDING],
        )
        self._lock = threading.Lock()

    def decode(self, batches: Sequence[Batch], decoding: Decoding) -> Iterator[list[Decoded]]:
        """The hypotheses of each batch; see Runtime."""
        for batch in batches:
            # Targets that have begun with unlike lengths do not go together.
            begun = [Batch((s,), batch.limit, (b,)) for s, b in zip(batch.sources, batch.begun, strict=False)]
            yield [decoded for part in begun or [batch] for decoded in self._decode(part, decoding)]

    def score(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[float]:
        """What the model thinks of targets; see Runtime."""
        return [score for score, _ in self._read(sources, targets)]

    def attend(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[int]]:
        """What the tokens of targets attend to; see Runtime."""
        return [attended[: len(t)] for (_, attended), t in zip(self._read(sources, targets), targets, strict=True)]

    def _decode(self, batch: Batch, decoding: Decoding) -> list[Decoded]:
        import torch
        from transformers.modeling_outputs import BaseModelOutput

        ids, pad = self._ids, self._ids[PADDING]
        begun = self._rows([[PADDING, *tokens] for tokens in batch.begun or [[]] * len(batch.sources)])
        # Two threads that compute at once in PyTorch are slower than one after the other.
        with self._lock, torch.inference_mode():
            states, mask = self._encode(batch.sources)
            processors, hook = self._before_softmax(decoding)
            try:
                sequences = self._model.generate(
                    encoder_outputs=BaseModelOutput(last_hidden_state=states),
                    attention_mask=mask,
                    decoder_input_ids=begun,
                    logits_processor=processors,
                    stopping_criteria=[between_steps],
                    do_sample=False,
                    num_beams=decoding.beam_size,
                    num_return_sequences=decoding.n_best,
                    max_new_tokens=max(batch.limit - begun.shape[1] + 1, 1),
                    **(
                        {"early_stopping": True, "length_penalty": decoding.length_penalty}
                        if decoding.beam_size > 1
                        else {}
                    ),
                )
            finally:
                hook.remove()
            each = decoding.n_best
            scores = self._reread(states.repeat_interleave(each, 0), mask.repeat_interleave(each, 0), sequences)[0]
        hypotheses = [[i for i in row if i not in (ids[END], pad)] for row in sequences[:, 1:].tolist()]
        decoded = [
            Decoded([self._tokens[i] for i in hypothesis], score)
            for hypothesis, score in zip(hypotheses, scores, strict=True)
        ]
        return [best_with_others(decoded[i : i + each]) for i in range(0, len(decoded), each)]

    def _read(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[tuple[float, list[int]]]:
        import torch

        found: list[tuple[float, list[int]]] = []
        for start in range(0, len(sources), _READ_TOGETHER):
            part = slice(start, start + _READ_TOGETHER)
            pause()
            with self._lock, torch.inference_mode():
                states, mask = self._encode(sources[part])
                found += zip(
                    *self._reread(states, mask, self._rows([[PADDING, *t, END] for t in targets[part]])), strict=True
                )
        return found

    def _encode(self, sources: Sequence[list[str]]) -> tuple[Any, Any]:
        """The encoder's states and the mask of the padding."""
        inputs = self._rows(sources)
        mask = (inputs != self._ids[PADDING]).long()
        return self._model.get_encoder()(input_ids=inputs, attention_mask=mask).last_hidden_state, mask

    def _rows(self, texts: Sequence[list[str]]) -> Any:
        import torch

        width = max(map(len, texts))
        rows = [[self._ids[t] for t in text] + [self._ids[PADDING]] * (width - len(text)) for text in texts]
        return torch.tensor(rows, device=self._model.device)

    def _before_softmax(self, decoding: Decoding) -> tuple[Any, Any]:
        """What keeps the end token from the first step, the repetition penalty and the n-gram ban; see logits.py."""
        import torch
        from transformers.generation import NoRepeatNGramLogitsProcessor, RepetitionPenaltyLogitsProcessor

        penalties: list[Any] = []
        if decoding.repetition_penalty != 1.0:
            penalties.append(RepetitionPenaltyLogitsProcessor(decoding.repetition_penalty))
        if decoding.no_repeat_ngram:
            penalties.append(NoRepeatNGramLogitsProcessor(decoding.no_repeat_ngram))
        forbidden_first = torch.tensor([self._ids[END]], device=self._model.device)
        lowest = torch.finfo(torch.float32).min

        def change(input_ids: Any, logits: Any) -> Any:
            if input_ids.shape[1] == 1:
                logits = logits.index_fill(1, forbidden_first, lowest)
            for penalty in penalties:
                logits = penalty(input_ids, logits)
            return logits

        return before_softmax(self._model, change, always=bool(penalties))

    def _reread(self, states: Any, mask: Any, sequences: Any) -> tuple[list[float], list[list[int]]]:
        """Mean log probability of each sequence and what each of its tokens attends to, in one pass over the whole.

        `generate` can report scores too, but keeps every step's distribution for it: gigabytes for a batch.
        """
        import torch
        from transformers.modeling_outputs import BaseModelOutput

        output = self._model.model(
            encoder_outputs=BaseModelOutput(last_hidden_state=states),
            attention_mask=mask,
            decoder_input_ids=sequences[:, :-1],
            output_attentions=True,
        )
        labels = sequences[:, 1:]
        # A token that is not known can stand in what the caller wrote; the model is kept from it, so it has no score.
        real = (labels != self._ids[PADDING]) & (labels != self._ids[UNKNOWN])
        first = torch.zeros_like(real)
        first[:, 0] = True
        log_probs = torch.zeros(labels.shape, device=labels.device)
        log_probs[real] = torch.cat(
            [
                self._token_log_probs(*part)
                for part in zip(
                    output.last_hidden_state[real].split(_SCORED_TOGETHER),
                    labels[real].split(_SCORED_TOGETHER),
                    first[real].split(_SCORED_TOGETHER),
                    strict=True,
                )
            ]
        )
        means = log_probs.sum(1) / real.sum(1)
        return means.tolist(), output.cross_attentions[-1][:, 0].argmax(-1).tolist()

    def _token_log_probs(self, hidden: Any, labels: Any, first: Any) -> Any:
        """Log probability of each label, where the end token cannot be the first."""
        logits = (self._model.lm_head(hidden) + self._model.final_logits_bias).float()
        logits[first, self._ids[END]] = -float("inf")
        return logits.log_softmax(-1).gather(1, labels[:, None])[:, 0]


def precision(settings: Settings) -> tuple[str, str]:
    """The device and the PyTorch data type that the settings come to on this machine."""
    import torch

    device = settings.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if settings.compute_type in ("float32", "float16", "bfloat16"):
        return device, settings.compute_type
    return device, "float16" if device == "cuda" else "float32"


def describe_transformers(settings: Settings) -> str:
    """Library, version and precision, for the provenance."""
    import transformers

    device, dtype = precision(settings)
    return f"transformers {transformers.__version__} {dtype}" + (" cuda" if device == "cuda" else "")


def load_model(checkpoint: MarianCheckpoint) -> Any:
    """The checkpoint as a MarianMTModel; see load_pretrained."""
    from transformers import MarianMTModel

    return load_pretrained(MarianMTModel, checkpoint, attn_implementation="eager")
