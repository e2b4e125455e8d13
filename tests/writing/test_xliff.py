from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree
from translate.storage.xliff2 import Xliff2File

from translator.release import BilingualRelease, Issue, Segment, Term
from translator.writing.xliff import render

CORE = {
    "x": "urn:oasis:names:tc:xliff:document:2.0",
    "g": "urn:oasis:names:tc:xliff:glossary:2.0",
    "c": "urn:oasis:names:tc:xliff:matches:2.0",
    "m": "urn:oasis:names:tc:xliff:metadata:2.0",
}
ITS = "{http://www.w3.org/2005/11/its}"


def find(element: Any, path: str) -> list[Any]:
    found: list[Any] = element.xpath(path, namespaces=CORE)
    return found


def root(release: BilingualRelease) -> Any:
    return etree.fromstring(render(release))


def test_ids_and_references_keep_the_rules_of_xliff_2_1(every_shape: BilingualRelease) -> None:
    tree = root(every_shape)
    assert (tree.tag, tree.get("version")) == (f"{{{CORE['x']}}}xliff", "2.1")
    units = find(tree, "//x:unit")
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        own = find(unit, "x:segment/@id | x:segment/x:source//@id")
        assert len(own) == len(set(own))
        # a marker in a target repeats one of the source of its own segment
        for segment in find(unit, "x:segment"):
            assert set(find(segment, "x:target//x:mrk/@id")) <= set(find(segment, "x:source//x:mrk/@id"))
        marks = {f"#{key}" for key in find(unit, ".//x:source//x:mrk[@type='term']/@id")}
        assert set(find(unit, ".//g:glossEntry/@ref")) <= marks
        assert all(find(entry, "g:translation") for entry in find(unit, ".//g:glossEntry"))
        glossary = find(unit, ".//g:*/@id")
        assert len(glossary) == len(set(glossary))
        order = [etree.QName(child).localname for child in unit]
        assert order == sorted(order, key=lambda n: {"matches": 0, "glossary": 1, "metadata": 2, "notes": 3}.get(n, 4))
        assert find(unit, "x:segment")
        # the rules of the translation candidates module, as OASIS' matches.xsd and matches.sch have them
        matches = find(unit, "c:matches/c:match")
        assert len({match.get("id") for match in matches}) == len(matches)
        assert {match.get("ref") for match in matches} <= {f"#{id}" for id in find(unit, "x:segment/@id")}
        assert all([etree.QName(part).localname for part in match] == ["source", "target"] for match in matches)
        assert all(0 <= float(rate) <= 100 for rate in find(unit, ".//c:match/@similarity | .//c:match/@matchQuality"))
        assert {match.get("type") for match in matches} <= {"tm"}
        assert all(re.fullmatch(r"[^\s:]+:[^\s:]+", match.get("subType")) for match in matches)
    assert find(tree, "//x:file/x:unit | //x:file/x:group")


def test_a_reader_finds_every_sentence_with_its_state(release: BilingualRelease) -> None:
    units = Xliff2File.parsestring(render(release)).units
    pairs = [(unit.source, unit.target or "") for unit in units]
    assert pairs == [*((s.source, s.target) for s in release.segments), ("All rights reserved.", "")]
    states = {unit.xmlelement.get("id"): unit.xmlelement.get("state") for unit in units}
    assert (states["a1"], states["a2"], states["k1"]) == ("translated", "reviewed", "initial")


def test_what_a_person_approved_is_final(release: BilingualRelease) -> None:
    segments = tuple(replace(s, approved=s.id in ("a1", "k1")) for s in release.segments)
    states = {
        segment.get("id"): (segment.get("state"), segment.get("subState"))
        for segment in find(root(replace(release, segments=segments)), "//x:segment")
    }
    assert states["a1"] == ("final", "press:engine")
    assert states["k1"] == ("initial", None)
    assert states["c1"] == ("translated", "press:engine")


def test_languages_are_named_as_translation_tools_expect(chinese_release: BilingualRelease) -> None:
    assert (root(chinese_release).get("srcLang"), root(chinese_release).get("trgLang")) == ("zh-CN", "en")


def test_kept_blocks_are_not_for_translation(release: BilingualRelease) -> None:
    kept = find(root(release), "//x:unit[@translate='no']")
    assert ["".join(find(unit, ".//x:source/text()")) for unit in kept] == [
        "We use cookies. Change them here.",
        "All rights reserved.",
    ]


def test_a_paragraph_can_be_joined_again_in_both_languages(chinese_release: BilingualRelease) -> None:
    (unit,) = find(root(chinese_release), "//x:unit")
    assert "".join(find(unit, ".//x:source//text()")) == "大会开幕。专家云集。"
    assert "".join(find(unit, ".//x:target//text()")) == "The congress opened. Experts gathered."


def test_issues_are_notes_that_name_their_sentence(release: BilingualRelease) -> None:
    notes = find(root(release), "//x:unit[@id='b2']/x:notes/x:note")
    assert [(note.get("category"), note.get("priority")) for note in notes] == [
        ("numbers", "1"),
        ("terms", "2"),
        ("punctuation", "3"),
    ]
    assert notes[0].text == (
        "Sentence 2, error at “3.2万”: 320,000 is 3.2万 in the translation. / 原文为320,000，译文为3.2万。 [32万]"
    )
    assert notes[1].get("appliesTo") == "source"


def test_an_issue_with_a_place_is_marked_there_as_its_2_0_says(release: BilingualRelease) -> None:
    (begin,) = find(root(release), "//x:unit[@id='b2']//x:target/x:sm")
    assert begin.get("type") == "its:generic"
    assert begin.get(f"{ITS}locQualityIssueType") == "numbers"
    assert begin.get(f"{ITS}locQualityIssueSeverity") == "100"
    assert begin.get(f"{ITS}locQualityIssueComment").startswith("320,000 is 3.2万 in the translation. / ")
    assert begin.tail == "3.2万"
    assert (begin.getnext().tag, begin.getnext().get("startRef")) == (f"{{{CORE['x']}}}em", begin.get("id"))


def test_an_issue_may_overlap_a_term(release: BilingualRelease) -> None:
    issue = Issue("negation", "error", "A negation is lost.", "漏译否定。", None, (1, 3))
    term = Term("t", "tumour", (2, 8), "肿瘤", target_span=(0, 2))
    segment = Segment("o", 0, "a tumour", "肿瘤的", "engine", (term,), (issue,))
    (target,) = find(root(replace(release, segments=(segment,), brief=None)), "//x:unit[@id='b1']//x:target")
    assert "".join(target.itertext()) == "肿瘤的"
    marked = [find(target, "x:mrk/x:sm")[0].tail, find(target, "x:mrk")[0].tail]
    assert "".join(marked) == "瘤的"


def test_the_quality_of_each_segment_is_metadata_of_its_unit(release: BilingualRelease) -> None:
    values = find(root(release), "//x:unit[@id='b2']/m:metadata/m:metaGroup[@category='press:quality']/m:meta")
    assert [(value.get("type"), value.text) for value in values] == [("a1", "0.12"), ("a2", "0.50")]


def test_terms_are_marked_on_both_sides_and_in_the_glossary(release: BilingualRelease) -> None:
    (unit,) = find(root(release), "//x:unit[@id='b2']")
    assert [mark.text for mark in find(unit, ".//x:mrk[@id='a2.t1']")] == ["tumours", "肿瘤"]
    entry = find(unit, ".//g:glossEntry[@ref='#a2.t2']")[0]
    assert find(entry, "g:term/text()") == ["Haifu Knife"]
    assert find(entry, "g:translation/text()") == ["海扶刀®", "海扶超声刀"]


def test_of_terms_that_overlap_the_longest_is_marked(release: BilingualRelease) -> None:
    text = "focused ultrasound ablation"
    terms = (Term("s", "focused ultrasound", (0, 18), "聚焦超声"), Term("l", text, (0, 27), "聚焦超声消融"))
    segment = Segment("o", 0, text, "聚焦超声消融", "engine", terms)
    (unit,) = find(root(replace(release, segments=(segment,), brief=None)), "//x:unit[@id='b1']")
    assert [mark.text for mark in find(unit, ".//x:mrk")] == [text]
    assert [entry.get("ref") for entry in find(unit, ".//g:glossEntry")] == [None, "#o.t2"]


def test_indenting_adds_nothing_to_a_sentence_of_marks_only(release: BilingualRelease) -> None:
    terms = (Term("1", "a", (0, 1), "甲"), Term("2", "b", (1, 2), "乙"))
    segment = Segment("o", 0, "ab", "甲乙", "engine", terms)
    tree = root(replace(release, segments=(segment,), brief=None))
    assert "".join(find(tree, "//x:unit[@id='b1']//x:source//text()")) == "ab"


def test_what_the_memory_offers_are_translation_candidates(brief_release: BilingualRelease) -> None:
    unit = find(root(brief_release), "//x:unit[@id='b2']")[0]
    found = find(unit, "c:matches/c:match")
    assert [dict(match.attrib) for match in found] == [
        {
            "id": "m1",
            "ref": "#s2",
            "type": "tm",
            "subType": "press:exact",
            "similarity": "100.00",
            "matchQuality": "100",
            "origin": "summit-2023.tmx",
        },
        {
            "id": "m2",
            "ref": "#s3",
            "type": "tm",
            "subType": "press:fuzzy",
            "similarity": "87.60",
            "origin": "summit-2023.tmx",
        },
        {"id": "m3", "ref": "#s4", "type": "tm", "subType": "press:semantic", "similarity": "91.00"},
    ]
    assert [part.text for part in found[2]] == ["Guests wished for a wider use in clinics.", "来宾期待临床推广应用。"]
    assert not find(root(brief_release), "//x:unit[@id='b1']/c:matches")


def test_readers_do_not_take_a_candidate_for_a_sentence(brief_release: BilingualRelease) -> None:
    pairs = [(segment.source, segment.target) for segment in brief_release.segments]
    assert [(unit.source, unit.target) for unit in Xliff2File.parsestring(render(brief_release)).units] == pairs


def test_notice_and_warnings_are_notes_of_the_file(release: BilingualRelease) -> None:
    notes = find(root(release), "//x:file/x:notes/x:note")
    assert [note.get("category") for note in notes] == ["notice", "notice", "warning", "warning"]


def test_text_comes_through_unchanged(hostile_release: BilingualRelease, hostile_text: str) -> None:
    unit = Xliff2File.parsestring(render(hostile_release)).units[0]
    assert (unit.source, unit.target) == (hostile_text, hostile_text)


def test_control_characters_become_visible(control_release: BilingualRelease) -> None:
    unit = Xliff2File.parsestring(render(control_release)).units[0]
    assert unit.source == "bell␇, null␀ and \ufffd"
