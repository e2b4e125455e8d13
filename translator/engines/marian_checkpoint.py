"""A MarianMT checkpoint on disk, in the hub's folder layout: what must be there, and what it is called."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from translator.engines.cache import sha256_of
from translator.release import ReleaseError

WEIGHTS = "model.safetensors"
REQUIRED = ("config.json", "source.spm", "target.spm", "vocab.json")
_PICKLES = ("pytorch_model.bin", "tf_model.h5", "rust_model.ot", "flax_model.msgpack")


@dataclass(frozen=True)
class MarianCheckpoint:
    """A folder that open_checkpoint has looked through.

    config: what config.json says; vocabulary: token -> id
    """

    folder: Path
    config: dict[str, Any]
    vocabulary: dict[str, int]

    @property
    def weights(self) -> Path:
        """The weights file."""
        return self.folder / WEIGHTS

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the weights."""
        return sha256_of(self.weights)

    @property
    def name(self) -> str:
        """The hub id where the folder lies in the hub's cache, else the folder's name."""
        owner, _, model = self._hub_id
        return f"{owner}/{model}" if model else self.folder.resolve().name

    @property
    def revision(self) -> str:
        """The commit where the folder lies in the hub's cache, else the hash of the weights."""
        return self.folder.name if self._hub_id[2] else f"sha256:{self.sha256[:16]}"

    @property
    def positions(self) -> int:
        """Most tokens that the model can place on either side."""
        return int(self.config.get("max_position_embeddings", 512))

    @property
    def _hub_id(self) -> tuple[str, str, str]:
        # The hub's cache lies as models--OWNER--MODEL/snapshots/COMMIT.
        parts = self.folder.absolute().parts
        if len(parts) > 2 and parts[-2] == "snapshots" and parts[-3].startswith("models--"):
            return parts[-3].removeprefix("models--").partition("--")
        return "", "", ""


def open_checkpoint(folder: Path) -> MarianCheckpoint:
    """The checkpoint in a folder, its weights not yet read.

    Raises ReleaseError where files are missing, where the weights are a pickle, or where it is no MarianMT model.
    """
    if not folder.is_dir():
        raise ReleaseError(f"{folder} is not a folder. Name the folder of a MarianMT checkpoint, or its hub id.")
    if missing := [name for name in REQUIRED if not (folder / name).is_file()]:
        raise ReleaseError(
            f"{folder} is not a MarianMT checkpoint: {', '.join(missing)} is missing. Download the whole repository."
        )
    if not (folder / WEIGHTS).is_file():
        raise ReleaseError(_no_weights(folder))
    config, vocabulary = _json(folder / "config.json"), _json(folder / "vocab.json")
    if config.get("model_type") != "marian":
        raise ReleaseError(
            f"{folder} holds a model of type {config.get('model_type')!r}, not 'marian'. "
            "Only MarianMT checkpoints can be used."
        )
    if not config.get("share_encoder_decoder_embeddings", True) or (folder / "target_vocab.json").is_file():
        raise ReleaseError(
            f"{folder} has one vocabulary for each language, which is not supported. "
            "Use a checkpoint with a shared vocabulary, such as the opus-mt ones."
        )
    if absent := {"</s>", "<unk>", "<pad>"} - vocabulary.keys():
        raise ReleaseError(f"{folder / 'vocab.json'} lacks {', '.join(sorted(absent))}. Download the repository again.")
    return MarianCheckpoint(folder, config, vocabulary)


def _no_weights(folder: Path) -> str:
    """What to do about a checkpoint whose weights are only there as a pickle, or not at all."""
    if not any((folder / name).is_file() for name in _PICKLES):
        return f"{folder} holds no weights: {WEIGHTS} is missing. Download the whole repository."
    return (
        f"{folder} has its weights only in a format that can run code when it is opened, so they are not loaded. "
        f"Take the revision of the repository that has {WEIGHTS} (often an open pull request, refs/pr/N), or write "
        'it yourself where you trust the file: python -c "from transformers import MarianMTModel as M; '
        f"M.from_pretrained('{folder}', use_safetensors=False).save_pretrained('{folder}')\""
    )


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{file} cannot be read: {error}. Download the repository again.") from error
    if not isinstance(value, dict):
        raise ReleaseError(f"{file} is not a table of names and values. Download the repository again.")
    return value
