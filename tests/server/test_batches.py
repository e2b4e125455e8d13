"""The form's private routes of batches, as its page asks for them."""

import io
import zipfile
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from translator.office.batches import Batches
from translator.office.office import Office
from translator.server.batches import PREFIX, router
from translator.server.security import owner_of
from translator.server.settings import ServerSettings

Serve = Callable[..., TestClient]
STORY = b"Hospital opens stroke center\n\nThe hospital opened a stroke center.\n"
BAD = ("files", ("<img src=x onerror=alert(1)>.docx", b"PK\x03\x04no"))


@pytest.fixture(scope="module")
def batches(office: Office) -> Batches:
    return Batches(office, 3)


@pytest.fixture
def browser(batches: Batches, serve: Serve) -> TestClient:
    return serve(router(batches, ServerSettings(files=3)), upload_mb=1)


def started(browser: TestClient, *files: tuple[str, tuple[str, bytes]], **form: str) -> str:
    answer = browser.post(PREFIX, files=list(files), data=form)
    assert answer.status_code == 201
    return f"{PREFIX}/{answer.json()['id']}"


def test_files_go_in_and_a_zip_comes_out(browser: TestClient, batches: Batches, office: Office) -> None:
    path = started(browser, ("files", ("故事.txt", STORY)), BAD, to="zh")
    owner = owner_of(browser)
    for file in batches.batch(owner, path.rpartition("/")[2]).files:
        if file.work:
            office.wait(owner, file.work, 300)
    found = browser.get(path).json()
    assert found["ended"]
    assert [file["state"] for file in found["files"]] == ["done", "failed"]
    assert (found["files"][0]["source"], found["files"][0]["segments"]) == ("en", 2)
    assert browser.get(PREFIX).json() == {
        "batches": [{"id": found["id"], "made": found["made"], "files": 2}],
        "limits": {"files": 3, "megabytes": 20},
    }
    answer = browser.get(f"{path}/zip", params={"formats": "docx,md", "language": "zh"})
    assert answer.headers["content-type"] == "application/zip"
    assert int(answer.headers["content-length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist() == ["故事.en-zh.docx", "故事.en-zh.md", "report.csv"]
        assert packed.testzip() is None
    assert browser.delete(path).status_code == 204
    assert browser.get(path).status_code == 404


def test_another_session_sees_nothing_of_it(browser: TestClient, batches: Batches, serve: Serve) -> None:
    path = started(browser, BAD)
    other = serve(router(batches, ServerSettings()))
    assert other.get(PREFIX).json()["batches"] == []
    asked = [other.get(path), other.get(f"{path}/zip"), other.post(f"{path}/stop"), other.delete(path)]
    assert [answer.status_code for answer in [*asked, other.post(f"{path}/files/0/stop")]] == [404] * 5
    assert browser.get(path).json()["files"][0]["name"].endswith(".docx")


def test_what_is_asked_wrongly_is_answered_with_a_reason(browser: TestClient) -> None:
    path = started(browser, BAD)
    asked = {
        422: [
            browser.post(PREFIX, data={"to": "zh"}),
            browser.post(PREFIX, files=[BAD], data={"to": "fr"}),
            browser.post(PREFIX, files=[BAD] * 4),
            browser.post(PREFIX, files=[BAD, ("glossaries", ("terms.xlsx", b"PK\x03\x04no"))]),
            browser.get(f"{path}/zip", params={"formats": "exe"}),
            browser.get(f"{path}/zip", params={"language": "fr"}),
        ],
        409: [browser.get(f"{path}/zip")],
        404: [browser.get(f"{PREFIX}/..%2f..%2fetc"), browser.post(f"{path}/files/7/stop")],
        413: [browser.post(PREFIX, files=[("files", ("a.txt", b"x" * 1_100_000))])],
    }
    for status, answers in asked.items():
        for answer in answers:
            assert answer.status_code == status
            assert answer.json()["error"]


def test_without_a_session_nothing_is_started(batches: Batches, serve: Serve) -> None:
    browser = serve(router(batches, ServerSettings()))
    browser.cookies.clear()
    assert browser.post(PREFIX, files=[BAD]).status_code == 403
    assert browser.get(PREFIX).status_code == 403
