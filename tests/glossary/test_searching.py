import pytest

from translator.glossary import Glossary, TermEntry
from translator.glossary.searching import search

ENTRIES = [
    TermEntry("t1", "tumor", "肿瘤"),
    TermEntry("t2", "bone tumor", "骨肿瘤"),
    TermEntry("t3", "focused ultrasound ablation surgery", "聚焦超声消融手术", abbr_en=("FUAS",)),
    TermEntry("t4", "stroke", "卒中", forbidden_zh=("中风病",)),
]


@pytest.mark.parametrize(
    ("text", "best", "how"),
    [
        ("tumours", "tumor", "same"),
        ("FUAS", "focused ultrasound ablation surgery", "form"),
        ("中风病", "stroke", "forbidden"),
        ("消融", "focused ultrasound ablation surgery", "part"),
        ("surgery ultrasound", "focused ultrasound ablation surgery", "words"),
        ("focussed ultrasund", "focused ultrasound ablation surgery", "similar"),
        ("卒中", "stroke", "same"),
    ],
)
def test_the_best_answer_is_first(text: str, best: str, how: str) -> None:
    found = search([ENTRIES], text)
    assert (found[0].entry.en, found[0].how) == (best, how)


def test_the_term_itself_comes_before_longer_ones() -> None:
    assert [f.entry.en for f in search([ENTRIES], "tumor")] == ["tumor", "bone tumor"]


def test_the_last_layer_comes_first() -> None:
    found = search([ENTRIES, [TermEntry("t9", "tumor", "瘤")]], "tumor")
    assert [(f.layer, f.entry.zh) for f in found[:2]] == [(1, "瘤"), (0, "肿瘤")]


@pytest.mark.parametrize("text", ["", "  ", "!?", "zzzzzz"])
def test_what_is_like_nothing_finds_nothing(text: str) -> None:
    assert search([ENTRIES], text) == []


def test_match_tells_the_language_by_its_script() -> None:
    glossary = Glossary.builtin()
    assert [t.target for t in glossary.match("He was treated for uterine fibroids.")] == ["子宫肌瘤"]
    assert "uterine fibroid" in {t.target for t in glossary.match("她因子宫肌瘤接受FUAS治疗。")}
