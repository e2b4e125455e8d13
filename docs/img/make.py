"""Makes the pictures of the form in this folder again: python docs/img/make.py (about five minutes).

It serves the form with the embedded model and a data folder of its own, translates a seed article and photographs it in
Debian's chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "seeds" / "yangtze-summit-2025.en.txt"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
COLOURS = 128
PATIENCE = 900_000
ENGLISH = """Riverside Hospital opens a stroke center

Riverside Hospital opened a stroke center on Friday. It has 12 beds and is staffed day and night.

The center treats patients from three counties. It expects 800 of them in its first year.

“Every minute counts,” said Li Wei, who leads the center. “We want to begin within half an hour.”"""
CHINESE = """河滨医院卒中中心揭牌

河滨医院卒中中心周五揭牌，设有12张床位，全天候有人值守。

中心收治来自三个县的患者，预计第一年收治800人。

“每一分钟都很重要，”中心主任李伟说，“我们希望在半小时内开始治疗。”"""
BATCH = {
    "stroke-center.txt": ENGLISH,
    "neurology.txt": "The neurology department has moved. Outpatients are seen in Building 3 from Monday.",
    "卒中中心.txt": "卒中中心周五揭牌，设有12张床位。",
    "minutes.docx": "",
}
"""Name and text of each; an empty one cannot be read."""


@contextmanager
def served() -> Iterator[str]:
    """The address of a form of this process, with the embedded model."""
    import uvicorn

    from translator import load_settings
    from translator.server.app import create_app
    from translator.server.settings import ServerSettings

    with tempfile.TemporaryDirectory() as data, socket.socket() as place:
        os.environ["TRANSLATOR_DATA_DIR"] = data
        place.bind(("127.0.0.1", 0))
        # Who comes before the server is ready waits.
        place.listen()
        app = create_app(load_settings(engine="embedded"), ServerSettings())
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def translated(browser: Browser, address: str) -> tuple[Any, str]:
    """The cookies of a visitor for whom the seed article is translated, and the fragment of its address."""
    page = browser.new_page()
    page.goto(f"{address}/en/")
    page.get_by_label("Paste the article").fill(SEED.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    return page.context.storage_state(), page.url.partition("#")[2]


def photograph(browser: Browser, address: str, state: Any, fragment: str) -> None:
    """Writes every picture; state and fragment are those that translated gives."""

    def look(language: str, **options: Any) -> Page:
        size = {"width": 1280, "height": 860}
        options = {"viewport": size, "storage_state": state, "reduced_motion": "reduce"} | options
        page = browser.new_context(**options).new_page()
        page.goto(f"{address}/{language}/#{fragment}")
        expect(page.locator("[data-row]").first).to_be_visible()
        return page

    def shoot(page: Page, name: str) -> None:
        file = HERE / f"{name}.png"
        # Nothing is under the pointer, and no colour is on its way to another.
        page.mouse.move(0, 0)
        page.wait_for_timeout(500)
        page.screenshot(path=file)
        with Image.open(file) as image:
            image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
        page.context.close()

    english = look("en")
    english.get_by_role("button", name="Needs a look").click()
    english.locator("[data-issues]:visible").first.scroll_into_view_if_needed()
    english.evaluate("document.querySelector('.p-status').scrollIntoView()")
    shoot(english, "form")

    start = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    start.goto(f"{address}/en/")
    start.get_by_label("Paste the article").fill(ENGLISH)
    expect(start.locator("#engine-note")).to_contain_text("direction")
    shoot(start, "form-start")

    edit = look("en")
    row = edit.locator("[data-row]").filter(has_text="12 countries")
    row.get_by_role("button", name="Edit").click()
    row.evaluate("row => row.scrollIntoView({ block: 'center' })")
    shoot(edit, "form-edit")

    brief = look("en")
    brief.get_by_role("button", name="Brief", exact=True).click()
    brief.evaluate("document.querySelector('.p-status').scrollIntoView()")
    shoot(brief, "form-brief")

    chinese = look("zh", color_scheme="dark")
    chinese.evaluate("document.querySelector('.p-status').scrollIntoView()")
    shoot(chinese, "form-zh-dark")
    narrow = look("en", viewport={"width": 375, "height": 760}, device_scale_factor=1.5)
    narrow.evaluate("document.querySelector('.p-tools').scrollIntoView()")
    shoot(narrow, "form-375")

    others: dict[str, tuple[str, Callable[[Page], None]]] = {
        "form-align": ("Align", _align),
        "form-glossary": ("Glossary", _glossary),
        "form-batch": ("Batch", _batch),
    }
    for name, (tab, use) in others.items():
        page = look("en")
        page.get_by_role("tab", name=tab, exact=True).click()
        use(page)
        shoot(page, name)


def _align(page: Page) -> None:
    page.get_by_label("Original", exact=True).fill(ENGLISH)
    page.get_by_label("Translation", exact=True).fill(CHINESE)
    page.get_by_role("button", name="Align", exact=True).click()
    page.get_by_role("button", name="It has 12 beds", exact=False).first.click()
    page.evaluate("document.querySelector('.b-head').scrollIntoView()")


def _glossary(page: Page) -> None:
    page.get_by_label("Search the glossary").fill("stroke")
    expect(page.get_by_role("table").get_by_text("卒中").first).to_be_visible()


def _batch(page: Page) -> None:
    files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in BATCH.items()]
    page.get_by_label("Choose files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Translate 4 files").click()
    expect(page.get_by_text("3 of 4 finished")).to_be_visible()
    page.evaluate("document.querySelector('.batch-one').scrollIntoView()")


def main() -> None:
    """Serves, translates and photographs."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, served() as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS])
        photograph(browser, address, *translated(browser, address))
        browser.close()


if __name__ == "__main__":
    main()
