import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

from translator import load_settings
from translator.office.bitexts import Bitexts
from translator.office.office import Office
from translator.web import STATIC, mount
from translator.web.page import dressed


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    office = Office(load_settings(), folder=tmp_path_factory.mktemp("sessions"))
    app = FastAPI()
    app.mount("/static", StaticFiles(directory=STATIC))
    mount(app, office, Bitexts(office), 7, 48.0)
    with TestClient(app) as client:
        yield client


def config(client: TestClient, path: str) -> dict:
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get(path).text, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize(("path", "tag", "code"), [("/en/", "en", "en"), ("/zh/", "zh-CN", "zh")])
def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_prefers(
    client: TestClient, path: str, tag: str, code: str
) -> None:
    page = client.get(path, headers={"accept-language": "fr", "accept-encoding": "gzip, br"}).text
    assert f'<html lang="{tag}" data-office="{code}"' in page
    assert f"['language', '{tag}']" in page
    # before Gradio starts, which asks for it once
    assert page.index("defineProperty(navigator") < page.index("/static/office.js")
    assert page.index("/static/office.js") < page.index("/static/proof.js")


def test_the_tabs_are_named_in_the_language_of_the_page(client: TestClient) -> None:
    def tabs(path: str) -> list[str]:
        return [c["props"]["label"] for c in config(client, path)["components"] if c["type"] == "tabitem"]

    assert tabs("/en/") == ["Translate", "Align", "Glossary", "Batch"]
    assert tabs("/zh/") == ["翻译", "对齐", "术语表", "批量"]


def test_limits_are_said_before_somebody_meets_them(client: TestClient) -> None:
    page = client.get("/en/").text
    assert "60,000 characters" in page
    assert "up to 7 MB" in page
    assert "48" in page


def test_the_page_asks_no_other_machine(client: TestClient) -> None:
    page = client.get("/en/").text
    loaded = re.findall(r"<(?:script|link|img|meta)\b[^>]*?(?:src|href|content)=\"(?:https?:)?//[^\"]*\"", page)
    assert loaded == []
    assert "manifest" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "iframeResizer.contentWindow" not in page
    assert config(client, "/en/")["analytics_enabled"] is False
    assert "fonts.g" not in client.get("/en/theme.css").text


def test_nothing_of_the_form_is_offered_as_an_api(client: TestClient) -> None:
    visible = [d["api_visibility"] for d in config(client, "/en/")["dependencies"]]
    assert visible
    assert set(visible) == {"private"}
    assert client.get("/en/docs").status_code == 404


def test_a_head_request_has_the_length_and_no_body(client: TestClient) -> None:
    got, asked = client.get("/en/"), client.head("/en/")
    assert asked.content == b""
    assert asked.headers["content-length"] == got.headers["content-length"] == str(len(got.content))


def test_a_page_under_a_path_of_a_proxy_finds_its_files_there() -> None:
    page = dressed("<html lang='x'><head></head></html>", "en", "/press")
    assert 'src="/press/static/office.js"' in page


def test_every_script_and_style_is_on_the_page_once(client: TestClient) -> None:
    page = client.get("/zh/").text
    for file in Path(STATIC).iterdir():
        assert page.count(f'/static/{file.name}"') == 1, file.name
        assert client.get(f"/static/{file.name}").status_code == 200
