"""Private routes of the form's glossary: search, and add, change, remove, import and export entries of the house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from translator.office.office import Office
from translator.office.shelf import safe_name
from translator.server.errors import HTTPError
from translator.server.glossary_views import contradictions_view, page_view, taken_view
from translator.server.security import owner_of
from translator.server.settings import ServerSettings
from translator.server.waiting import READING
from translator.settings import Settings
from translator.termbase import (
    BOTH_WAYS,
    ChangedError,
    ContradictionError,
    LayerName,
    Merged,
    TermEntry,
    add_entry,
    change_entry,
    entry_faults,
    export_glossary,
    house_file,
    import_entries,
    remove_entry,
    term_layers,
    uploaded_entries,
)

PREFIX = "/office/glossary"
FILES = {
    "csv": "csv",
    "xlsx": "xlsx",
    "tbx": "tbx",
    "deepl-en-zh": "en-zh.tsv",
    "deepl-zh-en": "zh-en.tsv",
}
"""Formats in which a glossary can be had, and the endings of their files."""

_MOST_SHOWN = 200
_MOST_TOLD = 200
"""Contradictions of an import that are listed; of more, only the number is told."""

_Text = Annotated[str, Field(max_length=200)]
_Forms = Annotated[tuple[_Text, ...], Field(max_length=50)]


class EntryForm(BaseModel):
    """An entry as the form sends it; replace: it takes the place of what it contradicts."""

    model_config = ConfigDict(extra="forbid")

    en: _Text
    zh: _Text
    pos: Annotated[str, Field(pattern="^(n|pn|adj|v|)$")] = "n"
    field: _Text = ""
    abbr_en: _Forms = ()
    abbr_zh: _Forms = ()
    variants_en: _Forms = ()
    variants_zh: _Forms = ()
    forbidden_en: _Forms = ()
    forbidden_zh: _Forms = ()
    enforced: tuple[str, ...] = BOTH_WAYS
    note: Annotated[str, Field(max_length=1000)] = ""
    replace: bool = False

    def entry(self) -> TermEntry:
        """The entry, of the house. Raises HTTPError for a direction that there is not."""
        if not set(self.enforced) <= set(BOTH_WAYS):
            raise HTTPError(422, f"enforced: write {' or '.join(BOTH_WAYS)}, both or none.")
        said = self.model_dump(exclude={"replace", "enforced", "note", "field", "version"})
        enforced = tuple(direction for direction in BOTH_WAYS if direction in self.enforced)
        one_line: dict[str, Any] = {name: " ".join(getattr(self, name).split()) for name in ("field", "note")}
        return TermEntry(id="", enforced=enforced, source="house", **said, **one_line)


class ChangedForm(EntryForm):
    """An entry that is to take the place of another; version: of that one, as the form showed it."""

    version: _Text


def router(office: Office, server: ServerSettings) -> APIRouter:
    """The routes under /office/glossary, for every session alike: the glossary is the house's.

    GET ?q=&layer=&offset=&limit=; POST /entries, PUT /entries/{id} (what contradicts others is not taken, and told with
    200; 409 where somebody was faster), DELETE /entries/{id}?version=; POST /import; GET /files/{format}?layer=
    """
    routes = APIRouter(prefix=PREFIX, include_in_schema=False)
    settings, house = office.settings, house_file(office.settings)

    @routes.get("")
    def search(
        request: Request,
        q: Annotated[str, Query(max_length=200)] = "",
        layer: Annotated[str, Query(max_length=200)] = "all",
        offset: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=_MOST_SHOWN)] = 50,
    ) -> Response:
        owner_of(request)
        return JSONResponse(page_view(term_layers(settings), q.strip(), layer, offset, limit))

    @routes.post("/entries")
    def add(request: Request, form: EntryForm) -> Response:
        owner_of(request)
        entry = form.entry()
        return _answer(entry, settings, lambda: add_entry(entry, house, form.replace))

    @routes.put("/entries/{id}")
    def change(request: Request, id: str, form: ChangedForm) -> Response:
        owner_of(request)
        entry = form.entry()
        return _answer(entry, settings, lambda: change_entry(id, form.version, entry, house, form.replace))

    @routes.delete("/entries/{id}")
    def remove(request: Request, id: str, version: Annotated[str, Query(max_length=200)]) -> Response:
        owner_of(request)
        try:
            return JSONResponse({"removed": remove_entry(id, version, house).en})
        except ChangedError as error:
            return _too_late(error)

    @routes.post("/import")
    async def take_in(
        request: Request, file: Annotated[UploadFile, File()], replace: Annotated[bool, Form()] = False
    ) -> Response:
        owner_of(request)
        name, data = safe_name(file.filename or "glossary"), await file.read()
        merged = await run_sync(lambda: import_entries(uploaded_entries(name, data), house, replace), limiter=READING)
        told = contradictions_view(merged.contradictions[:_MOST_TOLD])
        counts = {key: getattr(merged, key) for key in ("added", "updated", "unchanged", "replaced")}
        left_out = 0 if replace else len(merged.contradictions)
        return JSONResponse({"name": name, **counts, "left_out": left_out, "contradictions": told})

    @routes.get("/files/{format}")
    def file(request: Request, format: str, layer: LayerName = "house") -> Response:
        owner_of(request)
        if format not in FILES:
            raise HTTPError(404, f"There is no such format here. Choose from: {', '.join(FILES)}.")
        name = f"glossary-{layer}.{FILES[format]}"
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            export_glossary(path, settings, layer, deepl=format.removeprefix("deepl-") if "deepl" in format else None)
            data = path.read_bytes()
        named = f"attachment; filename*=utf-8''{quote(name, safe='')}"
        return Response(data, media_type="application/octet-stream", headers={"content-disposition": named})

    return routes


def _answer(entry: TermEntry, settings: Settings, put: Callable[[], Merged]) -> Response:
    """What came of putting an entry into the house glossary, in both languages where it is told to a person."""
    if wrong := [fault for fault in entry_faults(entry) if fault.severity == "error"]:
        said = {"error": " ".join(f.message for f in wrong), "error_zh": "".join(f.message_zh for f in wrong)}
        return JSONResponse(said, 422)
    try:
        return JSONResponse(taken_view(put(), entry, settings))
    except ContradictionError as error:
        return JSONResponse({"taken": False, "contradictions": contradictions_view(error.contradictions)})
    except ChangedError as error:
        return _too_late(error)


def _too_late(error: ChangedError) -> Response:
    said = (
        f"“{error.present.en}”已被其他人修改，请查看最新内容后再改。"
        if error.present
        else "该条目已被其他人删除或改名，本机构术语表中已没有它。"
    )
    return JSONResponse({"error": str(error), "error_zh": said}, 409)
