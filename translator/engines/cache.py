"""The user's cache of built models: built once, whole or not at all, also when two processes start together."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from translator.release import ReleaseError

_ANOTHER_FOLDER = "Free some space there, or name another folder with TRANSLATOR_CACHE_DIR."


def build_once(folder: Path, build: Callable[[Path], None]) -> Path:
    """The folder; made by `build` in a temporary place and moved there when it is complete, if it is not there yet.

    What a killed build left behind is deleted by the next one.
    Raises ReleaseError when the cache cannot be written.
    """
    if folder.is_dir():
        return folder
    from filelock import FileLock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(folder.name + ".lock")):
            if folder.is_dir():
                return folder
            for left in folder.parent.glob(f"{folder.name}.*.unfinished"):
                shutil.rmtree(left, ignore_errors=True)  # nobody is building: the lock is ours
            unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".unfinished", dir=folder.parent))
            try:
                build(unfinished)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"The model cannot be built in {folder.parent}: {error}. {_ANOTHER_FOLDER}") from error
    return folder


def need_space(folder: Path, megabytes: int) -> None:
    """Raises ReleaseError when less than so much is free on the disk of the folder."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise ReleaseError(
            f"The model cannot be built in {folder.parent}: it needs {megabytes:,} MB while it is built, and "
            f"{free:,} MB are free. {_ANOTHER_FOLDER}"
        )


def sha256_of(file: Path) -> str:
    """Hex digest of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
