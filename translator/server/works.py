"""Private routes of the form's releases: their state and rows, what a person does to them, and their files."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from translator.editing import Editor, TermOffer
from translator.office.office import Change, Office, Work
from translator.office.shelf import safe_name
from translator.pipeline import FORMATS, file_name, render
from translator.release import BilingualRelease, ReleaseError, Segment
from translator.server.errors import HTTPError
from translator.server.security import owner_of
from translator.server.settings import ServerSettings
from translator.server.uploads import check_format, file_headers, media_type
from translator.views import release_view

PREFIX = "/office/works"
MOST_TEXT = 10_000
"""Characters of a translation, or of a line of a brief, that a person may write."""
MOST_TERM = 200
_MOST_READ = 100
"""Works of which it is known that they were prepared for editing."""


def router(office: Office, server: ServerSettings | None = None) -> APIRouter:
    """The routes under /office/works; each is about what the session's owner has made, and 404 for all else.

    GET "" lists the works; GET /{id}?version=N is one as view() shows it (204 where nothing is newer);
    POST /{id}/stop, DELETE /{id}; PUT /{id}/segments/{segment} {"target"}, POST .../fix {"issue"} and .../approve
    {"approved"}; POST /{id}/terms {"en", "zh", "replace"}; PUT /{id}/brief/{line} {"side", "text"}; these answer with
    the work as it is then, the first with the terms that the edit offers to the house glossary, too ("offers").
    GET /{id}/files/{format} is the release as it stands, edits and all.
    """
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)
    readers = _Readers(office)

    def shown(work: Work) -> JSONResponse:
        return JSONResponse(view(work, office))

    def edited(request: Request, id: str, segment: str, change: Change) -> JSONResponse:
        """The answer to a change of a segment, with what it offers to the house glossary."""
        offers: tuple[TermOffer, ...] = ()

        def noting(editor: Editor, release: BilingualRelease) -> BilingualRelease:
            nonlocal offers
            changed = change(editor, release)
            before, after = _segment(release, segment), _segment(changed, segment)
            if before and after:
                offers = editor.offers(before, after, release.direction)
            return changed

        owner = owner_of(request)
        readers.ready(id)
        work = office.change(owner, id, noting)
        told = [{"en": offer.en, "zh": offer.zh, "replaces": offer.replaces} for offer in offers]
        return JSONResponse(view(work, office) | {"offers": told})

    @routes.get("")
    def works(request: Request) -> Response:
        return JSONResponse({"works": [_line(work) for work in office.works(owner_of(request))]})

    @routes.get("/{id}")
    def one(request: Request, id: str, version: int = -1) -> Response:
        work = office.work(owner_of(request), id)
        # How many come before it is no new version, and who waits wants to see it.
        if work.version == version and work.state != "waiting":
            return Response(status_code=204)
        readers.opened(work)
        return shown(work)

    @routes.delete("/{id}")
    def remove(request: Request, id: str) -> Response:
        office.remove(owner_of(request), id)
        return Response(status_code=204)

    @routes.post("/{id}/stop")
    def stop(request: Request, id: str) -> Response:
        return shown(office.stop(owner_of(request), id))

    @routes.put("/{id}/segments/{segment}")
    def edit(request: Request, id: str, segment: str, target: Annotated[str, Body(embed=True)]) -> Response:
        _check_length(target, MOST_TEXT, "The translation")
        return edited(request, id, segment, lambda editor, release: editor.edited(release, segment, target))

    @routes.post("/{id}/segments/{segment}/fix")
    def fix(request: Request, id: str, segment: str, issue: Annotated[int, Body(embed=True)]) -> Response:
        return edited(request, id, segment, lambda editor, release: editor.fixed(release, segment, issue))

    @routes.post("/{id}/segments/{segment}/approve")
    def approve(request: Request, id: str, segment: str, approved: Annotated[bool, Body(embed=True)]) -> Response:
        return shown(office.approve(owner_of(request), id, segment, approved))

    @routes.post("/{id}/terms")
    def add_term(
        request: Request,
        id: str,
        en: Annotated[str, Body()],
        zh: Annotated[str, Body()],
        replace: Annotated[bool, Body()] = False,
    ) -> Response:
        for text, name in ((en, "The English term"), (zh, "The Chinese term")):
            _check_length(text, MOST_TERM, name)
        return shown(office.add_term(owner_of(request), id, TermOffer(en, zh), replace))

    @routes.put("/{id}/brief/{line}")
    def rewrite(
        request: Request,
        id: str,
        line: int,
        side: Annotated[Literal["source", "target"], Body()],
        text: Annotated[str, Body()],
    ) -> Response:
        _check_length(text, MOST_TEXT, "The line")
        owner = owner_of(request)
        return shown(office.change(owner, id, lambda editor, release: editor.rewritten(release, line, side, text)))

    @routes.get("/{id}/files/{format}")
    def file(request: Request, id: str, format: str) -> Response:
        work = office.work(owner_of(request), id)
        check_format(format, FORMATS)
        if work.release is None:
            raise HTTPError(409, "There is no release to download yet. Wait till something of it is translated.")
        return _attachment(work.release, format)

    return routes


class _Readers:
    """Has the editor compute, while a person reads a release, what their first change of it would wait for."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lately: OrderedDict[str, threading.Thread] = OrderedDict()
        self._one_by_one = threading.Lock()
        self._looking = threading.Lock()

    def opened(self, work: Work) -> None:
        """Called for each look at a work; the first at one that has ended counts."""
        with self._looking:
            if not work.ended or not work.release or work.id in self._lately:
                return
            thread = threading.Thread(target=self._prepare, args=(work.glossaries, work.release), daemon=True)
            self._lately[work.id] = thread
            thread.start()
            if len(self._lately) > _MOST_READ:
                self._lately.popitem(last=False)

    def ready(self, id: str) -> None:
        """Waits for what is being computed for a work, which a change would compute a second time."""
        with self._looking:
            thread = self._lately.get(id)
        if thread:
            thread.join()

    def _prepare(self, glossaries: tuple[str, ...], release: BilingualRelease) -> None:
        # A glossary that cannot be read is told with the change itself.
        with self._one_by_one, suppress(ReleaseError):
            self._office.editor(glossaries).warm(release)


def view(work: Work, office: Office) -> dict[str, Any]:
    """What the form shows of a work, as JSON.

    "release" is None while there is none, else as views.release_view makes it; "edited" of a row says whether its
    translation is a person's, which one that was put back as the machine made it is not.
    """
    release = work.release
    shown = release_view(release, work.original, office.settings) if release else None
    for row in shown["rows"] if shown else ():
        if not work.ended:
            # Terms are put into the engine's sentences later, and looked for then.
            for term in row["terms"]:
                term["met"] = term["met"] or None
        made = work.original.get(row["id"])
        row["edited"] = row["origin"] == "human" and not (made and made.target == row["text"])
    return _line(work) | {"step": work.step, "version": work.version, "error": work.error, "release": shown}


def _line(work: Work) -> dict[str, Any]:
    return {
        "id": work.id,
        "name": work.name,
        "state": work.state,
        "made": work.made,
        "done": work.done,
        "of": work.of,
        "before": work.before,
    }


def _segment(release: BilingualRelease, id: str) -> Segment | None:
    return next((segment for segment in release.segments if segment.id == id), None)


def _check_length(text: str, most: int, what: str) -> None:
    if len(text) > most:
        raise HTTPError(413, f"{what} has {len(text):,} characters, and {most:,} are allowed. Make it shorter.")


def _attachment(release: BilingualRelease, format: str) -> Response:
    name = safe_name(file_name(release, format))
    return Response(render(release, format), media_type=media_type(name), headers=file_headers(name))
