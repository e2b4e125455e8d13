"""Asks the hub what there is to fetch: which files, how large, at which commit, and whether it may be fetched."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translator.engines.checkpoint import WEIGHTS
from translator.engines.hub import DIGEST, FILES, needed, repository
from translator.engines.registry import COMMIT, ModelEntry
from translator.release import ReleaseError
from translator.settings import Settings

if TYPE_CHECKING:
    from huggingface_hub.hf_api import ModelInfo, RepoSibling

_PATIENCE = 10.0  # seconds until a hub that does not answer counts as one that cannot be reached


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on the hub.

    size: bytes; blob: its name in the hub's cache
    digest: what its content must have: sha256, or git's sha1 for a small one (see hub.matches)
    """

    name: str
    size: int
    blob: str
    digest: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What `fetch` will do. missing: bytes that are not on this machine yet."""

    entry: ModelEntry
    commit: str
    files: tuple[RemoteFile, ...]
    missing: int
    endpoint: str

    @property
    def line(self) -> str:
        """One line for the user: what, how large, whence, whither."""
        total = sum(file.size for file in self.files)
        part = f" ({megabytes(total - self.missing)} of {megabytes(total)} are here)" if self.missing < total else ""
        pin = "" if self.entry.revision else ", its newest commit, which nothing pins"
        return (
            f"{self.entry.id} at {self.commit[:12]}{pin}: {len(self.files)} files, {megabytes(self.missing)} to "
            f"download{part} from {self.endpoint} into {repository(self.entry.id)}. Licence: {self.entry.licence}."
        )


def megabytes(size: int) -> str:
    """Bytes in words."""
    return f"{size / 1e6:,.1f} MB" if size < 10_000_000 else f"{size / 1e6:,.0f} MB"


def plan_fetch(entry: ModelEntry, settings: Settings) -> Plan:
    """What there is to fetch of a model. Asks the hub; downloads nothing.

    Raises ReleaseError when working offline, when the hub cannot be reached or has no such model or revision, when what
    it has is not what the registry pins or has no safetensors, and when the disk has too little space.
    """
    from huggingface_hub import constants

    if settings.offline or constants.HF_HUB_OFFLINE:
        switch = "TRANSLATOR_OFFLINE" if settings.offline else "HF_HUB_OFFLINE"
        raise ReleaseError(f"{entry.id} cannot be fetched: {switch} is set, for working offline. Unset it first.")
    constants.HF_HUB_DISABLE_TELEMETRY = True  # its own switch; else the client tells the hub what is installed here
    info = _ask(entry, constants.ENDPOINT)
    commit = info.sha or ""
    pinned = entry.revision if COMMIT.fullmatch(entry.revision) else entry.commit
    if not commit.startswith(pinned):
        raise ReleaseError(
            f"{entry.id} is not fetched: its {entry.revision} is now {commit[:12]} on the hub, the registry pins "
            f"{pinned[:12]}. Update the software."
        )
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or []}
    _refuse_unusable(entry, set(siblings))
    files = tuple(_remote(entry, siblings[name]) for name in FILES[entry.kind] if name in siblings)
    plan = Plan(entry, commit, files, sum(_left(entry, commit, file) for file in files), constants.ENDPOINT)
    _need_space(plan)
    return plan


def _ask(entry: ModelEntry, endpoint: str) -> ModelInfo:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import (
        GatedRepoError,
        HFValidationError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        return HfApi().model_info(entry.id, revision=entry.revision or None, files_metadata=True, timeout=_PATIENCE)
    except GatedRepoError as error:
        raise ReleaseError(
            f"The hub gives {entry.id} only to those who agreed to its terms. Agree on its page on {endpoint}, log in "
            "with `hf auth login`, and fetch again."
        ) from error
    except RepositoryNotFoundError as error:
        raise ReleaseError(
            f"The hub at {endpoint} has no model {entry.id}, or keeps it private. Check the name; for a private model, "
            "log in with `hf auth login`."
        ) from error
    except RevisionNotFoundError as error:
        raise ReleaseError(
            f"The hub at {endpoint} has {entry.id}, but not its revision {entry.revision}. Update the software, whose "
            "registry names that revision."
        ) from error
    except HFValidationError as error:
        raise ReleaseError(f"{entry.id} is no hub id: {first_line(error)}.") from error
    except Exception as error:  # no network, a proxy, a server that fails: the client raises many kinds
        raise ReleaseError(
            f"The hub at {endpoint} cannot be reached ({first_line(error)}). Check the network, and HTTPS_PROXY and "
            "HF_ENDPOINT where you need them; then fetch again."
        ) from error


def first_line(error: Exception) -> str:
    """The first line of what an error says, without its full stop."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(". ")


def _refuse_unusable(entry: ModelEntry, names: set[str]) -> None:
    if WEIGHTS not in names:
        use = "--engine FOLDER" if entry.kind == "marian" else "set summarizer to FOLDER"
        raise ReleaseError(
            f"{entry.id} has no {WEIGHTS} on the hub, and weights in other formats are not fetched: opening a pickle "
            'can run code. If you trust it, convert it yourself and use the folder: python -c "from transformers '
            f"import AutoModelForSeq2SeqLM as M, AutoTokenizer as T; [k.from_pretrained('{entry.id}')"
            f".save_pretrained('FOLDER') for k in (M, T)]\", then {use}."
        )
    if missing := [name for name in needed(entry) if name not in names]:
        kind = "a MarianMT checkpoint" if entry.kind == "marian" else "complete"
        other = ""
        if entry.kind == "marian" and "config.json" in names:
            other = f" A summarization model is fetched with `translator models fetch --summarizer {entry.id}`."
        raise ReleaseError(f"{entry.id} is not {kind}: it has no {', '.join(missing)}. Choose another model.{other}")


def _remote(entry: ModelEntry, sibling: RepoSibling) -> RemoteFile:
    lfs = sibling.lfs
    blob = (lfs.sha256 if lfs else sibling.blob_id) or ""
    size = (lfs.size if lfs else sibling.size) or 0
    pinned = entry.files.get(sibling.rfilename, "")
    if not DIGEST.fullmatch(blob):
        raise ReleaseError(f"The hub gives no digest for {entry.id}/{sibling.rfilename}. Try another HF_ENDPOINT.")
    if lfs and pinned and pinned != blob:
        raise ReleaseError(
            f"{entry.id} is not fetched: {sibling.rfilename} on the hub is not the file that the registry pins (sha256 "
            f"{blob[:12]}, not {pinned[:12]}). Update the software."
        )
    return RemoteFile(sibling.rfilename, size, blob, pinned or blob)


def _left(entry: ModelEntry, commit: str, file: RemoteFile) -> int:
    """How many bytes of a file are not on this machine yet."""
    blob = repository(entry.id) / "blobs" / file.blob
    if blob.is_file() or (repository(entry.id) / "snapshots" / commit / file.name).is_file():
        return 0
    unfinished = unfinished_file(blob)
    return max(0, file.size - (unfinished.stat().st_size if unfinished.is_file() else 0))


def unfinished_file(blob: Path) -> Path:
    """Where a download grows until it is whole and verified."""
    return blob.with_name(f"{blob.name}.incomplete")


def _need_space(plan: Plan) -> None:
    folder = repository(plan.entry.id)
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    if free < plan.missing:
        raise ReleaseError(
            f"{plan.entry.id} needs {megabytes(plan.missing)} in {folder}, where {megabytes(free)} are free. Free some "
            "space, or name a folder on another disk with HF_HUB_CACHE."
        )
