"""Files in LibreTranslate's API: one is translated with its layout, and fetched by a name that nobody can guess."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile

from translator.server.answers import responses
from translator.server.equipment import TheOffice, TheServer
from translator.server.errors import HTTPError
from translator.server.libre_answers import TRANSLATE_FILE
from translator.server.libre_requests import check_key, libre_owner, need, read_asked, read_values
from translator.server.libre_translating import translate
from translator.server.uploads import file_headers, media_type, upload

files = APIRouter(tags=["LibreTranslate"])

ENDINGS: dict[str, Literal["text", "html"]] = {".txt": "text", ".html": "html"}
_KEPT_SECONDS = 3600.0
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """A translated file. until: seconds of the clock."""

    name: str
    data: bytes
    until: float


def downloads_of(request: Request) -> Downloads:
    """The files that wait to be fetched."""
    downloads: Downloads = request.state.downloads
    return downloads


def keeping(downloads: Downloads) -> Any:
    """A dependency of a router, by which its routes find these files."""

    async def give(request: Request) -> None:
        request.state.downloads = downloads

    return Depends(give)


class Downloads:
    """Translated files, in memory, until they are an hour old or too many. Safe to use from threads."""

    def __init__(self, most: int = _MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._files: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, name: str, data: bytes) -> str:
        """The name that the file is fetched by."""
        key = f"{secrets.token_urlsafe(24)}.{name}"
        with self._lock:
            self._files[key] = _Kept(name, data, self._clock() + _KEPT_SECONDS)
            self._forget()
        return key

    def get(self, key: str) -> _Kept | None:
        """The file, None where it is gone or never was."""
        with self._lock:
            self._forget()
            return self._files.get(key)

    def _forget(self) -> None:
        size = sum(len(file.data) for file in self._files.values())
        while self._files:
            oldest = next(iter(self._files.values()))
            if size <= self._most and oldest.until > self._clock():
                return
            size -= len(oldest.data)
            self._files.popitem(last=False)


@files.post(
    "/translate_file",
    summary="Translate a file",
    responses=responses(400, 413, 422, 503, 504),
    openapi_extra=TRANSLATE_FILE,
)
async def translate_file(request: Request, office: TheOffice, server: TheServer) -> dict[str, str]:
    """A text file line by line, or an HTML file with its tags; answers where the translated one is for an hour."""
    values = await read_values(request)
    check_key(request, values, server)
    given = values.get("file")
    if not isinstance(given, UploadFile):
        raise HTTPError(400, "Invalid request: missing file parameter")
    source, target = need(values, "source"), need(values, "target")
    file = upload("file", given.filename or "", await given.read())
    if file.suffix.lower() not in ENDINGS:
        raise HTTPError(400, "Invalid request: file format not supported")
    text, encoding = _decoded(file.data)
    form = {"q": text or " ", "source": source, "target": target, "format": ENDINGS[file.suffix.lower()]}
    asked = read_asked(form, False, server.characters)
    (answer,) = await translate(request, office, libre_owner(request), asked, server.seconds)
    key = downloads_of(request).keep(file.name, (answer.text if text else "").encode(encoding, "replace"))
    return {"translatedFileUrl": f"{request.base_url}download_file/{quote(key)}"}


@files.get("/download_file/{name}", summary="A translated file", response_class=Response, responses=responses(404))
async def download_file(request: Request, name: str) -> Response:
    """The file that /translate_file made."""
    file = downloads_of(request).get(name)
    if not file:
        raise HTTPError(404, "There is no such file, or its hour is over. Translate it again.")
    # Should a browser show a page that somebody had translated, nothing in it runs in this site's name.
    headers = file_headers(file.name) | {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(file.data, media_type=media_type(file.name), headers=headers)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text in a file and its encoding. Raises HTTPError 400 for what is no text."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            plain = encoding == "utf-8-sig" and not data.startswith(b"\xef\xbb\xbf")
            return text, "utf-8" if plain else encoding
    raise HTTPError(400, "Invalid request: the file is no text in UTF-8, UTF-16 or GB 18030")
