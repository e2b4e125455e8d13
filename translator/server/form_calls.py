"""What the page asks of Gradio names files on this machine alone: others Gradio would fetch from any address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from translator.server.errors import error_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CALL = "/gradio_api/queue/join"


class FormCalls:
    """ASGI middleware, within that which limits bodies: refuses a call of the form with a file from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or not scope["path"].endswith(_CALL):
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        while not messages or messages[-1].get("more_body"):
            messages.append(await receive())
        body = b"".join(message.get("body", b"") for message in messages)
        try:
            named = not body or _names_another(json.loads(body))
        except (ValueError, RecursionError):
            named = True
        if named:
            await error_response(422, "A file must be uploaded before it is used.")(scope, receive, send)
            return

        async def again() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, again, send)


def _names_another(data: Any) -> bool:
    """Whether JSON has, anywhere in it, a file that is no path on this machine."""
    if isinstance(data, dict):
        path = data.get("path")
        return (isinstance(path, str) and "://" in path) or any(map(_names_another, data.values()))
    return isinstance(data, list) and any(map(_names_another, data))
