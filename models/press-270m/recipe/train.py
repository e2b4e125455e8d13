"""Step 3: trains an adapter on the CPU. Stopped at any time, it goes on from its last checkpoint when started again.

    python models/press-270m/recipe/train.py --from models/press-270m

Writes adapter/ (PEFT format), log.jsonl and curves.png into the work folder.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from curves import draw
from examples import DIRECTIONS, Example, encode, epoch, grouped, size
from lora import AdaptedLinear, adapt, adapter_tensors, load_adapter, save_adapter
from recipe import Recipe, load_recipe, need, step_arguments
from tokenizers import Tokenizer
from torch import Tensor
from transformers import AutoModelForCausalLM

from translator.engines.base import Request
from translator.engines.embedded import prompt

_EXPECTED_ANSWER = 0.5  # share of a batch's tokens that are answers; the loss is a sum over them, scaled by this
_IGNORED = -100


class Trainer:
    """The model, the optimizer and how far the training has come."""

    def __init__(self, recipe: Recipe, work: Path, start: Path | None) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.work = recipe, work
        base = need(work / "base", "trim.py")
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        self.adapted: dict[str, AdaptedLinear] = adapt(model, recipe.lora)
        if start:
            load_adapter(self.adapted, start)
        self.body, self.head = model.model, model.lm_head.weight.detach()
        self.parameters = [p for layer in self.adapted.values() for p in (layer.down, layer.up)]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=recipe.training.peak_rate, betas=recipe.training.betas, weight_decay=0.0
        )
        self.step = self.tokens = self.epoch = self.batch = 0
        self.seconds = 0.0

    def loss(self, batch: Sequence[Example], smoothing: float) -> tuple[Tensor, int]:
        """Sum over the answers' tokens of their cross-entropy in nats, and how many tokens that are."""
        width = max(map(size, batch))
        ids = torch.zeros(len(batch), width, dtype=torch.long)
        mask, labels = torch.zeros_like(ids), torch.full_like(ids, _IGNORED)
        for row, (question, answer) in enumerate(batch):
            length = len(question) + len(answer)
            ids[row, :length] = torch.tensor(question + answer)
            mask[row, :length] = 1
            labels[row, len(question) : length] = torch.tensor(answer)
        hidden, labels = self.body(input_ids=ids, attention_mask=mask).last_hidden_state[:, :-1], labels[:, 1:]
        used = labels != _IGNORED
        logits = hidden[used] @ self.head.T
        total = torch.nn.functional.cross_entropy(logits, labels[used], label_smoothing=smoothing, reduction="sum")
        return total, int(used.sum())

    def update(self, batch: Sequence[Example]) -> float:
        """One step of the optimizer; the batch's loss in nats per token of the answers."""
        training = self.recipe.training
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        total, count = self.loss(batch, training.label_smoothing)
        (total / (_EXPECTED_ANSWER * training.batch_tokens)).backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, training.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += sum(map(size, batch))
        return total.item() / count

    def progress(self) -> float:
        """How much of the training is done, 0 to 1."""
        training = self.recipe.training
        limits = [(self.tokens, training.tokens), (self.seconds, 60 * training.minutes)]
        return max(done / limit for done, limit in limits if limit)

    def rate(self) -> float:
        """The learning rate now: a linear rise, then a cosine down to the floor."""
        training = self.recipe.training
        warm = min(1.0, (self.step + 1) / training.warmup_steps)
        cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, self.progress())))
        return training.peak_rate * warm * (training.floor + (1 - training.floor) * cosine)

    def batches(self, records: Sequence[dict[str, Any]]) -> Iterator[list[Example]]:
        """Batches without end, from where the last checkpoint stopped."""
        while True:
            settings, recipe = self.recipe.examples, self.recipe
            seed = f"{recipe.seed} {self.epoch}"
            batches = epoch(records, self.tokenizer, settings, recipe.training.batch_tokens, seed)
            while self.batch < len(batches):
                self.batch += 1
                yield batches[self.batch - 1]
            self.epoch, self.batch = self.epoch + 1, 0

    @torch.no_grad()
    def dev_loss(self, dev: Sequence[Example]) -> float:
        """Nats per token of the answers, no smoothing."""
        ordered = sorted(dev, key=size)
        sums = [self.loss(batch, 0.0) for batch in grouped(ordered, self.recipe.training.batch_tokens)]
        return sum(total.item() for total, _ in sums) / sum(count for _, count in sums)

    def save(self) -> None:
        """The checkpoint, written beside the old one and then put in its place."""
        state = {
            "lora": asdict(self.recipe.lora),
            "adapter": adapter_tensors(self.adapted),
            "optimizer": self.optimizer.state_dict(),
            "counts": {name: getattr(self, name) for name in ("step", "tokens", "epoch", "batch", "seconds")},
        }
        unfinished = self.work / "checkpoint.new"
        torch.save(state, unfinished)
        unfinished.replace(self.work / "checkpoint.pt")
        save_adapter(state["adapter"], self.recipe.lora, self.work / "adapter")

    def resume(self) -> None:
        """Goes back to the checkpoint. Exits when it was made for other adapters."""
        file = self.work / "checkpoint.pt"
        state = torch.load(file, weights_only=True)
        if state["lora"] != asdict(self.recipe.lora) | {"targets": self.recipe.lora.targets}:
            raise SystemExit(f"{file} was made with other lora settings. Name another --work, or delete it.")
        load_adapter(self.adapted, self.work / "adapter")
        self.optimizer.load_state_dict(state["optimizer"])
        for name, value in state["counts"].items():
            setattr(self, name, value)


def main() -> None:
    parser = step_arguments(__doc__)
    parser.add_argument("--from", dest="start", type=Path, help="folder of an adapter to start from")
    parser.add_argument("--minutes", type=float, help="instead of training.minutes")
    parser.add_argument("--tokens", type=int, help="instead of training.tokens")
    given = parser.parse_args()
    recipe = load_recipe(given.recipe)
    asked = {name: value for name in ("minutes", "tokens") if (value := getattr(given, name)) is not None}
    recipe = replace(recipe, training=replace(recipe.training, **asked))
    keep_freed_memory()
    torch.set_num_threads(os.cpu_count() or 1)
    trainer = Trainer(recipe, given.work, given.start)
    if (given.work / "checkpoint.pt").exists():
        trainer.resume()
        print(f"going on from step {trainer.step}", flush=True)
    train(
        trainer,
        read(need(given.work / "train.jsonl", "prepare.py")),
        read(need(given.work / "dev.jsonl", "prepare.py")),
    )


def train(trainer: Trainer, records: Sequence[dict[str, Any]], dev_records: Sequence[dict[str, Any]]) -> None:
    """Trains until the limit, with a line of progress, checkpoints and the development loss now and then."""
    training, log = trainer.recipe.training, Log(trainer.work / "log.jsonl")
    dev = [
        encode((prompt(Request(pair[d.source]), d), f" {pair[d.target]}\n"), trainer.tokenizer)
        for pair in dev_records
        for d in DIRECTIONS
    ]
    if not trainer.step:
        log.dev(trainer, trainer.dev_loss(dev))
    clock = last_dev = last_saved = time.monotonic()
    for batch in trainer.batches(records):
        if trainer.progress() >= 1:
            break
        loss = trainer.update(batch)
        now = time.monotonic()
        trainer.seconds, clock = trainer.seconds + now - clock, now
        log.step(trainer, loss)
        if now - last_saved > 60 * training.checkpoint_minutes:
            trainer.save()
            last_saved = now
        if now - last_dev > 60 * training.dev_minutes:
            log.dev(trainer, trainer.dev_loss(dev))
            draw(log.file, trainer.work / "curves.png")
            clock = last_dev = time.monotonic()
    trainer.save()
    log.dev(trainer, trainer.dev_loss(dev))
    draw(log.file, trainer.work / "curves.png")


class Log:
    """log.jsonl, one object a step and a development loss now and then; every tenth step is a line on the terminal."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._mean: float | None = None

    def step(self, trainer: Trainer, loss: float) -> None:
        """Notes a step: its loss in nats per token, the rate, tokens and seconds since the start."""
        self._mean = loss if self._mean is None else 0.97 * self._mean + 0.03 * loss
        self._write({"step": trainer.step, "loss": round(loss, 4), "rate": trainer.rate()}, trainer)
        if trainer.step % 10 == 0:
            speed, done = trainer.tokens / trainer.seconds, trainer.progress()
            left = trainer.seconds * (1 / max(done, 1e-9) - 1) / 60
            print(
                f"step {trainer.step}  loss {self._mean:.3f}  {speed:.0f} tokens/s  "
                f"{done:.0%} done  {max(left, 0):.0f} min left",
                flush=True,
            )

    def dev(self, trainer: Trainer, loss: float) -> None:
        """Notes the development loss in nats per token."""
        self._write({"step": trainer.step, "dev": round(loss, 4)}, trainer)
        print(f"step {trainer.step}  development loss {loss:.4f}", flush=True)

    def _write(self, values: dict[str, Any], trainer: Trainer) -> None:
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(values | {"tokens": trainer.tokens, "seconds": round(trainer.seconds, 1)}) + "\n")


def keep_freed_memory() -> None:
    """Tells glibc to keep freed memory: giving it back and asking again costs a quarter of the time otherwise."""
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except OSError:  # another C library
        return
    trim_threshold, mmap_max = -1, -4  # M_TRIM_THRESHOLD and M_MMAP_MAX of malloc.h
    mallopt(mmap_max, 0)
    mallopt(trim_threshold, 2_000_000_000)


def read(file: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
