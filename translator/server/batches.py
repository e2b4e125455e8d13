"""Private routes of the form's batches: many files in, how far each is, and one zip of what is finished."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse, StreamingResponse

from translator.office.batches import Batch, Batches
from translator.pipeline import FORMATS
from translator.release import Language
from translator.server.errors import HTTPError
from translator.server.security import owner_of
from translator.server.settings import ServerSettings
from translator.server.waiting import READING

PREFIX = "/office/batches"

_LANGUAGES: dict[str, Language | None] = {"": None, "en": "en", "zh": "zh"}
_CHUNK = 1 << 16


def router(batches: Batches, server: ServerSettings) -> APIRouter:
    """The routes under /office/batches; each is about what the session's owner has made, and 404 for all else.

    POST (multipart: files, to, glossaries) and GET; GET, DELETE /{id}; POST /{id}/stop and /{id}/files/{number}/stop;
    GET /{id}/zip?formats=docx,html&language=zh (409 while nothing is finished)
    """
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)

    @routes.post("")
    async def start(
        request: Request,
        files: Annotated[list[UploadFile], File()],
        to: Annotated[str, Form()] = "",
        glossaries: Annotated[list[UploadFile] | None, File()] = None,
    ) -> Response:
        if to not in _LANGUAGES:
            raise HTTPError(422, "to: write en or zh, or leave it empty for the other language of each article.")
        owner, given, terms = owner_of(request), await _contents(files), await _contents(glossaries or [])
        id = await run_sync(batches.start, owner, given, _LANGUAGES[to], terms, limiter=READING)
        return JSONResponse({"id": id}, 201)

    @routes.get("")
    def all(request: Request) -> Response:
        found = batches.batches(owner_of(request))
        limits = {"files": server.files, "megabytes": server.upload_mb}
        listed = [{"id": b.id, "made": b.made, "files": len(b.files)} for b in found]
        return JSONResponse({"batches": listed, "limits": limits})

    @routes.get("/{id}")
    def one(request: Request, id: str) -> Response:
        owner = owner_of(request)
        return JSONResponse(_view(batches, owner, batches.batch(owner, id)))

    @routes.delete("/{id}")
    def remove(request: Request, id: str) -> Response:
        batches.remove(owner_of(request), id)
        return Response(status_code=204)

    @routes.post("/{id}/stop")
    def stop(request: Request, id: str) -> Response:
        owner = owner_of(request)
        batches.stop(owner, id)
        return JSONResponse(_view(batches, owner, batches.batch(owner, id)))

    @routes.post("/{id}/files/{number}/stop")
    def stop_one(request: Request, id: str, number: int) -> Response:
        owner = owner_of(request)
        batches.stop(owner, id, number)
        return JSONResponse(_view(batches, owner, batches.batch(owner, id)))

    @routes.get("/{id}/zip")
    def download(
        request: Request,
        id: str,
        formats: Annotated[str, Query(max_length=200)] = ",".join(FORMATS),
        language: Language = "en",
    ) -> Response:
        file = batches.zip(owner_of(request), id, formats.split(","), language)
        headers = {
            "content-disposition": 'attachment; filename="releases.zip"',
            "content-length": str(os.fstat(file.fileno()).st_size),
        }
        return StreamingResponse(_chunks(file), media_type="application/zip", headers=headers)

    return routes


def _view(batches: Batches, owner: str, batch: Batch) -> dict[str, Any]:
    states = batches.states(owner, batch.id)
    return {
        "id": batch.id,
        "made": batch.made,
        "ended": not [state for state in states if not state.ended],
        "files": [asdict(state) for state in states],
    }


async def _contents(files: list[UploadFile]) -> list[tuple[str, bytes]]:
    return [(file.filename or "file", await file.read()) for file in files]


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
