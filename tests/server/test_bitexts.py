"""The form's private routes of aligned texts, as its page asks for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from translator import load_settings
from translator.bitext import Bead, Bitext, Sentence
from translator.office.bitexts import KIND, AlignedText, Bitexts
from translator.office.office import Office
from translator.release import Direction
from translator.server.bitexts import PREFIX, router
from translator.server.security import owner_of

MARKUP = "<script>alert(1)</script>"

Keep = Callable[..., str]


def aligned(id: str = "aligned-1", name: str = "峰会 A/B") -> AlignedText:
    sources = (Sentence("One.", 0, "headline", "a.txt, paragraph 1"), Sentence(MARKUP, 1), Sentence("Three.", 1))
    targets = (Sentence("一。", 0), Sentence("二三。", 1))
    beads = (Bead((0,), (0,), 0.95), Bead((1,), (), 0.3), Bead((2,), (1,), 0.6))
    return AlignedText(
        id, name, "done", 1.0, bitext=Bitext(name, Direction("en", "zh"), sources, targets, beads, "by hand", ("odd",))
    )


@pytest.fixture(scope="module")
def bitexts(tmp_path_factory: pytest.TempPathFactory) -> Bitexts:
    folder = tmp_path_factory.mktemp("office")
    return Bitexts(Office(load_settings(memory=str(folder / "memory.sqlite")), folder=folder / "sessions"))


@pytest.fixture(scope="module")
def browser(bitexts: Bitexts, serve: Callable[..., TestClient]) -> TestClient:
    """A browser with a session."""
    return serve(router(bitexts))


@pytest.fixture
def keep(bitexts: Bitexts) -> Keep:
    """keep(browser, text): an aligned text of who uses that browser; its path."""

    def keep(client: TestClient, text: AlignedText) -> str:
        bitexts._shelf.write(owner_of(client), KIND, text.id, text)
        return f"{PREFIX}/{text.id}"

    return keep


def test_the_page_gets_sentences_and_beads(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    found = browser.get(path).json()
    assert found == browser.get(f"{PREFIX}/last").json()
    assert found["languages"] == ["en", "zh"]
    assert found["sources"][0] == {"text": "One.", "kind": "headline", "block": 0, "where": "a.txt, paragraph 1"}
    assert found["sources"][1]["text"] == MARKUP
    assert found["beads"][2] == {"sources": [2], "targets": [1], "confidence": 0.6, "by": "machine", "look": True}
    assert (found["state"], found["warnings"], found["method"], found["undo"]) == ("done", ["odd"], "by hand", 0)


def test_nothing_comes_where_nothing_is_newer(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    version = browser.get(path).json()["version"]
    assert browser.get(path, params={"version": version}).status_code == 204
    browser.post(f"{path}/corrections", json={"act": "confirm", "bead": 2})
    assert browser.get(path, params={"version": version}).json()["version"] == version + 1


def test_a_correction_answers_with_the_beads_and_can_be_undone(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    found = browser.post(f"{path}/corrections", json={"act": "move", "bead": 1, "side": "source", "step": 1}).json()
    assert [(b["sources"], b["targets"], b["by"]) for b in found["beads"][1:]] == [([1, 2], [1], "human")]
    assert "sources" not in found
    assert browser.post(f"{path}/undo").json()["beads"][1]["by"] == "machine"
    again = browser.post(f"{path}/undo")
    assert (again.status_code, again.json()["error_zh"]) == (409, "没有可撤销的操作。")


def test_what_cannot_be_done_is_said_in_both_languages(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    refused = browser.post(f"{path}/corrections", json={"act": "merge", "bead": 2})
    assert refused.status_code == 409
    assert refused.json() == {"error": "There is no row beyond it.", "error_zh": "前后没有其他行。"}
    stale = browser.post(f"{path}/corrections", params={"version": 7}, json={"act": "merge", "bead": 0})
    assert stale.status_code == 409


@pytest.mark.parametrize(
    "body", [{}, {"act": "burn", "bead": 0}, {"act": "move", "bead": 0, "step": 2}, {"act": "merge", "bead": "x"}]
)
def test_a_correction_that_is_none_is_refused(browser: TestClient, keep: Keep, body: dict[str, object]) -> None:
    answer = browser.post(f"{keep(browser, aligned())}/corrections", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_another_session_finds_nothing(
    bitexts: Bitexts, browser: TestClient, serve: Callable[..., TestClient], keep: Keep
) -> None:
    path, other = keep(browser, aligned("of-another")), serve(router(bitexts))
    assert other.get(f"{PREFIX}/last").status_code == 204
    asked = [
        other.get(path),
        other.get(f"{path}/files/tmx"),
        other.post(f"{path}/corrections", json={"act": "confirm", "bead": 0}),
        other.post(f"{path}/undo"),
        other.post(f"{path}/memory", json={}),
        other.post(f"{path}/stop"),
        other.delete(path),
    ]
    assert [answer.status_code for answer in asked] == [404] * len(asked)


@pytest.mark.parametrize(
    ("format", "kind", "begins"),
    [
        ("tmx", "application/x-tmx+xml", b"<?xml"),
        ("json", "application/json", b"{"),
        ("tsv", "text/tab-separated-values", b""),
        ("html", "text/html", b"\n<!doctype html>"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_files_are_downloaded_under_their_names(
    browser: TestClient, keep: Keep, format: str, kind: str, begins: bytes
) -> None:
    answer = browser.get(f"{keep(browser, aligned())}/files/{format}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.content.lstrip(b"\xef\xbb\xbf\n").startswith(begins.lstrip())
    name = f"%E5%B3%B0%E4%BC%9A%20A-B.en-zh.align.{format}"
    assert (
        f"attachment; filename=\"__ A-B.en-zh.align.{format}\"; filename*=UTF-8''{name}"
        == (answer.headers["content-disposition"])
    )


def test_there_is_no_file_of_an_unknown_format_or_before_the_end(browser: TestClient, keep: Keep) -> None:
    assert browser.get(f"{keep(browser, aligned())}/files/exe").status_code == 404
    unfinished = keep(browser, AlignedText("failed-one", "x", "failed", 1.0, error="why"))
    assert browser.get(f"{unfinished}/files/tmx").status_code == 409
    assert browser.get(unfinished).json()["error"] == "why"


def test_the_memory_says_how_many_were_new(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    first = browser.post(f"{path}/memory", json={"least": 0.5}).json()
    assert (first["added"], first["there"], first["unsure"]) == (2, 0, 0)
    assert browser.post(f"{path}/memory", json={}).json() == first | {"added": 0, "there": 1, "unsure": 1}
    assert browser.post(f"{path}/memory", json={"confirmed": True}).json()["unsure"] == 2
    assert browser.post(f"{path}/memory", json={"least": 1.5}).status_code == 422


def test_what_is_deleted_is_gone(browser: TestClient, keep: Keep) -> None:
    path = keep(browser, aligned())
    assert browser.delete(path).status_code == 204
    assert browser.get(path).status_code == 404


def test_without_a_session_nothing_is_told(bitexts: Bitexts, serve: Callable[..., TestClient]) -> None:
    stranger = serve(router(bitexts))
    stranger.cookies.clear()
    assert stranger.get(f"{PREFIX}/last").status_code == 403
