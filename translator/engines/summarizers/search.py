"""How to search for a summary: what the checkpoint says, capped by what a release needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translator.engines.summarizers.base import What
from translator.release import Language
from translator.settings import Settings

DEFAULT_BEAM = 4
# A word is rarely more than two tokens, and a 汉字 never more than one and a mark; a model that stops by itself, as all
# that are fine-tuned for summaries do, is not cut short by this.
_TOKENS_PER_UNIT = 2


@dataclass(frozen=True, slots=True)
class Search:
    """A beam search for summaries. Tokens are counted with those that the decoder is forced to write first.

    least: tokens before the end token may come; most: tokens at most, end token included
    length_penalty: exponent of the length that a hypothesis' log probability is divided by
    repetition_penalty: above 1 makes tokens already written less likely (Keskar et al. 2019)
    no_repeat_ngram: no run of this many tokens twice; 0 allows all
    """

    beam_size: int = DEFAULT_BEAM
    least: int = 0
    most: int = 128
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0


def published_search(
    published: Mapping[str, Any], settings: Settings, language: Language, what: What, room: int
) -> Search:
    """The search that a checkpoint's configuration asks for.

    published: the names and values of transformers' GenerationConfig, whose lengths count the decoder's start token
    room: most tokens that may be written

    min_length holds for briefs only: for a headline the shortest is welcome. max_length is kept to twice the brief's
    limit in words or 汉字. Sampling and early stopping of the configuration do not count: both runtimes search with a
    beam and stop when beam_size hypotheses are finished.
    """
    units = settings.brief_zh if language == "zh" else settings.brief_en
    allowed = _number(published, "max_new_tokens", _number(published, "max_length", 10**6) - 1)
    most = max(min(allowed, _TOKENS_PER_UNIT * units, room), 1)
    least = _number(published, "min_length", 0) - 1 if what == "brief" else 0
    return Search(
        beam_size=settings.beam_size or _number(published, "num_beams", DEFAULT_BEAM),
        least=max(min(least, most // 2), 0),
        most=most,
        length_penalty=float(_number(published, "length_penalty", 1.0)),
        repetition_penalty=float(_number(published, "repetition_penalty", 1.0)),
        no_repeat_ngram=_number(published, "no_repeat_ngram_size", 0),
    )


def _number(published: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    """A value of the configuration; `otherwise` where it is not given, as null or at all."""
    value = published.get(name)
    return otherwise if value is None else value
