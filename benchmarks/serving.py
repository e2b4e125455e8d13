"""Whether the server bears several clients at once: errors, mixed-up sessions, waiting times and memory.

    python benchmarks/serving.py [--seconds 120] [--warm-up 45] [--engine marian|embedded] [--clients 8]

The server is a process of its own, as `translator serve` starts it, on a free port of loopback, with data folders of
its own. Clients are threads, in turn of these kinds, each doing its round again and again:

    form         a browser's session: opens the page, translates a file, follows it till it is done, edits a sentence,
                 approves it, finds the edit again, downloads the Word file, deletes the work
    door         POST /v1/releases, then the release as TMX
    translate    LibreTranslate's /translate, a list of two texts
    align        POST /v1/align of a short pair

Every article of a client names a number that is its own; an answer that lacks it, or names another's, is mixed up, and
so is a work of another session that can be asked for (the translation memory is the house's, and shows all what anybody
approved). Memory is the server's resident set (Linux).
Marian is the tiny checkpoint that comes with the software, which is quick and translates nonsense: it makes the server
busy, not the processor. Milliseconds of the wall clock, waiting in the queue included.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

import httpx

ROOT = Path(__file__).parents[1]
KINDS = ("form", "door", "translate", "align")
STORY = (
    "Hospital number {n} opens a stroke center\n\n"
    "CHONGQING, May 16, 2025 -- Hospital number {n} opened a stroke center on Friday. It has {m} beds.\n\n"
    '"The {n} patients of the first month are well," said Li Wei, head of the hospital.\n'
)
PAIR = ("The hospital has {n} beds.\nIt opened in May.", "该医院设有{n}张床位。\n医院于5月启用。")
_NUMBER = re.compile(r"(?:number|has) (\d{6})")


class Board:
    """What the clients report. Safe to use from threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.faults: Counter[str] = Counter()
        self.mixed = 0
        self.ids: dict[int, str] = {}

    def took(self, what: str, seconds: float) -> None:
        """Note how long something took."""
        with self._lock:
            self.times[what].append(seconds)

    def fault(self, what: str) -> None:
        """Note what went wrong."""
        with self._lock:
            self.faults[what] += 1

    def mixed_up(self, what: str) -> None:
        """Note an answer with what is another's."""
        with self._lock:
            self.mixed += 1
        print(f"mixed up: {what}")

    def clear(self) -> None:
        """Forget what the warm-up took; faults stay."""
        with self._lock:
            self.times.clear()


class Client:
    """One client with a connection, a session and numbers of its own."""

    def __init__(self, base: str, number: int, board: Board) -> None:
        self._http = httpx.Client(base_url=base, timeout=300)
        self._number, self._board = number, board
        self._random = random.Random(number)

    def round(self, kind: str) -> None:
        """One round of a kind; what goes wrong is reported."""
        own = f"{self._number:02}{self._random.randrange(10_000):04}"
        try:
            getattr(self, f"_{kind}")(own)
        except (httpx.HTTPError, KeyError, ValueError, AssertionError) as error:
            self._board.fault(f"{kind}: {type(error).__name__} {error}"[:160])

    def _timed(self, what: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        started = time.monotonic()
        answer = ask()
        self._board.took(what, time.monotonic() - started)
        if answer.status_code >= 400:
            raise ValueError(f"{what}: {answer.status_code} {answer.text[:80]}")
        return answer

    def _own(self, text: str, own: str) -> None:
        """Notes an answer that is another's; text: as it was sent, with its markup."""
        found = set(_NUMBER.findall(re.sub(r"<[^>]+>", "", text)))
        if own not in found or any(number[:2] != own[:2] for number in found):
            self._board.mixed_up(f"{own} not in {text[:100]!r}" if own not in found else f"{found} for {own}")

    def _form(self, own: str) -> None:
        self._timed("page", lambda: self._http.get("/en/", headers={"accept": "text/html"}))
        story = STORY.format(n=own, m=own).encode()
        started = time.monotonic()
        files = {"files": (f"{own}.txt", story, "text/plain")}
        batch = self._timed("form: hand in", lambda: self._http.post("/office/batches", files=files)).json()["id"]
        work = ""
        while not work:
            states = self._timed("form: follow", lambda: self._http.get(f"/office/batches/{batch}")).json()
            (state,) = states["files"]
            work = state["work"] if states["ended"] else ""
            time.sleep(0 if work else 0.2)
        self._board.took("form: whole translation", time.monotonic() - started)
        self._board.ids[self._number] = work
        place = f"/office/works/{work}"
        shown = self._timed("form: result", lambda: self._http.get(place)).json()
        assert shown["state"] == "done", shown["state"]
        rows = shown["release"]["rows"]
        self._own(" ".join("".join(run["text"] for run in row["source"]) for row in rows), own)
        edit = f"该医院设有{own}张床位。"
        segment = f"{place}/segments/{rows[-2]['id']}"
        self._timed("form: edit", lambda: self._http.put(segment, json={"target": edit}))
        self._timed("form: approve", lambda: self._http.post(f"{segment}/approve", json={"approved": True}))
        again = self._timed("form: result", lambda: self._http.get(place)).json()
        assert edit in [row["text"] for row in again["release"]["rows"]], "the edit is lost"
        word = self._timed("form: Word", lambda: self._http.get(f"{place}/files/docx")).content
        self._own(zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode(), own)
        for number, other in list(self._board.ids.items()):
            if number != self._number and self._http.get(f"/office/works/{other}").status_code != 404:
                self._board.mixed_up(f"{self._number} reads the work of {number}")
        self._timed("form: delete", lambda: self._http.delete(f"/office/batches/{batch}"))

    def _door(self, own: str) -> None:
        story = {"text": STORY.format(n=own, m=own), "to": "zh"}
        answer = self._timed("door: release", lambda: self._http.post("/v1/releases", json=story))
        self._own(" ".join(segment["source"] for segment in answer.json()["segments"]), own)
        place = f"/v1/releases/{answer.headers['x-release-id']}"
        self._own(self._timed("door: TMX", lambda: self._http.get(f"{place}/tmx")).text, own)
        self._timed("door: delete", lambda: self._http.delete(place))

    def _translate(self, own: str) -> None:
        asked = {"q": [f"Bed {own} is free.", f"Room {own}"], "source": "en", "target": "zh"}
        answer = self._timed("translate: two texts", lambda: self._http.post("/translate", json=asked)).json()
        assert len(answer["translatedText"]) == 2

    def _align(self, own: str) -> None:
        asked = dict(zip(("source", "target"), (text.format(n=own) for text in PAIR), strict=True))
        self._own(self._timed("align: short pair", lambda: self._http.post("/v1/align", json=asked)).text, own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--warm-up", type=float, default=45)
    parser.add_argument("--engine", choices=("marian", "embedded"), default="marian")
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "TRANSLATOR_ENGINE": options.engine,
            "TRANSLATOR_DATA_DIR": folder,
            "TRANSLATOR_SERVER_RATE": "0",
        }
        if options.engine == "marian":
            for direction in ("en-zh", "zh-en"):
                name = f"TRANSLATOR_MARIAN_{direction.upper().replace('-', '_')}"
                environment[name] = str(ROOT / "models" / "tiny-marian" / direction)
        starter = "import sys; from translator.cli import main; sys.argv[0] = 'translator'; main()"
        command = [sys.executable, "-c", starter, "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            run(f"http://127.0.0.1:{port}", server, options)
        finally:
            server.terminate()
            server.wait(30)


def run(base: str, server: subprocess.Popen[bytes], options: argparse.Namespace) -> None:
    """Warms the server up, measures, and prints the table."""
    wait_for(base, server)
    board, end = Board(), threading.Event()

    def work(number: int) -> None:
        client = Client(base, number + 10, board)
        while not end.is_set():
            client.round(KINDS[number % len(KINDS)])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(options.clients)]
    for thread in threads:
        thread.start()
    time.sleep(options.warm_up)
    board.clear()
    sizes = [megabytes(server.pid)]
    started = time.monotonic()
    while (now := time.monotonic() - started) < options.seconds:
        time.sleep(min(10.0, options.seconds - now))
        sizes.append(megabytes(server.pid))
    end.set()
    for thread in threads:
        thread.join(300)
    print(
        f"{options.clients} clients, {options.seconds:.0f} s after {options.warm_up:.0f} s, engine {options.engine}\n"
    )
    print("| request | times | median ms | 95 % ms |\n| --- | --- | --- | --- |")
    for what, times in sorted(board.times.items()):
        late = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(f"| {what} | {len(times)} | {1000 * median(times):,.0f} | {1000 * late:,.0f} |")
    print(f"\nerrors: {sum(board.faults.values())}; mixed up: {board.mixed}")
    for fault, times in board.faults.most_common(10):
        print(f"  {times} x {fault}")
    print("resident MB, every 10 s: " + ", ".join(f"{size:.0f}" for size in sizes))
    if board.faults or board.mixed:
        sys.exit(1)


def wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers."""
    for _ in range(600):
        try:
            if httpx.get(f"{base}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
        if server.poll() is not None:
            sys.exit("The server did not start.")
    sys.exit("The server does not answer.")


def megabytes(process: int) -> float:
    """The resident set of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
