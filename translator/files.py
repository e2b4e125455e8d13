"""Files that are written whole or not at all, and what reads JSON into our own types."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path
from typing import Any

from translator.release import ReleaseError

_learning = threading.Lock()
_decoders: dict[Any, Any] = {}


def json_decoder(type: Any) -> Any:
    """A msgspec decoder of a type. One thread at a time makes one: msgspec 0.22 crashes where two learn one type."""
    import msgspec

    with _learning:
        if type not in _decoders:
            _decoders[type] = msgspec.json.Decoder(type)
        return _decoders[type]


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
