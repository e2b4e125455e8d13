"""The real server on a free port, and Debian's chromium to use it with.

Where there is no chromium these tests are passed over, unless TRANSLATOR_TEST_BROWSER says that there has to be one.
"""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

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
# Milliseconds that a test waits for what has to come; machines that run other tests meanwhile are slow.
PATIENCE = 60_000
WIDE: ViewportSize = {"width": 1280, "height": 900}
SHORT = """City hospital opens a stroke center

The hospital opened a stroke center on Friday. The new ward has 12 beds and cost 3 million yuan.

“Every minute counts,” said Li Wei, who leads the center.
"""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def address(marian_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server listens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path_factory.mktemp("browser")))
        app = create_app(marian_settings, ServerSettings())
        with socket.socket() as place:
            place.bind(("127.0.0.1", 0))
            # Who comes before the server is ready waits.
            place.listen()
            server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{place.getsockname()[1]}"
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


class Visits:
    """Opens pages, each as a visitor of its own; a request to another machine or an error of a script is a fault."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def __call__(self, path: str = "/en/", **options: Any) -> Page:
        """A page at a path; options: of the browser's context (viewport, locale, storage_state ...)."""
        context = self._browser.new_context(viewport=options.pop("viewport", WIDE), accept_downloads=True, **options)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda asked: self._watch(asked.url))
        page.on("websocket", lambda socket: self._watch(socket.url))
        page.goto(self._address + path)
        expect(page.get_by_role("tablist").first).to_be_visible()
        return page

    def _watch(self, url: str) -> None:
        if not url.startswith((self._address, self._address.replace("http", "ws", 1), "data:", "blob:", "about:")):
            self.faults.append(f"asked elsewhere: {url}")

    def close(self) -> None:
        """Ends them all; fails on a fault."""
        for context in self._contexts:
            context.close()
        assert self.faults == []


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visits]:
    """Opens a page as a visitor of its own."""
    visits = Visits(browser, address)
    yield visits
    visits.close()


@dataclass(frozen=True, slots=True)
class Kept:
    """A release and whose it is.

    fragment: of the address that shows it; state: the cookies of its owner, for a new context
    """

    article: str
    fragment: str
    state: Any


@pytest.fixture(scope="session")
def visits(browser: Browser, address: str) -> Iterator[Visits]:
    """Opens pages that whole modules share."""
    visits = Visits(browser, address)
    yield visits
    visits.close()


@pytest.fixture(scope="session")
def short(visits: Visits) -> Kept:
    """A short release with a brief, which the tests that use it do not change."""
    page = visits()
    page.get_by_label("Paste the article").fill(SHORT)
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    return Kept(SHORT, page.url.partition("#")[2], page.context.storage_state())


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, which looks for what keeps people from using a page; TRANSLATOR_TEST_AXE names its axe.min.js."""
    file = os.environ.get("TRANSLATOR_TEST_AXE", "")
    if not file:
        pytest.skip("TRANSLATOR_TEST_AXE names no axe.min.js (npm install axe-core)")
    return Path(file).read_text(encoding="utf-8")
