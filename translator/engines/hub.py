"""The hub's cache on this machine: which checkpoints lie in it, where, and whether their files are whole."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Literal

from translator.engines.cache import sha256_of
from translator.engines.checkpoint import WEIGHTS
from translator.engines.marian_checkpoint import REQUIRED
from translator.engines.registry import HUB_ID, ModelEntry

DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")

_TOKENIZER = (
    *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"),
    *("vocab.json", "merges.txt", "vocab.txt", "spiece.model", "sentencepiece.bpe.model", "added_tokens.json"),
)
# What is fetched of a repository, weights last: where they are, everything is. Safetensors only, nothing that is code.
FILES = {
    "marian": (*REQUIRED, "generation_config.json", WEIGHTS),
    # The card (README.md) says which languages the model knows.
    "summarizer": ("config.json", "generation_config.json", "README.md", *_TOKENIZER, WEIGHTS),
    "embedding": (
        *("config.json", "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json"),
        *("1_Pooling/config.json", "2_Dense/config.json", *_TOKENIZER, "2_Dense/model.safetensors", WEIGHTS),
    ),
}


def needed(entry: ModelEntry) -> tuple[str, ...]:
    """The files without which a model cannot be loaded."""
    return (*REQUIRED, WEIGHTS) if entry.kind == "marian" else ("config.json", WEIGHTS)


def hub_model(
    name: str, entries: dict[str, ModelEntry], kind: Literal["marian", "summarizer"] = "marian"
) -> ModelEntry | None:
    """The registry's entry for a name or hub id, one that pins nothing for another hub id, None for no hub id.

    kind: what a hub id that the registry does not know is taken for
    """
    for entry in entries.values():
        if entry.source == "hub" and name in (entry.name, entry.id):
            return entry
    if not HUB_ID.fullmatch(name):
        return None
    purpose = "translation" if kind == "marian" else "briefs"
    return ModelEntry(name, name, kind, "hub", "see its page on the hub", purpose, 0, 0, ("en", "zh"))


def repository(hub_id: str) -> Path:
    """Where the hub's cache keeps a model: blobs/ by digest, snapshots/COMMIT/ with links to them, refs/."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE) / f"models--{hub_id.replace('/', '--')}"


def cached(entry: ModelEntry) -> Path | None:
    """The folder of a model in the hub's cache, None where it is not complete or not what the registry pins."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(entry.id, "config.json", revision=entry.revision or None)
    except HFValidationError:
        return None
    if not isinstance(found, str):
        return None
    folder = Path(found).parent
    complete = all((folder / name).is_file() for name in needed(entry))
    return folder if complete and folder.name.startswith(entry.commit) else None


def damaged(entry: ModelEntry, folder: Path) -> list[str]:
    """The files of a cached model that are not what the registry pins, or else what the hub said when it gave them."""
    return [
        name
        for name in FILES[entry.kind]
        if (folder / name).is_file()
        and (digest := entry.files.get(name) or _blob_name(folder / name))
        and not matches(folder / name, digest)
    ]


def remove(file: Path) -> None:
    """Takes a file out of the hub's cache, with what its link points to."""
    if file.is_symlink():
        (file.parent / os.readlink(file)).unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def matches(file: Path, digest: str) -> bool:
    """Whether a file has this digest: sha256, or the sha1 that git gives a file (40 digits)."""
    if len(digest) == 64:
        return sha256_of(file) == digest
    content = file.read_bytes()  # git's own files are small: the hub takes large ones through LFS, by sha256
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == digest


def _blob_name(file: Path) -> str:
    """The digest after which the cache names what a link points to; "" where there are no links."""
    name = Path(os.readlink(file)).name if file.is_symlink() else ""
    return name if DIGEST.fullmatch(name) else ""
