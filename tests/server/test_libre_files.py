from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from translator.office.office import Office
from translator.server import libre
from translator.server.libre_files import Downloads
from translator.server.settings import ServerSettings


@pytest.fixture(scope="module")
def client(office: Office, serve: Callable[..., TestClient]) -> TestClient:
    return serve(libre.router(office, ServerSettings(rate=0, characters=1000)))


@pytest.mark.parametrize(
    ("name", "data", "has", "has_not"),
    [
        ("news.txt", "\ufeffThe talks began.\r\n\r\n42\r\n".encode(), b"\r\n\r\n42\r\n", b"talks"),
        ("page.html", b'<p class="a">The <b>talks</b> began.</p>', b'<p class="a">', b"talks"),
        ("gb.txt", "会谈开始了。".encode("gb18030"), b".", "会谈".encode("gb18030")),
    ],
)
def test_a_file_is_translated_with_its_layout_and_fetched(
    client: TestClient, name: str, data: bytes, has: bytes, has_not: bytes
) -> None:
    fields = {"source": "auto", "target": "en" if name.startswith("gb") else "zh"}
    url = client.post("/translate_file", data=fields, files={"file": (name, data)}).json()["translatedFileUrl"]
    answer = client.get(url)
    assert answer.status_code == 200
    assert name in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]
    assert has in answer.content
    assert has_not not in answer.content


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("program.exe", b"MZ", "Invalid request: file format not supported"),
        ("a.txt", b"\xff\xff\x00", "Invalid request: the file is no text in UTF-8, UTF-16 or GB 18030"),
        ("a.txt", b"a" * 1001, "Invalid request: request (1001) exceeds text limit (1000)"),
    ],
)
def test_a_file_that_cannot_be_translated_is_refused(client: TestClient, name: str, data: bytes, error: str) -> None:
    fields = {"source": "en", "target": "zh"}
    answer = client.post("/translate_file", data=fields, files={"file": (name, data)})
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_a_file_must_be_there_and_others_are_not_found(client: TestClient) -> None:
    answer = client.post("/translate_file", data={"source": "en", "target": "zh", "file": "text"})
    assert answer.json() == {"error": "Invalid request: missing file parameter"}
    assert client.get("/download_file/..%2F..%2Fetc%2Fpasswd").status_code == 404
    assert client.get("/download_file/other.txt").status_code == 404


def test_translated_files_are_forgotten_after_an_hour_or_where_they_are_too_many() -> None:
    now = [0.0]
    downloads = Downloads(most=10, clock=lambda: now[0])
    first = downloads.keep("a.txt", b"12345678")
    second = downloads.keep("b.txt", b"1234")
    assert downloads.get(first) is None
    assert downloads.get(second)
    now[0] = 3601.0
    assert downloads.get(second) is None
