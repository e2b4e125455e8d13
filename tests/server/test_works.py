"""The form's private routes of releases, as its page asks for them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from translator import Settings
from translator.office.office import KIND, Office, Work
from translator.pipeline import read_text
from translator.release import Article, BilingualRelease, Block, Brief, BriefLine, Segment
from translator.server.security import owner_of
from translator.server.works import MOST_TEXT, PREFIX, router
from translator.termbase import TermEntry, add_entry, house_file

Serve = Callable[..., TestClient]

SOURCES = (
    "The clinic opened a center for focused ultrasound.",
    "Focused ultrasound has helped 300 patients.",
    "<script>alert(1)</script> is no sentence.",
)
TARGETS = ("该诊所设立了聚焦超声中心。", "聚焦超声已帮助300名患者。", "<script>alert(1)</script>不是句子。")
FIRST, SECOND, THIRD = "s-first", "s-second", "s-third"


@pytest.fixture
def office(marian_settings: Settings, tmp_path: Path) -> Office:
    """An office with a memory and a house glossary of its own, in which focused ultrasound is 聚焦超声."""
    settings = replace(
        marian_settings,
        memory=str(tmp_path / "memory.sqlite"),
        house_glossary=str(tmp_path / "house.csv"),
        builtin_glossary=False,
    )
    add_entry(TermEntry("", "focused ultrasound", "聚焦超声"), house_file(settings))
    return Office(settings, folder=tmp_path / "sessions")


@pytest.fixture
def browser(office: Office, serve: Serve) -> TestClient:
    return serve(router(office))


@pytest.fixture
def path(office: Office, browser: TestClient) -> str:
    """The address of a finished release of that browser's."""
    return finished(office, browser)


def finished(office: Office, browser: TestClient) -> str:
    headline = BriefLine(SOURCES[0], TARGETS[0], (FIRST,))
    brief = Brief(headline, (BriefLine(SOURCES[1], TARGETS[1], (SECOND,)),), (), "by hand")
    release = BilingualRelease(
        Article("summit", "en", tuple(Block("body", source) for source in SOURCES)),
        "zh",
        tuple(
            Segment(id, number, source, target, "engine")
            for number, (id, source, target) in enumerate(zip((FIRST, SECOND, THIRD), SOURCES, TARGETS, strict=True))
        ),
        brief,
    )
    owner = owner_of(browser)
    office.shelf.write(owner, KIND, "work-0001", Work("work-0001", "summit", "done", 1.0, 1, release))
    office.change(owner, "work-0001", lambda editor, release: editor.rechecked(release))
    return f"{PREFIX}/work-0001"


def row(work: dict[str, Any], id: str) -> dict[str, Any]:
    (found,) = [row for row in work["release"]["rows"] if row["id"] == id]
    return dict(found)


def test_an_edit_is_checked_at_once_and_is_there_after_a_reload(browser: TestClient, path: str) -> None:
    assert row(browser.get(path).json(), SECOND)["issues"] == []
    changed = browser.put(f"{path}/segments/{SECOND}", json={"target": "聚焦超声已帮助30名患者。"})
    assert changed.status_code == 200
    issues = row(changed.json(), SECOND)["issues"]
    assert "numbers" in {issue["check"] for issue in issues}
    again = row(browser.get(path).json(), SECOND)
    assert again["text"] == "聚焦超声已帮助30名患者。"
    assert again["edited"]
    assert again["original"] == TARGETS[1]
    assert again["issues"] == issues


def test_what_the_machine_made_can_be_put_back(browser: TestClient, path: str) -> None:
    browser.put(f"{path}/segments/{FIRST}", json={"target": "别的。"})
    back = browser.put(f"{path}/segments/{FIRST}", json={"target": TARGETS[0]}).json()
    assert row(back, FIRST)["text"] == TARGETS[0]
    assert not row(back, FIRST)["edited"]


def test_a_fix_is_put_in_place(browser: TestClient, path: str) -> None:
    work = browser.put(f"{path}/segments/{SECOND}", json={"target": "聚焦超声已帮助300名患者"}).json()
    issues = row(work, SECOND)["issues"]
    (index,) = [index for index, issue in enumerate(issues) if issue["fix"]]
    fixed = browser.post(f"{path}/segments/{SECOND}/fix", json={"issue": index})
    assert row(fixed.json(), SECOND)["text"] == "聚焦超声已帮助300名患者。"
    assert browser.post(f"{path}/segments/{SECOND}/fix", json={"issue": 99}).status_code == 422


def test_approval_is_remembered_and_can_be_taken_back(office: Office, browser: TestClient, path: str) -> None:
    approved = browser.post(f"{path}/segments/{FIRST}/approve", json={"approved": True})
    assert row(approved.json(), FIRST)["approved"]
    assert [unit.zh for unit in office.memory().exact(SOURCES[0])] == [TARGETS[0]]
    undone = browser.post(f"{path}/segments/{FIRST}/approve", json={"approved": False})
    assert not row(undone.json(), FIRST)["approved"]
    assert office.memory().exact(SOURCES[0]) == []


def test_an_edited_term_offers_itself_and_the_release_is_checked_with_it(
    office: Office, browser: TestClient, path: str
) -> None:
    edited = browser.put(f"{path}/segments/{SECOND}", json={"target": "集束超声已帮助300名患者。"}).json()
    assert edited["offers"] == [{"en": "focused ultrasound", "zh": "集束超声", "replaces": "聚焦超声"}]
    (term,) = row(edited, SECOND)["terms"]
    assert term["met"] is False
    added = browser.post(f"{path}/terms", json={"en": "focused ultrasound", "zh": "集束超声", "replace": True})
    assert added.status_code == 200
    (term,) = row(added.json(), SECOND)["terms"]
    assert (term["target"], term["met"]) == ("集束超声", True)
    assert row(added.json(), FIRST)["terms"][0]["met"] is False
    assert "集束超声" in house_file(office.settings).read_text(encoding="utf-8")


def test_a_term_without_words_is_refused(browser: TestClient, path: str) -> None:
    refused = browser.post(f"{path}/terms", json={"en": " ", "zh": "集束超声"})
    assert refused.status_code == 422
    assert refused.json()["error"]


def test_a_line_of_the_brief_is_rewritten(browser: TestClient, path: str) -> None:
    work = browser.put(f"{path}/brief/0", json={"side": "target", "text": "新标题。"}).json()
    assert work["release"]["brief"][0]["lines"][0]["target"] == "新标题。"
    assert browser.put(f"{path}/brief/9", json={"side": "target", "text": "无。"}).status_code == 422
    assert browser.put(f"{path}/brief/0", json={"side": "both", "text": "无。"}).status_code == 422


def test_the_files_hold_what_was_edited(browser: TestClient, path: str) -> None:
    from docx import Document

    browser.put(f"{path}/segments/{SECOND}", json={"target": "已有300名患者受益于聚焦超声。"})
    word = browser.get(f"{path}/files/docx")
    assert "summit.en-zh.docx" in word.headers["content-disposition"]
    assert word.headers["content-type"].startswith("application/vnd.openxmlformats-officedocument.wordprocessingml")
    document = Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    text = "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    assert "已有300名患者受益于聚焦超声。" in text
    assert TARGETS[1] not in text
    for format in ("html", "md", "tmx", "xliff", "json"):
        file = browser.get(f"{path}/files/{format}").text
        assert "患者受益于聚焦超声" in re.sub(r"</?\w[^>]*>", "", file), format
    assert browser.get(f"{path}/files/exe").status_code == 404


def test_nobody_else_sees_or_changes_it(office: Office, browser: TestClient, path: str, serve: Serve) -> None:
    other = serve(router(office))
    answers = [
        other.get(path),
        other.get(f"{path}/files/docx"),
        other.put(f"{path}/segments/{FIRST}", json={"target": "别的。"}),
        other.post(f"{path}/segments/{FIRST}/fix", json={"issue": 0}),
        other.post(f"{path}/segments/{FIRST}/approve", json={"approved": True}),
        other.post(f"{path}/terms", json={"en": "clinic", "zh": "诊所"}),
        other.put(f"{path}/brief/0", json={"side": "target", "text": "无。"}),
        other.post(f"{path}/stop"),
        other.delete(path),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert other.get(PREFIX).json() == {"works": []}
    assert row(browser.get(path).json(), FIRST)["text"] == TARGETS[0]
    assert "诊所" not in house_file(office.settings).read_text(encoding="utf-8")
    assert office.memory().exact(SOURCES[0]) == []


@pytest.mark.parametrize("body", [{}, {"target": None}, {"target": ["a"]}, "text", None])
def test_a_wrong_body_is_told_and_changes_nothing(browser: TestClient, path: str, body: Any) -> None:
    answer = browser.put(f"{path}/segments/{FIRST}", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert row(browser.get(path).json(), FIRST)["text"] == TARGETS[0]


def test_what_is_too_long_or_not_there_is_told(browser: TestClient, path: str) -> None:
    assert browser.put(f"{path}/segments/{FIRST}", json={"target": "长" * (MOST_TEXT + 1)}).status_code == 413
    assert browser.put(f"{path}/segments/none", json={"target": "别的。"}).status_code == 422
    assert browser.put(f"{path}/brief/0", json={"side": "target", "text": "长" * (MOST_TEXT + 1)}).status_code == 413
    assert browser.get(f"{PREFIX}/no-such-work").status_code == 404


def test_markup_comes_as_the_text_that_it_is(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.headers["content-type"].startswith("application/json")
    shown = row(answer.json(), THIRD)
    assert "".join(run["text"] for run in shown["source"]) == SOURCES[2]


def test_nothing_comes_where_nothing_is_newer(browser: TestClient, path: str) -> None:
    version = browser.get(path).json()["version"]
    assert browser.get(path, params={"version": version}).status_code == 204
    browser.put(f"{path}/segments/{FIRST}", json={"target": "别的。"})
    assert browser.get(path, params={"version": version}).json()["version"] > version


def test_a_release_grows_until_it_is_done_and_is_removed(office: Office, browser: TestClient) -> None:
    owner = owner_of(browser)
    id = office.start_release(owner, read_text("Clinic opens\n\nThe clinic opened on May 16, 2025. It is new.\n"))
    assert office.wait(owner, id, 300).ended
    work = browser.get(f"{PREFIX}/{id}").json()
    assert work["state"] == "done", work["error"]
    assert len(work["release"]["rows"]) == work["release"]["summary"]["segments"] == 3
    assert [line["id"] for line in browser.get(PREFIX).json()["works"]] == [id]
    assert browser.delete(f"{PREFIX}/{id}").status_code == 204
    assert browser.get(f"{PREFIX}/{id}").status_code == 404


def test_one_that_waits_is_stopped_and_cannot_be_edited_before(office: Office, browser: TestClient) -> None:
    import threading

    go_on = threading.Event()
    owner = owner_of(browser)
    office.turns.put("somebody else", lambda ticket: go_on.wait(60))
    try:
        id = office.start_release(owner, read_text("The clinic opened."))
        work = browser.get(f"{PREFIX}/{id}").json()
        assert (work["state"], work["before"], work["release"]) == ("waiting", 1, None)
        # what comes before it changes without a new version, and who waits wants to see it
        assert browser.get(f"{PREFIX}/{id}", params={"version": work["version"]}).status_code == 200
        assert browser.put(f"{PREFIX}/{id}/segments/{FIRST}", json={"target": "别的。"}).status_code == 409
        assert browser.get(f"{PREFIX}/{id}/files/docx").status_code == 409
        assert browser.post(f"{PREFIX}/{id}/stop").json()["state"] == "stopped"
        assert browser.get(f"{PREFIX}/{id}").json()["state"] == "stopped"
    finally:
        go_on.set()


def test_another_site_cannot_change_it(browser: TestClient, path: str) -> None:
    away = {"origin": "https://elsewhere.example"}
    assert browser.put(f"{path}/segments/{FIRST}", json={"target": "别的。"}, headers=away).status_code == 403
    assert row(browser.get(path).json(), FIRST)["text"] == TARGETS[0]
