"""What a run measured, as data and as a JSON file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from translator.release import ReleaseError


@dataclass(frozen=True, slots=True)
class TermHit:
    """A required term and whether the hypothesis has it."""

    source: str
    target: str
    accepted: tuple[str, ...]
    hit: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One translated sentence.

    score: mean log probability of a target token in nats, tokens: target tokens; both None where no engine told them
    chrf: sentence chrF, 0 to 100; terms, numbers: what had to be there; flags: names of checks that say something
    error: why there is no hypothesis, "" where there is one
    """

    id: str
    release: str
    source: str
    reference: str
    hypothesis: str
    score: float | None
    tokens: int | None
    chrf: float
    terms: tuple[TermHit, ...]
    numbers: tuple[tuple[str, bool], ...]
    flags: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A measured value and the ends of its 95 % interval; None where it is not defined (no terms, no numbers)."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One direction of a run.

    complete: False where it was broken off; asked: segments there would have been
    engine: EngineInfo's fields and why it was chosen; decoding: what was searched with
    seconds: wall time of translating, without loading
    """

    complete: bool
    asked: int
    engine: dict[str, str]
    decoding: dict[str, Any]
    signatures: dict[str, str]
    term_matching: str
    metrics: dict[str, Interval]
    failed: int
    empty: int
    seconds: float | None
    tokens_per_second: float | None
    sentences_per_second: float | None
    segments: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything about one call of the benchmark; directions by name ("en-zh")."""

    system: str
    data: str
    started: str
    options: dict[str, Any]
    settings: dict[str, Any]
    machine: dict[str, Any]
    directions: dict[str, Measured] = field(default_factory=dict)


def save(run: Run, file: Path) -> None:
    """Writes a run; a file that was there stays whole until the new one is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".part")
    unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")
    os.replace(unfinished, file)


def load(file: Path) -> Run:
    """Reads a run. Raises ReleaseError for a file that is none."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Run)
    except OSError as error:
        raise ReleaseError(f"{file}: cannot be read: {error.strerror}. Name a JSON file of this benchmark.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{file} is no result of this benchmark: {error}.") from error
