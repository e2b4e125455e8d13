"""Who may ask for what, and what a refusal says."""

import base64
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.testclient import TestClient

from translator.server.errors import HTTPError, install
from translator.server.rate import RateLimit, network
from translator.server.security import COOKIE, host_is_known, key_is_right, may_use_door, owner_of, protect
from translator.server.settings import ServerSettings
from translator.server.waiting import until

PAGE = {"accept": "text/html"}


def routes(server: ServerSettings = ServerSettings()) -> APIRouter:  # noqa: B008
    """One of each kind: a page, a private route, a route of the door, one whose key is in the body, a faulty one."""
    router = APIRouter()

    @router.get("/en/")
    def page(request: Request) -> dict[str, str]:
        return {"owner": owner_of(request)}

    @router.post("/office/works")
    def private(request: Request) -> dict[str, str]:
        return {"owner": owner_of(request)}

    @router.post("/v1/things")
    async def things(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @router.post("/translate")
    def translate(request: Request, key: str = "") -> dict[str, bool]:
        return {"allowed": may_use_door(request, server, key)}

    @router.get("/healthz")
    def health() -> dict[str, bool]:
        return {"ok": True}

    @router.get("/v1/faulty")
    def faulty() -> None:
        raise RuntimeError("the words of an article")

    return router


@pytest.fixture
def open_house(serve) -> TestClient:
    return serve(routes())


def test_a_browser_that_opens_a_page_gets_a_session_of_its_own_and_keeps_it(serve) -> None:
    one, other = serve(routes()), serve(routes())
    one.cookies.clear()
    first = one.get("/en/", headers=PAGE)
    cookie = first.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="))
    assert "Secure" not in cookie
    owner = first.json()["owner"]
    assert one.post("/office/works").json()["owner"] == owner
    assert one.get("/en/", headers=PAGE).json()["owner"] == owner
    assert other.get("/en/", headers=PAGE).json()["owner"] != owner


def test_the_cookie_is_for_https_alone_where_the_page_came_by_it(serve) -> None:
    client = serve(routes())
    client.cookies.clear()
    assert "; Secure" in client.get("https://127.0.0.1:7860/en/", headers=PAGE).headers["set-cookie"]


def test_other_cookies_survive_a_new_session(serve) -> None:
    router = APIRouter()

    @router.get("/en/")
    def cookies(request: Request) -> dict[str, str]:
        return dict(request.cookies)

    client = serve(router)
    client.cookies.clear()
    sent = {**PAGE, "cookie": f"translator_language=zh; {COOKIE}=nonsense"}
    assert client.get("/en/", headers=sent).json()["translator_language"] == "zh"


def test_without_a_session_a_private_route_says_so(serve) -> None:
    client = serve(routes())
    client.cookies.clear()
    answer = client.post("/office/works")
    assert answer.status_code == 403
    assert "cookie" in answer.json()["error"]
    with pytest.raises(HTTPError):
        owner_of(SimpleNamespace(cookies={COOKIE: "../../etc/passwd"}))


@pytest.mark.parametrize(
    ("header", "bound", "hosts", "known"),
    [
        ("127.0.0.1:7860", "127.0.0.1", (), True),
        ("LOCALHOST:7860", "127.0.0.1", (), True),
        ("[::1]:7860", "127.0.0.1", (), True),
        ("evil.example:7860", "127.0.0.1", (), False),
        ("127.0.0.1.evil.example", "127.0.0.1", (), False),
        ("", "127.0.0.1", (), False),
        ("127.0.0.1@evil.example", "127.0.0.1", (), False),
        ("evil.example/127.0.0.1", "127.0.0.1", (), False),
        ("192.168.1.5:7860", "127.0.0.1", (), False),
        ("192.168.1.5:7860", "0.0.0.0", (), True),
        ("[fe80::1]", "::", (), True),
        ("evil.example", "0.0.0.0", (), False),
        ("press.example", "0.0.0.0", ("press.example",), True),
        ("192.168.1.5", "0.0.0.0", ("press.example",), False),
        ("[::1", "127.0.0.1", (), False),
    ],
)
def test_only_names_of_this_server_are_answered(header: str, bound: str, hosts: tuple[str, ...], known: bool) -> None:
    assert host_is_known(header, ServerSettings(host=bound, hosts=hosts)) is known


def test_a_page_of_another_host_that_was_led_here_is_refused(open_house: TestClient) -> None:
    answer = open_house.get("/en/", headers={"host": "evil.example"})
    assert (answer.status_code, list(answer.json())) == (403, ["error"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # a program
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8000"}, 403),  # another port is the same site, to which the cookie is sent
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "chrome-extension://abcdefgh"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/office/works", "/v1/things"])
def test_what_another_site_asks_in_the_browsers_name_is_not_done(
    open_house: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    assert open_house.post(path, headers=headers).status_code == status


def test_a_browsers_extension_may_use_the_door_without_a_session_and_nothing_else(open_house: TestClient) -> None:
    open_house.cookies.clear()
    extension = {"origin": "moz-extension://abcdefgh", "sec-fetch-site": "cross-site"}
    assert open_house.post("/v1/things", headers=extension).status_code == 200
    assert open_house.post("/office/works", headers=extension).status_code == 403


def test_a_link_from_elsewhere_leads_to_the_page_but_a_script_cannot_read_it(open_house: TestClient) -> None:
    link = {**PAGE, "sec-fetch-site": "cross-site"}
    assert open_house.get("/en/", headers=link).status_code == 200
    assert open_house.get("/en/", headers={**link, "origin": "https://evil.example"}).status_code == 403


def test_user_and_password_are_asked_for_everywhere_but_by_the_health_check(serve) -> None:
    client = serve(routes(), user="编辑", password="秘密:1")
    for path in ("/en/", "/nowhere", "/docs"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic ")
    assert client.post("/v1/things").status_code == 401
    assert client.post("/translate").status_code == 401
    assert client.get("/healthz").status_code == 200
    right = "Basic " + base64.b64encode("编辑:秘密:1".encode()).decode()
    assert client.get("/en/", headers={"authorization": right, **PAGE}).status_code == 200
    assert client.post("/v1/things", headers={"authorization": right}).status_code == 200
    for wrong in ("Basic !!!", "Basic " + "5Zyw", "Bearer " + right[6:], right[:-4], "Basic gICA"):
        assert client.get("/en/", headers={"authorization": wrong}).status_code == 401


def test_the_key_opens_the_door_and_only_the_door_is_closed(serve) -> None:
    server = ServerSettings(api_key="klé")
    client = serve(routes(server), api_key="klé")
    assert client.get("/en/", headers=PAGE).status_code == 200
    for wrong in ({}, {"x-api-key": "kle"}, {"authorization": "Bearer "}, {"authorization": "Basic klé".encode()}):
        assert client.post("/v1/things", headers=wrong).status_code == 401
    for right in ({"x-api-key": "klé".encode("latin-1")}, {"authorization": "Bearer klé".encode("latin-1")}):
        assert client.post("/v1/things", headers=right).status_code == 200
    # LibreTranslate's clients give it in the body, which its own routes look at
    assert client.post("/translate").json() == {"allowed": False}
    assert client.post("/translate", params={"key": "klé"}).json() == {"allowed": True}
    assert client.post("/translate", headers={"x-api-key": "klé".encode("latin-1")}).json() == {"allowed": True}


def test_a_key_needs_no_password_and_who_is_logged_in_needs_no_key(serve) -> None:
    client = serve(routes(), user="editor", password="secret", api_key="key")
    assert client.post("/v1/things", headers={"x-api-key": "key"}).status_code == 200
    assert client.post("/v1/things", auth=("editor", "secret")).status_code == 200
    assert client.post("/v1/things").status_code == 401
    assert client.get("/en/").status_code == 401


def test_no_key_is_right_where_none_is_set() -> None:
    assert not key_is_right("", ServerSettings())
    assert key_is_right("key", ServerSettings(api_key="key"))
    assert not key_is_right("\ud800", ServerSettings(api_key="key"))


def test_a_body_that_is_too_large_is_refused_declared_or_not(serve) -> None:
    client = serve(routes(), upload_mb=1)
    sent = 0

    def pieces():
        nonlocal sent
        for _ in range(50):
            sent += 100_000
            yield b"x" * 100_000

    for content in (b"x" * 1_000_001, pieces()):
        answer = client.post("/v1/things", content=content)
        assert (answer.status_code, answer.json()) == (413, {"error": "The request is larger than 1 MB."})
        assert answer.headers["connection"] == "close"
    assert client.post("/v1/things", content=b"x" * 1_000_000).json() == {"bytes": 1_000_000}


def test_a_plain_form_is_no_longer_than_the_text_that_it_may_have(serve) -> None:
    client = serve(routes(), characters=1_000)
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/v1/things", content=b"a=" + b"%41" * 3_000, headers=form).status_code == 200
    assert client.post("/v1/things", content=b"a&" * 60_000, headers=form).status_code == 413


def test_under_another_applications_path_the_door_is_still_a_door(serve) -> None:
    outer = FastAPI()
    outer.mount("/press", serve(routes(), api_key="key").app)
    client = TestClient(outer, base_url="http://127.0.0.1:7860")
    assert client.post("/press/v1/things").status_code == 401
    assert client.post("/press/v1/things", headers={"x-api-key": "key"}).status_code == 200


def test_when_the_server_is_stopped_who_waits_is_told_and_streams_end() -> None:
    ending = threading.Event()
    app = FastAPI()

    @app.get("/v1/slow")
    async def slow(request: Request) -> str:
        ending.set()
        await until(request, lambda: None, lambda found: False, lambda: None, 60)
        return "never"

    install(app)
    protect(app, ServerSettings(), ending)
    answer = TestClient(app, base_url="http://127.0.0.1:7860").get("/v1/slow")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


def test_a_client_that_asks_too_often_is_told_when_to_come_back(serve) -> None:
    client = serve(routes(), rate=3)
    assert [client.post("/v1/things").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = client.post("/translate")
    assert 1 <= int(answer.headers["retry-after"]) <= 20
    assert "3 a minute" in answer.json()["error"]
    assert client.get("/en/", headers=PAGE).status_code == 200  # the form is not limited


def test_who_guesses_passwords_is_slowed_down(serve) -> None:
    client = serve(routes(), rate=3, user="editor", password="secret")
    assert [client.get("/en/", auth=("editor", str(i))).status_code for i in range(4)] == [401, 401, 401, 429]
    assert client.get("/en/").status_code == 401  # a browser that has not asked its user yet


def test_tokens_come_back_evenly_and_clients_do_not_share_them() -> None:
    now = 0.0
    limit = RateLimit(60, lambda: now)
    assert [limit.wait("10.0.0.1") for _ in range(61)] == [0.0] * 60 + [1.0]
    assert limit.wait("10.0.0.2") == 0.0
    now = 0.5
    assert limit.wait("10.0.0.1") == 0.5
    now = 1.0
    assert limit.wait("10.0.0.1") == 0.0


def test_the_table_of_clients_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translator.server.rate.MOST_CLIENTS", 10)
    limit = RateLimit(1)
    for number in range(100):
        limit.wait(f"10.0.0.{number}")
    assert len(limit._buckets) == 10


def test_an_ipv6_client_is_its_network() -> None:
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert network("::ffff:10.0.0.1") == "10.0.0.1"
    assert network("testclient") == "testclient"


def test_every_answer_has_the_headers_that_keep_browsers_strict(open_house: TestClient) -> None:
    for answer in (open_house.get("/en/", headers=PAGE), open_house.get("/nowhere"), open_house.get("/v1/faulty")):
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_what_nobody_foresaw_is_told_without_its_words(
    open_house: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = open_house.get("/v1/faulty")
    assert answer.status_code == 500
    assert list(answer.json()) == ["error"]
    assert "words" not in answer.text
    assert "RuntimeError" in caplog.text
    assert "in faulty" in caplog.text
    assert "the words of an article" not in caplog.text.replace('raise RuntimeError("the words of an article")', "")


def test_unknown_addresses_and_methods_are_told_in_json(open_house: TestClient) -> None:
    missing, wrong = open_house.get("/v1/nothing"), open_house.delete("/v1/things")
    assert (missing.status_code, missing.json()) == (404, {"error": "There is nothing at this address."})
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert list(wrong.json()) == ["error"]


def test_who_watches_over_the_server_may_ask_with_head(door: Callable[..., TestClient]) -> None:
    client = door()
    assert client.head("/healthz").status_code == 200
    assert client.head("/v1/releases/none").status_code == client.get("/v1/releases/none").status_code
