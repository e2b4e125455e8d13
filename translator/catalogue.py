"""The models that the software names, as the faces show, build and verify them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from translator.engines import embedded_build
from translator.engines.hub import Hub
from translator.engines.registry import ModelEntry, faults, registry
from translator.release import ReleaseError
from translator.settings import Settings
from translator.steps import Listener


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model of the registry and how it stands on this machine.

    state: "ready", "not built", "not installed" or "not on this machine"
    """

    entry: ModelEntry
    state: str


def model_states(settings: Settings) -> list[ModelState]:
    """Every model of the registry. Asks no hub."""
    entries = registry()
    hub = Hub(settings, entries)
    return [ModelState(entry, _state(entry, hub, settings)) for entry in entries.values()]


def build_model(name: str, settings: Settings, listen: Listener) -> Path:
    """Builds a model into the cache and says where it lies. Raises ReleaseError for a name that needs no building."""
    entries = registry()
    buildable = [key for key, entry in entries.items() if entry.kind == "embedded"]
    if name not in buildable:
        raise ReleaseError(f'No model "{name}" to build. Models that are built here: {", ".join(buildable)}.')
    return embedded_build.build(
        entries[name], settings.cache, lambda what, share: listen(what, round(100 * share), 100)
    )


def verify_models() -> dict[str, list[str]]:
    """What is wrong with the files of each model that comes with the software; nothing for a sound one."""
    return {name: faults(entry) for name, entry in registry().items() if entry.files}


def _state(entry: ModelEntry, hub: Hub, settings: Settings) -> str:
    if entry.kind != "embedded":
        return "ready" if hub.cached(entry.id) else "not on this machine"
    if embedded_build.built_folder(entry, settings.cache).is_dir():
        return "ready"
    return "not built" if embedded_build.available() else "not installed"
