"""The body of a request, which is counted while it comes."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from translator.server.errors import HTTPError, error_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOK_SECONDS = 0.5


class Body:
    """A request whose body is counted while it comes, and cut off where it is too large or the server is stopped."""

    def __init__(self, receive: Receive, send: Send, most: int, ending: Event) -> None:
        self._receive, self._send, self._most, self._ending = receive, send, most, ending
        self._read = 0
        self._started = False
        self._refused = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Has the app answer the request."""

        async def receive() -> Message:
            if self._refused:
                return {"type": "http.disconnect"}
            message = await self._next()
            if message["type"] == "http.request":
                self._read += len(message.get("body", b""))
                if self._read > self._most:
                    self._refused = True
                    return {"type": "http.disconnect"}
            return message

        async def send(message: Message) -> None:
            # What the app makes of the request that broke off is not what the client must be told.
            if self._refused and not self._started:
                return
            self._started = True
            await self._send(message)

        try:
            await app(scope, receive, send)
        except Exception:
            if not self._refused or self._started:
                raise
        if self._refused and not self._started:
            refusal = too_large(self._most)
            await error_response(refusal.status, str(refusal), refusal.headers)(scope, receive, self._send)

    async def _next(self) -> Message:
        """What comes next. Where the server is being stopped nothing does, so that streams end and nobody waits."""
        import anyio

        while not self._ending.is_set():
            with anyio.move_on_after(_LOOK_SECONDS):
                return await self._receive()
        return {"type": "http.disconnect"}


def too_large(most: int) -> HTTPError:
    """The refusal of a body of more than so many bytes."""
    # The rest of the body is not read, so the connection cannot be used again.
    return HTTPError(413, f"The request is larger than {most / 1_000_000:.3g} MB.", {"Connection": "close"})
