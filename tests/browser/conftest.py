"""The real server on a free port, and Debian's chromium to use it with.

Where there is no chromium these tests are passed over, unless TRANSLATOR_TEST_BROWSER says that there has to be one.
"""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from translator import Settings
from translator.server.app import create_app
from translator.server.settings import ServerSettings

BROWSER = os.environ.get("TRANSLATOR_TEST_BROWSER", "")
# What a browser tries of itself on a machine without a network only costs time.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def address(marian_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path_factory.mktemp("browser")))
        app = create_app(marian_settings, ServerSettings())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = BROWSER or shutil.which("chromium")
    if not program:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens a page as a visitor of its own; what it asks of another machine, and errors of its scripts, fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(path: str = "/", context: BrowserContext | None = None, **options: Any) -> Page:
        if context is None:
            context = browser.new_context(
                accept_downloads=True, **{"viewport": {"width": 1280, "height": 900}} | options
            )
            context.set_default_timeout(20_000)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((address, "data:", "blob:", "about:"))
                else faults.append(f"asked elsewhere: {asked.url}")
            ),
        )
        page.goto(address + path)
        expect(page.get_by_role("tablist").first).to_be_visible()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, which looks for what keeps people from using a page; TRANSLATOR_TEST_AXE names its axe.min.js."""
    file = os.environ.get("TRANSLATOR_TEST_AXE", "")
    if not file:
        pytest.skip("TRANSLATOR_TEST_AXE names no axe.min.js (npm install axe-core)")
    return Path(file).read_text(encoding="utf-8")
