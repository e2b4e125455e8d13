"""The way to a model hub: what the cache already has, whether the hub answers, and fetching from it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from translator.engines.registry import ModelEntry
from translator.release import ReleaseError
from translator.settings import Settings

# Weights from safetensors only, and nothing that could run code.
CHECKPOINT_FILES = ["config.json", "generation_config.json", "*.spm", "vocab.json", "model.safetensors"]


class Hub:
    """Checkpoints by hub id. Asks a hub whether it answers at most once, and waits no longer than settings.hub_timeout.

    entries: what the registry pins
    """

    def __init__(self, settings: Settings, entries: dict[str, ModelEntry]) -> None:
        self._settings = settings
        self._revisions = {entry.id: entry.revision for entry in entries.values() if entry.revision}
        self._silence: str | None = None

    def cached(self, hub_id: str) -> Path | None:
        """The checkpoint's folder in the hub's cache on this machine, None where it is not complete."""
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import LocalEntryNotFoundError

        try:
            folder = snapshot_download(
                hub_id, revision=self._revision(hub_id), allow_patterns=CHECKPOINT_FILES, local_files_only=True
            )
        except LocalEntryNotFoundError:
            return None
        return Path(folder) if (Path(folder) / "model.safetensors").is_file() else None

    def unreachable(self, hub_id: str) -> str | None:
        """Why the hub cannot be asked for this model, None when it answers and has it."""
        from huggingface_hub import constants

        if self._settings.offline or constants.HF_HUB_OFFLINE:
            return "working offline"
        if self._silence:
            return self._silence
        outcome = _within(self._settings.hub_timeout, lambda: self._ask(hub_id))
        if outcome == _SILENT:
            self._silence = f"the hub did not answer within {self._settings.hub_timeout:g} s"
            return self._silence
        return outcome

    def fetch(self, hub_id: str) -> Path:
        """The checkpoint's folder, downloaded (and resumed where it broke off). Raises ReleaseError when that fails."""
        from huggingface_hub import snapshot_download

        try:
            return Path(snapshot_download(hub_id, revision=self._revision(hub_id), allow_patterns=CHECKPOINT_FILES))
        except Exception as error:  # the client raises many kinds; each means that the model is not there
            raise ReleaseError(
                f"{hub_id} could not be fetched: {_first_line(error)}. Try again, or use --engine embedded."
            ) from error

    def _revision(self, hub_id: str) -> str | None:
        return self._revisions.get(hub_id)

    def _ask(self, hub_id: str) -> str | None:
        from huggingface_hub import HfApi

        try:
            HfApi().model_info(hub_id, revision=self._revision(hub_id), timeout=self._settings.hub_timeout)
        except Exception as error:  # no network, no such model, no permission: all the same answer here
            return f"the hub cannot be reached for it ({_first_line(error)})"
        return None


_SILENT = "no answer"


def _within(seconds: float, ask: Callable[[], str | None]) -> str | None:
    """What `ask` says, or _SILENT when it takes longer: a name look-up knows no timeout of its own."""
    answers: list[str | None] = []
    asking = threading.Thread(target=lambda: answers.append(ask()), daemon=True)
    asking.start()
    asking.join(seconds)
    return answers[0] if answers else _SILENT


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(". ")
