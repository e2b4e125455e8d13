"""Step 4: the trained adapter in half precision, its rank cut by SVD where asked, and the model built from it.

    python models/press-270m/recipe/export.py
    python models/press-270m/recipe/export.py --rank 32 --publish

--publish puts the adapter in the place of the published one and its sha256 into models/registry.toml.
"""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import torch
from lora import adapter_shape, save_adapter
from recipe import MODEL, Lora, load_recipe, need, step_arguments
from safetensors.torch import load_file
from torch import Tensor

from translator.engines.cache import sha256_of
from translator.engines.embedded_build import ADAPTER_FILES, build
from translator.engines.registry import read_registry, registry
from translator.release import ReleaseError
from translator.settings import load_settings


def main() -> None:
    parser = step_arguments(__doc__)
    parser.add_argument("--rank", type=int, help="instead of export.rank")
    parser.add_argument("--publish", action="store_true", help="put it in the place of the published adapter")
    given = parser.parse_args()
    rank = given.rank or load_recipe(given.recipe).export.rank
    trained = need(given.work / "adapter", "train.py")
    lora, tensors = adapter_shape(trained), load_file(trained / "adapter_model.safetensors")
    if rank > lora.rank:
        raise SystemExit(f"{trained} is of rank {lora.rank}: it cannot be exported with rank {rank}.")
    if rank < lora.rank:
        tensors, kept = with_rank(tensors, lora, rank)
        print(f"rank {lora.rank} to {rank}: {kept:.2%} of the updates' squared norm kept")
    folder = given.work / f"export-{rank}"
    save_adapter({name: t.half().contiguous() for name, t in tensors.items()}, replace(lora, rank=rank), folder)
    settings = load_settings()
    try:
        built = build(registry()["embedded"], settings.cache, lambda what, share: None, str(folder))
    except ReleaseError as error:
        raise SystemExit(str(error)) from error
    size = (folder / "adapter_model.safetensors").stat().st_size / 1e6
    print(f"{folder}: {size:.1f} MB\nbuilt: {built}")
    print(f"try it: TRANSLATOR_ADAPTER={folder} translator release ARTICLE --engine embedded")
    if given.publish:
        publish(folder)


def with_rank(tensors: dict[str, Tensor], lora: Lora, rank: int) -> tuple[dict[str, Tensor], float]:
    """The adapters' closest ones of a lower rank, and the share of the squared norm of their updates that is left.

    The update is s B A with s = alpha / sqrt(rank). QR of both factors leaves an SVD of (rank, rank) only.
    """
    cut: dict[str, Tensor] = {}
    before = after = 0.0
    scale, new_scale = (lora.alpha / math.sqrt(r) for r in (lora.rank, rank))
    for name in [n for n in tensors if n.endswith(".lora_A.weight")]:
        other = name.replace(".lora_A.", ".lora_B.")
        left, left_rest = torch.linalg.qr(tensors[other].float())
        right, right_rest = torch.linalg.qr(tensors[name].float().T)
        u, sizes, vt = torch.linalg.svd(left_rest @ right_rest.T)
        before, after = before + float((sizes**2).sum()), after + float((sizes[:rank] ** 2).sum())
        roots = (sizes[:rank] * (scale / new_scale)).sqrt()
        cut[other] = left @ u[:, :rank] * roots
        cut[name] = roots[:, None] * (vt[:rank] @ right.T)
    return cut, after / before


def publish(folder: Path, model: Path = MODEL) -> None:
    """Copies the adapter over the published one, and writes its digests into the registry beside the model."""
    file = model.parent / "registry.toml"
    entry = read_registry(file)["embedded"]
    text = file.read_text(encoding="utf-8")
    for name in ADAPTER_FILES:
        shutil.copy(folder / name, model / name)
        text = text.replace(json.dumps(entry.files[name]), json.dumps(sha256_of(model / name)))
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"published: {model}")


if __name__ == "__main__":
    main()
