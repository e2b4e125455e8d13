"""Files that a request brings and files that an answer gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from translator.office.shelf import safe_name
from translator.release import ReleaseError
from translator.server.errors import HTTPError

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".tmx": "application/x-tmx+xml",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".xlf": "application/xliff+xml",
}
"""The media type of each file that is written, by its ending, as IANA lists it or as its readers expect it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a request. field: of the form that it came in; name: as the client called it, made safe."""

    field: str
    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """The ending with its dot, "" for none."""
        return Path(self.name).suffix


def upload(field: str, name: str, data: bytes) -> Upload:
    """A file with the name that a client gave it, which may be anything."""
    return Upload(field, safe_name(name), data)


@contextmanager
def on_disk(files: Sequence[Upload]) -> Iterator[list[Path]]:
    """The files in a folder of their own, for what reads paths; gone afterwards, as is their folder in messages.

    A ReleaseError that comes out of it names the files as the client did.
    """
    with tempfile.TemporaryDirectory(prefix="translator-") as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number) / file.name
            path.parent.mkdir()
            path.write_bytes(file.data)
            paths.append(path)
        try:
            yield paths
        except ReleaseError as error:
            raise ReleaseError(without_folders(str(error), paths)) from error


def without_folders(message: str, paths: Sequence[Path]) -> str:
    """A message that names files by their paths, with their names alone."""
    for path in paths:
        message = message.replace(str(path), path.name)
    return message


def file_headers(name: str) -> dict[str, str]:
    """The headers of an answer that is a file of this name (RFC 6266, RFC 8187)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    encoded = quote(name.encode("utf-8", "replace"), safe="")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"}


def check_format(format: str, known: Sequence[str]) -> None:
    """Raises HTTPError (404) for a format that nothing here is written in."""
    if format not in known:
        raise HTTPError(404, f"There is no such format here. Choose from: {', '.join(known)}.")


def media_type(name: str) -> str:
    """The media type of a file of this name."""
    return MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")
