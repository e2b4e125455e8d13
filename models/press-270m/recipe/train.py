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
from lora import AdaptedLinear, adapt, adapter_tensors, load_adapter, save_adapter, set_adapter
from recipe import Recipe, load_recipe, need, step_arguments
from tokenizers import Tokenizer
from torch import Tensor
from training_log import TrainingLog
from transformers import AutoModelForCausalLM

from translator.engines.base import Request
from translator.engines.cache import sha256_of
from translator.engines.embedded import prompt

_EXPECTED_ANSWER = 0.5  # share of a batch's tokens that are answers; the loss is a sum over them, scaled by this
_IGNORED = -100

COUNTS = ("step", "tokens", "epoch", "batch", "seconds")


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
        for row, (before, answer) in enumerate(batch):
            length = len(before) + len(answer)
            ids[row, :length] = torch.tensor(before + answer)
            mask[row, :length] = 1
            labels[row, len(before) : length] = torch.tensor(answer)
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
        """The checkpoint, written beside the old one and then put in its place, and the adapter for export.py."""
        state = {
            "made_with": self.made_with(),
            "adapter": adapter_tensors(self.adapted),
            "optimizer": self.optimizer.state_dict(),
            "counts": {name: getattr(self, name) for name in COUNTS},
        }
        unfinished = self.work / "checkpoint.new"
        torch.save(state, unfinished)
        unfinished.replace(self.work / "checkpoint.pt")
        save_adapter(state["adapter"], self.recipe.lora, self.work / "adapter")

    def resume(self) -> None:
        """Goes back to the checkpoint. Exits when it was made with other data or settings."""
        file = self.work / "checkpoint.pt"
        state = torch.load(file, weights_only=True)
        if others := [name for name, value in self.made_with().items() if state["made_with"].get(name) != value]:
            raise SystemExit(
                f"{file} was made with other {', '.join(others)}: training cannot go on from there. "
                "Name another --work folder, or delete it to start anew."
            )
        set_adapter(self.adapted, state["adapter"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name in COUNTS:
            setattr(self, name, state["counts"][name])

    def made_with(self) -> dict[str, str]:
        """What decides which batches come and what they train: the same after a resume, or it is another training."""
        recipe, data = self.recipe, self.work / "train.jsonl"
        return {
            "seed": str(recipe.seed),
            "lora settings": str(asdict(recipe.lora)),
            "example settings": str(asdict(recipe.examples)),
            "batch_tokens": str(recipe.training.batch_tokens),
            "training data": sha256_of(data) if data.is_file() else "",
        }


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
    records, dev = (read(need(given.work / f"{name}.jsonl", "prepare.py")) for name in ("train", "dev"))
    if (given.work / "checkpoint.pt").exists():
        trainer.resume()
        if trainer.progress() >= 1:
            raise SystemExit(
                f"The training in {given.work} is finished. Name another --work folder for another one, with "
                f"--from {given.work / 'adapter'} to go on from its adapter; or set a higher limit."
            )
        print(f"going on from step {trainer.step}" + (", not from --from" if given.start else ""), flush=True)
    train(trainer, records, dev)


def train(trainer: Trainer, records: Sequence[dict[str, Any]], dev_records: Sequence[dict[str, Any]]) -> None:
    """Trains until the limit, with a line of progress, checkpoints and the development loss now and then."""
    training, log = trainer.recipe.training, TrainingLog(trainer.work / "log.jsonl", trainer.step)
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
    """The records of a JSON lines file. Exits when there are none."""
    if records := [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]:
        return records
    raise SystemExit(f"{file} is empty. Look at data in the recipe, and run prepare.py again.")


if __name__ == "__main__":
    main()
