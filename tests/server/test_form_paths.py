"""What Gradio has beside what the form needs is not served."""

import pytest
from fastapi import APIRouter, Request
from fastapi.testclient import TestClient

from translator.server.form_paths import is_closed


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en",
        "/zh/",
        "/en/config",
        "/en/theme.css",
        "/en/assets/index-a1.js",
        "/en/gradio_api/queue/join",
        "/zh/gradio_api/queue/data",
        "/zh/gradio_api/upload",
        "/en/gradio_api/upload_progress",
        "/en/gradio_api/heartbeat/abc123",
        "/en/gradio_api/file=/home/ann/sessions/gradio/0a1b/a.txt",
        "/english",
        "/office/works",
    ],
)
def test_what_the_page_needs_is_open(path: str) -> None:
    assert not is_closed(path)


@pytest.mark.parametrize(
    "path",
    [
        "/en/gradio_api/file=https://evil.example/x.html",
        "/en/gradio_api/file=http://127.0.0.1/",
        "/zh/gradio_api/proxy=https://evil.example/",
        "/en/gradio_api/run/start",
        "/en/gradio_api/call/start",
        "/en/gradio_api/info",
        "/en/gradio_api/openapi.json",
        "/en/gradio_api/vibe-edit",
        "/en/gradio_api/component_server",
        "/en/gradio_api/process_recording",
        "/en/monitoring",
        "/en/login",
        "/en//gradio_api/run/start",
        "/en/\n",
    ],
)
def test_what_it_does_not_need_is_closed(serve, path: str) -> None:
    assert is_closed(path)
    client: TestClient = serve(APIRouter())
    answer = client.get(path.replace("\n", "%0a"))
    assert (answer.status_code, answer.json()) == (404, {"error": "There is nothing at this address."})


def test_a_call_of_the_form_cannot_make_the_server_fetch_a_file(serve) -> None:
    routes = APIRouter()

    @routes.post("/en/gradio_api/queue/join")
    async def join(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    client: TestClient = serve(routes)
    file = {"path": "https://evil.example/large", "meta": {"_type": "gradio.FileData"}}
    for data in ([file], ["text", [file]], [{"value": {"files": [file]}}]):
        assert client.post("/en/gradio_api/queue/join", json={"data": data}).status_code == 422
    assert client.post("/en/gradio_api/queue/join", content=b"{").status_code == 422
    text = {"data": ["See https://www.example.com.", [file | {"path": "/home/ann/gradio/0a/a.txt"}]]}
    assert client.post("/en/gradio_api/queue/join", json=text).json()["bytes"] > 100
