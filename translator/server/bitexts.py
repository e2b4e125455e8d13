"""Private routes of the form's aligned texts: the beads, what a person does to them, files, and the memory."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from translator.aligning import FORMATS, bitext_file_name, render_bitext, to_look_at
from translator.bitext import Bitext
from translator.office.bitexts import AlignedText, Bitexts
from translator.office.corrections import Correction, NotPossibleError
from translator.office.shelf import safe_name
from translator.recall import MIN_CONFIDENCE, Imported
from translator.server.errors import HTTPError
from translator.server.security import owner_of
from translator.server.uploads import check_format, file_headers, media_type

PREFIX = "/office/bitexts"


def router(bitexts: Bitexts) -> APIRouter:
    """The routes under /office/bitexts; each is about what the session's owner has made, and 404 for all else.

    GET /last and /{id}?version=N (204 where nothing is newer), POST /{id}/corrections?version=N and /{id}/undo
    (409 where it cannot be done), POST /{id}/memory, POST /{id}/stop, DELETE /{id}, GET /{id}/files/{format}
    """
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)

    @routes.get("/last")
    def last(request: Request) -> Response:
        found = bitexts.last(owner_of(request))
        return JSONResponse(view(found)) if found else Response(status_code=204)

    @routes.get("/{id}")
    def one(request: Request, id: str, version: int = -1) -> Response:
        found = bitexts.get(owner_of(request), id)
        # how many come before it is no new version, and who waits wants to see it
        if found.version == version and found.state != "waiting":
            return Response(status_code=204)
        return JSONResponse(view(found))

    @routes.post("/{id}/corrections")
    def correct(request: Request, id: str, correction: Correction, version: int | None = None) -> Response:
        try:
            found = bitexts.correct(owner_of(request), id, correction, version)
        except NotPossibleError as error:
            return _refusal(error)
        return JSONResponse(view(found, texts=False))

    @routes.post("/{id}/undo")
    def undo(request: Request, id: str, version: int | None = None) -> Response:
        try:
            found = bitexts.undo(owner_of(request), id, version)
        except NotPossibleError as error:
            return _refusal(error)
        return JSONResponse(view(found, texts=False))

    @routes.post("/{id}/memory")
    def remember(
        request: Request,
        id: str,
        least: Annotated[float, Body(ge=0, le=1)] = MIN_CONFIDENCE,
        confirmed: Annotated[bool, Body()] = False,
    ) -> Response:
        try:
            done = bitexts.remember(owner_of(request), id, least, confirmed)
        except NotPossibleError as error:
            return _refusal(error)
        return JSONResponse(_counts(done))

    @routes.post("/{id}/stop")
    def stop(request: Request, id: str) -> Response:
        return JSONResponse(view(bitexts.stop(owner_of(request), id)))

    @routes.delete("/{id}")
    def remove(request: Request, id: str) -> Response:
        bitexts.remove(owner_of(request), id)
        return Response(status_code=204)

    @routes.get("/{id}/files/{format}")
    def file(request: Request, id: str, format: str) -> Response:
        found = bitexts.get(owner_of(request), id)
        check_format(format, FORMATS)
        if found.bitext is None:
            raise HTTPError(409, "The texts are not aligned yet.")
        return _attachment(found.bitext, format)

    return routes


def view(text: AlignedText, texts: bool = True) -> dict[str, Any]:
    """What the form shows of an aligned text, as JSON; texts: the sentences, too, which no correction changes."""
    found: dict[str, Any] = {
        "id": text.id,
        "name": text.name,
        "state": text.state,
        "version": text.version,
        "made": text.made,
        "error": text.error,
        "done": text.done,
        "of": text.of,
        "before": text.before,
        "undo": len(text.past),
    }
    if text.bitext:
        found["beads"] = [
            {
                "sources": bead.sources,
                "targets": bead.targets,
                "confidence": bead.confidence,
                "by": bead.by,
                "look": to_look_at(bead),
            }
            for bead in text.bitext.beads
        ]
    if text.bitext and texts:
        bitext = text.bitext
        found |= {"languages": bitext.direction, "method": bitext.method, "warnings": bitext.warnings}
        for side, sentences in (("sources", bitext.sources), ("targets", bitext.targets)):
            found[side] = [{"text": s.text, "kind": s.kind, "block": s.block, "where": s.where} for s in sentences]
    return found


def _counts(done: Imported) -> dict[str, int]:
    """How many pairs were new, changed, there already, and left out for want of certainty or of words."""
    return {
        "added": done.tally.added,
        "updated": done.tally.updated,
        "there": done.tally.unchanged,
        "unsure": done.unsure,
        "wordless": done.wordless + done.tally.empty,
        "traditional": done.traditional,
    }


def _attachment(bitext: Bitext, format: str) -> Response:
    name = safe_name(bitext_file_name(bitext, format))
    return Response(render_bitext(bitext, format), media_type=media_type(name), headers=file_headers(name))


def _refusal(error: NotPossibleError) -> Response:
    return JSONResponse({"error": str(error), "error_zh": error.message_zh}, 409)
