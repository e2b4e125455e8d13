import hashlib
import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from translator.release import Direction

TINY = Path(__file__).parents[2] / "models" / "tiny-marian"
EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="session")
def tiny_marian() -> dict[Direction, Path]:
    """Two real MarianMT checkpoints that know the pairs of `memorised` by heart."""
    return {EN_ZH: TINY / "en-zh", ZH_EN: TINY / "zh-en"}


@pytest.fixture(scope="session")
def memorised() -> list[tuple[str, str]]:
    """What the tiny checkpoints know: (English, Chinese)."""
    return [(en, zh) for en, zh in json.loads((TINY / "pairs.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the tests of a session build their models, once."""
    return str(tmp_path_factory.mktemp("cache"))


class LocalHub(ThreadingHTTPServer):
    """A hub on this machine: the part of the hub's API that fetching needs, over files in memory.

    models: hub id -> file name -> content; commit: of them all
    asked: (method, path, Range) of every request; agents: what the clients call themselves
    cut: file name -> the body stops after so many bytes, once; then the hub fails until `cut` is empty, if dies
    spoiled: names of files whose bodies come with one byte changed
    claims: file name -> the size that the hub says it has
    """

    daemon_threads = True
    commit = "0123456789abcdef0123456789abcdef01234567"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubAnswers)
        self.models: dict[str, dict[str, bytes]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.agents: set[str] = set()
        self.cut: dict[str, int] = {}
        self.dies = False
        self.down = False
        self.spoiled: set[str] = set()
        self.claims: dict[str, int] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def bodies(self) -> list[str]:
        """The names of the files that were asked for."""
        return [path.rpartition("/")[2] for _, path, _ in self.asked if "/resolve/" in path]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


class HubAnswers(BaseHTTPRequestHandler):
    server: LocalHub

    def do_GET(self) -> None:
        hub, path = self.server, unquote(urlsplit(self.path).path)
        hub.asked.append((self.command, path, self.headers.get("Range", "")))
        hub.agents.add(self.headers.get("User-Agent", ""))
        about = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/(.+))?", path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        if hub.down:
            self.answer(503, b"")
        elif about and about[1] not in hub.models:
            self.answer(401, b"", {"X-Error-Code": "RepoNotFound"})
        elif about and about[2] not in (None, "main", "refs/pr/1", hub.commit):
            self.answer(404, b"", {"X-Error-Code": "RevisionNotFound"})
        elif about:
            self.answer(200, json.dumps(self.about(about[1])).encode())
        elif file and file[3] in hub.models.get(file[1], {}):
            self.send_file(file[3], hub.models[file[1]][file[3]])
        else:
            self.answer(404, b"", {"X-Error-Code": "EntryNotFound"})

    def about(self, hub_id: str) -> dict[str, Any]:
        siblings = []
        for name, content in self.server.models[hub_id].items():
            size = self.server.claims.get(name, len(content))
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            sibling: dict[str, Any] = {"rfilename": name, "size": size, "blobId": blob}
            if len(content) > 100_000:
                digest = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"sha256": digest, "size": size, "pointerSize": 134}
            siblings.append(sibling)
        return {"id": hub_id, "modelId": hub_id, "sha": self.server.commit, "siblings": siblings}

    def send_file(self, name: str, content: bytes) -> None:
        hub = self.server
        if name in hub.spoiled:
            content = content[:-1] + bytes([content[-1] ^ 1])
        begin = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
        headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "X-Repo-Commit": hub.commit}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        stop = hub.cut.pop(name, len(content))
        hub.down = hub.dies and stop < len(content)
        self.answer(206 if begin else 200, content[begin:stop], headers, len(content) - begin)

    def answer(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body) if length is None else length)} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def local_hub(tiny_marian: dict[Direction, Path]) -> Iterator[LocalHub]:
    """A hub that has one of the tiny checkpoints, with a pickle beside its weights as real ones have."""
    with LocalHub() as hub:
        files = {file.name: file.read_bytes() for file in tiny_marian[EN_ZH].iterdir()}
        hub.models["press-office/tiny-en-zh"] = files | {"pytorch_model.bin": b"no one opens this" * 10_000}
        thread = Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield hub
        hub.shutdown()
        thread.join()
