import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from translator.server import entrance, errors
from translator.server.entrance import preferred_language


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    errors.install(app)
    app.include_router(entrance.router)
    return TestClient(app, follow_redirects=False)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("de-DE,de;q=0.9,zh;q=0.3,en;q=0.2", "zh"),
        ("en;q=0.2, zh-Hant-TW;q=0.7", "zh"),
        ("de, fr", "en"),
        ("*", "en"),
        ("zh;q=0", "en"),
        ("zh;q=many", "en"),
        ("", "en"),
    ],
)
def test_the_language_that_the_browser_prefers(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_the_browsers_language_comes_first_and_a_chosen_one_before_it(client: TestClient) -> None:
    chinese = {"accept-language": "zh-CN"}
    assert client.get("/", headers=chinese).headers["location"] == "/zh/"
    assert client.get("/language/en").headers["location"] == "/en/"
    assert client.get("/", headers=chinese).headers["location"] == "/en/"


@pytest.mark.parametrize("code", ["fr", "..%2f..%2fetc", "//evil.example"])
def test_a_language_that_the_form_has_not_leads_nowhere(client: TestClient, code: str) -> None:
    assert client.get(f"/language/{code}").status_code == 404
