"""Many articles of an owner at once: each a work like any other, and all that are finished in one zip."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Literal

from translator.batch import distinct
from translator.office.office import MissingError, NotReadyError, Office
from translator.office.shelf import new_id, safe_name
from translator.office.sizes import check_glossary_size, check_size
from translator.office.turns import State
from translator.office.works import Work
from translator.pipeline import chosen_formats, file_name, read_bytes, render
from translator.release import Language, ReleaseError
from translator.termbase import uploaded_entries

KIND = "batch"
REPORT = "report.csv"

_HEADERS: dict[Language, tuple[str, ...]] = {
    "en": ("file", "state", "from", "to", "segments", "terms right", "terms", "to look at", "why not"),
    "zh": ("文件", "状态", "原文语言", "译文语言", "句段数", "正确术语数", "术语数", "待查看句段数", "未完成的原因"),
}
_STATES_ZH: dict[State | Literal["deleted"], str] = {
    "waiting": "等待",
    "working": "进行中",
    "done": "完成",
    "failed": "失败",
    "stopped": "已停止",
    "deleted": "已删除",
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

    work: id of its work, "" where there is none; state: "deleted" where there was one; before: works that come first
    source, target: languages, "" while they are not known
    segments, terms_met, terms, look: of the release as far as it is there; look: segments with an error or a warning
    """

    name: str
    work: str
    state: State | Literal["deleted"]
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
        return self.state not in ("waiting", "working")


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
                f"There are {len(files)} files, and {self._most} are allowed in one batch. Make several of them."
            )
        for name, data in glossaries:
            check_glossary_size(safe_name(name), data)
            uploaded_entries(safe_name(name), data)
        kept = tuple(str(self._office.shelf.keep_file(owner, name, data)) for name, data in glossaries)
        stems = distinct(_stem(name) for name, _ in files)
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
        # The last first: what waits would else begin when that before it ends.
        for file in [files[number]] if number is not None else reversed(files):
            if not self._state(owner, file).ended:
                self._office.stop(owner, file.work)

    def remove(self, owner: str, id: str) -> None:
        """Stops a batch and deletes it with all its works. Raises MissingError."""
        for file in reversed(self.batch(owner, id).files):
            if self._work(owner, file):
                self._office.remove(owner, file.work)
        self._office.shelf.remove(owner, KIND, id)

    def zip(self, owner: str, id: str, formats: Sequence[str], language: Language = "en") -> IO[bytes]:
        """A zip of the finished releases in these formats, as they are edited, and of a report on every file.

        formats: see pipeline.FORMATS; language: of the report. The file is open, at its beginning, and has no name.
        Raises MissingError, NotReadyError while nothing is finished, and ReleaseError for an unknown format.
        """
        chosen = chosen_formats(",".join(formats))
        batch = self.batch(owner, id)
        states = self.states(owner, id)
        if not any(state.state == "done" for state in states):
            raise NotReadyError("No file of this batch is finished, so there is nothing to download yet.")
        with ExitStack() as on_fault:
            file = on_fault.enter_context(TemporaryFile())
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                for given in batch.files:
                    work = self._work(owner, given)
                    if work and work.state == "done" and work.release:
                        for format in chosen:
                            packed.writestr(file_name(work.release, format), render(work.release, format))
                packed.writestr(REPORT, report(states, language))
            file.seek(0)
            on_fault.pop_all()
            return file

    def _start(
        self, owner: str, name: str, data: bytes, stem: str, to: Language | None, glossaries: tuple[str, ...]
    ) -> File:
        try:
            suffix = Path(safe_name(name)).suffix
            check_size(safe_name(name), suffix, data, self._office.characters)
            article = read_bytes(data, _stem(name), suffix)
            work = self._office.start_release(owner, replace(article, name=stem), to, glossaries)
        except ReleaseError as error:
            return File(safe_name(name), error=str(error))
        return File(safe_name(name), work)

    def _work(self, owner: str, file: File) -> Work | None:
        try:
            return self._office.work(owner, file.work) if file.work else None
        except MissingError:
            return None

    def _state(self, owner: str, file: File) -> FileState:
        work = self._work(owner, file)
        if work is None:
            return FileState(file.name, "", "failed" if file.error else "deleted", file.error)
        state = FileState(file.name, work.id, work.state, work.error, work.step, work.done, work.of, before=work.before)
        if work.release is None:
            return state
        met, terms = work.release.terms_met()
        return replace(
            state,
            source=work.release.direction.source,
            target=work.release.direction.target,
            segments=len(work.release.segments),
            terms_met=met,
            terms=terms,
            look=len(work.release.to_look_at),
        )


def report(states: Iterable[FileState], language: Language) -> bytes:
    """What became of each file, as CSV that a spreadsheet opens: UTF-8 with a byte order mark, and no formulas."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_HEADERS[language])
    for state in states:
        name = _STATES_ZH[state.state] if language == "zh" else state.state
        counts = (state.segments, state.terms_met, state.terms, state.look) if state.segments else ("",) * 4
        cells = (state.name, name, state.source, state.target, *map(str, counts), state.error)
        rows.writerow("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)
    return text.getvalue().encode("utf-8-sig")


def _stem(name: str) -> str:
    return Path(safe_name(name)).stem
