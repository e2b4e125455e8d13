"""A summarization checkpoint on disk, in the hub's folder layout: what must be there, and what it says of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from translator.engines.checkpoint import Checkpoint, need_weights, read_table
from translator.engines.registry import registry
from translator.release import Language, ReleaseError

# Models without absolute positions read texts of any length, but have learned from texts of this one (Raffel et al.
# 2020, Xue et al. 2021).
_LEARNED_LENGTH = 512
_WINDOW = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
_TOKENIZERS = ("tokenizer.json", "spiece.model", "sentencepiece.bpe.model", "vocab.json", "vocab.txt")
_BOTH: frozenset[Language] = frozenset(("en", "zh"))
_CODES: dict[str, frozenset[Language]] = {
    "en": frozenset(("en",)),
    "eng": frozenset(("en",)),
    "english": frozenset(("en",)),
    "zh": frozenset(("zh",)),
    "zho": frozenset(("zh",)),
    "cmn": frozenset(("zh",)),
    "chinese": frozenset(("zh",)),
    "multilingual": _BOTH,
    "mul": _BOTH,
}


@dataclass(frozen=True)
class Seq2SeqCheckpoint(Checkpoint):
    """A folder that open_seq2seq has looked through.

    generation: how to search, as published: of config.json, its task of summarization, and generation_config.json,
        later ones win
    window: most tokens that the model reads at once; positions: most that it writes
    languages: those that it reads and writes; licence: as the registry says, "" for a model that it does not name
    """

    generation: dict[str, Any]
    window: int
    languages: frozenset[Language]
    licence: str = ""

    @property
    def kind(self) -> str:
        """The architecture, as transformers names it: bart, pegasus, t5, mt5, led."""
        return str(self.config.get("model_type", ""))

    @property
    def needs_range(self) -> bool:
        """Whether float16 overflows in it: T5, Pegasus and those that come from them were trained in bfloat16."""
        return "t5" in self.kind or "pegasus" in self.kind

    @property
    def size(self) -> int:
        """How many tokens the model has scores for."""
        return int(self.config["vocab_size"])

    @property
    def positions(self) -> int:
        """Most tokens that the model writes; as good as no limit for one without absolute positions."""
        limit = self.config.get("max_decoder_position_embeddings", self.config.get("max_position_embeddings"))
        return int(limit or 10**6)

    @cached_property
    def digest(self) -> str:
        """Hex digest of all that decides what the model writes: weights, configuration and tokenizer."""
        told = [self.sha256, json.dumps([self.config, self.generation], sort_keys=True)]
        for name in (*_TOKENIZERS, "merges.txt", "tokenizer_config.json", "added_tokens.json"):
            if (file := self.folder / name).is_file():
                told.append(hashlib.sha256(file.read_bytes()).hexdigest())
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def open_seq2seq(folder: Path) -> Seq2SeqCheckpoint:
    """The checkpoint in a folder, its weights not yet read.

    Languages are the registry's for a model that it names, else those of the `language` in the README's front matter,
    else both.
    Raises ReleaseError where files are missing, where the weights are a pickle, or where it is no encoder-decoder model
    of transformers.
    """
    if not folder.is_dir():
        raise ReleaseError(f"{folder} is not a folder. Name the folder of a summarization model, or its hub id.")
    if not (folder / "config.json").is_file():
        raise ReleaseError(f"{folder} holds no model: config.json is missing. Download the whole repository.")
    need_weights(folder, "AutoModelForSeq2SeqLM")
    config = read_table(folder / "config.json")
    _refuse_unusable(folder, config)
    published = dict(config)
    tasks = config.get("task_specific_params") or {}
    published |= tasks.get("summarization") or {}
    if (file := folder / "generation_config.json").is_file():
        published |= read_table(file)
    checkpoint = Seq2SeqCheckpoint(folder, config, published, _window(folder, config), _BOTH)
    known = next((entry for entry in registry().values() if entry.id == checkpoint.name), None)
    languages = _known_languages(known.languages) if known else _of_readme(folder)
    return Seq2SeqCheckpoint(
        folder, config, published, checkpoint.window, languages or _BOTH, known.licence if known else ""
    )


def _refuse_unusable(folder: Path, config: dict[str, Any]) -> None:
    from transformers.models.auto.modeling_auto import MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES as KNOWN

    kind = config.get("model_type")
    if kind not in KNOWN or not isinstance(config.get("vocab_size"), int):
        raise ReleaseError(
            f"{folder} holds a model of type {kind!r}, which writes no summaries. "
            "Use an encoder-decoder model such as BART, Pegasus, T5, mT5 or LED."
        )
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        raise ReleaseError(f"{folder} has no tokenizer ({', '.join(_TOKENIZERS)}). Download the whole repository.")


def _window(folder: Path, config: dict[str, Any]) -> int:
    lengths = [config[key] for key in _WINDOW if isinstance(config.get(key), int)][:1]
    if (file := folder / "tokenizer_config.json").is_file():
        told = read_table(file).get("model_max_length")
        # A tokenizer that knows no limit says 10^30.
        lengths += [told] if isinstance(told, int) and 0 < told < 10**6 else []
    return min(lengths, default=_LEARNED_LENGTH)


def _of_readme(folder: Path) -> frozenset[Language]:
    """The languages that the model's card names, of those that the software knows; empty where it names none."""
    from huggingface_hub import metadata_load

    file = folder / "README.md"
    if not file.is_file():
        return frozenset()
    try:
        told = (metadata_load(file) or {}).get("language") or []
    except Exception as error:  # the card is for people: each kind of broken YAML raises its own
        raise ReleaseError(f"{file} has a broken front matter: {error}. Mend it, or remove the file.") from error
    return _known_languages([told] if isinstance(told, str) else [str(code) for code in told])


def _known_languages(codes: Iterable[str]) -> frozenset[Language]:
    """Those of "en" and "zh" that language codes (BCP 47), or names of languages, stand for."""
    return frozenset(
        language for code in codes for language in _CODES.get(code.lower().partition("-")[0].partition("_")[0], ())
    )
