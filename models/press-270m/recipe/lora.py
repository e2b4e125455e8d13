"""Low-rank adapters (Hu et al. 2021) on the base model, in PEFT's file format.

Written here rather than taken from PEFT for speed on a CPU: the update is added to the weight once a step, so a pass
costs one matrix product a layer instead of three.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from recipe import Lora
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

_PREFIX = "base_model.model."


class _Adapted(torch.autograd.Function):
    """x (W + s B A)^T, with gradients for x, A and B."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, down: Tensor, up: Tensor, scale: float) -> Tensor:  # type: ignore[override]
        merged = torch.addmm(weight, up, down, alpha=scale)
        ctx.save_for_backward(x, merged, down, up)
        ctx.scale = scale
        return x @ merged.T

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[override]
        x, merged, down, up = ctx.saved_tensors
        rows, inputs = gradient.reshape(-1, gradient.shape[-1]), x.reshape(-1, x.shape[-1])
        grad_up = rows.T @ (inputs @ down.T) * ctx.scale
        grad_down = (rows @ up).T @ inputs * ctx.scale
        return (rows @ merged).view(x.shape), None, grad_down, grad_up, None


class AdaptedLinear(nn.Module):
    """A linear layer with an adapter: down (rank, inputs), up (outputs, rank)."""

    def __init__(self, linear: nn.Linear, settings: Lora) -> None:
        super().__init__()
        self.weight = linear.weight.requires_grad_(False)
        self.scale = settings.alpha / math.sqrt(settings.rank)
        self.down = nn.Parameter(torch.empty(settings.rank, linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, settings.rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        """(…, inputs) to (…, outputs)."""
        out: Tensor = _Adapted.apply(x, self.weight, self.down, self.up, self.scale)
        return out


def adapt(model: nn.Module, settings: Lora) -> dict[str, AdaptedLinear]:
    """Puts an adapter on every layer that the settings name; the rest of the model stands still."""
    model.requires_grad_(False)
    adapted: dict[str, AdaptedLinear] = {}
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and name.rsplit(".", 1)[-1] in settings.targets:
            parent, _, child = name.rpartition(".")
            adapted[name] = AdaptedLinear(module, settings)
            setattr(model.get_submodule(parent), child, adapted[name])
    return adapted


def load_adapter(adapted: dict[str, AdaptedLinear], folder: Path) -> None:
    """Sets the adapters to those of a PEFT folder. Exits when its layers or its rank are others."""
    try:
        shape, tensors = adapter_shape(folder), load_file(folder / "adapter_model.safetensors")
    except (OSError, SafetensorError) as error:
        raise SystemExit(f"{folder}: the adapter cannot be read: {error}") from error
    ratio = shape.alpha / math.sqrt(shape.rank) / next(iter(adapted.values())).scale
    scaled = {name: t.float() * (ratio if ".lora_B." in name else 1) for name, t in tensors.items()}
    wanted = {name: tensor.shape for name, tensor in adapter_tensors(adapted).items()}
    if {name: tensor.shape for name, tensor in scaled.items()} != wanted:
        raise SystemExit(f"{folder}: this adapter does not fit lora in the recipe: its layers or its rank are others.")
    set_adapter(adapted, scaled)


def set_adapter(adapted: dict[str, AdaptedLinear], tensors: dict[str, Tensor]) -> None:
    """Sets the adapters to tensors under PEFT's names."""
    with torch.no_grad():
        for name, layer in adapted.items():
            layer.down.copy_(tensors[f"{_PREFIX}{name}.lora_A.weight"])
            layer.up.copy_(tensors[f"{_PREFIX}{name}.lora_B.weight"])


def adapter_shape(folder: Path) -> Lora:
    """Rank, alpha and layers of a PEFT folder. Exits when its scale is not rank-stabilised, as all of ours are."""
    try:
        config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
        shape = Lora(config["r"], config["lora_alpha"], tuple(config["target_modules"]))
    except (OSError, KeyError, ValueError) as error:
        raise SystemExit(f"{folder}: adapter_config.json cannot be read: {error!r}") from error
    if not config.get("use_rslora"):
        raise SystemExit(f"{folder}: only adapters with a rank-stabilised scale (use_rslora) are read here.")
    return shape


def adapter_tensors(adapted: dict[str, AdaptedLinear]) -> dict[str, Tensor]:
    """The adapters in float32 under PEFT's names."""
    return {
        f"{_PREFIX}{name}.lora_{side}.weight": tensor.detach().clone()
        for name, layer in adapted.items()
        for side, tensor in (("A", layer.down), ("B", layer.up))
    }


def save_adapter(tensors: dict[str, Tensor], settings: Lora, folder: Path) -> None:
    """Writes adapter_model.safetensors and adapter_config.json as PEFT reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "adapter_model.new"
    save_file(tensors, unfinished, metadata={"format": "pt"})
    unfinished.replace(folder / "adapter_model.safetensors")
    config = {
        "peft_type": "LORA",
        "base_model_name_or_path": "gemma-3-270m (trimmed)",
        "task_type": None,
        "r": settings.rank,
        "lora_alpha": settings.alpha,
        "use_rslora": True,
        "lora_dropout": 0.0,
        "bias": "none",
        "fan_in_fan_out": False,
        "target_modules": list(settings.targets),
        "inference_mode": True,
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8", newline="\n")
