"""What the tests of the server share: an office with the tiny Marian, small guarded apps and the whole one."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from translator import Settings
from translator.office.office import Office
from translator.server import errors, security, v1
from translator.server.about import describe
from translator.server.app import create_app
from translator.server.settings import ServerSettings

BASE = "http://127.0.0.1:7860"
PAGE = {"accept": "text/html"}
"""What a browser says when it opens a page; the answer gives it its session."""

Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def office(marian_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(marian_settings, folder=tmp_path_factory.mktemp("sessions"))


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Clients of apps that have some routers and are guarded as the whole server is.

    serve(router, ..., api_key="...") takes any server settings; each client is a browser with a session of its own.
    """

    def serve(*routers: APIRouter, **settings: object) -> TestClient:
        app = FastAPI(docs_url=None, redoc_url=None)
        server = ServerSettings(**{"rate": 0, **settings})  # type: ignore[arg-type]
        errors.install(app)
        for router in routers:
            app.include_router(router)
        describe(app, server)
        security.protect(app, server)
        client = TestClient(app, base_url=BASE)
        client.get("/", headers=PAGE)
        return client

    return serve


@pytest.fixture(scope="session")
def door(office: Office, serve: Serve) -> Serve:
    """Clients of the door alone: door(api_key="...") takes any server settings."""

    def door(**settings: object) -> TestClient:
        server = ServerSettings(**{"rate": 0, **settings})  # type: ignore[arg-type]
        return serve(v1.router(office, server), **settings)

    return door


@pytest.fixture(scope="session")
def client(marian_settings: Settings) -> Iterator[TestClient]:
    """A browser with a session at the whole server, as `translator serve` starts it."""
    with TestClient(create_app(marian_settings, ServerSettings(rate=0)), base_url=BASE) as client:
        client.get("/en/", headers=PAGE)
        yield client
