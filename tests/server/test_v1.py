"""The door as a program uses it: releases, alignments, checks and terms."""

import json
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from translator.bitext import Bitext
from translator.office.office import Office
from translator.release import BilingualRelease

ARTICLE = "Chongqing opens a new bridge\n\nThe bridge cost 5 million yuan. It opens in May.\n"
CHINESE = "重庆新桥通车\n\n大桥耗资500万元。五月通车。\n"


@pytest.fixture(scope="module")
def program(door) -> TestClient:
    return door()


def test_an_article_comes_back_as_a_release_in_json(program: TestClient) -> None:
    answer = program.post("/v1/releases", json={"text": ARTICLE, "name": "bridge"})
    assert answer.status_code == 200, answer.text
    release = msgspec.json.decode(answer.content, type=BilingualRelease)
    assert (release.article.name, release.target_language) == ("bridge", "zh")
    assert [segment.source for segment in release.segments][1] == "The bridge cost 5 million yuan."
    assert all(segment.target for segment in release.segments)
    assert release.brief
    assert program.get(answer.headers["location"]).json()["state"] == "done"


def test_a_file_in_a_form_is_read_by_its_ending_and_a_glossary_file_counts(program: TestClient) -> None:
    files = {
        "file": ("桥.md", b"# A new bridge\n\nThe bridge opens in May.\n"),
        "glossary": ("terms.csv", "en,zh\nbridge,大桥\n".encode()),
    }
    answer = program.post("/v1/releases", data={"to": "zh", "brief": "false"}, files=files)
    assert answer.status_code == 200, answer.text
    release = msgspec.json.decode(answer.content, type=BilingualRelease)
    assert release.article.name == "桥"
    assert release.article.blocks[0].kind == "headline"
    assert release.brief is None
    assert {(term.source, term.target) for s in release.segments for term in s.terms} == {("bridge", "大桥")}


def test_terms_in_the_body_are_required_of_the_translation(program: TestClient) -> None:
    body = {"text": "The zorgon opens in May.", "brief": False, "glossary": [{"en": "zorgon", "zh": "佐尔贡"}]}
    release = program.post("/v1/releases", json=body).json()
    assert [term["target"] for term in release["segments"][0]["terms"]] == ["佐尔贡"]


def test_without_waiting_the_state_tells_when_the_files_can_be_fetched(program: TestClient, office: Office) -> None:
    answer = program.post("/v1/releases?wait=false", json={"text": ARTICLE, "name": "新桥"})
    assert answer.status_code == 202
    id = answer.json()["id"]
    assert answer.headers["location"] == f"/v1/releases/{id}"
    office.wait("door", id, 60)
    state = program.get(f"/v1/releases/{id}").json()
    assert (state["id"], state["name"], state["state"], state["error"]) == (id, "新桥", "done", "")
    for format, kind, start in (
        ("html", "text/html; charset=utf-8", b"<!doctype html"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("md", "text/markdown; charset=utf-8", b"#"),
        ("json", "application/json", b"{"),
        ("tmx", "application/x-tmx+xml", b"<?xml"),
        ("xliff", "application/xliff+xml", b"<?xml"),
    ):
        file = program.get(f"/v1/releases/{id}/{format}")
        assert (file.status_code, file.headers["content-type"]) == (200, kind)
        assert file.content.lower().startswith(start.lower()), format
        assert "filename*=UTF-8''%E6%96%B0%E6%A1%A5.en-zh." in file.headers["content-disposition"]


def test_a_release_can_be_deleted_and_is_gone(program: TestClient) -> None:
    id = program.post("/v1/releases", json={"text": "It rained."}).headers["x-release-id"]
    assert program.delete(f"/v1/releases/{id}").status_code == 204
    for path in (f"/v1/releases/{id}", f"/v1/releases/{id}/html"):
        answer = program.get(path)
        assert (answer.status_code, list(answer.json())) == (404, ["error"])


def test_clients_with_a_key_see_no_works_of_those_without(door) -> None:
    keyed, free = door(api_key="secret"), door()
    made = keyed.post("/v1/releases", json={"text": "It rained."}, headers={"x-api-key": "secret"})
    place = made.headers["location"]
    assert keyed.get(place, headers={"authorization": "Bearer secret"}).status_code == 200
    assert free.get(place).status_code == 404


def test_what_takes_too_long_is_given_up_and_taken_out_of_the_queue(door, office: Office) -> None:
    hasty = door(seconds=0.0)
    answer = hasty.post("/v1/releases", json={"text": ARTICLE, "name": "hasty"})
    assert (answer.status_code, answer.json()["error"]) == (504, "It was not done in 0 seconds, and was stopped.")
    assert "hasty" not in [work.name for work in office.works("door")]


def test_two_texts_are_aligned(program: TestClient) -> None:
    answer = program.post("/v1/align", json={"source": ARTICLE, "target": CHINESE, "name": "bridge"})
    assert answer.status_code == 200, answer.text
    bitext = msgspec.json.decode(answer.content, type=Bitext)
    assert [bead.kind for bead in bitext.beads] == ["1-1", "1-1", "1-1"]
    assert bitext.name == "bridge"


def test_two_files_are_aligned_into_the_format_asked_for(program: TestClient) -> None:
    files = {"source": ("a.en.txt", ARTICLE.encode()), "target": ("a.zh.txt", CHINESE.encode())}
    answer = program.post("/v1/align?format=tsv", files=files)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''a.en-zh.align.tsv")
    assert "五月通车。" in answer.text
    assert "/tmp" not in answer.text


def test_pairs_are_checked(program: TestClient) -> None:
    told = (("It cost 5 million yuan.", "耗资600万元。"), ("It rained.", "下雨了。"))
    pairs = [{"source": source, "target": target} for source, target in told]
    report = program.post("/v1/check", json={"pairs": pairs}).json()
    assert [[issue["check"] for issue in segment["issues"]] for segment in report["segments"]] == [["numbers"], []]


@pytest.mark.parametrize("how", ["texts", "two files", "a table"])
def test_a_translation_is_checked_however_it_comes(program: TestClient, how: str) -> None:
    source, target = "It cost 5 million yuan. It rained.", "耗资600万元。下雨了。"
    if how == "texts":
        answer = program.post("/v1/check", json={"source": source, "target": target})
    elif how == "two files":
        files = {"source": ("a.txt", source.encode()), "target": ("b.txt", target.encode())}
        answer = program.post("/v1/check", files=files)
    else:
        table = "English,Chinese\nIt cost 5 million yuan.,耗资600万元。\nIt rained.,下雨了。\n"
        answer = program.post("/v1/check", files={"file": ("pairs.csv", table.encode())})
    assert answer.status_code == 200, answer.text
    issues = [issue["check"] for segment in answer.json()["segments"] for issue in segment["issues"]]
    assert issues == ["numbers"]
    assert "/tmp" not in answer.text


def test_a_report_is_a_workbook_where_one_is_asked_for(program: TestClient) -> None:
    answer = program.post("/v1/check?format=xlsx", json={"source": "It rained.", "target": "下雨了。"})
    assert answer.content.startswith(b"PK")
    assert answer.headers["content-disposition"].startswith('attachment; filename="translation.en-zh.xlsx"')


def test_the_glossary_is_searched_and_listed(program: TestClient) -> None:
    found = program.get("/v1/glossary", params={"q": "临床试验"}).json()
    assert found["entries"][0]["en"] == "clinical trial"
    first = program.get("/v1/glossary", params={"layer": "builtin", "limit": 3}).json()
    then = program.get("/v1/glossary", params={"layer": "builtin", "limit": 2, "offset": 1}).json()
    assert first["entries"][1:] == then["entries"]
    assert first["total"] > 3000


def test_health_needs_nothing_and_the_documentation_loads_nothing_from_elsewhere(
    door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translator.server.about._PATIENCE", 60)  # the first to ask waits for the glossary here
    client = door(user="editor", password="secret", api_key="key")
    health = client.get("/healthz").json()
    assert (health["ok"], health["waiting"]) == (True, 0)
    assert {name: engine["engine"] for name, engine in health["engines"].items()} == {
        "en-zh": "marian",
        "zh-en": "marian",
    }
    assert client.get("/docs").status_code == 401
    page = client.get("/docs", auth=("editor", "secret")).text
    assert "https://" not in page
    for asset in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/docs/{asset}" in page
        assert client.get(f"/docs/{asset}", auth=("editor", "secret")).status_code == 200


def test_openapi_says_what_a_release_is_as_its_schema_file_does(program: TestClient) -> None:
    described = program.get("/openapi.json").json()["components"]["schemas"]["Segment"]["properties"]
    file = Path(__file__).parents[2] / "docs" / "release.schema.json"
    assert set(described) == set(json.loads(file.read_text(encoding="utf-8"))["$defs"]["Segment"]["properties"])
