"""The HTTP door: releases for programs, and the router of all that it has."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Annotated, Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from translator.office.office import NotReadyError, Office, Work
from translator.office.sizes import check_glossary_size, check_size
from translator.pipeline import file_name, read_bytes, read_text, render
from translator.release import Article, ReleaseError
from translator.server.about import about
from translator.server.answers import WORK, ReleaseState, content, responses
from translator.server.bodies import Entry, ReleaseBody, read_body, request_body
from translator.server.equipment import TheOffice, TheServer, equipped
from translator.server.errors import UNFORESEEN, HTTPError
from translator.server.security import door_owner
from translator.server.settings import ServerSettings
from translator.server.texts import texts
from translator.server.uploads import MEDIA_TYPES, Upload, file_headers, media_type, on_disk
from translator.server.waiting import READING, until
from translator.termbase import check_glossary

releases = APIRouter(prefix="/v1", tags=["releases"])

Format = Literal["html", "docx", "md", "json", "tmx", "xliff"]
_RELEASE = {"$ref": "#/components/schemas/BilingualRelease"}
_FILES = tuple(kind for ending, kind in MEDIA_TYPES.items() if ending in (".html", ".docx", ".md", ".tmx", ".xlf"))


def router(office: Office, server: ServerSettings) -> APIRouter:
    """All routes of the door: /v1/..., /healthz, and /docs with what it needs."""
    door = APIRouter(dependencies=[equipped(office, server)])
    for part in (releases, texts, about):
        door.include_router(part)
    return door


@releases.post(
    "/releases",
    summary="Translate an article",
    response_class=Response,
    responses={
        200: {
            "description": "The release. X-Release-Id is its id, Location where its state is.",
            "content": content(_RELEASE),
        },
        202: {"model": ReleaseState, "description": "It waits; Location says where to ask for its state."},
        **responses(*WORK),
    },
    openapi_extra=request_body(ReleaseBody, "file", "glossary"),
)
async def post_release(
    request: Request,
    office: TheOffice,
    server: TheServer,
    wait: Annotated[bool, Query(description="Wait for the release; false answers at once with its id.")] = True,
) -> Response:
    """An article as JSON or, with a file (.txt, .md, .html, .docx), as a form; answers the release when it is done.

    A client that hangs up stops the work.
    """
    body, files = await read_body(request, ReleaseBody)
    owner = door_owner(request)
    article = await run_sync(_article, body, files, server.characters, limiter=READING)
    glossaries = await run_sync(_glossaries, office, owner, body.glossary, files, limiter=READING)
    try:
        id = office.start_release(owner, article, body.to, glossaries, body.brief)
    except ReleaseError:
        for glossary in glossaries:
            office.shelf.remove_file(Path(glossary))
        raise
    place = {"Location": f"{request.scope.get('root_path', '')}/v1/releases/{id}", "X-Release-Id": id}
    if not wait:
        return JSONResponse(_state(office.work(owner, id)).model_dump(), 202, headers=place)
    work = await until(
        request,
        lambda: office.work(owner, id),
        lambda work: work.ended,
        lambda: office.remove(owner, id),
        server.seconds,
    )
    if work.state == "stopped":
        raise HTTPError(409, "It was stopped before it was done.")
    if work.state == "failed" or not work.release:
        raise _failed(work)
    return Response(await run_sync(render, work.release, "json"), media_type="application/json", headers=place)


@releases.get("/releases/{id}", summary="How far a release is", responses=responses(404, 422))
def get_state(request: Request, office: TheOffice, id: str) -> ReleaseState:
    """The state of a release that this client asked for; once it is "done", its files can be fetched."""
    return _state(office.work(door_owner(request), id))


@releases.get(
    "/releases/{id}/{format}",
    summary="A release as a file",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": content(_RELEASE, *_FILES)},
        **responses(404, 409, 422),
    },
)
def get_file(request: Request, office: TheOffice, id: str, format: Format) -> Response:
    """The release in a format to publish or to exchange."""
    work = office.work(door_owner(request), id)
    if work.state == "failed":
        raise _failed(work)
    if work.state != "done" or not work.release:
        raise NotReadyError(f"It is not done: its state is {work.state}.")
    name = file_name(work.release, format)
    return Response(render(work.release, format), media_type=media_type(name), headers=file_headers(name))


@releases.delete("/releases/{id}", status_code=204, summary="Stop and delete a release", responses=responses(404, 422))
def delete_release(request: Request, office: TheOffice, id: str) -> None:
    """Stops the work if it goes on, and deletes what there is of it."""
    office.remove(door_owner(request), id)


def _article(body: ReleaseBody, files: list[Upload], most: int) -> Article:
    """The article of a request. most: characters that it may have."""
    articles = [file for file in files if file.field == "file"]
    if len(articles) + bool(body.text) != 1:
        raise ReleaseError('Give one article: its text as "text", or in a form a file as "file".')
    if not articles:
        check_size(body.name, ".txt", body.text.encode(), most)
        return read_text(body.text, body.name, body.language)
    (file,) = articles
    check_size(file.name, file.suffix, file.data, most)
    name = body.name if "name" in body.model_fields_set else file.stem
    return read_bytes(file.data, name, file.suffix, body.language)


def _glossaries(office: Office, owner: str, entries: list[Entry], files: list[Upload]) -> tuple[str, ...]:
    """The glossaries of a request as files of its owner's. Raises ReleaseError for what is no glossary."""
    given = [file for file in files if file.field == "glossary"]
    if unknown := sorted({file.field for file in files} - {"file", "glossary"}):
        raise HTTPError(422, f"{unknown[0]} is not known here. A form has the files: file, glossary.")
    if entries:
        table = io.StringIO()
        csv.writer(table).writerows([("en", "zh"), *((entry.en, entry.zh) for entry in entries)])
        given.append(Upload("glossary", "glossary.csv", table.getvalue().encode()))
    with on_disk(given) as paths:
        for file, path in zip(given, paths, strict=True):
            check_glossary_size(file.name, file.data)
            faults = [finding for finding in check_glossary(path, office.settings) if finding.severity == "error"]
            for fault in faults[:1]:
                where = f"{path.name}, row {fault.row}: " if fault.row else ""
                raise ReleaseError(where + fault.message)
    return tuple(str(office.shelf.keep_file(owner, file.name, file.data)) for file in given)


def _state(work: Work) -> ReleaseState:
    return ReleaseState(
        id=work.id,
        name=work.name,
        state=work.state,
        before=work.before,
        step=work.step,
        done=work.done,
        of=work.of,
        error=work.error,
    )


def _failed(work: Work) -> HTTPError:
    if work.fault:
        return HTTPError(500, UNFORESEEN)
    return HTTPError(422, work.error or "There is no release of it.")
