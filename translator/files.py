"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from translator.release import ReleaseError


def write_whole(path: Path, content: bytes) -> None:
    """Puts a file in its place at once, in a folder made if missing. Raises ReleaseError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".unfinished") as folder:
            part = Path(folder) / path.name
            part.write_bytes(content)
            os.replace(part, path)
    except OSError as error:
        raise ReleaseError(
            f"{path} cannot be written: {error.strerror}. Close it if it is open elsewhere, or name another folder "
            "with -o."
        ) from error
