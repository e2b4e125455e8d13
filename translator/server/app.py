"""The whole server in one FastAPI application: the form in both languages, its private routes and the doors."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from translator.office.office import Office
from translator.release import ReleaseError
from translator.server.settings import ServerSettings, load_server_settings
from translator.settings import Settings, load_settings, user_file

if TYPE_CHECKING:
    from fastapi import FastAPI

_SWEEP_SECONDS = 600


def create_app(settings: Settings | None = None, server: ServerSettings | None = None) -> FastAPI:
    """The application, for any ASGI server with one process. The models load with the first article."""
    settings, server = settings or load_settings(), server or load_server_settings()
    folder = user_file(None, "sessions")
    # Gradio keeps uploads in a folder that every user of the machine can read, unless it is told of another.
    os.environ["GRADIO_TEMP_DIR"] = str(folder / "gradio")
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from translator import web
    from translator.office.batches import Batches
    from translator.office.bitexts import Bitexts
    from translator.server import about, batches, bitexts, entrance, errors, glossary, libre, security, v1, works

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
    aligned = Bitexts(office)
    for routes in (
        v1.router(office, server),
        libre.router(office, server),
        works.router(office),
        bitexts.router(aligned),
        glossary.router(office, server),
        batches.router(Batches(office, server.files), server),
    ):
        app.include_router(routes)
    about.describe(app, server)
    app.mount("/static", StaticFiles(directory=web.STATIC), name="static")
    app.include_router(entrance.router)
    web.mount(app, office, aligned, server.upload_mb, server.keep_hours)
    security.protect(app, server)
    return app


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
