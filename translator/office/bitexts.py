"""Aligned texts of owners: two texts put together by the aligner, put right by a person, and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from translator.aligning import bitext_file_name, render_bitext
from translator.bitext import Bitext
from translator.office.corrections import Correction, NotPossibleError, Undo, corrected, undo_of
from translator.office.shelf import UNFINISHED, MissingError, UnkeptError, gone, new_id, safe_name
from translator.office.sizes import check_size
from translator.office.turns import State, Stopped, Ticket, log_fault
from translator.recall import MIN_CONFIDENCE, Imported
from translator.release import Language, ReleaseError

if TYPE_CHECKING:
    from translator.office.office import Office

KIND = "bitext"
STEP = "alignment"

_MOST_UNDONE = 200
_MOST_NAME = 40
_TIMES = 10
"""How many times as long as an article a text to align may be: it costs a small part of what a translation does."""


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Two texts of an owner that are being aligned, or were.

    state, error, step, done, of, before, made, version: as those of a Work
    past: what takes the corrections back, the last made last
    """

    id: str
    name: str
    state: State
    made: float
    version: int = 0
    bitext: Bitext | None = None
    past: tuple[Undo, ...] = ()
    error: str = ""
    step: str = ""
    done: int = 0
    of: int = 0
    before: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of itself."""
        return self.state in ("done", "failed", "stopped")


@dataclass(slots=True)
class _Live:
    owner: str
    ticket: Ticket[None]
    text: AlignedText


class Bitexts:
    """The aligned texts of everybody who uses an office. Safe to use from threads."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._shelf = office.shelf
        self._live: dict[str, _Live] = {}
        self._guard = threading.RLock()

    def start(self, owner: str, source: Path | str, target: Path | str, language: Language | None = None) -> str:
        """Puts two texts into the queue to be aligned; the id of what comes of them.

        source, target: the original and its translation, each a file (.txt, .md, .html, .docx), which may be gone
            afterwards, or a text; language: the source's, None to find it out
        Raises ReleaseError for a missing or too long text, and BusyError where too many wait.
        """
        most = _TIMES * self._office.characters
        for role, text in (("The original", source), ("The translation", target)):
            if isinstance(text, str) and not text.strip():
                raise ReleaseError(f"{role} is missing. Give both texts.")
            if isinstance(text, str) and len(text) > most:
                raise ReleaseError(
                    f"{role} has {len(text):,} characters, and {most:,} are allowed here. Cut it into parts."
                )
        id, kept = new_id(), self._kept(owner, source, target)
        made = AlignedText(id, source.stem if isinstance(source, Path) else _name(source), "waiting", time.time())
        try:
            self._shelf.write(owner, KIND, id, made)
            with self._guard:
                ticket = self._office.turns.put(owner, lambda ticket: self._make(ticket, id, kept, language))
                self._live[id] = _Live(owner, ticket, made)
        except ReleaseError:
            self._shelf.remove(owner, KIND, id)
            self._forget(kept)
            raise
        return id

    def get(self, owner: str, id: str) -> AlignedText:
        """The owner's aligned text as it is now. Raises MissingError for one that is not the owner's, or is gone."""
        with self._guard:
            live = self._live.get(id)
            if live:
                if live.owner != owner:
                    raise gone(KIND)
                if live.ticket.state != "stopped":
                    return replace(live.text, before=live.ticket.before)
                self._ended(id, "stopped")  # before its turn came
        found = self._shelf.read(owner, KIND, id, AlignedText)
        if not found.ended:
            return replace(found, state="failed", error="The server was restarted before it was done. Start it again.")
        return found

    def last(self, owner: str) -> AlignedText | None:
        """What the owner aligned, looked at or corrected last; None where there is nothing."""
        for id in self._shelf.ids(owner, KIND):
            try:
                return self.get(owner, id)
            except MissingError:  # it was removed meanwhile
                continue
        return None

    def stop(self, owner: str, id: str) -> AlignedText:
        """Asks for the end of an alignment that is waiting or being made. Raises MissingError."""
        self.get(owner, id)
        with self._guard:
            live = self._live.get(id)
        if live:
            live.ticket.cancel()
        return self.get(owner, id)

    def remove(self, owner: str, id: str) -> None:
        """Stops an alignment and deletes it. Raises MissingError."""
        self.stop(owner, id)
        with self._guard:
            self._live.pop(id, None)
            self._shelf.remove(owner, KIND, id)

    def correct(self, owner: str, id: str, correction: Correction, version: int | None = None) -> AlignedText:
        """The owner's aligned text with a correction, and kept so.

        version: what the correction was made of, None for whatever is there
        Raises MissingError, and NotPossibleError, which leaves everything as it was.
        """

        def changed(text: AlignedText, bitext: Bitext) -> AlignedText:
            after = corrected(bitext, correction)
            past = (*text.past, undo_of(bitext.beads, after.beads))[-_MOST_UNDONE:]
            return replace(text, bitext=after, past=past)

        return self._change(owner, id, changed, version)

    def undo(self, owner: str, id: str, version: int | None = None) -> AlignedText:
        """The owner's aligned text without the last correction. Raises as correct does."""

        def changed(text: AlignedText, bitext: Bitext) -> AlignedText:
            if not text.past:
                raise NotPossibleError("There is nothing to undo.", "没有可撤销的操作。")
            last = text.past[-1]
            beads = (*bitext.beads[: last.at], *last.beads, *bitext.beads[last.at + last.count :])
            return replace(text, bitext=replace(bitext, beads=beads), past=text.past[:-1])

        return self._change(owner, id, changed, version)

    def remember(self, owner: str, id: str, least: float = MIN_CONFIDENCE, confirmed: bool = False) -> Imported:
        """Puts pairs into the translation memory, as an import of the alignment's .json does; what came of it.

        least: confidence from which on a pair is taken; confirmed: only pairs that a person confirmed or made
        Pairs of a person are approved, those of the aligner are only shown. Raises MissingError, NotPossibleError.
        """
        bitext = _bitext(self.get(owner, id))
        file = safe_name(bitext_file_name(bitext, "json"))
        if confirmed:
            # An import leaves out what the aligner is not sure of: of all that nobody confirmed, here.
            beads = tuple(b if b.by == "human" else replace(b, confidence=0.0) for b in bitext.beads)
            bitext, least = replace(bitext, beads=beads), MIN_CONFIDENCE
        with TemporaryDirectory(dir=self._shelf.folder, prefix=UNFINISHED) as folder:
            path = Path(folder) / file
            path.write_bytes(render_bitext(bitext, "json"))
            return self._office.memory().import_file(path, min_confidence=least)

    def _kept(self, owner: str, source: Path | str, target: Path | str) -> tuple[Path | str, Path | str]:
        """The texts, files as copies of our own, under names that are not the same."""
        kept: list[Path | str] = []
        for text in (source, target):
            if isinstance(text, Path):
                names = [other.name for other in kept if isinstance(other, Path)]
                name = f"{text.stem} (2){text.suffix}" if safe_name(text.name) in names else text.name
                try:
                    data = text.read_bytes()
                except OSError as error:
                    raise ReleaseError(f"{text.name}: the file cannot be read: {error.strerror}.") from error
                check_size(text.name, text.suffix, data, _TIMES * self._office.characters)
                text = self._shelf.keep_file(owner, name, data)
            kept.append(text)
        return kept[0], kept[1]

    def _forget(self, texts: tuple[Path | str, Path | str]) -> None:
        for text in texts:
            if isinstance(text, Path):
                self._shelf.remove_file(text)

    def _make(
        self, ticket: Ticket[None], id: str, texts: tuple[Path | str, Path | str], language: Language | None
    ) -> None:
        """The ticket's work."""
        folders = [text.parent for text in texts if isinstance(text, Path)]
        try:
            self._align(ticket, id, texts, language)
        except Stopped:
            self._ended(id, "stopped")
        except ReleaseError as error:
            said = str(error)
            for folder in folders:  # where the server keeps files is nobody's business
                said = said.replace(f"{folder}/", "").replace(f"{folder}\\", "")
            self._ended(id, "failed", said)
        except Exception as error:
            log_fault("An alignment failed", error)
            self._ended(id, "failed", f"{type(error).__name__}, which should not happen. The server's log says where.")
        else:
            self._ended(id, "done")
        finally:
            self._forget(texts)

    def _align(
        self, ticket: Ticket[None], id: str, texts: tuple[Path | str, Path | str], language: Language | None
    ) -> None:
        def progress(done: int, of: int) -> None:
            ticket.report(STEP, done, of)
            self._now(id, done=done, of=of)

        ticket.report(STEP)
        self._now(id, state="working", step=STEP)
        name = _name(texts[0]) if isinstance(texts[0], str) else None
        most = _TIMES * self._office.characters
        bitext = self._office.aligner().align(*texts, language, name, most=most, progress=progress)
        self._now(id, bitext=bitext, name=bitext.name)

    def _now(self, id: str, **changes: object) -> None:
        with self._guard:
            if live := self._live.get(id):
                live.text = replace(live.text, version=live.text.version + 1, **changes)  # type: ignore[arg-type]

    def _ended(self, id: str, state: State, error: str = "") -> None:
        with self._guard:
            self._now(id, state=state, error=error)
            if live := self._live.get(id):
                # First on the shelf, then out of here, so that it can always be found; on a full disk it stays here.
                with suppress(UnkeptError):
                    self._shelf.write(live.owner, KIND, id, live.text)
                    del self._live[id]

    def _change(
        self, owner: str, id: str, change: Callable[[AlignedText, Bitext], AlignedText], version: int | None
    ) -> AlignedText:
        with self._guard:
            text = self.get(owner, id)
            bitext = _bitext(text)
            if version is not None and version != text.version:
                raise NotPossibleError(
                    "It was changed elsewhere meanwhile. Look at it again.", "内容已在别处被修改，请重新查看。"
                )
            text = replace(change(text, bitext), version=text.version + 1)
            self._shelf.write(owner, KIND, id, text)
            self._live.pop(id, None)
            return text


def _bitext(text: AlignedText) -> Bitext:
    if text.bitext is None:
        raise NotPossibleError("The texts are not aligned yet.", "文本尚未对齐。")
    return text.bitext


def _name(text: str) -> str:
    """What to call a pasted text: the beginning of its first line."""
    line = text.strip().splitlines()[0].lstrip("#* ")
    if len(line) <= _MOST_NAME:
        return line or "text"
    cut = line[:_MOST_NAME]
    return cut.rsplit(" ", 1)[0] if " " in cut else cut
