"""The whole server in one FastAPI application: the form in both languages, its private routes and the doors."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from translator.office.office import Office
from translator.office.turns import log_fault
from translator.release import ReleaseError
from translator.server.settings import ServerSettings, load_server_settings
from translator.settings import Settings, load_settings, user_file

if TYPE_CHECKING:
    from types import FrameType

    from fastapi import FastAPI

_SWEEP_SECONDS = 600
_CLOSING_SECONDS = 3
"""For requests, and then for the work that is being done, when the server is stopped."""


def create_app(settings: Settings | None = None, server: ServerSettings | None = None) -> FastAPI:
    """The application, for any ASGI server with one process. The models load with the first article."""
    settings, server = settings or load_settings(), server or load_server_settings()
    folder = user_file(None, "sessions")
    # Gradio keeps uploads in a folder that every user of the machine can read, unless it is told of another.
    os.environ["GRADIO_TEMP_DIR"] = str(folder / "gradio")
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

    from anyio.to_thread import run_sync
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
        # What is being made ends with its next report, and what is there of it is kept.
        await run_sync(office.close, _CLOSING_SECONDS)

    app = FastAPI(
        title="Press translator",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.office, app.state.server, app.state.ending = office, server, threading.Event()
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
    security.protect(app, server, app.state.ending)
    return app


def _sweep(office: Office, end: threading.Event) -> None:
    while not end.is_set():
        try:
            office.sweep()
        except Exception as error:  # the next time may go well, and somebody must delete what is old
            log_fault("Sweeping failed", error)
        end.wait(_SWEEP_SECONDS)


def launch(host: str | None = None, port: int | None = None) -> None:
    """Starts the server and runs it until it is stopped, which ends the process where anything was translated.

    Raises ReleaseError where the address is taken.
    """
    import socket

    import uvicorn

    server = load_server_settings(host=host, port=port)
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
    app = create_app(load_settings(), server)
    shown = f"[{server.host}]" if ":" in server.host else server.host
    print(f"The form is at http://{shown}:{server.port}/ - stop it with Ctrl+C.", flush=True)

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            # Open pages keep connections open for as long as they are, and programs wait for releases.
            app.state.ending.set()
            super().handle_exit(sig, frame)

    with suppress(KeyboardInterrupt):
        Server(
            uvicorn.Config(
                app,
                host=server.host,
                port=server.port,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=_CLOSING_SECONDS,
            )
        ).run()
    if app.state.office.begun:
        # The worker's thread and those of the models crash in native code when the interpreter is taken down around
        # them. All that is kept is on the disk by now.
        sys.stdout.flush()
        os._exit(0)
