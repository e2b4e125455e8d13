import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.error import HTTPError as ClientError

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from libretranslatepy import LibreTranslateAPI

from translator.office.office import Office
from translator.office.turns import Ticket
from translator.server import errors, libre, libre_translating, security
from translator.server.settings import ServerSettings

Serve = Callable[..., TestClient]
KEY = "a key that is long"
ENGLISH = "The hospital opened a new building on Monday."
CHINESE = "医院周一启用了新大楼。"


@pytest.fixture(scope="module")
def door(office: Office, serve: Serve) -> Serve:
    def door(**settings: object) -> TestClient:
        server = ServerSettings(**{"rate": 0, **settings})  # type: ignore[arg-type]
        return serve(libre.router(office, server), **settings)

    return door


@pytest.fixture(scope="module")
def client(door: Serve) -> TestClient:
    return door()


@pytest.fixture(scope="module")
def address(office: Office) -> Iterator[str]:
    """A server on a free port of this machine that asks for a key."""
    server = ServerSettings(rate=0, api_key=KEY)
    app = FastAPI()
    errors.install(app)
    app.include_router(libre.router(office, server))
    security.protect(app, server)
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(10)


def test_its_own_client_translates_in_both_directions(address: str) -> None:
    api = LibreTranslateAPI(address, KEY)
    there, back = api.translate(ENGLISH, "en", "zh"), api.translate(CHINESE, "zh-Hans", "en")
    assert isinstance(there, str)
    assert there
    assert there != ENGLISH
    assert isinstance(back, str)
    assert back
    assert back != CHINESE


def test_its_own_client_detects_and_lists_languages(address: str) -> None:
    api = LibreTranslateAPI(address, KEY)
    (english,), (chinese,) = api.detect(ENGLISH), api.detect(CHINESE)
    assert (english["language"], chinese["language"]) == ("en", "zh-Hans")
    assert english["confidence"] > 90
    codes = {one["code"]: one["targets"] for one in LibreTranslateAPI(address).languages()}
    assert codes.keys() == {"en", "zh", "zh-Hans"}
    assert {"zh", "zh-Hans"} <= set(codes["en"])


def test_its_own_client_writes_a_list_as_one_text_and_gets_one_text(address: str) -> None:
    # urlencode without doseq: what arrives is "['One.', 'Two.']", as at LibreTranslate's own servers
    assert isinstance(LibreTranslateAPI(address, KEY).translate(["One.", "Two."], "en", "zh"), str)  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "status"), [("wrong", 403), (None, 400)])
def test_a_wrong_key_is_refused_and_a_missing_one_asked_for(address: str, key: str | None, status: int) -> None:
    with pytest.raises(ClientError) as refusal:
        LibreTranslateAPI(address, key).translate(ENGLISH, "en", "zh")
    assert refusal.value.code == status
    error = json.load(refusal.value)["error"]
    assert error == ("Invalid API key" if key else "Please contact the server operator to get an API key")


def test_the_same_comes_of_json_a_form_and_a_query(client: TestClient) -> None:
    asked = {"q": ENGLISH, "source": "en", "target": "zh"}
    answers = [
        client.post("/translate", json=asked).json(),
        client.post("/translate", data=asked).json(),
        client.post("/translate", params=asked).json(),
        client.post("/translate", files={name: (None, value) for name, value in asked.items()}).json(),
    ]
    assert answers == [answers[0]] * 4
    assert answers[0].keys() == {"translatedText"}


def test_a_list_is_answered_by_a_list_each_with_its_language(client: TestClient) -> None:
    asked = {"q": [ENGLISH, CHINESE, "", "42 😀"], "source": "auto", "target": "zh", "alternatives": 2}
    answer = client.post("/translate", json=asked).json()
    assert [one["language"] for one in answer["detectedLanguage"]] == ["en", "zh-Hans", "en", "en"]
    assert [one["confidence"] for one in answer["detectedLanguage"]][2:] == [0, 0]
    assert answer["translatedText"][0] != ENGLISH
    assert answer["translatedText"][1:] == [CHINESE, "", "42 😀"]
    assert len(answer["alternatives"]) == 4
    assert 1 <= len(answer["alternatives"][0]) <= 2
    assert answer["alternatives"][1:] == [[], [], []]


def test_a_single_text_is_answered_plainly_and_alternatives_differ(client: TestClient) -> None:
    asked = {"q": ENGLISH, "source": "auto", "target": "zh-CN", "alternatives": "3"}
    answer = client.post("/translate", data=asked).json()
    assert answer["detectedLanguage"] == {"confidence": 100.0, "language": "en"}
    texts = [answer["translatedText"], *answer["alternatives"]]
    assert len(texts) > 1
    assert len(set(texts)) == len(texts)


def test_a_form_with_several_texts_is_a_list(client: TestClient) -> None:
    answer = client.post("/translate", data={"q": ["One.", "Two."], "source": "en", "target": "zh"}).json()
    assert len(answer["translatedText"]) == 2


def test_into_its_own_language_a_text_stays_as_it_is(client: TestClient) -> None:
    for text, code, form in ((ENGLISH, "en", "text"), ("<p>我们 <b>好</b>&nbsp;</p>", "zh", "html")):
        asked = {"q": text, "source": code, "target": code.upper(), "format": form}
        assert client.post("/translate", json=asked).json() == {"translatedText": text}


def test_lines_and_blank_lines_stay_and_a_long_text_goes_in_portions(
    office: Office, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[str] = []
    put = office.turns.put

    def noting(owner: str, work: Callable[[Ticket[object]], object]) -> Ticket[object]:
        turns.append(owner)
        return put(owner, work)

    monkeypatch.setattr(office.turns, "put", noting)
    monkeypatch.setattr(libre_translating, "PORTION", 30)
    text = "The talks began.\n\n" * 3 + "\n"
    answer = client.post("/translate", json={"q": text, "source": "en", "target": "zh"}).json()["translatedText"]
    assert answer.count("\n") == text.count("\n")
    assert answer.endswith("\n")
    assert [bool(line) for line in answer.split("\n")] == [bool(line) for line in text.split("\n")]
    assert len(turns) > 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"q": ""}, "Invalid request: missing q parameter"),
        ({"q": []}, "Invalid request: missing q parameter"),
        ({"q": None}, "Invalid request: missing q parameter"),
        ({"source": ""}, "Invalid request: missing source parameter"),
        ({"target": None}, "Invalid request: missing target parameter"),
        ({"source": "zz"}, "zz is not supported"),
        ({"target": "zt"}, "zt is not supported"),
        ({"target": ["zh"]}, '["zh"] is not supported'),
        ({"target": "\ud800"}, "? is not supported"),
        ({"format": "xml"}, "xml format is not supported"),
        ({"alternatives": "abc"}, "Invalid request: alternatives parameter is not a number"),
        ({"q": 5}, "Invalid request: q parameter is not a text or a list of texts"),
        ({"q": ["a", 5]}, "Invalid request: q parameter is not a text or a list of texts"),
        ({"q": "\ud800"}, "Invalid request: q parameter has a character that is none (half of a surrogate pair)"),
        ({"q": ["a" * 600, "b" * 500]}, "Invalid request: request (1100) exceeds text limit (1000)"),
    ],
)
def test_what_is_wrong_is_said_in_its_words(door: Serve, change: dict[str, object], error: str) -> None:
    asked = {"q": ENGLISH, "source": "en", "target": "zh"} | change
    headers = {"content-type": "application/json"}
    answer = door(characters=1000).post("/translate", content=json.dumps(asked), headers=headers)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize("body", ["[1]", "{", "[" * 100_000, '"q"'])
def test_a_body_that_is_no_json_object_is_refused(client: TestClient, body: str) -> None:
    for path in ("/translate", "/detect"):
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()) == (400, {"error": "Invalid JSON format"})


def test_what_a_page_must_know_is_true(client: TestClient, door: Serve) -> None:
    settings = client.get("/frontend/settings").json()
    assert settings["charLimit"] == ServerSettings().characters
    assert (settings["apiKeys"], settings["keyRequired"], settings["suggestions"]) == (False, False, False)
    assert settings["supportedFilesFormat"] == [".txt", ".html"]
    assert settings["language"]["source"]["code"] == "auto"
    assert door(api_key=KEY).get("/frontend/settings").json()["keyRequired"] is True
    assert client.get("/health").json() == {"status": "ok"}
    assert client.post("/languages").json() == client.get("/languages").json()


def test_its_api_is_described(client: TestClient) -> None:
    described = client.get("/spec").json()
    assert described == client.get("/openapi.json").json()
    body = described["paths"]["/translate"]["post"]["requestBody"]["content"]
    assert {"application/json", "application/x-www-form-urlencoded"} == body.keys()


def test_suggestions_are_off(client: TestClient) -> None:
    answer = client.post("/suggest", data={"q": "a", "s": "b", "source": "en", "target": "zh"})
    assert (answer.status_code, answer.json()) == (403, {"error": "Suggestions are disabled on this server."})


def test_where_too_many_wait_a_client_is_told_to_slow_down(serve: Serve, office: Office) -> None:
    crowded = Office(office.settings, waiting=1, folder=office.shelf.folder)
    server = ServerSettings(rate=0)
    begun, hold = threading.Event(), threading.Event()
    crowded.short.put("one", lambda ticket: (begun.set(), hold.wait(20)))
    begun.wait(20)
    others = [crowded.short.put("another", lambda ticket: None)]
    try:
        client = serve(libre.router(crowded, server))
        answer = client.post("/translate", json={"q": ENGLISH, "source": "en", "target": "zh"})
    finally:
        hold.set()
        others[0].wait(20)
    assert answer.status_code == 429
    assert answer.json()["error"].startswith("Slowdown: ")
    assert "retry-after" in answer.headers


def test_a_request_that_takes_too_long_ends_and_leaves_the_queue(door: Serve, office: Office) -> None:
    hold = threading.Event()
    held = office.short.put("somebody", lambda ticket: hold.wait(20))
    try:
        answer = door(seconds=0.1).post("/translate", json={"q": ENGLISH, "source": "en", "target": "zh"})
        assert answer.status_code == 504
        assert office.short.waiting == 0
    finally:
        hold.set()
        held.wait(20)


def test_a_client_that_hangs_up_leaves_the_queue(address: str, office: Office) -> None:
    hold = threading.Event()
    held = office.short.put("somebody", lambda ticket: hold.wait(90))
    try:
        asked = {"q": ENGLISH, "source": "en", "target": "zh", "api_key": KEY}
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/translate", json=asked, timeout=httpx.Timeout(5, read=0.3))
        give_up = time.monotonic() + 60
        while office.short.waiting and time.monotonic() < give_up:
            held.wait(0.02)
        assert office.short.waiting == 0
    finally:
        hold.set()
        held.wait(20)


def test_a_short_text_does_not_wait_till_an_article_is_translated(client: TestClient, office: Office) -> None:
    hold = threading.Event()
    held = office.turns.put("somebody", lambda ticket: hold.wait(60))
    try:
        answer = client.post("/translate", json={"q": ENGLISH, "source": "en", "target": "zh"})
        assert answer.status_code == 200
        assert not held.wait(0)
    finally:
        hold.set()
        held.wait(20)
