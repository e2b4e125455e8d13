"""Waiting for what the worker makes, as long as the client waits too."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync
from fastapi import Request

from translator.office.turns import Stopped, Ticket
from translator.release import ReleaseError
from translator.server.errors import UNFORESEEN, HTTPError

T = TypeVar("T")

READING = anyio.CapacityLimiter(2)
"""Reading is not for the queue, where it would wait for translations, and not for every thread at once either."""

_GONE = 499
"""What a log says of a client that did not wait for its answer, which nobody reads."""
_PAUSES = (0.02, 0.05, 0.1, 0.25)
"""Seconds between looks; the last is repeated."""


async def until(
    request: Request, look: Callable[[], T], ended: Callable[[T], bool], stop: Callable[[], object], seconds: float
) -> T:
    """What `look` gives once `ended` says so.

    look: called in a thread, now and again; stop: called in a thread where nobody waits any more
    Raises HTTPError: 504 after so many seconds, 499 where the client has hung up; the work is stopped then.
    """
    give_up = time.monotonic() + seconds
    looks = 0
    while not ended(found := await run_sync(look)):
        if await request.is_disconnected():
            await run_sync(stop)
            if (ending := request.scope.get("translator.ending")) and ending.is_set():
                raise HTTPError(503, "The server is being stopped. Try again in a few minutes.", {"Retry-After": "60"})
            raise HTTPError(_GONE, "The client has hung up.")
        if time.monotonic() >= give_up:
            await run_sync(stop)
            raise HTTPError(504, f"It was not done in {seconds:.0f} seconds, and was stopped.")
        await anyio.sleep(_PAUSES[min(looks, len(_PAUSES) - 1)])
        looks += 1
    return found


async def result(request: Request, ticket: Ticket[T], seconds: float) -> T:
    """What a ticket's work returns. Raises ReleaseError and Stopped as it did, and HTTPError as `until` does.

    What else it raised was logged by the worker, and is an HTTPError 500 here.
    """
    await until(request, lambda: ticket.wait(0), bool, ticket.cancel, seconds)
    try:
        return ticket.result(0)
    except (ReleaseError, Stopped):
        raise
    except Exception as error:
        raise HTTPError(500, UNFORESEEN) from error
