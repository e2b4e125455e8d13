from translator.checks import CHECKS, check_segment, cost, mend
from translator.release import Direction, Issue, Segment, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def test_a_good_pair_raises_nothing_in_either_direction() -> None:
    english = (
        'Over 320,000 patients were treated by late 2024, "a turning point," said Professor Descamps (news@x.org).'
    )
    chinese = "截至2024年底，已有32万余名患者接受治疗，德康教授称这是“一个转折点”（news@x.org）。"
    assert check_segment(Segment("s", 0, english, chinese), EN_ZH) == ()
    assert check_segment(Segment("s", 0, chinese, english), ZH_EN) == ()


def test_a_segment_without_source_has_no_issues() -> None:
    assert check_segment(Segment("s", 0, " ", "译文"), EN_ZH) == ()


def test_an_empty_target_is_one_issue_not_one_a_number() -> None:
    issues = check_segment(Segment("s", 0, "In 2025, 320,000 patients came to 16 places.", ""), EN_ZH)
    assert [(issue.check, issue.severity) for issue in issues] == [("omission", "error")]


def test_issues_bear_the_name_of_their_check_and_come_in_the_order_of_the_checks() -> None:
    segment = Segment("s", 0, "In 2025, 16 experts came.", "2024年,专家专家专家专家 came over")
    names = [issue.check for issue in check_segment(segment, EN_ZH)]
    assert set(names) >= {"numbers", "language", "repetition", "typography"}
    assert names == sorted(names, key=list(CHECKS).index)


def test_cost_ranks_errors_above_any_few_warnings_and_notes() -> None:
    def issue(severity: str) -> Issue:
        return Issue("x", severity, "m", "m")  # type: ignore[arg-type]

    assert cost([]) == 0
    assert cost([issue("error")]) > cost([issue("warning")] * 2) > cost([issue("note")] * 9)


def test_mending_applies_sure_fixes_from_several_checks_at_once() -> None:
    segment = Segment("s", 0, "Over 325,000 wrote to A@x.org, he said.", "超过3.25万人写信给a@x.org,他说。")
    assert mend(segment, EN_ZH).target == "超过32.5万人写信给A@x.org，他说。"
    assert check_segment(mend(segment, EN_ZH), EN_ZH) == ()


def test_mending_moves_the_spans_of_terms_and_drops_only_stale_issues() -> None:
    term = Term("t", "experts", (0, 7), "专家", target_span=(4, 6))
    engine = Issue("engine", "warning", "m", "m")
    stale = Issue("typography", "note", "m", "m", None, (2, 4), "，")
    segment = Segment("s", 0, "Opened, experts", "开幕, 专家", terms=(term,), issues=(engine, stale))
    result = mend(segment, EN_ZH)
    assert result.target == "开幕，专家"
    assert result.terms[0].target_span == (3, 5)
    assert result.issues == (engine,)


def test_a_segment_with_nothing_to_mend_comes_back_as_it_is() -> None:
    segment = Segment("s", 0, "The summit opened.", "峰会开幕。")
    assert mend(segment, EN_ZH) is segment


def test_a_forbidden_translation_is_replaced_and_the_record_says_so() -> None:
    term = Term("t", "Haifu Knife", (4, 15), "海扶刀", forbidden=("海扶剑",), enforced=False)
    segment = Segment("s", 0, "The Haifu Knife works well.", "海扶剑效果很好。", terms=(term,))
    mended = mend(segment, EN_ZH)
    assert mended.target == "海扶刀效果很好。"
    assert [(m.check, m.before, m.after) for m in mended.mends] == [("terms", "海扶剑", "海扶刀")]


def test_a_forbidden_word_after_an_article_that_would_not_fit_is_left_to_the_editor() -> None:
    term = Term("t", "心脏骤停", (0, 4), "asystole", forbidden=("cardiac stop",), enforced=False)
    segment = Segment("s", 0, "心脏骤停发生了。", "A cardiac stop happened.", terms=(term,))
    assert [issue.fix for issue in check_segment(segment, ZH_EN) if issue.check == "terms"] == [None]
    assert mend(segment, ZH_EN) is segment


def test_what_was_mended_before_stays_on_record() -> None:
    segment = Segment("s", 0, "In 2025, 320,000 patients came.", "2025年,有320,000名患者前来。")
    mended = mend(segment, EN_ZH)
    assert mended.target == "2025年，有32万名患者前来。"
    assert sorted(m.check for m in mended.mends) == ["numbers", "typography"]
    assert mend(mended, EN_ZH) is mended
