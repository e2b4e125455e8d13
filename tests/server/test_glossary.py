"""The form's private routes of the glossary, as its page asks for them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from translator import Settings
from translator.office.office import Office
from translator.server.glossary import FILES, PREFIX, router
from translator.server.settings import ServerSettings
from translator.termbase import TermEntry, add_entry, uploaded_entries

Serve = Callable[..., TestClient]
MARMOSET = {"en": "marmoset", "zh": "狨猴"}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return tmp_path / "house.csv"


@pytest.fixture
def routes(marian_settings: Settings, house: Path, tmp_path: Path) -> Any:
    settings = replace(marian_settings, house_glossary=str(house))
    return router(Office(settings, folder=tmp_path / "sessions"), ServerSettings())


@pytest.fixture
def browser(routes: Any, serve: Serve) -> TestClient:
    return serve(routes, upload_mb=1)


def found(browser: TestClient, text: str = "", **more: Any) -> dict[str, Any]:
    answer = browser.get(PREFIX, params={"q": text, **more})
    assert answer.status_code == 200
    return answer.json()  # type: ignore[no-any-return]


def added(browser: TestClient, **entry: Any) -> dict[str, Any]:
    answer = browser.post(f"{PREFIX}/entries", json=entry)
    assert answer.status_code == 200
    return answer.json()  # type: ignore[no-any-return]


def test_a_search_tells_everything_of_an_entry(browser: TestClient) -> None:
    page = found(browser, "strokes", limit=5)
    first = page["entries"][0]
    assert (first["en"], first["zh"], first["layer"], first["editable"]) == ("stroke", "卒中", "builtin", False)
    assert "脑卒中" in first["variants_zh"]
    assert first["forbidden_zh"] == ["打击"]
    assert first["enforced"] == ["en-zh", "zh-en"]
    assert len(page["entries"]) == 5 < page["total"]
    (layer,) = page["layers"]
    assert (layer["name"], layer["entries"] > 7000) == ("builtin", True)
    assert "cardiology" in page["fields"]
    assert found(browser, "strokes", offset=5, limit=5)["entries"][0] not in page["entries"]
    assert found(browser, "strokes", layer="house")["total"] == 0


def test_an_entry_of_the_house_overrules_the_built_in_one(browser: TestClient) -> None:
    answer = added(browser, en="focused  ultrasound", zh="聚焦超声波", forbidden_zh=["聚集超声"], field="physics")
    assert (answer["taken"], answer["how"], answer["overrules"]) == (True, "added", ["聚焦超声"])
    ours, builtin = found(browser, "focused ultrasound")["entries"][:2]
    assert (ours["layer"], ours["zh"], ours["field"], ours["overruled"]) == ("house", "聚焦超声波", "physics", False)
    assert (builtin["layer"], builtin["zh"], builtin["overruled"]) == ("builtin", "聚焦超声", True)
    assert found(browser)["entries"][0]["en"] == "focused ultrasound"


def test_a_contradiction_is_told_and_replaced_only_when_asked(browser: TestClient) -> None:
    added(browser, en="marmoset", zh="狨猴")
    answer = added(browser, en="Marmoset", zh="绒猴")
    assert answer == {"taken": False, "contradictions": [{"en": "Marmoset", "zh": "绒猴", "known": "狨猴"}]}
    assert added(browser, en="marmoset", zh="绒猴", variants_zh=["狨猴"])["how"] == "added"
    assert added(browser, en="marmoset", zh="普通狨", replace=True)["how"] == "replaced"
    assert [entry["zh"] for entry in found(browser, layer="house")["entries"]] == ["普通狨"]


def test_what_is_wrong_is_refused_and_what_may_be_is_noted_in_both_languages(browser: TestClient) -> None:
    for entry in ({"en": "", "zh": "狨猴"}, {"en": "狨猴", "zh": "marmoset"}, MARMOSET | {"forbidden_zh": ["狨猴"]}):
        answer = browser.post(f"{PREFIX}/entries", json=entry)
        assert answer.status_code == 422
        assert answer.json()["error"] != answer.json()["error_zh"]
    assert found(browser, layer="house")["total"] == 0
    (note,) = added(browser, en="fever", zh="發熱")["notes"]
    assert "traditional" in note["message"]
    assert "繁体" in note["message_zh"]


def test_a_change_takes_the_entrys_place_and_drops_forms(browser: TestClient) -> None:
    for name in ("one", "two", "three"):
        added(browser, en=f"term {name}", zh=f"术语{name}", variants_zh=[f"词{name}"], field="x")
    middle = found(browser, "term two")["entries"][0]
    path, version = f"{PREFIX}/entries/{middle['id']}", middle["version"]
    changed = browser.put(path, json={"en": "Term two", "zh": "术语二", "version": version})
    assert changed.json()["how"] == "updated"
    entries = found(browser, layer="house")["entries"]
    assert [entry["zh"] for entry in entries] == ["术语three", "术语二", "术语one"]
    assert (entries[1]["variants_zh"], entries[1]["field"]) == ([], "")
    rival = browser.put(
        f"{PREFIX}/entries/{entries[1]['id']}", json={"en": "term one", "zh": "别的", "version": entries[1]["version"]}
    )
    assert rival.json()["contradictions"] == [{"en": "term one", "zh": "别的", "known": "术语one"}]
    assert [entry["zh"] for entry in found(browser, layer="house")["entries"]] == ["术语three", "术语二", "术语one"]


def test_who_comes_later_does_not_undo_what_another_changed(routes: Any, browser: TestClient, serve: Serve) -> None:
    added(browser, **MARMOSET)
    seen = found(browser, "marmoset")["entries"][0]
    path = f"{PREFIX}/entries/{seen['id']}"
    other = serve(routes)
    first = other.put(path, json=MARMOSET | {"variants_zh": ["普通狨"], "version": seen["version"]})
    assert first.json()["taken"]
    second = browser.put(path, json=MARMOSET | {"note": "mine", "version": seen["version"]})
    assert second.status_code == 409
    assert "已被其他人修改" in second.json()["error_zh"]
    assert browser.delete(path, params={"version": seen["version"]}).status_code == 409
    now = found(browser, "marmoset")["entries"][0]
    assert (now["variants_zh"], now["note"]) == (["普通狨"], "")
    assert browser.delete(path, params={"version": now["version"]}).json() == {"removed": "marmoset"}
    gone = browser.put(path, json=MARMOSET | {"version": now["version"]})
    assert gone.status_code == 409
    assert found(browser, layer="house")["total"] == 0


def test_many_who_add_and_remove_at_once_lose_nothing(browser: TestClient, house: Path) -> None:
    for number in range(4):
        added(browser, en=f"old {number}", zh=f"旧词{number}")
    old = found(browser, layer="house")["entries"]

    def act(number: int) -> int:
        if number % 2:
            entry = old[number // 2]
            return browser.delete(f"{PREFIX}/entries/{entry['id']}", params={"version": entry["version"]}).status_code
        return browser.post(f"{PREFIX}/entries", json={"en": f"new {number}", "zh": f"新词{number}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(act, range(8))) == {200}
    assert sorted(e["en"] for e in found(browser, layer="house")["entries"]) == ["new 0", "new 2", "new 4", "new 6"]


def test_an_import_counts_lists_contradictions_and_replaces_when_told(browser: TestClient) -> None:
    added(browser, **MARMOSET)
    added(browser, en="dialyzer", zh="透析器")
    rows = "en,zh,variants_zh\nmarmoset,绒猴,\ndialyzer,透析器,血液透析器\nknee implant,膝关节假体,\n".encode()
    file = {"file": ("../../new terms.csv", rows)}
    first = browser.post(f"{PREFIX}/import", files=file).json()
    assert first == {
        "name": "new terms.csv",
        "added": 1,
        "updated": 1,
        "unchanged": 0,
        "replaced": 0,
        "left_out": 1,
        "contradictions": [{"en": "marmoset", "zh": "绒猴", "known": "狨猴"}],
    }
    second = browser.post(f"{PREFIX}/import", files=file, data={"replace": "true"}).json()
    assert (second["replaced"], second["unchanged"], second["left_out"]) == (1, 2, 0)
    assert found(browser, "marmoset")["entries"][0]["zh"] == "绒猴"


@pytest.mark.parametrize("data", [b"", b"only one column\n", b"PK\x03\x04no", b"\xff\xfe\x00", "a,甲\nb\n".encode()])
def test_a_file_that_is_no_glossary_changes_nothing(browser: TestClient, house: Path, data: bytes) -> None:
    answer = browser.post(f"{PREFIX}/import", files={"file": ("<b>terms.csv", data)})
    assert answer.status_code == 422
    assert "terms" in answer.json()["error"]
    assert not house.exists()


@pytest.mark.parametrize("format", FILES)
def test_what_is_exported_is_what_was_added(browser: TestClient, house: Path, format: str) -> None:
    add_entry(TermEntry("", "marmoset", "狨猴", variants_zh=("普通狨",)), house)
    answer = browser.get(f"{PREFIX}/files/{format}")
    assert answer.status_code == 200
    assert f"glossary-house.{FILES[format]}" in answer.headers["content-disposition"]
    if format.startswith("deepl"):
        assert {"marmoset", "狨猴"} <= set(answer.content.decode().split())
    else:
        (entry,) = uploaded_entries(f"house.{format}", answer.content)
        assert (entry.en, entry.zh, entry.variants_zh) == ("marmoset", "狨猴", ("普通狨",))


def test_an_export_that_cannot_be_says_why(browser: TestClient) -> None:
    assert browser.get(f"{PREFIX}/files/exe").status_code == 404
    empty = browser.get(f"{PREFIX}/files/csv")
    assert empty.status_code == 422
    assert "no house glossary yet" in empty.json()["error"]


def test_without_a_session_nothing_is_told_or_changed(routes: Any, serve: Serve, house: Path) -> None:
    stranger = serve(routes)
    stranger.cookies.clear()
    assert stranger.get(PREFIX).status_code == 403
    assert stranger.post(f"{PREFIX}/entries", json=MARMOSET).status_code == 403
    assert not house.exists()
