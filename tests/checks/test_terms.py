from translator.checks.terms import check_terms
from translator.release import Direction, Segment, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def segment(source: str, target: str, *terms: Term) -> Segment:
    return Segment("s", 0, source, target, terms=terms)


def test_an_enforced_term_without_a_place_in_the_target_is_a_warning_at_its_source() -> None:
    term = Term("t1", "uterine fibroids", (8, 24), "子宫肌瘤")
    (issue,) = check_terms(segment("It heals uterine fibroids.", "它治疗子宫瘤。", term), EN_ZH)
    assert (issue.severity, issue.source_span) == ("warning", (8, 24))
    assert "子宫肌瘤" in issue.message
    assert "子宫肌瘤" in issue.message_zh


def test_terms_that_are_met_or_not_enforced_raise_nothing() -> None:
    met = Term("t1", "uterine fibroids", (0, 16), "子宫肌瘤", target_span=(0, 4))
    shown = Term("t2", "health", (0, 6), "健康", enforced=False)
    assert check_terms(segment("Uterine fibroids", "子宫肌瘤", met, shown), EN_ZH) == []


def test_words_that_were_set_in_for_two_mentions_are_named_once() -> None:
    first = Term("t1", "liver cancer", (0, 12), "肝癌", target_span=(2, 4), forced=True)
    second = Term("t1", "liver cancer", (14, 26), "肝癌", target_span=(2, 4), forced=True)
    (issue,) = check_terms(segment("Liver cancer, liver cancer", "治疗肝癌", first, second), EN_ZH)
    assert (issue.severity, issue.source_span, issue.target_span) == ("warning", (0, 12), (2, 4))


def test_a_forbidden_translation_is_an_error_with_the_right_one_as_fix() -> None:
    term = Term("t1", "海扶刀", (0, 3), "Haifu Knife", forbidden=("Haifu Sword",), target_span=None, enforced=False)
    (issue,) = check_terms(segment("海扶刀", "The haifu sword works.", term), ZH_EN)
    assert (issue.severity, issue.target_span, issue.fix) == ("error", (4, 15), "Haifu Knife")


def test_a_forbidden_translation_inside_a_right_one_or_another_word_is_none() -> None:
    term = Term("t1", "聚焦超声", (0, 4), "focused ultrasound", forbidden=("ultrasound", "use"), target_span=(0, 18))
    assert check_terms(segment("聚焦超声", "focused ultrasound, fused", term), ZH_EN) == []
