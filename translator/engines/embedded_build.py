"""Builds the embedded model for CTranslate2: the base with its cut vocabulary, the adapter merged into it, 8 bits."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.engines.cache import build_once, need_space, sha256_of
from translator.engines.embedded_base import Report, assemble, available, read_weights, vocabulary
from translator.engines.registry import ModelEntry, faults, models_folder, registry
from translator.release import ReleaseError
from translator.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from translator.engines.embedded_base import Weights

    Updates = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

ADAPTER_FILES = ("adapter_config.json", "adapter_model.safetensors")

_UNSUPPORTED = ("use_dora", "rank_pattern", "alpha_pattern", "modules_to_save", "lora_bias", "layer_replication")
_SPACE = 1_300  # megabytes that a build writes before it deletes what it no longer needs


def adapter_folder(entry: ModelEntry, own: str | None) -> Path:
    """The folder of the adapter: the user's own (settings.adapter), or the one that comes with the software.

    Raises ReleaseError when there is no adapter in it.
    """
    folder = Path(own).expanduser() if own else models_folder() / entry.id
    if missing := [name for name in ADAPTER_FILES if not (folder / name).is_file()]:
        remedy = (
            "Name the folder that train.py or export.py of models/press-270m/recipe wrote."
            if own
            else "Install the software again."
        )
        raise ReleaseError(f"{folder} is no adapter: {' and '.join(missing)} missing. {remedy}")
    return folder


def adapter_version(entry: ModelEntry, own: str | None = None) -> str:
    """Twelve hexadecimal digits that change with the adapter, its scale, the configuration or the tokenizer."""
    adapter, model = adapter_folder(entry, own), models_folder() / entry.id
    files = [*(adapter / name for name in ADAPTER_FILES), model / "config.json", model / "tokenizer.json"]
    digests = "".join(sha256_of(file) if file.is_file() else "" for file in files)
    return hashlib.sha256(digests.encode()).hexdigest()[:12]


def built_folder(entry: ModelEntry, cache: Path, own: str | None = None) -> Path:
    """Where the built model is kept: another adapter or base gives another folder."""
    return cache / f"{entry.id}-{adapter_version(entry, own)}-{entry.base_sha256[:12]}"


def usable(settings: Settings) -> bool:
    """Whether the embedded model is built or can be."""
    return available() or built_folder(registry()["embedded"], settings.cache, settings.adapter).is_dir()


def build(entry: ModelEntry, cache: Path, report: Report, own: str | None = None) -> Path:
    """The folder of the built model (model.bin, config.json, vocabulary.json, tokenizer.json), built if needed.

    own: folder of an adapter in PEFT's format to merge instead of the one that comes with the software
    Raises ReleaseError when the `offline` extra is not installed, a file is not the one that was published, the
    adapter does not fit the base, or there is not enough space.
    """
    folder, adapter = built_folder(entry, cache, own), adapter_folder(entry, own)
    if not folder.is_dir() and not available():
        raise ReleaseError(
            "The embedded model needs the packages of the `offline` extra. "
            "Install them: pip install 'press-translator[offline]'."
        )
    return build_once(folder, lambda unfinished: _build(entry, adapter, unfinished, report))


def _build(entry: ModelEntry, adapter: Path, folder: Path, report: Report) -> None:
    source = models_folder() / entry.id
    report("checking the files", 0.0)
    own = ADAPTER_FILES if adapter != source else ()
    if found := [fault for fault in faults(entry) if not fault.startswith(tuple(f"{entry.id}/{name}" for name in own))]:
        raise ReleaseError(f"The embedded model cannot be built: {'; '.join(found)}. Install the software again.")
    updates = read_adapter(adapter)
    need_space(folder, _SPACE)
    report("joining the base model's parts", 0.05)
    base = folder / "base.gguf"
    assemble(base, entry.base_sha256)
    tokens = vocabulary(source / "tokenizer.json")
    weights = read_weights(base, tokens, lambda what, share: report(what, 0.3 + 0.3 * share))
    base.unlink()
    report("merging the adapter", 0.6)
    merge_adapter(weights, updates)
    report("converting to 8 bits", 0.7)
    _convert(weights, source, folder)
    report("ready", 1.0)


def read_adapter(folder: Path) -> Updates:
    """The low-rank updates of an adapter in PEFT's format: weight name -> (down, up), the scale in the latter.

    The scale is rank-stabilised where the adapter's configuration says so (Kalajdzievski 2023).
    Raises ReleaseError when a file is damaged.
    """
    import numpy as np
    from safetensors import SafetensorError, safe_open

    updates: Updates = {}
    try:
        config: dict[str, Any] = json.loads((folder / ADAPTER_FILES[0]).read_text(encoding="utf-8"))
        rank, alpha = config["r"], config["lora_alpha"]
        scale = alpha / (rank**0.5 if config["use_rslora"] else rank)
        with safe_open(folder / ADAPTER_FILES[1], framework="numpy") as tensors:
            for key in tensors.keys():  # noqa: SIM118 - safe_open is no dict
                if key.endswith(".lora_A.weight"):
                    name = key.removeprefix("base_model.model.").removesuffix(".lora_A.weight") + ".weight"
                    down, up = (tensors.get_tensor(key.replace(".lora_A.", f".lora_{side}.")) for side in "AB")
                    updates[name] = (down.astype(np.float32), np.float32(scale) * up.astype(np.float32))
    except (SafetensorError, KeyError, ValueError) as error:
        raise ReleaseError(f"The adapter in {folder} is damaged: {error}. Copy or train it again.") from error
    unknown = [name for name in _UNSUPPORTED if config.get(name)]
    if unknown or not updates:
        raise ReleaseError(
            f"The adapter in {folder} cannot be merged: it {'uses ' + ', '.join(unknown) if unknown else 'is empty'}. "
            "Only LoRA with one rank and one scale for all layers can."
        )
    return updates


def merge_adapter(weights: Weights, updates: Updates) -> None:
    """Adds an adapter's updates to the weights, in place: W + B A. Raises ReleaseError when it is for another base."""
    for name, (down, up) in updates.items():
        if name not in weights or weights[name].shape != (up.shape[0], down.shape[1]):
            raise ReleaseError(f"The adapter does not fit the base model: {name} is missing or of another shape.")
        weights[name] += up @ down


def write_checkpoint(weights: Weights, source: Path, folder: Path) -> None:
    """Writes a checkpoint that transformers loads: weights, configuration and tokenizer.

    source: folder of config.json and tokenizer.json
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(source / name, folder)
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<bos>", "eos_token": "<eos>"}
            | {"pad_token": "<pad>", "unk_token": "<unk>", "model_max_length": 2048}
        ),
        encoding="utf-8",
    )
    try:
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:  # its only cause here is the disk
        raise OSError(str(error)) from error


def _convert(weights: Weights, source: Path, folder: Path) -> None:
    """Writes the model as a transformers checkpoint, lets CTranslate2 convert it, and keeps the conversion only."""
    from ctranslate2.converters import TransformersConverter
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # the build has a progress of its own
    checkpoint = folder / "checkpoint"
    write_checkpoint(weights, source, checkpoint)
    weights.clear()  # the converter reads them again
    TransformersConverter(str(checkpoint), low_cpu_mem_usage=True).convert(str(folder / "ct2"), quantization="int8")
    for file in (folder / "ct2").iterdir():
        file.rename(folder / file.name)
    (folder / "ct2").rmdir()
    (checkpoint / "tokenizer.json").rename(folder / "tokenizer.json")
    shutil.rmtree(checkpoint)
