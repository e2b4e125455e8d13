"""Downloads a model into the hub's cache: goes on where an earlier download broke off, verifies, then makes it usable.

huggingface_hub's own download (2.4) throws away what it has when it is interrupted and compares no digests, so the
bytes are taken here; the cache is laid out as it does it, so that every program that knows that cache finds them.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from translator.engines.fetch_plan import Plan, RemoteFile, first_line, unfinished_file
from translator.engines.hub import matches, repository
from translator.release import ReleaseError

Told = Callable[[int, int], None]
"""Told how many bytes are downloaded, of how many."""


def fetch(plan: Plan, told: Told = lambda done, of: None) -> Path:
    """The model's folder, every file in it verified.

    Raises ReleaseError when a download breaks off, when a file is not what it should be (it is removed, so that the
    next fetch gets it again), and when the disk is full.
    """
    from filelock import FileLock

    place = repository(plan.entry.id)
    folder = place / "snapshots" / plan.commit
    locks = place.parent / ".locks" / place.name
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        told(min(done, plan.missing), plan.missing)

    try:
        locks.mkdir(parents=True, exist_ok=True)
        (place / "blobs").mkdir(parents=True, exist_ok=True)
        for file in plan.files:
            blob = place / "blobs" / file.blob
            with FileLock(locks / f"{file.blob}.lock"):
                if blob.is_file() and not matches(blob, file.digest):
                    blob.unlink()
                if not blob.is_file() and not _whole(folder / file.name, file):
                    _download(plan, file, blob, count)
                _link(blob, folder / file.name)
        _note_revision(place, plan)
    except OSError as error:
        raise ReleaseError(_disk_trouble(plan, error)) from error
    return folder


def _download(plan: Plan, file: RemoteFile, blob: Path, count: Callable[[int], None]) -> None:
    unfinished = unfinished_file(blob)
    if unfinished.is_file() and unfinished.stat().st_size > file.size:
        unfinished.unlink()
    unfinished.touch()  # an empty file needs no download
    while (here := _size(unfinished)) < file.size:
        trouble: Exception | None = None
        try:
            _receive(plan, file, unfinished, count)
        except Exception as error:  # the client raises many kinds; each means that the connection broke off
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk's trouble, not the network's
            trouble = error
        if _size(unfinished) <= here:
            raise ReleaseError(
                f"The download of {plan.entry.id}/{file.name} broke off at {100 * here // file.size} % "
                f"({first_line(trouble) if trouble else 'nothing came'}). What is here is kept: fetch again to go on "
                "from there."
            ) from trouble
    if not matches(unfinished, file.digest):
        unfinished.unlink()
        raise ReleaseError(
            f"{plan.entry.id}: what came as {file.name} is not the file that it should be (wrong sha256), so it is "
            f"removed. Fetch it again; if that does not help, what lies between you and {plan.endpoint} changes files."
        )
    unfinished.replace(blob)


def _receive(plan: Plan, file: RemoteFile, unfinished: Path, count: Callable[[int], None]) -> None:
    """Appends what is missing of a file, or the whole where the server cannot begin in the middle."""
    from huggingface_hub import constants, get_session, hf_hub_url
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # public, but not in __all__

    here = _size(unfinished)
    headers = build_hf_headers() | {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    url = hf_hub_url(plan.entry.id, file.name, revision=plan.commit)
    with get_session().stream("GET", url, headers=headers, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT) as response:
        response.raise_for_status()
        resumed = response.status_code == 206
        if here and not resumed:
            count(-here)
        with unfinished.open("ab" if resumed else "wb") as out:
            for chunk in response.iter_bytes():
                out.write(chunk)
                count(len(chunk))


def _link(blob: Path, pointer: Path) -> None:
    """Puts a file into the snapshot: a link to the blob, or the blob itself where the system makes no links."""
    if pointer.is_file() and not blob.is_file():
        return  # the file itself lies there: the system makes no links
    pointer.parent.mkdir(parents=True, exist_ok=True)
    pointer.unlink(missing_ok=True)
    try:
        pointer.symlink_to(os.path.relpath(blob, pointer.parent))
    except OSError:
        shutil.move(blob, pointer)


def _note_revision(place: Path, plan: Plan) -> None:
    """Writes which commit a named revision is, as the hub's client does, so that it is found by that name."""
    name = plan.entry.revision or "main"
    if name != plan.commit:
        note = place / "refs" / name
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(plan.commit, encoding="utf-8")


def _whole(pointer: Path, file: RemoteFile) -> bool:
    return pointer.is_file() and not pointer.is_symlink() and matches(pointer, file.digest)


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _disk_trouble(plan: Plan, error: OSError) -> str:
    full = error.errno == errno.ENOSPC
    reason = "the disk is full" if full else first_line(error)
    return (
        f"{plan.entry.id} cannot be written into {repository(plan.entry.id)}: {reason}. Free some space or correct the "
        "folder's permissions, or name another folder with HF_HUB_CACHE; what is here is kept."
    )
