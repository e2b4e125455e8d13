"""The user's cache of built models: built once, whole or not at all, also when two processes start together."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from translator.release import ReleaseError


def build_once(folder: Path, build: Callable[[Path], None]) -> Path:
    """The folder; made by `build` in a temporary place and moved there when it is complete, if it is not there yet.

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
            unfinished = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
            try:
                build(unfinished)
                unfinished.rename(folder)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(
            f"The model cannot be built in {folder.parent}: {error}. Free some space there, or name another folder "
            "with TRANSLATOR_CACHE_DIR."
        ) from error
    return folder


def sha256_of(file: Path) -> str:
    """Hex digest of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
