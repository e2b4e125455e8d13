"""The HTTP door: whether it is up, and its documentation, which loads nothing from elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import anyio
import msgspec
from anyio.to_thread import run_sync
from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import FileResponse, HTMLResponse

from translator.bitext import Bitext
from translator.office.office import Office
from translator.release import BilingualRelease, Direction, ReleaseError
from translator.server.answers import EngineAnswer, Health
from translator.server.bodies import body_schemas
from translator.server.equipment import TheOffice
from translator.server.errors import HTTPError
from translator.server.security import HEALTH
from translator.server.settings import ServerSettings

about = APIRouter(tags=["about"])

_PATIENCE = 1.0
"""Seconds that a health check waits for what is known of the engines."""
_LOOKING = anyio.CapacityLimiter(1)
_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png")
_INTRODUCTION = (
    'Bilingual press releases, Chinese and English. Errors are `{"error": "why"}`. What is made here is this '
    "client's own and is deleted after a time."
)


@about.get(HEALTH, summary="Whether the server is up")
async def health(office: TheOffice) -> Health:
    """Its version, engines (once they are known) and how many works wait; needs no key and no password."""
    engines: dict[str, EngineAnswer] = {}
    # The first look loads the glossary; a health check must not wait for that.
    with anyio.move_on_after(_PATIENCE):
        engines = await run_sync(_engines, office, abandon_on_cancel=True, limiter=_LOOKING)
    return Health(
        version=version("press-translator"), waiting=office.turns.waiting + office.short.waiting, engines=engines
    )


@about.get("/docs", include_in_schema=False)
async def docs(request: Request) -> HTMLResponse:
    """Swagger UI of /openapi.json."""
    root = request.scope.get("root_path", "")
    return get_swagger_ui_html(
        openapi_url=f"{root}{request.app.openapi_url}",
        title=request.app.title,
        swagger_js_url=f"{root}/docs/swagger-ui-bundle.js",
        swagger_css_url=f"{root}/docs/swagger-ui.css",
        swagger_favicon_url=f"{root}/docs/favicon.png",
    )


@about.get("/docs/{name}", include_in_schema=False)
async def docs_asset(name: str) -> FileResponse:
    """A file that Swagger UI needs, from the package that brings it."""
    if name not in _ASSETS:
        raise HTTPError(404, "There is nothing at this address.")
    import fastapi_offline

    return FileResponse(Path(fastapi_offline.__file__).parent / "static" / name)


def _engines(office: Office) -> dict[str, EngineAnswer]:
    pipeline = office.pipeline()
    found = {}
    for direction in (Direction("en", "zh"), Direction("zh", "en")):
        try:
            note = pipeline.engine(direction)
        except ReleaseError:  # there is none on this machine, which whoever translates is told
            continue
        found[str(direction)] = EngineAnswer.model_validate(asdict(note))
    return found


def describe(app: FastAPI, server: ServerSettings) -> None:
    """Completes what /openapi.json says: the bodies, releases and aligned texts, and the key where one is set."""
    written = app.openapi
    app.description = _INTRODUCTION

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = written()
        components = schema.setdefault("components", {})
        _, ours = msgspec.json.schema_components((BilingualRelease, Bitext), ref_template="#/components/schemas/{name}")
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(ours))
        components["schemas"] = components.get("schemas", {}) | plain | body_schemas()
        if server.api_key or server.password:
            components["securitySchemes"] = _schemes(server)
            schema["security"] = [{name: []} for name in components["securitySchemes"]]
            schema["paths"][HEALTH]["get"]["security"] = []
        return schema

    app.openapi = openapi  # type: ignore[method-assign]


def _schemes(server: ServerSettings) -> dict[str, Any]:
    key = {"key": {"type": "http", "scheme": "bearer", "description": "The API key; also as X-API-Key."}}
    password = {"password": {"type": "http", "scheme": "basic"}}
    return (key if server.api_key else {}) | (password if server.password else {})
