"""A MarianMT checkpoint on disk, in the hub's folder layout: what must be there, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translator.engines.checkpoint import Checkpoint, need_weights, read_table
from translator.release import ReleaseError

REQUIRED = ("config.json", "source.spm", "target.spm", "vocab.json")


@dataclass(frozen=True)
class MarianCheckpoint(Checkpoint):
    """A folder that open_checkpoint has looked through. vocabulary: token -> id."""

    vocabulary: dict[str, int]

    @property
    def positions(self) -> int:
        """Most tokens that the model can place on either side."""
        return int(self.config.get("max_position_embeddings", 512))


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
    need_weights(folder, "MarianMTModel")
    config, vocabulary = read_table(folder / "config.json"), read_table(folder / "vocab.json")
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
