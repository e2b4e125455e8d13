"""Who may ask for what: every request passes here before the form, the door or anything else sees it."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import re
from collections.abc import Mapping
from hashlib import sha256
from math import ceil
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from translator.office.owners import COOKIE, owner_in
from translator.server.answer_headers import with_headers, with_session
from translator.server.errors import HTTPError, Unforeseen, error_response
from translator.server.form_calls import FormCalls
from translator.server.form_paths import is_closed
from translator.server.rate import RateLimit
from translator.server.request_body import Body, too_large
from translator.server.settings import ServerSettings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH = "/healthz"
LIBRE_PATHS = frozenset(
    {"/translate", "/translate_file", "/detect", "/languages", "/suggest", "/frontend/settings", "/health", "/spec"}
)
"""Where LibreTranslate's API is; its clients give their key in the body, so its routes ask for it themselves."""

_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_ANY_ADDRESS = ("0.0.0.0", "::", "")
_SAFE = ("GET", "HEAD", "OPTIONS")
_EXTENSION = re.compile(r"(?:chrome|moz|safari-web)-extension://.*")
_FORM_BYTES = 9
"""What a character takes in a plain form at most: three bytes of UTF-8, percent-encoded."""


class _HasCookies(Protocol):
    @property
    def cookies(self) -> Mapping[str, str]: ...


def owner_of(request: _HasCookies | Any) -> str:
    """Whose works a browser's request is about, from its session cookie; of any request with .cookies, Gradio's too.

    Raises HTTPError (403) without a session: the browser takes no cookies, or no page was opened before.
    """
    owner = owner_in(request.cookies)
    if not owner:
        raise HTTPError(403, "There is no session. Open the page anew, and allow this site its cookie.")
    return owner


def key_is_right(given: str, settings: ServerSettings) -> bool:
    """Whether this is the API key that is set; False where none is. In constant time."""
    return bool(settings.api_key) and _same(given, settings.api_key)


def may_use_door(request: Any, settings: ServerSettings, key: str = "") -> bool:
    """Whether a request may use the door: it gave the API key (in a header, or as `key`), or logged in, or need not.

    key: what LibreTranslate's clients give in the body
    """
    return bool(request.scope.get("translator.allowed")) or key_is_right(key, settings)


def door_owner(request: Any) -> str:
    """Whose works a program's request is about: those of the API key that it gave, or of all without one."""
    return str(request.scope.get("translator.owner", "door"))


def is_libre(path: str) -> bool:
    """Whether a path is of LibreTranslate's API."""
    return path in LIBRE_PATHS or path.startswith("/download_file/")


def is_door(path: str) -> bool:
    """Whether a path is one of those that programs use."""
    return path.startswith("/v1/") or path == "/v1" or is_libre(path)


def protect(app: FastAPI, settings: ServerSettings, ending: Event | None = None) -> None:
    """Puts the guard before an app, and inside it what answers unforeseen exceptions. To be called last.

    ending: set when the server is being stopped; requests that wait for something are told so
    """
    app.add_middleware(FormCalls)
    app.add_middleware(Unforeseen)
    app.add_middleware(Guard, settings=settings, ending=ending)


class Guard:
    """ASGI middleware, the outermost: refuses what may not be asked, and sets the session's cookie and the headers.

    In order: name of the host (against DNS rebinding), size of the body, rate, who it is (Basic authentication or API
    key), and whether another site made the browser ask. Refusals are {"error": "why"}.
    """

    def __init__(self, app: ASGIApp, settings: ServerSettings, ending: Event | None = None) -> None:
        self._app = app
        self._ending = ending or Event()
        self._settings = settings
        self._most = settings.upload_mb * 1_000_000
        self._most_form = min(self._most, _FORM_BYTES * settings.characters + 100_000)
        self._rate = RateLimit(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":
            # Nothing here uses one, and what follows would not protect it.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = _path(scope)
        headers = {name.decode("latin-1"): _text(value) for name, value in scope["headers"]}
        if sum(name == b"host" for name, _ in scope["headers"]) > 1:
            headers["host"] = ""
        send = with_headers(send, serves_page=not (is_door(path) or path in (HEALTH, "/openapi.json")))
        try:
            self._check(scope, headers)
        except HTTPError as refusal:
            await error_response(refusal.status, str(refusal), refusal.headers)(scope, receive, send)
            return
        send = with_session(scope, headers, send) if not is_door(path) else send
        if scope["method"] == "HEAD":
            # As GET, without the body, which the server that runs this leaves out (RFC 9110, 9.3.2).
            scope = {**scope, "method": "GET"}
        scope["translator.ending"] = self._ending
        body = Body(receive, send, self._most_of(headers), self._ending)
        await body.run(self._app, scope)

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> None:
        settings, path, address = self._settings, _path(scope), (scope.get("client") or ("",))[0]
        if not host_is_known(headers.get("host", ""), settings):
            raise HTTPError(
                403, "This server does not go by that name. Set TRANSLATOR_SERVER_HOSTS to the names it is asked for."
            )
        length, most = headers.get("content-length", "0"), self._most_of(headers)
        if length.isdecimal() and int(length) > most:
            raise too_large(most)
        if is_closed(path):
            raise HTTPError(404, "There is nothing at this address.")
        if is_door(path):
            self._take(address)
        if path == HEALTH:
            return
        right_key, logged_in = _has_key(headers, settings), _logged_in(headers, settings)
        allowed = right_key or logged_in or not (settings.api_key or settings.password)
        scope["translator.allowed"] = allowed
        if right_key:
            scope["translator.owner"] = "key " + sha256(settings.api_key.encode()).hexdigest()[:32]
        if not allowed and not self._open(path):
            if "authorization" in headers or "x-api-key" in headers:
                self._take(address)  # who guesses passwords is slowed down
            raise _not_allowed(path, settings)
        if not right_key and _from_elsewhere(headers, path, scope["method"] in _SAFE):
            raise HTTPError(403, "Another site asked for this in your browser's name. It was not done.")

    def _most_of(self, headers: Mapping[str, str]) -> int:
        """How many bytes a body may have; that of a plain form can be millions of fields, and has no files."""
        plain = headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded")
        return self._most_form if plain else self._most

    def _open(self, path: str) -> bool:
        """Whether a path needs no login here: there is none, or its own route asks for the key."""
        if is_libre(path):
            return bool(self._settings.api_key)
        return not self._settings.password and not is_door(path)

    def _take(self, address: str) -> None:
        if seconds := self._rate.wait(address):
            raise HTTPError(
                429,
                f"Too many requests: {self._settings.rate} a minute are allowed.",
                {"Retry-After": str(ceil(seconds))},
            )


def host_is_known(header: str, settings: ServerSettings) -> bool:
    """Whether a Host header names this server; where it listens on any address and no hosts are set, every IP does."""
    try:
        name = urlsplit(f"//{header}")
        host = (name.hostname or "").rstrip(".")
    except ValueError:
        return False
    if not host or name.username is not None or re.search(r"[/\\@?#\s]", header):
        return False
    known = _LOCAL_HOSTS | {settings.host.lower().strip("[]")} | {h.lower().strip("[]") for h in settings.hosts}
    if host in known:
        return True
    return settings.host in _ANY_ADDRESS and not settings.hosts and _is_address(host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _text(value: bytes) -> str:
    """A header's value; most programs write UTF-8, older ones Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _has_key(headers: Mapping[str, str], settings: ServerSettings) -> bool:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    bearer = scheme.lower() == "bearer" and key_is_right(token.strip(), settings)
    return bearer or key_is_right(headers.get("x-api-key", ""), settings)


def _logged_in(headers: Mapping[str, str], settings: ServerSettings) -> bool:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if not settings.password or scheme.lower() != "basic":
        return False
    try:
        user, _, password = base64.b64decode(token.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    # both are compared, so that the time does not tell which was wrong
    return _same(user, settings.user) & _same(password, settings.password)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


def _not_allowed(path: str, settings: ServerSettings) -> HTTPError:
    if is_door(path) and settings.api_key:
        return HTTPError(
            401, "An API key is needed here: Authorization: Bearer <key>, or X-API-Key.", {"WWW-Authenticate": "Bearer"}
        )
    challenge = {"WWW-Authenticate": 'Basic realm="press-translator", charset="UTF-8"'}
    return HTTPError(401, "A user and a password are needed here.", challenge)


def _from_elsewhere(headers: Mapping[str, str], path: str, safe: bool) -> bool:
    """Whether a page of another site, or of another port of this machine, made a browser ask. Programs say neither.

    safe: the request changes nothing, so that a link from elsewhere may lead here
    """
    origin, site = headers.get("origin", ""), headers.get("sec-fetch-site", "")
    # an extension that speaks to the door has no session here to misuse
    if is_door(path) and _EXTENSION.fullmatch(origin) and COOKIE not in headers.get("cookie", ""):
        return False
    if site in ("same-origin", "none"):
        return False
    if site and not safe:
        return True
    return bool(origin) and origin.lower().partition("://")[2] != headers.get("host", "").lower()


def _path(scope: Scope) -> str:
    """The path as the routes see it: without that under which the whole server is mounted."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and path.startswith(f"{root}/") else path
