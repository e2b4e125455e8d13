"""Small releases of every shape that a writer must cope with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

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

HOSTILE = (
    '<script>alert("1|2")</script> & `code` *bold* _it_ [link](javascript:x) \\ ~~no~~ 🩺 \u200fעברית\u200f $x$ # |'
)
"""Every character that some format gives a meaning to, an emoji and a right-to-left mark."""


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def summit() -> BilingualRelease:
    """English to Chinese: a term of every fate, one issue of each severity, a block that was kept."""
    guests = "Guests in a break."
    fuas = "FUAS has treated 320,000 patients."
    tumour = "It destroys tumours; Haifu Knife systems do so without bleeding."
    segments = (
        Segment("h1", 0, "FUAS summit opens", "FUAS峰会开幕", "memory"),
        Segment(
            "a1",
            1,
            fuas,
            "FUAS已治疗3.2万名患者。",
            "engine",
            issues=(
                Issue(
                    "numbers",
                    "error",
                    "320,000 is 3.2万 in the translation.",
                    "原文为320,000，译文为3.2万。",
                    span(fuas, "320,000"),
                    (7, 11),
                    "32万",
                ),
            ),
            score=-0.25,
            quality=0.125,
        ),
        Segment(
            "a2",
            1,
            tumour,
            "它摧毁肿瘤；海扶刀系统无出血。",
            "human",
            terms=(
                Term("t1", "tumours", span(tumour, "tumours"), "肿瘤", field="oncology", target_span=(3, 5)),
                Term("t2", "Haifu Knife", span(tumour, "Haifu Knife"), "海扶刀®", ("海扶超声刀",)),
            ),
            issues=(
                Issue("terms", "warning", "Haifu Knife must be 海扶刀®.", "Haifu Knife应为海扶刀®。", (21, 32), None),
                Issue("punctuation", "note", "A semicolon was kept.", "保留了分号。"),
            ),
            mends=(
                Mend("typography", "A comma was missing.", "缺少逗号。", "", "，"),
                Mend("numbers", "5 became 3.", "5误作3。", "3", "5"),
                Mend("numbers", "5 became 3.", "5误作3。", "3", "5"),
            ),
            quality=0.5,
        ),
        Segment(
            "c1",
            2,
            guests,
            "茶歇中的嘉宾。",
            "engine",
            terms=(
                Term("t3", "Guests", span(guests, "Guests"), "来宾", enforced=False),
                Term("t4", "break", span(guests, "break"), "茶歇", field="general", target_span=(0, 2), repaired=True),
            ),
        ),
        Segment("k1", 3, "Write to us."),
        Segment("x1", 4, "We use cookies."),
        Segment("x2", 4, "Change them here."),
    )
    blocks = (
        Block("headline", "FUAS summit opens"),
        Block("body", f"{fuas} {tumour}"),
        Block("caption", "Guests in a break."),
        Block("contact", "Write to us."),
        Block("boilerplate", "We use cookies. Change them here."),
        Block("boilerplate", "All rights reserved."),
    )
    brief = Brief(
        BriefLine("FUAS summit opens", "FUAS峰会开幕", ("h1",)),
        (BriefLine("FUAS treats patients.", "FUAS治疗患者。", ("a1", "a2")),),
        (BriefLine("Tumours are destroyed", "摧毁肿瘤", ("a2",)),),
        "extractive",
    )
    made = Provenance(
        "embedded",
        "press-270m",
        "abc123",
        "torch 2.13",
        "no hub",
        "draft, embedded model",
        "草稿，内置模型",
        "v1",
        "press-translator 0.1.0",
        2.5,
    )
    article = Article("summit", "en", blocks, warnings=("Block 2 has an unbalanced quotation mark.",))
    return BilingualRelease(article, "zh", segments, brief, made, ("Block 6 is not in English.",))


def in_short() -> BilingualRelease:
    """Every shape of a brief, partly by a model, a faulty sentence in three of them, and every kind of match."""
    opened = "The Summit on Focused Ultrasound Medicine opened in Chongqing on Saturday."
    treated = "Doctors have treated 320,000 patients in 30 countries with the method."
    hopes = "Delegates hope that more hospitals will offer it."
    wrong = "医生已在30个国家用此法治疗3.2万名患者。"
    places = span(treated, "320,000"), span(wrong, "3.2万")
    fault = Issue("numbers", "error", "320,000 is 3.2万.", "320,000误作3.2万。", *places, "32万")
    segments = (
        Segment("s1", 0, "Summit on ultrasound medicine opens", "超声医学峰会开幕", "engine"),
        Segment(
            "s2",
            1,
            opened,
            "聚焦超声医学峰会周六在重庆开幕。",
            "memory",
            matches=(Match("exact", 1.0, opened, "聚焦超声医学峰会周六在重庆开幕。", "summit-2023.tmx"),),
        ),
        Segment(
            "s3",
            1,
            treated,
            wrong,
            "engine",
            issues=(fault,),
            quality=0.2,
            matches=(
                Match(
                    "fuzzy",
                    0.876,
                    "Doctors have treated 280,000 patients in 27 countries with this method.",
                    "医生已在27个国家用此法治疗28万名患者。",
                    "summit-2023.tmx",
                ),
            ),
        ),
        Segment(
            "s4",
            1,
            hopes,
            "代表们希望更多医院采用这一方法。",
            "engine",
            matches=(Match("semantic", 0.91, "Guests wished for a wider use in clinics.", "来宾期待临床推广应用。"),),
        ),
    )
    model = "press-270m"
    short = "Ultrasound summit opens in Chongqing with 320,000 patients treated"
    told = BriefLine(treated, wrong, ("s3",), (fault,))
    first = BriefLine(opened, segments[1].target, ("s2",))
    wish = BriefLine("More hospitals are to offer the method.", "更多医院将采用这一方法。", ("s3", "s4"), (), model)
    brief = Brief(
        BriefLine(short, "超声峰会在重庆开幕，已治疗32万名患者", ("s1", "s3"), (), model),
        (first, told, wish),
        (told, BriefLine(hopes, segments[3].target, ("s4",))),
        "press-270m, checked against the article",
        standfirst=first,
        social=(told, wish),
        refused=(
            Refused("The method cures 98 percent of tumours.", "The article has no 98 percent.", "原文没有98%。"),
            Refused("Germany joined the summit.", "The article does not name Germany.", "原文没有提到德国。"),
        ),
    )
    blocks = (Block("headline", segments[0].source), Block("body", f"{opened} {treated} {hopes}"))
    return BilingualRelease(Article("short", "en", blocks), "zh", segments, brief)


def from_chinese() -> BilingualRelease:
    """Chinese to English, two sentences in one paragraph."""
    segments = (
        Segment("a", 0, "大会开幕。", "The congress opened.", "engine"),
        Segment("b", 0, "专家云集。", "Experts gathered.", "engine"),
    )
    return BilingualRelease(Article("dahui", "zh", (Block("body", "大会开幕。专家云集。"),)), "en", segments)


def hostile() -> BilingualRelease:
    """Text that is markup in every format, in every place that text can stand in."""
    issue = Issue("check", "error", HOSTILE, HOSTILE, (0, 8), (3, 30), HOSTILE)
    term = Term("e", HOSTILE[2:20], (2, 20), HOSTILE, (HOSTILE,), field=HOSTILE, target_span=(5, 25))
    mend = Mend("check", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    line = BriefLine(HOSTILE, HOSTILE, ("a",), (issue,), HOSTILE)
    match = Match("fuzzy", 0.9, f"{HOSTILE}!", HOSTILE, HOSTILE)
    refused = Refused(HOSTILE, HOSTILE, HOSTILE)
    return BilingualRelease(
        Article("hostile", "en", (Block("body", HOSTILE), Block("boilerplate", HOSTILE)), warnings=(HOSTILE,)),
        "zh",
        (Segment("a", 0, HOSTILE, HOSTILE, "engine", (term,), (issue,), None, (mend,), 0.5, (match,)),),
        Brief(line, (line,), (line,), HOSTILE, line, (line,), (refused,)),
        Provenance(*[HOSTILE] * 9, 1.0),
        (HOSTILE,),
    )


def with_controls() -> BilingualRelease:
    """Characters that XML cannot hold."""
    text = "bell\x07, null\x00 and \ufffe"
    return BilingualRelease(
        Article("controls", "en", (Block("body", text),)), "zh", (Segment("a", 0, text, text, "engine"),)
    )


def empty() -> BilingualRelease:
    """An article with nothing in it."""
    return BilingualRelease(Article("empty", "en", (), warnings=("The article is empty.",)), "zh", ())


def nothing_translated() -> BilingualRelease:
    """The engine gave no target at all, and there is neither brief nor provenance."""
    full = summit()
    segments = tuple(replace(s, target="", origin=None, terms=(), issues=()) for s in full.segments)
    return replace(full, segments=segments, brief=None, provenance=None)


SHAPES: dict[str, Callable[[], BilingualRelease]] = {
    build.__name__: build
    for build in (summit, in_short, from_chinese, hostile, with_controls, empty, nothing_translated)
}


@pytest.fixture
def release() -> BilingualRelease:
    return summit()


@pytest.fixture
def brief_release() -> BilingualRelease:
    return in_short()


@pytest.fixture(params=SHAPES)
def every_shape(request: pytest.FixtureRequest) -> BilingualRelease:
    return SHAPES[request.param]()


@pytest.fixture
def hostile_release() -> BilingualRelease:
    return hostile()


@pytest.fixture
def hostile_text() -> str:
    return HOSTILE


@pytest.fixture
def chinese_release() -> BilingualRelease:
    return from_chinese()


@pytest.fixture
def control_release() -> BilingualRelease:
    return with_controls()
