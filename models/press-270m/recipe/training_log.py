"""What a training tells: log.jsonl, and lines of progress on the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol


class Progress(Protocol):
    """What the log wants to know of a training: how far it has come, and its rate now."""

    step: int
    tokens: int
    seconds: float

    def rate(self) -> float:
        """The learning rate."""
        ...

    def progress(self) -> float:
        """0 to 1."""
        ...


class TrainingLog:
    """log.jsonl, one object a step and a development loss now and then; every tenth step is a line on the terminal."""

    def __init__(self, file: Path, step: int) -> None:
        """step: where the training goes on from; what the log has of later steps is dropped."""
        self.file = file
        self._mean: float | None = None
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() and step else []
        file.write_text("".join(line for line in lines if json.loads(line)["step"] <= step), encoding="utf-8")

    def step(self, trainer: Progress, loss: float) -> None:
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

    def dev(self, trainer: Progress, loss: float) -> None:
        """Notes the development loss in nats per token."""
        self._write({"step": trainer.step, "dev": round(loss, 4)}, trainer)
        print(f"step {trainer.step}  development loss {loss:.4f}", flush=True)

    def _write(self, values: dict[str, Any], trainer: Progress) -> None:
        with self.file.open("a", encoding="utf-8") as out:
            out.write(json.dumps(values | {"tokens": trainer.tokens, "seconds": round(trainer.seconds, 1)}) + "\n")
