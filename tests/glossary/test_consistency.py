from dataclasses import replace

import pytest

from translator.glossary import Glossary, TermEntry
from translator.glossary.consistency import consistency
from translator.glossary.glossary import Layer
from translator.release import Direction, Issue, Origin, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")

GLOSSARY = Glossary(
    [
        Layer(
            (
                TermEntry(
                    "stroke", "stroke", "卒中", "n", variants_zh=("中风", "脑卒中"), variants_en=("brain attack",)
                ),
                TermEntry("pressure", "hypertension", "高血压", "n", variants_en=("high blood pressure",)),
                TermEntry("physician", "physician", "医师", "n", variants_zh=("医生",), variants_en=("doctor",)),
                TermEntry("doctor", "medic", "医生", "n"),
                TermEntry("trial", "clinical trial", "临床试验", "n", abbr_en=("CT",), variants_zh=("临床研究",)),
                TermEntry("forum", "forum", "论坛", "n", variants_zh=("研讨会",), enforced=()),
                TermEntry("fuas", "focused ultrasound ablation surgery", "聚焦超声消融手术", "n", abbr_en=("FUAS",)),
            ),
            "test",
        )
    ]
)


def article(direction: Direction, *pairs: tuple[str, str], origin: Origin = "engine") -> tuple[Segment, ...]:
    glossary = GLOSSARY.for_article([source for source, _ in pairs], direction)
    segments = []
    for number, (source, target) in enumerate(pairs):
        terms = (
            replace(t, target_span=glossary.locate(t, target, direction.target))
            for t in glossary.find(source, direction)
        )
        segments.append(Segment(str(number), 0, source, target, origin, tuple(terms)))
    return tuple(segments)


def consistent(segments: tuple[Segment, ...], direction: Direction) -> tuple[Segment, ...]:
    result = consistency(segments, direction, GLOSSARY.locate)
    assert consistency(result, direction, GLOSSARY.locate) == result
    assert [(s.id, s.source) for s in result] == [(s.id, s.source) for s in segments]
    for segment in result:
        for term in segment.terms:
            assert term.target_span == GLOSSARY.locate(term, segment.target, direction.target)
    return result


def targets(segments: tuple[Segment, ...]) -> list[str]:
    return [s.target for s in segments]


def test_a_variant_gives_way_to_the_required_chinese_form() -> None:
    segments = article(
        EN_ZH,
        ("Stroke is treated within hours.", "卒中须在数小时内治疗。"),
        ("Each stroke patient met a physician in a clinical trial.", "每位中风患者都在一项临床试验中见到了医师。"),
    )
    result = consistent(segments, EN_ZH)
    assert targets(result) == ["卒中须在数小时内治疗。", "每位卒中患者都在一项临床试验中见到了医师。"]
    assert result[1].issues == ()


def test_the_other_terms_and_issues_move_with_the_text() -> None:
    segments = article(
        ZH_EN,
        ("高血压很常见。", "Hypertension is common."),
        ("高血压增加卒中风险。", "High blood pressure raises the risk of stroke."),
    )
    old = Issue("typography", "note", "m", "m", None, (45, 46))
    segments = (segments[0], replace(segments[1], issues=(old,)))
    result = consistent(segments, ZH_EN)
    assert result[1].target == "Hypertension raises the risk of stroke."
    assert [result[1].target[slice(*t.target_span)] for t in result[1].terms if t.target_span] == [
        "Hypertension",
        "stroke",
    ]
    assert result[1].issues == (replace(old, target_span=(38, 39)),)


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Two doctors signed.", "Two physicians signed."),
        ("Doctors signed.", "Physicians signed."),
        ("A doctor's hand.", "A physician's hand."),
    ],
)
def test_english_keeps_number_and_capitals(target: str, mended: str) -> None:
    segments = article(ZH_EN, ("医师来了。", "A physician came."), ("医师签字。", target))
    assert targets(consistent(segments, ZH_EN))[1] == mended


@pytest.mark.parametrize("target", ["A doctor-led team.", "Doctors and a doctor signed.", "Our Doctor Forum."])
def test_what_is_not_sure_is_noted(target: str) -> None:
    segments = article(ZH_EN, ("医师来了。", "A physician came."), ("医师签字。", target))
    result = consistent(segments, ZH_EN)
    assert result[1].target == target
    note = result[1].issues[0]
    assert (note.check, note.severity, note.source_span, note.fix) == ("terms", "note", (0, 2), None)
    assert "physician" in note.message
    assert "physician" in note.message_zh


def test_words_that_may_translate_another_term_stay() -> None:
    segments = article(EN_ZH, ("A physician came.", "一位医师来了。"), ("The medic met a physician.", "医生来了。"))
    result = consistent(segments, EN_ZH)
    assert result[1].target == "医生来了。"
    assert len(result[1].issues) == 1


def test_a_word_in_a_name_stays() -> None:
    segments = article(
        EN_ZH, ("A stroke came.", "卒中来了。"), ("The National Stroke Center opened.", "国家中风中心成立。")
    )
    assert targets(consistent(segments, EN_ZH)) == targets(segments)


def test_a_longer_chinese_word_is_not_cut() -> None:
    segments = article(EN_ZH, ("A stroke came.", "卒中来了。"), ("A stroke is of medium risk.", "属于中风险。"))
    assert consistent(segments, EN_ZH)[1].target == "属于中风险。"


@pytest.mark.parametrize("origin", ["memory", "human"])
def test_what_people_wrote_is_noted_with_a_fix_and_not_changed(origin: Origin) -> None:
    segments = article(EN_ZH, ("A stroke came.", "卒中来了。"), ("The stroke went.", "中风走了。"), origin=origin)
    result = consistent(segments, EN_ZH)
    assert targets(result) == targets(segments)
    (note,) = result[1].issues
    assert (note.target_span, note.fix) == ((0, 2), "卒中")


def test_one_variant_throughout_is_consistent() -> None:
    segments = article(EN_ZH, ("A stroke came.", "中风来了。"), ("The stroke went.", "中风走了。"))
    assert consistent(segments, EN_ZH) == segments


def test_abbreviations_short_and_long_forms_inflection_and_capitals_are_no_deviation() -> None:
    segments = article(
        EN_ZH,
        ("Focused ultrasound ablation surgery (FUAS) opens.", "聚焦超声消融手术（FUAS）开幕。"),
        ("FUAS helps after a stroke.", "聚焦超声消融手术有助于脑卒中。"),
        ("FUAS and stroke.", "FUAS与卒中。"),
    )
    assert consistent(segments, EN_ZH) == segments
    segments = article(
        ZH_EN, ("临床试验开始。", "Clinical trials begin."), ("临床试验。", "A CT."), ("临床试验。", "Clinical Trial")
    )
    assert consistent(segments, ZH_EN) == segments


def test_several_variants_in_one_sentence_are_all_mended() -> None:
    segments = article(EN_ZH, ("Stroke after stroke, and stroke again.", "中风又卒中，再中风。"))
    assert targets(consistent(segments, EN_ZH)) == ["卒中又卒中，再卒中。"]


def test_terms_that_are_not_enforced_are_noted_for_the_minority_of_three_segments() -> None:
    pairs = [
        ("The forum opens.", "论坛开幕。"),
        ("A forum of doctors.", "医界论坛。"),
        ("The forum ends.", "研讨会闭幕。"),
    ]
    assert consistent(article(EN_ZH, *pairs[1:]), EN_ZH) == article(EN_ZH, *pairs[1:])
    result = consistent(article(EN_ZH, *pairs), EN_ZH)
    assert targets(result) == [target for _, target in pairs]
    assert [len(s.issues) for s in result] == [0, 0, 1]
    assert (result[2].issues[0].target_span, result[2].issues[0].fix) == ((0, 3), None)


def test_segments_without_a_translation_or_terms_stay_as_they_are() -> None:
    segments = (Segment("a", 0, "A stroke."), Segment("b", 0, "Hello.", "你好。", "engine"))
    assert consistent(segments, EN_ZH) == segments
    assert consistency((), EN_ZH, GLOSSARY.locate) == ()
