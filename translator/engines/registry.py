"""The models that the software names (models/registry.toml): what each is, its licence, what pins it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from translator.engines.cache import sha256_of
from translator.release import ReleaseError

COMMIT = re.compile(r"[0-9a-f]{40}")
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)

_FIRST_DIGITS = re.compile(r"[0-9a-f]{7,40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PACKAGE = re.compile(r"[A-Za-z0-9._-]+==[\w.]+")


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the registry.

    id: hub id, package, or folder name under models/ for one that comes with the software
    source: "hub": `fetch` downloads it; "package": pip installs it; "software": it comes with the software
    size_mb, memory_mb: megabytes on disk as downloaded, installed or built; in memory when loaded
    languages: "en", "zh"; directions: "en-zh", "zh-en", for one that translates
    revision: commit on the hub, or a name whose commit must begin with `commit`
    package: name==version of the Python package that holds the weights
    files: file name -> sha256; base_sha256: of the base weights that an adapter is merged into
    """

    name: str
    id: str
    kind: Literal["embedded", "marian", "summarizer", "embedding"]
    source: Literal["hub", "package", "software"]
    licence: str
    purpose: str
    size_mb: int
    memory_mb: int
    languages: tuple[str, ...]
    directions: tuple[str, ...] = ()
    revision: str = ""
    commit: str = ""
    package: str = ""
    files: dict[str, str] = field(default_factory=dict)
    base_sha256: str = ""


def models_folder() -> Path:
    """Where the models that come with the software lie: inside the installed package, or beside it in a clone."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models", package.parent / "models"):
        if (folder / "registry.toml").is_file():
            return folder
    raise ReleaseError(f"The software's models are missing beside {package}. Install it again.")


def registry() -> dict[str, ModelEntry]:
    """Every model by its short name, in the order of models/registry.toml. Raises ReleaseError as read_registry."""
    return read_registry(models_folder() / "registry.toml")


def read_registry(file: Path) -> dict[str, ModelEntry]:
    """The models of a registry file.

    Raises ReleaseError naming the entry where a field is missing, unknown or of the wrong kind, or nothing pins it.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReleaseError(f"{file} cannot be read: {error}. Install the software again.") from error
    return {name: _entry(name, values, file) for name, values in table.items()}


def faults(entry: ModelEntry) -> list[str]:
    """What is wrong with the files of a model that comes with the software: missing, or not what was published."""
    found = []
    for name, expected in entry.files.items():
        file = models_folder() / entry.id / name
        if not file.is_file():
            found.append(f"{entry.id}/{name} is missing")
        elif sha256_of(file) != expected:
            found.append(f"{entry.id}/{name} has changed: its sha256 is not the one in registry.toml")
    return found


def _entry(name: str, values: Any, file: Path) -> ModelEntry:
    import msgspec

    try:
        entry = msgspec.convert({"name": name, **values}, ModelEntry)
    except (TypeError, msgspec.ValidationError) as error:
        raise ReleaseError(f"{file}: the entry [{name}] is wrong: {error}.") from error
    unknown = sorted(set(values) - {f.name for f in fields(ModelEntry)})
    problems = [f"unknown field {field}" for field in unknown] + list(_problems(entry))
    if problems:
        raise ReleaseError(f"{file}: the entry [{name}] is wrong: {'; '.join(problems)}.")
    return entry


def _problems(entry: ModelEntry) -> Iterator[str]:
    pairs = {f"{source}-{target}" for source in entry.languages for target in entry.languages if source != target}
    if not entry.languages or min(entry.size_mb, entry.memory_mb) <= 0:
        yield "languages, size_mb and memory_mb must be given"
    if not set(entry.directions) <= pairs or (not entry.directions and entry.kind in ("embedded", "marian")):
        yield f"directions must be of {', '.join(sorted(pairs))}"
    if entry.source == "hub":
        if not HUB_ID.fullmatch(entry.id):
            yield "the id must be owner/model"
        if not COMMIT.fullmatch(entry.revision) and not (entry.revision and _FIRST_DIGITS.fullmatch(entry.commit)):
            yield "nothing pins it: revision must be a full commit, or a name with the first digits of its `commit`"
    elif not entry.files:
        yield "nothing pins it: files with their sha256 must be given"
    if entry.source == "package" and not _PACKAGE.fullmatch(entry.package):
        yield "package must be name==version"
    for name, digest in {**entry.files, "base_sha256": entry.base_sha256 or "0" * 64}.items():
        if not _SHA256.fullmatch(digest):
            yield f"{name} has no sha256 (64 hexadecimal digits)"
