from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree
from translate.storage.tmx import tmxfile

from translator.release import BilingualRelease
from translator.writing.tmx import render

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADER = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}


def read(release: BilingualRelease) -> list[Any]:
    units: list[Any] = tmxfile.parsestring(render(release)).units
    return units


def test_the_file_keeps_the_rules_of_tmx_1_4(every_shape: BilingualRelease) -> None:
    root = etree.fromstring(render(every_shape))
    assert root.get("version") == "1.4"
    header, body = root
    assert set(header.attrib) == HEADER
    assert all(header.attrib.values())
    assert header.get("segtype") == "sentence"
    for unit in body:
        tags = [child.tag for child in unit]
        # notes and properties come first, then one variant a language
        assert tags == sorted(tags, key=["note", "prop", "tuv"].index)
        assert all(child.get("type") for child in unit.iter("prop"))
        assert {variant.get(LANG) for variant in unit.iter("tuv")} == {"en", "zh-CN"}
        assert [[child.tag for child in variant] for variant in unit.iter("tuv")] == [["seg"], ["seg"]]
    ids = [unit.get("tuid") for unit in body]
    assert len(ids) == len(set(ids))


def test_no_document_type_is_named(release: BilingualRelease) -> None:
    assert b"<!DOCTYPE" not in render(release)


def test_a_reader_finds_every_translated_segment(release: BilingualRelease) -> None:
    assert [(u.getid(), u.source, u.target) for u in read(release)] == [
        (s.id, s.source, s.target) for s in release.segments if s.target
    ]


def test_chinese_is_the_source_where_the_article_is_chinese(chinese_release: BilingualRelease) -> None:
    store = tmxfile.parsestring(render(chinese_release))
    assert store.sourcelanguage == "zh-CN"
    assert (store.units[0].source, store.units[0].target) == ("大会开幕。", "The congress opened.")


def test_units_say_that_a_person_approved_them(release: BilingualRelease) -> None:
    segments = tuple(replace(s, approved=s.id == "a1") for s in release.segments)
    body = etree.fromstring(render(replace(release, segments=segments))).find("body")
    assert {unit.get("tuid"): unit.findtext("prop[@type='x-approved']") for unit in body} == {
        s.id: "yes" if s.id == "a1" else None for s in release.segments if s.target
    }


def test_units_say_where_they_come_from(release: BilingualRelease) -> None:
    unit = etree.fromstring(render(release)).find("body/tu")
    assert {p.get("type"): p.text for p in unit.iter("prop")} == {
        "x-article": "summit",
        "x-block-kind": "headline",
        "x-origin": "memory",
    }


def test_text_comes_through_unchanged(hostile_release: BilingualRelease, hostile_text: str) -> None:
    (unit,) = read(hostile_release)
    assert (unit.source, unit.target) == (hostile_text, hostile_text)


def test_control_characters_become_visible(control_release: BilingualRelease) -> None:
    (unit,) = read(control_release)
    assert unit.source == "bell␇, null␀ and \ufffd"


def test_the_estimated_quality_is_a_property_where_there_is_one(release: BilingualRelease) -> None:
    root = etree.fromstring(render(release))
    assert {u.get("tuid"): u.findtext("prop[@type='x-quality']") for u in root.iter("tu")} == {
        "h1": None,
        "a1": "0.12",
        "a2": "0.50",
        "c1": None,
    }
