"""The headers that every answer gets: what a browser may do with it, and the cookie of its session."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from translator.office.owners import COOKIE, is_session

if TYPE_CHECKING:
    from starlette.types import Message, Scope, Send

_MONTH = 30 * 24 * 3600

# Gradio writes its configuration and its styles into the page and makes functions of the js= of events; nothing is
# loaded from, or sent to, anywhere else.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_DOOR_POLICY = "default-src 'none'; frame-ancestors 'none'"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def with_headers(send: Send, serves_page: bool) -> Send:
    """Adds to an answer the headers that say what a browser may do with it, beside those that it has."""
    given = _HEADERS | {"content-security-policy": _PAGE_POLICY if serves_page else _DOOR_POLICY}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", ())}
            added = [(n.encode(), v.encode()) for n, v in given.items() if n.encode() not in present]
            message = {**message, "headers": [*message.get("headers", ()), *added]}
        await send(message)

    return sending


def with_session(scope: Scope, headers: Mapping[str, str], send: Send) -> Send:
    """Gives a browser that opens a page a session, which this very request has already, or keeps that which it has."""
    from starlette.requests import cookie_parser

    if scope["method"] != "GET" or "text/html" not in headers.get("accept", ""):
        return send
    sent = headers.get("cookie", "")
    session = cookie_parser(sent).get(COOKIE, "")
    if not is_session(session):
        session = secrets.token_urlsafe(32)
        others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
        # of two cookies of one name the last counts
        scope["headers"] = [*others, (b"cookie", f"{sent}; {COOKIE}={session}".strip("; ").encode())]
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    cookie = f"{COOKIE}={session}; Path=/; Max-Age={_MONTH}; HttpOnly; SameSite=Strict{secure}"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), (b"set-cookie", cookie.encode())]}
        await send(message)

    return sending
