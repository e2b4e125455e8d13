"""The whole server in one FastAPI application: the form in both languages, its private routes and the doors."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from translator.office.batches import Batches
from translator.office.bitexts import Bitexts
from translator.office.office import Office
from translator.release import Language, ReleaseError
from translator.server.settings import ServerSettings, load_server_settings
from translator.settings import Settings, load_settings, user_file

if TYPE_CHECKING:
    from fastapi import FastAPI

LANGUAGES: tuple[Language, ...] = ("en", "zh")
LANGUAGE_COOKIE = "translator_language"

_SWEEP_SECONDS = 600
_YEAR = 365 * 24 * 3600
_STATIC = Path(__file__).parents[1] / "web" / "static"


def create_app(settings: Settings | None = None, server: ServerSettings | None = None) -> FastAPI:
    """The application, for any ASGI server with one process. The models load with the first article."""
    settings, server = settings or load_settings(), server or load_server_settings()
    folder = user_file(None, "sessions")
    # Gradio keeps uploads in a folder that every user of the machine can read, unless it is told of another.
    os.environ["GRADIO_TEMP_DIR"] = str(folder / "gradio")
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from translator.server import batches, bitexts, errors, glossary, libre, security, v1, works

    office = Office(
        settings,
        characters=server.characters,
        waiting=server.waiting,
        each=server.files,
        keep_hours=server.keep_hours,
        folder=folder,
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        end = threading.Event()
        sweeper = threading.Thread(target=_sweep, args=(office, end), name="sweeper", daemon=True)
        sweeper.start()
        yield
        end.set()

    app = FastAPI(
        title="Press translator",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.office, app.state.server = office, server
    errors.install(app)
    app.include_router(v1.router(office, server))
    app.include_router(libre.router(office, server))
    app.include_router(works.router(office, server))
    app.include_router(bitexts.router(Bitexts(office), server))
    app.include_router(glossary.router(office, server))
    app.include_router(batches.router(Batches(office, server.files), server))
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    _add_entrance(app)
    _mount_forms(app, office, server)
    security.protect(app, server)
    return app


def _add_entrance(app: FastAPI) -> None:
    """`/` leads to the form in the reader's language, `/language/zh` chooses it."""
    from fastapi import Request
    from fastapi.responses import RedirectResponse

    @app.get("/", include_in_schema=False)
    def entrance(request: Request) -> RedirectResponse:
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        if chosen not in LANGUAGES:
            chosen = preferred_language(request.headers.get("accept-language", ""))
        return RedirectResponse(f"{request.scope.get('root_path', '')}/{chosen}/", 303)

    @app.get("/language/{code}", include_in_schema=False)
    def choose(code: str, request: Request) -> RedirectResponse:
        code = code if code in LANGUAGES else "en"
        response = RedirectResponse(f"{request.scope.get('root_path', '')}/{code}/", 303)
        response.set_cookie(LANGUAGE_COOKIE, code, max_age=_YEAR, httponly=True, samesite="strict")
        return response


def preferred_language(header: str) -> Language:
    """Which of the two languages an Accept-Language header prefers (RFC 9110, 12.5.4); English where neither."""
    best: tuple[float, Language] = (0.0, "en")
    for part in header.split(","):
        tag, _, quality = part.strip().partition(";q=")
        for language in LANGUAGES:
            if tag.lower().split("-")[0] == language:
                try:
                    weight = float(quality or 1)
                except ValueError:
                    continue
                best = max(best, (weight, language), key=lambda one: one[0])
    return best[1]


def _mount_forms(app: FastAPI, office: Office, server: ServerSettings) -> None:
    import gradio as gr

    from translator import web

    for language in LANGUAGES:
        gr.mount_gradio_app(
            app,
            web.build(office, server, language),
            path=f"/{language}",
            max_file_size=f"{server.upload_mb}mb",
            show_error=True,
            ssr_mode=False,
            enable_monitoring=False,
            footer_links=[],
            theme=web.theme(),
            css_paths=web.css_paths(),
            head=web.head(language),
        )


def _sweep(office: Office, end: threading.Event) -> None:
    while not end.is_set():
        office.sweep()
        end.wait(_SWEEP_SECONDS)


def launch(host: str | None = None, port: int | None = None) -> None:
    """Starts the server and runs it until it is stopped. Raises ReleaseError where the address is taken."""
    import socket

    import uvicorn

    server = load_server_settings(host=host, port=port)
    app = create_app(load_settings(), server)
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((server.host, server.port))
    except OSError as error:
        raise ReleaseError(
            f"{server.host}:{server.port} cannot be listened on: {error.strerror}. Is the form running already? "
            "Choose another port with --port."
        ) from error
    shown = f"[{server.host}]" if ":" in server.host else server.host
    print(f"The form is at http://{shown}:{server.port}/ - stop it with Ctrl+C.", flush=True)
    uvicorn.run(app, host=server.host, port=server.port, log_level="warning", server_header=False)
