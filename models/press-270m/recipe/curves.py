"""Draws the curves of a training: loss, development loss, learning rate, tokens a second.

python models/press-270m/recipe/curves.py --work build/press-270m
"""

from __future__ import annotations

import json
from pathlib import Path

from recipe import need, step_arguments


def main() -> None:
    given = step_arguments(__doc__).parse_args()
    draw(need(given.work / "log.jsonl", "train.py"), given.work / "curves.png")


def draw(log: Path, picture: Path) -> None:
    """log: log.jsonl of a training; picture: the PNG to write."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    steps, dev = [line for line in lines if "loss" in line], [line for line in lines if "dev" in line]
    if not steps:
        return
    figure, (upper, lower) = pyplot.subplots(2, 1, figsize=(8, 6), sharex=True, height_ratios=(3, 1))
    minutes = [line["seconds"] / 60 for line in steps]
    losses = [line["loss"] for line in steps]
    upper.plot(minutes, losses, color="#b9c6d3", linewidth=0.7, label="training, with label smoothing: each step")
    upper.plot(minutes, running_mean(losses), color="#1f5a96", label="running mean")
    dev_minutes = [line["seconds"] / 60 for line in dev]
    upper.plot(dev_minutes, [line["dev"] for line in dev], "o-", color="#b3470f", label="development, without")
    upper.set_ylabel("nats per target token")
    upper.legend(frameon=False)
    lower.plot(minutes, [line["rate"] for line in steps], color="#1f5a96")
    lower.set_ylabel("learning rate")
    lower.set_xlabel(
        f"minutes ({steps[-1]['tokens']:,} tokens, {steps[-1]['tokens'] / steps[-1]['seconds']:.0f} a second)"
    )
    for axes in (upper, lower):
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)


def running_mean(values: list[float]) -> list[float]:
    """Exponential, a window of about 30 steps."""
    means = [values[0]]
    for value in values[1:]:
        means.append(0.97 * means[-1] + 0.03 * value)
    return means


if __name__ == "__main__":
    main()
