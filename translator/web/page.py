"""The page around the form: Gradio's own, in the interface's language and with nothing that another machine serves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from translator.release import Language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC = Path(__file__).parent / "static"
"""The folder that the server serves as /static/."""

TAGS: dict[Language, str] = {"en": "en", "zh": "zh-CN"}
"""What the browser is told, and Gradio by it: the locale of its own words."""

# Social cards and the manifest name what is elsewhere or not here; no frame is around the page to be told its size.
_UNWANTED = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>|\s*<link rel="manifest"[^>]*>')
_FRAME = re.compile(r"<script>\s*\(\(\) => \{(?:(?!</script>).)*?iframeResizer(?:(?!</script>).)*</script>", re.DOTALL)


def dressed(page: str, language: Language, root: str = "") -> str:
    """Gradio's page with our language, scripts and styles in it. root: the path under which the server is mounted."""
    tag = TAGS[language]
    # Gradio takes the language of its own words from the browser's; the page has the language of its address.
    early = (
        f"<script>for (const [name, value] of [['language', '{tag}'], ['languages', Object.freeze(['{tag}'])]])"
        "Object.defineProperty(navigator, name, { get: () => value, configurable: true });</script>"
    )
    ours = [
        early,
        '<link rel="icon" href="data:,">',
        *(f'<link rel="stylesheet" href="{root}/static/{name}">' for name in _names("css", "form")),
        *(f'<script defer src="{root}/static/{name}"></script>' for name in _names("js", "office")),
    ]
    page = _FRAME.sub("", _UNWANTED.sub("", page))
    page = re.sub(r'<html\s+lang="[^"]*"', f'<html lang="{tag}" data-office="{language}"', page, count=1)
    return page.replace("</head>", "\n".join([*ours, "</head>"]), 1)


@cache
def _names(ending: str, first: str) -> tuple[str, ...]:
    """The static files with an ending: the one on which all build, then parts (proof_rows), then what they are of."""
    names = [path.name for path in STATIC.glob(f"*.{ending}")]
    return tuple(sorted(names, key=lambda name: (name != f"{first}.{ending}", "_" not in name, name)))


class Pages:
    """ASGI middleware that dresses the pages at some paths.

    languages: of each path ("/en")
    """

    def __init__(self, app: ASGIApp, languages: Mapping[str, Language]) -> None:
        self._app = app
        self._languages = dict(languages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        root = scope.get("root_path", "")
        path = scope.get("path", "").removeprefix(root)
        language = self._languages.get(path.rstrip("/")) if scope["type"] == "http" else None
        if language is None:
            return await self._app(scope, receive, send)
        # A compressed page could not be changed.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            content = bytes(body)
            if dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                content = dressed(content.decode("utf-8"), language, root).encode("utf-8")
            kept = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
            length = (b"content-length", str(len(content)).encode())
            await send({**start, "headers": [*kept, length]})
            await send({**message, "body": b"" if scope["method"] == "HEAD" else content})

        return await self._app({**scope, "headers": headers}, receive, collect)
