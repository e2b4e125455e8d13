"""A release as the rows that the form shows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from translator import Settings
from translator.release import (
    Article,
    BilingualRelease,
    Block,
    Brief,
    BriefLine,
    Issue,
    Match,
    Mend,
    Provenance,
    Refused,
    Segment,
    Term,
)
from translator.views import release_view

SOURCE, TARGET = "Doctors treated 320,000 patients with <b>FUAS</b> 🩺.", "医生用FUAS治疗了3.2万名患者🩺。"


def span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


@pytest.fixture
def release() -> BilingualRelease:
    fuas = Term("t1", "FUAS", span(SOURCE, "FUAS"), "FUAS", target_span=span(TARGET, "FUAS"))
    patients = Term("t2", "patients", span(SOURCE, "patients"), "病人", ("病患",), field="general")
    number = Issue(
        "numbers",
        "error",
        "320,000 is 3.2万.",
        "320,000误作3.2万。",
        span(SOURCE, "320,000"),
        span(TARGET, "3.2万"),
        "32万",
    )
    whole = Issue("coverage", "warning", "Something is missing.", "似有漏译。", None, (0, len(TARGET)))
    mend = Mend("typography", "A full stop was missing.", "缺少句号。", "", "。")
    exact = Match("exact", 1.0, "Write to us.", "请来信。", "old.tmx")
    segments = (
        Segment("h", 0, "FUAS summit opens", "FUAS峰会开幕", "human", approved=True, issues=(whole,)),
        Segment("a", 1, SOURCE, TARGET, "engine", (fuas, patients), (number, whole), -0.3, (mend,), 0.4),
        Segment("b", 2, "Write to us.", "请来信。", "memory", matches=(exact,)),
        Segment("c", 2, "Not yet translated.", terms=(replace(patients, span=(0, 3)),)),
        Segment("k", 3, "We use cookies."),
    )
    blocks = (
        Block("headline", "FUAS summit opens"),
        Block("body", SOURCE),
        Block("contact", "Write to us. Not yet translated."),
        Block("boilerplate", "We use cookies."),
    )
    brief = Brief(
        BriefLine("FUAS summit opens", "FUAS峰会开幕", ("h",)),
        (BriefLine(SOURCE, TARGET, ("a",), (number,)),),
        (BriefLine("Patients treated", "患者获治", ("a",), writer="scribe"),),
        "extractive",
        social=(BriefLine(SOURCE, TARGET, ("a",)), BriefLine("Write to us.", "请来信。", ("b",))),
        refused=(Refused("It treated nobody.", "The article does not deny this.", "原文没有否定。"),),
    )
    made = Provenance("embedded", "m", "r", "torch", "no hub", "Draft.", "草稿。", "g", "press-translator 0.1", 2.5)
    article = Article("summit", "en", blocks, warnings=("A quotation mark is alone.",))
    return BilingualRelease(article, "zh", segments, brief, made)


def rows(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in view["rows"]}


def test_a_view_is_json_and_its_runs_join_to_the_texts(release: BilingualRelease) -> None:
    view = release_view(release)
    assert json.loads(json.dumps(view)) == view
    for row, segment in zip(view["rows"], release.segments, strict=True):
        assert "".join(run["text"] for run in row["source"]) == segment.source
        assert "".join(run["text"] for run in row["target"]) == row["text"] == segment.target


def test_runs_name_the_terms_and_issues_of_their_row(release: BilingualRelease) -> None:
    row = rows(release_view(release))["a"]
    marked = {run["text"]: (run["terms"], run["issues"]) for run in row["target"]}
    assert marked["FUAS"] == ([0], [1])
    assert marked["3.2万"] == ([], [0, 1])
    assert {run["text"]: run["terms"] for run in row["source"]}["patients"] == [1]
    assert [(term["source"], term["met"], term["forms"]) for term in row["terms"]] == [
        ("FUAS", True, []),
        ("patients", False, ["病患"]),
    ]
    issue = row["issues"][0]
    assert issue["name"] == {"en": "Numbers", "zh": "数字"}
    assert issue["message"] == {"en": "320,000 is 3.2万.", "zh": "320,000误作3.2万。"}
    assert (issue["severity"], issue["fix"], TARGET[slice(*issue["at"])]) == ("error", "32万", "3.2万")


def test_equal_issues_keep_their_own_places(release: BilingualRelease) -> None:
    twice = tuple(Issue("repetition", "note", "Again.", "重复。", None, (0, 2)) for _ in range(2))
    segments = tuple(replace(s, issues=twice) if s.id == "b" else s for s in release.segments)
    first = rows(release_view(replace(release, segments=segments)))["b"]["target"][0]
    assert first["issues"] == [0, 1]


def test_rows_say_what_they_are_and_whether_they_need_a_look(release: BilingualRelease) -> None:
    found = rows(release_view(release))
    assert {id: row["kind"] for id, row in found.items()} == {
        "h": "headline",
        "a": "body",
        "b": "contact",
        "c": "contact",
        "k": "boilerplate",
    }
    assert [id for id, row in found.items() if row["kept"]] == ["k"]
    assert [id for id, row in found.items() if row["look"]] == ["a"]  # the headline was approved
    assert found["a"]["quality"] == 0.4
    assert found["a"]["mends"][0]["message"]["zh"] == "缺少句号。"
    assert found["c"]["terms"][0]["met"] is None
    assert [row["number"] for row in found.values()] == [1, 2, 3, 4, 5]


def test_the_summary_counts_what_is_open(release: BilingualRelease) -> None:
    assert release_view(release)["summary"] == {
        "segments": 5,
        "kept": 1,
        "translated": 3,
        "terms": 2,
        "terms_met": 1,
        "look": 1,
        "approved": 1,
        "errors": 1,
        "warnings": 1,
    }


def test_the_machines_text_shows_where_a_person_wrote_another(release: BilingualRelease) -> None:
    original = {s.id: replace(s, target="聚焦超声峰会开幕", origin="engine") for s in release.segments[:1]}
    assert rows(release_view(release, original))["h"]["original"] == "聚焦超声峰会开幕"
    same = {s.id: replace(s, origin="engine") for s in release.segments}
    assert all(row["original"] is None for row in rows(release_view(release, same)).values())
    assert rows(release_view(release))["h"]["original"] is None


def test_what_the_memory_has_is_shown_and_what_is_used_of_it(release: BilingualRelease) -> None:
    row = rows(release_view(release))["b"]
    assert row["origin_name"] == {"en": "From the memory (old.tmx)", "zh": "来自记忆库（old.tmx）"}
    (match,) = row["matches"]
    assert (match["kind"], match["score"], match["target"], match["used"]) == ("exact", 1.0, "请来信。", True)
    assert match["label"]["zh"] == "记忆库中的相同句（old.tmx）"
    edited = tuple(replace(s, target="请写信。", origin="human") if s.id == "b" else s for s in release.segments)
    row = rows(release_view(replace(release, segments=edited)))["b"]
    assert (row["origin_name"], row["matches"][0]["used"]) == (None, False)


def test_each_shape_of_the_brief_has_its_lines_limits_and_lengths(release: BilingualRelease) -> None:
    headline, summary, points, post = release_view(release)["brief"]
    assert [shape["shape"] for shape in (headline, summary, points, post)] == ["headline", "brief", "bullets", "social"]
    assert (headline["limit"], headline["unit"]) == ({"en": 90, "zh": 28}, {"en": "characters", "zh": "汉字"})
    assert headline["length"] == {"source": 17, "target": 6}
    assert summary["unit"]["en"] == "words"
    assert summary["length"]["source"] == 7
    assert summary["lines"][0]["issues"][0]["check"] == "numbers"
    assert (points["limit"], points["unit"], points["length"]) == (None, None, None)
    assert points["lines"][0]["writer"] == "scribe"
    assert [line["line"] for line in post["lines"]] == [3, 4]
    assert post["lines"][1]["cites"] == ["b"]
    assert post["length"]["source"] == len(f"{SOURCE} Write to us.")


def test_limits_are_those_of_the_settings(release: BilingualRelease) -> None:
    assert release_view(release, settings=Settings(headline_en=60))["brief"][0]["limit"]["en"] == 60


def test_a_release_that_is_not_done_has_a_view(release: BilingualRelease) -> None:
    bare = tuple(Segment(s.id, s.block, s.source) for s in release.segments)
    view = release_view(BilingualRelease(release.article, "zh", bare))
    assert (view["brief"], view["refused"], view["engine"], view["notice"]) == ([], [], None, None)
    assert view["summary"]["translated"] == 0
    assert all(row["target"] == [] and row["origin"] is None for row in view["rows"])
    assert release_view(BilingualRelease(Article("empty", "zh", ()), "en", ()))["rows"] == []


def test_what_every_reader_must_know_is_there(release: BilingualRelease) -> None:
    view = release_view(release)
    assert view["notice"] == {"en": "Draft.", "zh": "草稿。"}
    assert view["engine"]["model"] == "m"
    assert view["warnings"] == ["A quotation mark is alone."]
    assert view["headline"] == ["FUAS summit opens", "FUAS峰会开幕"]
    assert view["refused"] == [
        {
            "text": "It treated nobody.",
            "reason": {"en": "The article does not deny this.", "zh": "原文没有否定。"},
        }
    ]
