"""The models that the software names (models/registry.toml): what each is, its licence, its files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from translator.engines.cache import sha256_of
from translator.release import ReleaseError


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the registry.

    id: hub id, or folder name under models/ for one that comes with the software
    kind: "marian" or "embedded"; directions: "en-zh", "zh-en"
    revision: commit on the hub; "" for a model that is pinned by its files' sha256
    files: file name -> sha256; base_sha256: of the base weights that an adapter is merged into
    size_mb: megabytes on disk once built
    """

    name: str
    id: str
    kind: str
    licence: str
    purpose: str
    size_mb: int
    directions: tuple[str, ...] = ()
    revision: str = ""
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
    """Every model by its short name, in the order of models/registry.toml."""
    import msgspec

    table = tomllib.loads((models_folder() / "registry.toml").read_text(encoding="utf-8"))
    return {name: msgspec.convert({"name": name, **values}, ModelEntry) for name, values in table.items()}


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
