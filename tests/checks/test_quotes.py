from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.quotations import read_quotations
from translator.checks.quotes import check_quotes, check_quotes_over_segments
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
ENGLISH = '"This is not just an improvement, it is a turning point," he said.'
CHINESE = "“这不仅是改进，更是转折点。”他说。"


def severities(source: str, target: str, direction: Direction) -> list[str]:
    return [issue.severity for issue in check_quotes(Segment("s", 0, source, target), direction)]


def test_quotations_that_open_and_close_on_both_sides_raise_nothing() -> None:
    assert severities(ENGLISH, CHINESE, EN_ZH) == []
    assert severities(CHINESE, ENGLISH, ZH_EN) == []


@pytest.mark.parametrize(
    "target",
    [
        "“这不仅是改进，更是转折点。他说。",
        "这不仅是改进，更是转折点。”他说。",
        "“这不仅是“改进，更是转折点。”他说。",
        "““这不仅是改进，更是转折点。”他说。",
        "“这不仅是‘改进，更是转折点。”他说。",
        '"这不仅是改进，更是转折点。他说。',
    ],
)
def test_an_unclosed_quotation_is_an_error_at_the_lonely_mark(target: str) -> None:
    (issue,) = check_quotes(Segment("s", 0, ENGLISH, target), EN_ZH)
    assert issue.severity == "error"
    assert issue.target_span is not None
    assert target[slice(*issue.target_span)] in '“”‘"'


@pytest.mark.parametrize(
    "target",
    [
        '"This is not just an improvement, he said.',
        'This is not just an improvement," he said.',
        '"This is not just" an improvement," he said.',
        "“This is not just an improvement, he said.",
        'He said, "It is a turning point',
    ],
)
def test_an_unclosed_quotation_in_english_is_an_error(target: str) -> None:
    assert set(severities(CHINESE, target, ZH_EN)) == {"error"}


@pytest.mark.parametrize(
    ("target", "fixed"),
    [
        ("““这是转折点。”他说。", "“这是转折点。”他说。"),
        ("“这是转折点。””他说。", "“这是转折点。”他说。"),
        ("”这是转折点。”他说。", "“这是转折点。”他说。"),
        ("“这是“转折点“。", None),
    ],
)
def test_a_doubled_or_turned_mark_has_a_fix(target: str, fixed: str | None) -> None:
    issue = check_quotes(Segment("s", 0, ENGLISH, target), EN_ZH)[0]
    assert issue.target_span is not None
    if fixed is None:
        assert issue.fix is None
    else:
        start, end = issue.target_span
        assert target[:start] + (issue.fix or "") + target[end:] == fixed


@pytest.mark.parametrize(
    "text",
    [
        "The patients' rights, the '90s, rock 'n' roll and O'Brien's don't",
        "\"They asked, 'Is it safe?'\" she said.",
        '"The patients\' rights come first," he said.',
        "“The patients’ rights come first,” he said, “and the doctors’ too.”",
        "“She said, ‘the patients’ rights,’ and left.”",
        'a 12" tube and a "20-inch" one',
        '("Yes"), "no"; "maybe"',
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert read_quotations(text, "en").lonely == ()


def test_nested_quotations_are_one_outer_quotation() -> None:
    assert read_quotations("他说：“所谓‘转折’，‘点’。”", "zh").pairs == ((3, 16),)
    assert read_quotations("“A「B」C”", "zh").pairs == ((0, 7),)
    assert read_quotations('He said "yes" and "no"', "en").pairs == ((8, 13), (18, 22))
    assert read_quotations('说"好"，又说"不"', "zh").pairs == ((1, 4), (7, 10))


def test_a_quotation_that_runs_over_sentences_may_stay_open() -> None:
    english, chinese = (
        '"Where surgery was once unavoidable, we now offer solutions.',
        "“过去必须手术，如今我们有了办法。",
    )
    assert severities(english, chinese, EN_ZH) == []
    assert severities(chinese, english, ZH_EN) == []


def test_open_at_the_other_end_than_the_source_is_a_warning() -> None:
    assert severities('"Where surgery was once unavoidable.', "过去必须手术。”", EN_ZH) == ["warning"]


def test_closing_what_the_source_leaves_open_is_a_note() -> None:
    assert severities('"Where surgery was once unavoidable.', "“过去必须手术。”", EN_ZH) == ["note"]


def test_a_lost_quotation_is_a_warning() -> None:
    assert severities(ENGLISH, "他说这不仅是改进，更是转折点。", EN_ZH) == ["warning"]
    two = f'{ENGLISH} "We have waited thirty years for this day to come."'
    assert severities(two, f"{CHINESE}我们等这一天已经等了三十年。", EN_ZH) == ["warning"]


def test_an_invented_quotation_is_a_warning() -> None:
    assert severities("他说这不仅是改进，更是转折点。", ENGLISH, ZH_EN) == ["warning"]


def test_two_halves_of_a_quotation_may_become_one() -> None:
    english = '"We clamp the tubing," she said. "We do not hurry the goodbye."'
    assert severities(english, "她说：“我们夹闭的是管子，但告别，我们从不催促。”", EN_ZH) == []


def test_titles_and_scare_quotes_that_only_chinese_marks_raise_nothing() -> None:
    english, chinese = (
        "The Global Protocol on Haifu was adopted in the club.",
        "《关于海扶技术的全球共识》在“俱乐部”通过。",
    )
    assert severities(english, chinese, EN_ZH) == []
    assert severities(chinese, english, ZH_EN) == []


def _document(*pairs: tuple[str, str]) -> list[Segment]:
    return [Segment(str(i), 0, source, target) for i, (source, target) in enumerate(pairs)]


def test_a_quotation_over_sentences_must_close_in_its_paragraph() -> None:
    whole = _document(('"We began in 1999.', "“我们始于1999年。"), ('We will go on," he said.', "我们会继续。”他说。"))
    assert check_quotes_over_segments(whole, EN_ZH) == []
    broken = _document(('"We began in 1999.', "“我们始于1999年。"), ('We will go on," he said.', "我们会继续。他说。"))
    ((index, issue),) = check_quotes_over_segments(broken, EN_ZH)
    assert (index, issue.severity, issue.target_span) == (0, "error", (0, 1))


def test_a_paragraph_whose_source_stays_open_or_that_one_segment_breaks_alone_is_not_told_again() -> None:
    open_ = _document(('"We began in 1999.', "“我们始于1999年。"), ("We will go on.", "我们会继续。"))
    assert check_quotes_over_segments(open_, EN_ZH) == []
    alone = _document(('"We began."', "“我们始于。"), ("We will go on.", "我们会继续。"))
    assert check_quotes_over_segments(alone, EN_ZH) == []


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(list("aIs峰会 ,.：，。“”‘’\"'「」『』«»1")), max_size=30), st.sampled_from(["en", "zh"]))
def test_every_mark_is_paired_or_lonely_and_nothing_raises(text: str, language: str) -> None:
    quotations = read_quotations(text, language)  # type: ignore[arg-type]
    assert all(0 <= a < b <= len(text) for a, b in quotations.pairs)
    assert all(before[1] <= after[0] for before, after in pairwise(quotations.pairs))
    assert len(set(quotations.lonely)) == len(quotations.lonely)
    check_quotes(Segment("s", 0, text, text), EN_ZH)
    check_quotes(Segment("s", 0, "x", text), ZH_EN)
    check_quotes_over_segments(_document((text, text), ("x", text), (text, "x")), EN_ZH)
