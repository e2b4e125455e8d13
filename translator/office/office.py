"""The office: the releases of everybody who uses this process, from the queue to the last edit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from translator.editing import Editor, TermOffer
from translator.office.loaded import Loaded
from translator.office.locks import Locks
from translator.office.shelf import MissingError, Shelf, UnkeptError, gone, new_id
from translator.office.turns import BusyError, Stopped, Ticket, Turns, log_fault
from translator.office.works import Work
from translator.release import Article, BilingualRelease, Language, ReleaseError
from translator.settings import Settings, user_file
from translator.termbase import TermEntry, add_entry, house_file

__all__ = ["BusyError", "MissingError", "NotReadyError", "Office", "Work"]

KIND = "release"
BY = "form"
"""Who put a unit into the memory."""

Change = Callable[[Editor, BilingualRelease], BilingualRelease]


class NotReadyError(ReleaseError):
    """The work is still being made, so that it cannot be changed yet."""


@dataclass(slots=True)
class _Live:
    """A work that waits or is being done."""

    owner: str
    ticket: Ticket[None]
    work: Work


class Office(Loaded):
    """Everything that the form and the door share. Safe to use from threads.

    turns: the queue of what takes long; short: one beside it for texts of a sentence or a few, whose clients would give
        up while an article is translated. One work of each is done at a time
    settings: of translations; the other arguments: see server.settings.ServerSettings
    folder: where works are kept; None for "sessions" in the user's data folder
    """

    def __init__(
        self,
        settings: Settings,
        *,
        characters: int = 60_000,
        waiting: int = 32,
        each: int = 50,
        keep_hours: float = 24.0,
        folder: Path | None = None,
    ) -> None:
        super().__init__(settings)
        self.characters = characters
        self.turns, self.short = Turns(waiting, each), Turns(waiting, each)
        self.shelf = Shelf(folder or user_file(None, "sessions"), keep_hours * 3600)
        self._live: dict[str, _Live] = {}
        self._locks = Locks()
        self._closing = False
        self._guard = threading.RLock()

    def start_release(
        self,
        owner: str,
        article: Article,
        to: Language | None = None,
        glossaries: tuple[str, ...] = (),
        brief: bool = True,
    ) -> str:
        """Puts a release into the queue; its id. glossaries: paths of files, the last wins.

        Raises ReleaseError for an article that is too long, and BusyError where too many wait.
        """
        length = sum(len(block.text) for block in article.blocks)
        if length > self.characters:
            raise ReleaseError(
                f"{article.name}: the article has {length:,} characters, and {self.characters:,} are allowed here. "
                "Cut it into parts."
            )
        work = Work(new_id(), article.name, "waiting", time.time(), glossaries=glossaries)
        # Should the server end before its turn comes, its owner is told so instead of finding nothing.
        self.shelf.write(owner, KIND, work.id, work)
        try:
            with self._guard:
                ticket = self.turns.put(owner, lambda ticket: self._make(ticket, work.id, article, to, brief))
                self._live[work.id] = _Live(owner, ticket, work)
        except BusyError:
            self.shelf.remove(owner, KIND, work.id)
            raise
        return work.id

    def work(self, owner: str, id: str) -> Work:
        """The owner's work as it is now. Raises MissingError for one that is not the owner's, or is gone."""
        with self._guard:
            live = self._live.get(id)
            if live:
                if live.owner != owner:
                    raise gone(KIND)
                if live.ticket.state != "stopped":
                    return replace(live.work, before=live.ticket.before)
                self._ended(id, "stopped")  # before its turn came
        work = self.shelf.read(owner, KIND, id, Work)
        for file in work.glossaries:
            self.shelf.touch_file(Path(file))
        if not work.ended:
            return replace(work, state="failed", error="The server was restarted before it was done. Start it again.")
        return work

    def works(self, owner: str) -> list[Work]:
        """The owner's works, the last made first."""
        found = []
        for id in self.shelf.ids(owner, KIND):
            try:
                found.append(self.work(owner, id))
            except MissingError:  # it was removed meanwhile
                continue
        return sorted(found, key=lambda work: -work.made)

    def wait(self, owner: str, id: str, seconds: float | None = None) -> Work:
        """The owner's work once it has ended, or as it is after so many seconds. Raises MissingError."""
        with self._guard:
            live = self._live.get(id)
        if live and live.owner == owner:
            live.ticket.wait(seconds)
        return self.work(owner, id)

    def stop(self, owner: str, id: str) -> Work:
        """Asks for the end of a work; what is there of it already stays. Raises MissingError."""
        work = self.work(owner, id)
        with self._guard:
            live = self._live.get(id)
        if live:
            live.ticket.cancel()
            return self.work(owner, id)
        return work

    def remove(self, owner: str, id: str) -> None:
        """Stops a work and deletes it. Raises MissingError."""
        self.stop(owner, id)
        with self._locks.of(id), self._guard:
            self._live.pop(id, None)
            self.shelf.remove(owner, KIND, id)

    def change(self, owner: str, id: str, change: Change) -> Work:
        """The owner's work with its release changed, and kept so.

        Raises MissingError; NotReadyError while it is being made; what the change raises, which then changes nothing.
        """
        with self._locks.of(id):
            return self._changed(owner, id, change)

    def approve(self, owner: str, id: str, segment: str, approved: bool = True) -> Work:
        """Says that a segment's translation is right, and remembers it; or takes that back. Raises as change does.

        A segment without words (a number, a rule) is approved and not remembered.
        """
        with self._locks.of(id):  # till it is in the memory, so that the last approval is the one that stays there
            work = self._changed(owner, id, lambda editor, release: editor.approved(release, segment, approved))
            assert work.release
            (found,) = [s for s in work.release.segments if s.id == segment]
            memory = self.memory()
            for unit in memory.exact(found.source):
                ours = unit.origin == work.name and found.source in (unit.en, unit.zh)
                if ours and not (approved and found.target in (unit.en, unit.zh)):
                    memory.remove([unit.id])
            if approved and memory.holds(found.source, found.target):
                memory.add(found.source, found.target, approved=True, origin=work.name, by=BY)
            return work

    def add_term(self, owner: str, id: str, offer: TermOffer, replace: bool = False) -> Work:
        """Adds a term to the house glossary and looks through the work's release again.

        replace: take out what contradicts it. Raises ReleaseError for a term that is wrong or contradicts another.
        """
        self.work(owner, id)
        add_entry(TermEntry("", offer.en, offer.zh, source=BY), house_file(self.settings), replace)
        return self.change(owner, id, lambda editor, release: editor.rechecked(release))

    @property
    def begun(self) -> bool:
        """Whether anything was ever computed here."""
        return self.turns.begun or self.short.begun

    def close(self, seconds: float) -> None:
        """Asks for the end of all works, and waits so many seconds at most for those that are being done."""
        self._closing = True
        for turns in (self.short, self.turns):
            turns.close(seconds)

    def sweep(self) -> int:
        """Deletes what nobody has touched for its time; how much that was. Keeps what a full disk did not take."""
        with self._guard:
            for id in [id for id, live in self._live.items() if live.work.ended]:
                self._put_away(id)
        return self.shelf.expire()

    def _changed(self, owner: str, id: str, change: Change) -> Work:
        work = self.work(owner, id)
        if not work.ended:
            raise NotReadyError("It is still being translated. Wait till it is done, or stop it first.")
        if not work.release:
            raise NotReadyError("There is nothing to change: the article was not translated.")
        changed = change(self.editor(work.glossaries), work.release)
        original = dict(work.original)
        for before, after in zip(work.release.segments, changed.segments, strict=True):
            if before.target != after.target and before.origin != "human":
                original.setdefault(before.id, before)
        work = replace(work, release=changed, original=original, version=work.version + 1)
        with self._guard:
            self.shelf.write(owner, KIND, id, work)
            self._live.pop(id, None)  # there where a full disk had not taken it before
        return work

    def _make(self, ticket: Ticket[None], id: str, article: Article, to: Language | None, brief: bool) -> None:
        """The ticket's work: a release, shown as it grows."""

        def listen(step: str, done: int, of: int) -> None:
            ticket.report(step, done, of)
            self._now(id, state="working", step=step, done=done, of=of)

        def show(release: BilingualRelease) -> None:
            ticket.report(ticket.step, ticket.done, ticket.of)
            self._now(id, release=release)

        try:
            listen("", 0, 0)
            with self._guard:
                if id not in self._live:  # it was removed meanwhile
                    raise Stopped
                work = self._live[id].work
            pipeline = self.pipeline(work.glossaries)
            if not brief:
                pipeline = pipeline.varied(brief=False)
            with self.telling(listen):
                self._now(id, release=pipeline.release(article, to, listen, show))
        except Stopped:
            self._look_through(id)
            self._ended(id, "stopped")
        except ReleaseError as error:
            self._ended(id, "failed", str(error))
        except Exception as error:
            log_fault("A release failed", error)
            self._ended(
                id,
                "failed",
                f"{type(error).__name__}, which should not happen. The server's log says where.",
                fault=True,
            )
        else:
            self._now(id, step="", done=1, of=1)
            self._ended(id, "done")

    def _look_through(self, id: str) -> None:
        """Checks what there is of a work that was stopped, which must not pass for one without faults."""
        with self._guard:
            live = self._live.get(id)
        if live and live.work.release and not self._closing:
            with suppress(ReleaseError):  # a glossary that is gone is told with the first edit
                self._now(id, release=self.editor(live.work.glossaries).rechecked(live.work.release))

    def _now(self, id: str, **changes: object) -> None:
        with self._guard:
            if live := self._live.get(id):
                live.work = replace(live.work, version=live.work.version + 1, **changes)  # type: ignore[arg-type]

    def _ended(self, id: str, state: str, error: str = "", fault: bool = False) -> None:
        with self._guard:
            self._now(id, state=state, error=error, fault=fault)
            if id in self._live:
                self._put_away(id)

    def _put_away(self, id: str) -> None:
        """Under the guard: from here to the shelf, first there and then out of here, so that it can always be found."""
        live = self._live[id]
        # A full disk: it stays here for its time, so that what was done is not lost.
        with suppress(UnkeptError):
            self.shelf.write(live.owner, KIND, id, live.work)
            del self._live[id]
            return
        if live.work.made + self.shelf.keep < time.time():
            del self._live[id]
