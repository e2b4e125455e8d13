"""What owners have made, kept on this machine until a while after it was last touched."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from translator.files import json_decoder, write_whole
from translator.release import ReleaseError

T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_UPLOADS = "uploads"
_MOST_NAME = 100


class MissingError(ReleaseError):
    """What was asked for is not the owner's, or is gone."""


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(12)


class Shelf:
    """Records and files of owners in a folder that only this user of the machine may read.

    folder: made if it is missing; keep: seconds for which a record is kept after it was last read or written
    """

    def __init__(self, folder: Path, keep: float) -> None:
        self.folder = folder
        self._keep = keep
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def write(self, owner: str, kind: str, id: str, record: Any) -> None:
        """Keep a record, whole or not at all. Raises ReleaseError where the disk does not take it."""
        import msgspec

        write_whole(self._path(owner, kind, id), msgspec.json.encode(record))

    def read(self, owner: str, kind: str, id: str, type: type[T]) -> T:
        """The owner's record of this kind and id. Raises MissingError."""
        import msgspec

        decoder = json_decoder(type)
        path = self._path(owner, kind, id)
        try:
            data = path.read_bytes()
            os.utime(path)
            record: T = decoder.decode(data)
            return record
        except FileNotFoundError:
            raise gone(kind) from None
        except msgspec.DecodeError as error:  # of another version of this software
            raise gone(kind) from error

    def ids(self, owner: str, kind: str) -> list[str]:
        """The ids of the owner's records of a kind, the last touched first."""
        found = []
        for path in (self._home(owner) / kind).glob("*.json"):
            try:
                found.append((path.stat().st_mtime_ns, path.stem))
            except FileNotFoundError:  # it was removed meanwhile
                continue
        return [id for _, id in sorted(found, reverse=True)]

    def remove(self, owner: str, kind: str, id: str) -> None:
        """Take a record out; one that is not there is no fault."""
        self._path(owner, kind, id).unlink(missing_ok=True)

    def keep_file(self, owner: str, name: str, data: bytes) -> Path:
        """A file of the owner's, in a folder of its own, kept as long as records are; name: as the user called it."""
        folder = self._home(owner) / _UPLOADS / new_id()
        folder.mkdir(parents=True, mode=0o700)
        path = folder / safe_name(name)
        path.write_bytes(data)
        return path

    def expire(self, now: float | None = None) -> int:
        """Delete what was not touched for as long as things are kept; how many records and files that were."""
        oldest = (time.time() if now is None else now) - self._keep
        count = 0
        for path in self.folder.glob("*/*/*"):
            try:
                if max(path.stat().st_mtime, *(f.stat().st_mtime for f in _inside(path)), 0.0) >= oldest:
                    continue
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                count += 1
            except FileNotFoundError:  # somebody removed it meanwhile
                continue
        return count

    def _home(self, owner: str) -> Path:
        return self.folder / sha256(owner.encode()).hexdigest()[:32]

    def _path(self, owner: str, kind: str, id: str) -> Path:
        if not _ID.fullmatch(id):
            raise gone(kind)
        return self._home(owner) / kind / f"{id}.json"


def gone(kind: str) -> MissingError:
    """The error for a record that is not there."""
    return MissingError(f"There is no such {kind} here. It may have been deleted after its time; make it again.")


def safe_name(name: str) -> str:
    """A file's name as a user gave it, without what could lead out of a folder or is no name on some systems."""
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]', "-", last).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = clean, "", ""
    # a name may have 255 bytes on most systems, and a Chinese character has three
    return f"{stem.encode()[: 2 * _MOST_NAME].decode(errors='ignore') or 'file'}{dot}{ending}"


def _inside(path: Path) -> list[Path]:
    return list(path.iterdir()) if path.is_dir() else []
