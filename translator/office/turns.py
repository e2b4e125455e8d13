"""One worker for all that is computed, and a queue that serves owners in turn, so that nobody fights for the model."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from traceback import format_tb
from typing import Any, Generic, Literal, TypeVar

from translator.release import ReleaseError

T = TypeVar("T")
State = Literal["waiting", "working", "done", "failed", "stopped"]

_log = logging.getLogger(__name__)


class BusyError(ReleaseError):
    """Too many works wait already; the same may be asked for again in a while."""


class Stopped(Exception):  # noqa: N818 - no error: somebody asked for it
    """Raised inside a work that was cancelled, and for who waits for its result."""


class Ticket(Generic[T]):
    """A work in the queue, and what is known of it. Made by Turns.put.

    step, done, of: what the work last reported
    """

    def __init__(self, turns: Turns, owner: str, work: Callable[[Ticket[T]], T]) -> None:
        self.owner = owner
        self.state: State = "waiting"
        self.step, self.done, self.of = "", 0, 0
        self._turns = turns
        self._work = work
        self._result: T | None = None
        self._error: BaseException | None = None
        self._cancelled = threading.Event()
        self._finished = threading.Event()

    @property
    def before(self) -> int:
        """How many works come before this one, that which is being done included; 0 once it has begun."""
        return self._turns.before(self)

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for its end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask for its end: at once while it waits, with its next report while it is being done."""
        self._cancelled.set()
        if self._turns.withdraw(self):
            self._end("stopped", Stopped())

    def report(self, step: str, done: int = 0, of: int = 0) -> None:
        """For the work: says how far it is. Raises Stopped once somebody has asked for its end."""
        self.step, self.done, self.of = step, done, of
        if self.cancelled:
            raise Stopped

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it has ended, waiting so many seconds at most."""
        return self._finished.wait(timeout)

    def result(self, timeout: float | None = None) -> T:
        """What the work returned, waiting so many seconds at most.

        Raises what the work raised, Stopped for one that was cancelled, TimeoutError for one that goes on.
        """
        if not self._finished.wait(timeout):
            raise TimeoutError
        if self._error:
            raise self._error
        return self._result  # type: ignore[return-value]

    def run(self) -> None:
        """For the worker: does the work."""
        self.state = "working"
        try:
            # Also where it was cancelled meanwhile: the work itself says so with its first report, and cleans up.
            self._result = self._work(self)
        except Stopped as stopped:
            self._end("stopped", stopped)
        except ReleaseError as error:
            self._end("failed", error)
        except Exception as error:  # a work that fails must not end the worker, on which all others wait
            log_fault("A work failed", error)
            self._end("failed", error)
        else:
            self._end("done")

    def _end(self, state: State, error: BaseException | None = None) -> None:
        # A traceback would keep alive what its frames hold: the article and everything made of it.
        self._error = error.with_traceback(None) if error else None
        self.state = state
        self._work = _nothing
        self._finished.set()


def log_fault(what: str, error: Exception) -> None:
    """Logs where an unforeseen fault happened, without its message, which may hold an article's words."""
    _log.error("%s: %s\n%s", what, type(error).__name__, "".join(format_tb(error.__traceback__)))


def _nothing(ticket: Ticket[Any]) -> Any:
    """What an ended ticket has left to do."""
    raise Stopped


class Turns:
    """The queue. Owners that wait are served in turn, the works of each in the order in which they came.

    owners: how many owners may wait at once; each: how many works of one owner may
    """

    def __init__(self, owners: int = 32, each: int = 50) -> None:
        self._owners, self._each = owners, each
        self._queues: dict[str, deque[Ticket[Any]]] = {}
        self._rotation: deque[str] = deque()
        self._current: Ticket[Any] | None = None
        self._changed = threading.Condition()
        self._worker: threading.Thread | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was ever put into the queue."""
        return self._worker is not None

    def put(self, owner: str, work: Callable[[Ticket[T]], T]) -> Ticket[T]:
        """A ticket for a work, which is called with it when its turn comes. Raises BusyError where too many wait."""
        ticket = Ticket(self, owner, work)
        with self._changed:
            queue = self._queues.get(owner)
            if queue is None and len(self._queues) >= self._owners:
                raise BusyError(f"The queue is full: {len(self._queues)} others wait. Try again in a few minutes.")
            if queue is not None and len(queue) >= self._each:
                raise BusyError(f"{len(queue)} works of yours wait already. Try again when some are done.")
            if queue is None:
                queue = self._queues[owner] = deque()
                if self._current is None or self._current.owner != owner:
                    self._rotation.append(owner)
            queue.append(ticket)
            if self._worker is None:
                self._worker = threading.Thread(target=self._serve, name="translator", daemon=True)
                self._worker.start()
            self._changed.notify()
        return ticket

    @property
    def waiting(self) -> int:
        """How many works wait, without the one that is being done."""
        with self._changed:
            return sum(map(len, self._queues.values()))

    def before(self, ticket: Ticket[Any]) -> int:
        """See Ticket.before."""
        with self._changed:
            queue = self._queues.get(ticket.owner)
            if queue is None or ticket not in queue:
                return 0
            ahead = queue.index(ticket)
            # who is served now comes last again
            order = [*self._rotation, *(owner for owner in self._queues if owner not in self._rotation)]
            place = order.index(ticket.owner)
            others = sum(
                min(len(self._queues[owner]), ahead + (number < place))
                for number, owner in enumerate(order)
                if owner != ticket.owner
            )
            return ahead + others + (self._current is not None)

    def withdraw(self, ticket: Ticket[Any]) -> bool:
        """For Ticket.cancel: takes it out of the queue; False where it is not there any more."""
        with self._changed:
            queue = self._queues.get(ticket.owner)
            if queue is None or ticket not in queue:
                return False
            queue.remove(ticket)
            if not queue:
                del self._queues[ticket.owner]
                if ticket.owner in self._rotation:
                    self._rotation.remove(ticket.owner)
            return True

    def close(self, seconds: float) -> None:
        """Asks for the end of all works, and waits so many seconds at most for that which is being done."""
        with self._changed:
            current, waiting = self._current, [ticket for queue in self._queues.values() for ticket in queue]
        for ticket in waiting:
            ticket.cancel()
        if current:
            current.cancel()
            current.wait(seconds)

    def _serve(self) -> None:
        while True:
            with self._changed:
                while not self._rotation:
                    self._changed.wait()
                owner = self._rotation.popleft()
                queue = self._queues[owner]
                ticket = self._current = queue.popleft()
                if not queue:
                    del self._queues[owner]
            ticket.run()
            with self._changed:
                self._current = None
                if owner in self._queues and owner not in self._rotation:
                    self._rotation.append(owner)
            del ticket
