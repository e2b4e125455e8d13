"""Lets a search of transformers change logits before the softmax, as CTranslate2 does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def before_softmax(
    model: Any, change: Callable[[Any, Any], Any], always: bool, begun: int = 1
) -> tuple[Sequence[Any], Any]:
    """The processors for `generate`, and the hook that hands them the logits, to be removed afterwards.

    In a beam search `generate` gives its processors log probabilities, on which a repetition penalty means something
    else than on logits (Keskar et al. 2019), and whose sum is no longer one after tokens are banned.

    change: (token ids so far, logits in float32) -> logits; always: at every step, else only at the first
    begun: how many tokens every target begins with
    """
    from transformers.generation import LogitsProcessor, LogitsProcessorList

    last: list[Any] = []

    class BeforeSoftmax(LogitsProcessor):  # type: ignore[misc]
        def __call__(self, input_ids: Any, scores: Any) -> Any:
            if not always and input_ids.shape[1] != begun:
                return scores
            return change(input_ids, last.pop()[:, -1].float()).log_softmax(-1)

    def keep(_module: Any, _arguments: Any, output: Any) -> None:
        last[:] = [output.logits]

    processors: Sequence[Any] = LogitsProcessorList([BeforeSoftmax()])
    return processors, model.register_forward_hook(keep)
