"""The door over real connections: clients that hang up, and bodies that do not end."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from translator.office.office import Office


@pytest.fixture(scope="module")
def address(door) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(door(upload_mb=1).app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        yield free.getsockname()
        server.should_exit = True
        thread.join(10)


def until(holds, seconds: float = 60) -> None:
    """Waits for what another thread brings about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        threading.Event().wait(0.01)


def test_a_client_that_hangs_up_takes_its_work_out_of_the_queue(address: tuple[str, int], office: Office) -> None:
    go = threading.Event()
    office.turns.put("somebody else", lambda ticket: go.wait(60))
    body = b'{"text": "It rained.", "name": "abandoned"}'
    head = f"POST /v1/releases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}"
    with socket.create_connection(address) as client:
        client.sendall(head.encode() + b"\r\nContent-Type: application/json\r\n\r\n" + body)
        until(lambda: "abandoned" in [work.name for work in office.works("door")])
    until(lambda: "abandoned" not in [work.name for work in office.works("door")])
    go.set()


def test_a_body_of_50_megabytes_is_refused_before_it_is_read(address: tuple[str, int]) -> None:
    base = f"http://{address[0]}:{address[1]}"
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(500):
            sent += 100_000
            yield b"x" * 100_000

    declared = httpx.post(f"{base}/v1/releases", content=endless(), headers={"content-length": "50000000"})
    assert (declared.status_code, list(declared.json())) == (413, ["error"])
    assert sent < 20_000_000
    sent = 0
    streamed = httpx.post(f"{base}/v1/releases", content=endless(), headers={"content-type": "application/json"})
    assert (streamed.status_code, list(streamed.json())) == (413, ["error"])
    assert sent < 20_000_000
    assert httpx.get(f"{base}/healthz").json()["ok"]


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /v1/glossary HTTP/1.1\r\n\r\n",
        b"GET /v1/glossary HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/v1/glossary HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"POST /v1/releases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/releases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_broken_requests_are_refused(address: tuple[str, int], request_line: bytes) -> None:
    with socket.create_connection(address, timeout=30) as client:
        client.sendall(request_line)
        answer = client.recv(4096)
    assert answer.split(b" ")[1][:1] == b"4"
    assert b"Traceback" not in answer
