"""Every error of the server as {"error": "why"}, without a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from traceback import format_tb
from typing import TYPE_CHECKING, Any

from translator.office.office import BusyError, MissingError, NotReadyError
from translator.office.shelf import UnkeptError
from translator.office.turns import Stopped
from translator.release import ReleaseError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.responses import JSONResponse
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)

UNFORESEEN = "Something went wrong in the server, which should not happen. Its log says where."
BUSY_SECONDS = 30
"""When a client may ask again that was told that too much waits."""

_MOST_FAULTS = 3
_REASONS = {
    400: "The request cannot be read.",
    401: "A user and a password are needed here.",
    403: "This is not allowed.",
    404: "There is nothing at this address.",
    405: "This address does not know that method.",
    406: "This cannot be given in the form asked for.",
    413: "The request is too large.",
    415: "This kind of content is not read here.",
}


class HTTPError(ReleaseError):
    """A fault of a request, with the HTTP status that says so."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


def error_response(status: int, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer that tells an error."""
    from starlette.responses import JSONResponse

    # a lone surrogate, which a message can have from a client, is no UTF-8
    text = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": text}, status, headers=dict(headers or {}))


def status_of(error: ReleaseError) -> tuple[int, dict[str, str]]:
    """The HTTP status that an error of the office or of the pipeline stands for, and the headers that go with it."""
    match error:
        case HTTPError():
            return error.status, error.headers
        case MissingError():
            return 404, {}
        case NotReadyError():
            return 409, {}
        case BusyError() | UnkeptError():
            return 503, {"Retry-After": str(BUSY_SECONDS)}
    return 422, {}


def in_words(faults: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with the fields of a request, as pydantic lists it; what was given is not repeated."""
    said = dict.fromkeys(map(_fault, faults))
    more = len(said) - _MOST_FAULTS
    return "; ".join(list(said)[:_MOST_FAULTS]) + (f"; and {more} more" if more > 0 else "") + "."


def install(app: FastAPI) -> None:
    """Makes the app answer every error so. Routes of mounted apps (Gradio's) keep their own."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

    async def release_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ReleaseError)
        status, headers = status_of(error)
        return error_response(status, str(error), headers)

    async def http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        reason = _REASONS.get(error.status_code) or str(error.detail)
        return error_response(error.status_code, reason, error.headers)

    async def wrong_fields(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        faults = error.errors()
        return error_response(400 if any(f["type"] == "json_invalid" for f in faults) else 422, in_words(faults))

    async def stopped(request: Request, error: Exception) -> JSONResponse:
        return error_response(409, "It was stopped before it was done.")

    app.add_exception_handler(ReleaseError, release_error)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, wrong_fields)
    app.add_exception_handler(Stopped, stopped)


class Unforeseen:
    """ASGI middleware: an exception that nobody foresaw is logged, without its message, and told in one sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        from starlette.requests import ClientDisconnect

        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except ClientDisconnect:
            return
        except Exception as error:
            if scope["type"] != "http":
                raise
            # Its message and those that it came from may hold the words of an article.
            frames = "".join(format_tb(error.__traceback__))
            _log.error("%s failed: %s\n%s", scope["method"], type(error).__name__, frames)
            if started:
                # The server must cut the connection, so that half an answer is not taken for a whole one.
                raise ConnectionError("The answer broke off.") from None
            await error_response(500, UNFORESEEN)(scope, receive, send)


def _fault(fault: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in fault["loc"] if part not in ("body", "query", "path", "header"))
    match fault["type"]:
        case "json_invalid":
            # jiter says where and why, never what stands there
            return f"The body is not JSON: {fault.get('ctx', {}).get('error', 'it cannot be parsed')}"
        case "missing":
            return f"{where or 'The body'} is missing"
        case "extra_forbidden":
            return f"{where} is not known here"
        case "string_unicode":
            return f"{where} holds a character that is none (half of a surrogate pair)"
    message = str(fault["msg"]).removeprefix("Value error, ").rstrip(".").replace("Input should", "It should")
    return f"{where}: {message}" if where else message
