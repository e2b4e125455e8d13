"""The recipe's settings (recipe.toml), and where its steps keep what they make."""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent
"""The folder of the published model: adapter, configuration, tokenizer."""


@dataclass(frozen=True)
class Data:
    """What is read.

    corpus: folder; train, dev: first and last release number; pairs: TSV files of English and Chinese
    """

    corpus: str
    train: tuple[int, int]
    dev: tuple[int, int]
    dev_segments: int
    pairs: tuple[str, ...]


@dataclass(frozen=True)
class Examples:
    """How pairs become prompts and answers. hints, other_numbers: shares; longest: tokens."""

    hints: float
    most_hints: int
    other_numbers: float
    briefs: int
    longest: int


@dataclass(frozen=True)
class Lora:
    """The shape of the adapter."""

    rank: int
    alpha: int
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Training:
    """How it is trained: limits, batches, rates (see recipe.toml for units)."""

    tokens: int
    minutes: float
    batch_tokens: int
    peak_rate: float
    floor: float
    warmup_steps: int
    betas: tuple[float, float]
    clip: float
    label_smoothing: float
    checkpoint_minutes: float
    dev_minutes: float


@dataclass(frozen=True)
class Export:
    """What is published. rank: of the adapter."""

    rank: int


@dataclass(frozen=True)
class Recipe:
    """All settings."""

    seed: int
    data: Data
    examples: Examples
    lora: Lora
    training: Training
    export: Export


def load_recipe(file: Path = HERE / "recipe.toml") -> Recipe:
    """The settings in a TOML file, its paths made relative to it. Exits naming the setting that is missing or wrong."""
    try:
        recipe = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Recipe)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SystemExit(f"{file}: {error}") from error
    corpus, *pairs = (str(file.resolve().parent / path) for path in (recipe.data.corpus, *recipe.data.pairs))
    return replace(recipe, data=replace(recipe.data, corpus=corpus, pairs=tuple(pairs)))


def step_arguments(description: str | None) -> argparse.ArgumentParser:
    """What every step's command line has: --recipe and --work."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml", help="settings (recipe.toml)")
    parser.add_argument("--work", type=Path, default=Path("build/press-270m"), help="folder of what the steps make")
    return parser


def need(path: Path, step: str) -> Path:
    """The path, or an exit that names the step which makes it."""
    if not path.exists():
        raise SystemExit(f"{path} is missing. Run first: python {HERE / step} --work {path.parent}")
    return path
