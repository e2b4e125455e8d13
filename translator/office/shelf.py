"""What owners have made, kept on this machine until a while after it was last touched."""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from translator.files import json_decoder, write_whole
from translator.release import ReleaseError

T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
UNFINISHED = ".unfinished"
"""How the names of folders begin in which something is being made that is not there yet."""
_UPLOADS = "uploads"
_log = logging.getLogger(__name__)
_MOST_NAME = 100


class MissingError(ReleaseError):
    """What was asked for is not the owner's, or is gone."""


class UnkeptError(ReleaseError):
    """The disk does not take what is to be kept."""

    def __init__(self) -> None:
        # Where it is kept and what the system said is for the log, not for who asked.
        super().__init__("The server cannot keep it: its disk may be full. Tell who runs it, and try again later.")


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(12)


class Shelf:
    """Records and files of owners in a folder that only this user of the machine may read.

    folder: made if it is missing; keep: seconds for which a record is kept after it was last read or written
    """

    def __init__(self, folder: Path, keep: float) -> None:
        self.folder = folder
        self.keep = keep
        self._make_folder()

    def write(self, owner: str, kind: str, id: str, record: Any) -> None:
        """Keep a record, whole or not at all. Raises UnkeptError where the disk does not take it."""
        import msgspec

        path, data = self._path(owner, kind, id), msgspec.json.encode(record)
        try:
            self._make_folder()
            write_whole(path, data)
        except (OSError, ReleaseError) as error:
            _log.error("A record could not be kept: %s", error)
            raise UnkeptError from error

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
        """A file of the owner's, in a folder of its own, kept as long as records are; name: as the user called it.

        Raises UnkeptError where the disk does not take it.
        """
        folder = self._home(owner) / _UPLOADS / new_id()
        path = folder / safe_name(name)
        try:
            self._make_folder()
            folder.mkdir(parents=True, mode=0o700)
            path.write_bytes(data)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            _log.error("A file could not be kept: %s", error)
            raise UnkeptError from error
        return path

    def touch_file(self, path: Path) -> None:
        """Says that a file of keep_file is still used; one that is gone stays so."""
        with suppress(FileNotFoundError):
            os.utime(path)

    def remove_file(self, path: Path) -> None:
        """Deletes a file of keep_file and its folder."""
        shutil.rmtree(path.parent, ignore_errors=True)

    def expire(self, now: float | None = None) -> int:
        """Delete what was not touched for as long as things are kept; how many records and files that were.

        What an upload or a write that broke off has left goes too, and folders in which nothing is left.
        """
        oldest = (time.time() if now is None else now) - self.keep
        count = 0
        for depth in ("*/*/*", "*/*", "*"):
            for path in self.folder.glob(depth):
                try:
                    # A folder of records or of an owner is older than what is in it, and goes when it is empty.
                    kept = depth != "*/*/*" and path.is_dir() and not path.name.startswith(UNFINISHED)
                    if max(path.stat().st_mtime, *(f.stat().st_mtime for f in _inside(path)), 0.0) >= oldest:
                        continue
                    if kept:
                        path.rmdir()
                        continue
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                    count += 1
                except OSError:  # somebody removed it meanwhile, or something is in it
                    continue
        return count

    def _make_folder(self) -> None:
        """The folder is made anew where somebody deleted it, and nobody else may look into it."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

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
