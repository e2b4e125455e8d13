"""A model on disk in the hub's folder layout: its configuration, where its weights lie, and what it is called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from translator.engines.cache import sha256_of
from translator.release import ReleaseError

WEIGHTS = "model.safetensors"
_PICKLES = ("pytorch_model.bin", "tf_model.h5", "rust_model.ot", "flax_model.msgpack")


@dataclass(frozen=True)
class Checkpoint:
    """A folder that holds a model. config: what config.json says."""

    folder: Path
    config: dict[str, Any]

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
    def _hub_id(self) -> tuple[str, str, str]:
        # The hub's cache lies as models--OWNER--MODEL/snapshots/COMMIT.
        parts = self.folder.absolute().parts
        if len(parts) > 2 and parts[-2] == "snapshots" and parts[-3].startswith("models--"):
            return parts[-3].removeprefix("models--").partition("--")
        return "", "", ""


def need_weights(folder: Path, model_class: str) -> None:
    """Raises ReleaseError, saying what to do, where the weights are only there as a pickle, or not at all.

    model_class: the class of transformers that can rewrite them
    """
    if (folder / WEIGHTS).is_file():
        return
    if (folder / f"{WEIGHTS}.index.json").is_file():
        trouble = f"{folder} has its weights in several files. Write them into one"
        how = f"save_pretrained('{folder}', max_shard_size='100GB')"
        option = ""
    elif any((folder / name).is_file() for name in _PICKLES):
        trouble = (
            f"{folder} has its weights only in a format that can run code when it is opened, so they are not loaded. "
            f"Take the revision of the repository that has {WEIGHTS} (often an open pull request, refs/pr/N), or write "
            "it yourself where you trust the file"
        )
        how = f"save_pretrained('{folder}')"
        option = ", use_safetensors=False"
    else:
        raise ReleaseError(f"{folder} holds no weights: {WEIGHTS} is missing. Download the whole repository.")
    raise ReleaseError(
        f'{trouble}: python -c "from transformers import {model_class} as M; '
        f"M.from_pretrained('{folder}'{option}).{how}\""
    )


def read_table(file: Path) -> dict[str, Any]:
    """The names and values of a JSON file. Raises ReleaseError where it is broken or no such table."""
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{file} cannot be read: {error}. Download the repository again.") from error
    if not isinstance(value, dict):
        raise ReleaseError(f"{file} is not a table of names and values. Download the repository again.")
    return value


def load_pretrained(model_class: Any, checkpoint: Checkpoint, **options: Any) -> Any:
    """The checkpoint as a model of transformers: from its folder and its safetensors file, without remote code.

    model_class: a class with from_pretrained; options: for that
    Raises ReleaseError where the weights cannot be read or do not fill the model.
    """
    from safetensors import SafetensorError

    try:
        with quiet():
            model, report = model_class.from_pretrained(
                checkpoint.folder,
                local_files_only=True,
                use_safetensors=True,
                trust_remote_code=False,
                output_loading_info=True,
                **options,
            )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ReleaseError(f"{checkpoint.weights} cannot be loaded: {error}. Download the repository again.") from error
    if missing := sorted(report["missing_keys"]):
        raise ReleaseError(f"{checkpoint.weights} lacks {', '.join(missing[:3])}. Download the repository again.")
    return model


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps transformers from showing bars, and from warning of untied weights and padding, which are right."""
    from transformers.utils import logging

    bars, verbosity = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
