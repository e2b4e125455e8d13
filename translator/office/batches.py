"""Many articles of an owner at once: each a work like any other, and all that are finished in one zip."""

from __future__ import annotations

import csv
import io
import os
import time
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from translator.office.shelf import MissingError, new_id, safe_name
from translator.office.turns import State
from translator.office.works import Work
from translator.pipeline import file_name, read_bytes, render
from translator.release import Language, ReleaseError
from translator.termbase import uploaded_entries

if TYPE_CHECKING:
    from translator.office.office import Office

KIND = "batch"
REPORT = "report.csv"

_HEADERS: dict[Language, tuple[str, ...]] = {
    "en": ("file", "state", "from", "to", "segments", "terms right", "terms", "to look at", "why not"),
    "zh": ("文件", "状态", "原文语言", "译文语言", "句段数", "正确术语数", "术语数", "待查看句段数", "未完成的原因"),
}
_STATES_ZH: dict[State, str] = {
    "waiting": "等待",
    "working": "进行中",
    "done": "完成",
    "failed": "失败",
    "stopped": "已停止",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a batch: the work that is made of it, or why there is none.

    name: as its owner called it; work: "" where there is none, and then error says why
    """

    name: str
    work: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that an owner gave at once; made: seconds since the epoch."""

    id: str
    made: float
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class FileState:
    """How far a file of a batch is.

    work: id of its work, "" where there is none (any more); before: works that come first
    source, target: languages, "" while they are not known
    segments, terms_met, terms, look: of the release as far as it is there; look: segments with an error or a warning
    """

    name: str
    work: str
    state: State
    error: str = ""
    step: str = ""
    done: int = 0
    of: int = 0
    before: int = 0
    source: str = ""
    target: str = ""
    segments: int = 0
    terms_met: int = 0
    terms: int = 0
    look: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of itself."""
        return self.state in ("done", "failed", "stopped")


class Batches:
    """The batches of everybody who uses an office; most: how many files one may have."""

    def __init__(self, office: Office, most: int = 50) -> None:
        self._office = office
        self._most = most

    def start(
        self,
        owner: str,
        files: Sequence[tuple[str, bytes]],
        to: Language | None = None,
        glossaries: Sequence[tuple[str, bytes]] = (),
    ) -> str:
        """Puts the articles of files into the queue; the id of the batch. A file that is none does not stop the others.

        files, glossaries: names as their owner gave them, and contents; the glossaries are laid over all articles
        to: language to translate into; None for the other one of each article
        Raises ReleaseError without files or with too many, and for a glossary that cannot be read.
        """
        if not files:
            raise ReleaseError("There are no files. Choose some articles (txt, md, html, docx).")
        if len(files) > self._most:
            raise ReleaseError(
                f"There are {len(files)} files, and {self._most} are allowed in one batch. Make several batches of them."
            )
        for name, data in glossaries:
            uploaded_entries(safe_name(name), data)
        kept = tuple(str(self._office.shelf.keep_file(owner, name, data)) for name, data in glossaries)
        stems = _distinct(_stem(name) for name, _ in files)
        started = [
            self._start(owner, name, data, stem, to, kept) for (name, data), stem in zip(files, stems, strict=True)
        ]
        batch = Batch(new_id(), time.time(), tuple(started))
        self._office.shelf.write(owner, KIND, batch.id, batch)
        return batch.id

    def batch(self, owner: str, id: str) -> Batch:
        """What the owner gave. Raises MissingError for a batch that is not the owner's, or is gone."""
        return self._office.shelf.read(owner, KIND, id, Batch)

    def batches(self, owner: str) -> list[Batch]:
        """The owner's batches, the last made first."""
        found = []
        for id in self._office.shelf.ids(owner, KIND):
            try:
                found.append(self.batch(owner, id))
            except MissingError:  # it was removed meanwhile
                continue
        return sorted(found, key=lambda batch: -batch.made)

    def states(self, owner: str, id: str) -> list[FileState]:
        """How far each file of a batch is, in their order. Raises MissingError."""
        return [self._state(owner, file) for file in self.batch(owner, id).files]

    def stop(self, owner: str, id: str, number: int | None = None) -> None:
        """Asks for the end of all works of a batch, or of one, numbered from 0. Raises MissingError."""
        files = self.batch(owner, id).files
        if number is not None and not 0 <= number < len(files):
            raise MissingError("There is no such file in this batch.")
        for file in files if number is None else [files[number]]:
            # The last comes first, or each would begin when the one before it ends.
            self._each(owner, [file])
        return

    def remove(self, owner: str, id: str) -> None:
        """Stops a batch and deletes it with all its works. Raises MissingError."""

    def zip(self, owner: str, id: str, formats: Sequence[str], language: Language = "en") -> IO[bytes]:
        """A zip with the finished releases in these formats and a report of all files, in a file that is open."""
        raise NotImplementedError
