"""How many tokens a second the training takes, with and without what makes it fast. Needs trim.py's base.

    python models/press-270m/recipe/speed.py
    python models/press-270m/recipe/speed.py --only compiled

Each variant runs in a process of its own: one step to warm up, then --steps of a batch whose tokens are drawn, half of
them answers. "separate" adds the adapter's output to the layer's, as PEFT does.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time

import torch
from examples import Example
from lora import AdaptedLinear
from recipe import load_recipe, step_arguments
from torch import Tensor
from train import Trainer, keep_freed_memory

WIDTH = 100
VARIANTS = {
    "separate, memory given back": (1400, "separate"),
    "separate": (1400, "separate", "keep"),
    "merged": (1400, "keep"),
    "merged, larger batch": (4000, "keep"),
    "compiled": (1400, "keep", "compile"),
}


def separate(layer: AdaptedLinear, x: Tensor) -> Tensor:
    """The layer's output and, beside it, the adapter's."""
    out: Tensor = x @ layer.weight.T + layer.scale * ((x @ layer.down.T) @ layer.up.T)
    return out


def tokens_a_second(trainer: Trainer, rows: int, steps: int) -> tuple[float, float]:
    """Seconds of the first step, tokens a second of the others."""
    drawn = torch.randint(200, 70_000, (rows, WIDTH)).tolist()
    batch = [Example(ids[: WIDTH // 2], ids[WIDTH // 2 :]) for ids in drawn]
    started = time.perf_counter()
    trainer.update(batch)
    first = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(steps):
        trainer.update(batch)
    return first, rows * WIDTH * steps / (time.perf_counter() - started)


def main() -> None:
    parser = step_arguments(__doc__)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--only", choices=VARIANTS)
    given = parser.parse_args()
    if not given.only:
        for name in VARIANTS:
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--only", name], check=True)
        return
    tokens, *how = VARIANTS[given.only]
    if "keep" in how:
        keep_freed_memory()
    torch.set_num_threads(os.cpu_count() or 1)
    if "separate" in how:
        AdaptedLinear.forward = separate  # type: ignore[method-assign]
    trainer = Trainer(load_recipe(given.recipe), given.work, None)
    if "compile" in how:
        trainer.body = torch.compile(trainer.body)
    first, speed = tokens_a_second(trainer, math.ceil(int(tokens) / WIDTH), given.steps)
    print(
        f"{given.only:30} {tokens:6} tokens a batch  first step {first:6.1f} s  then {speed:5.0f} tokens/s", flush=True
    )


if __name__ == "__main__":
    main()
