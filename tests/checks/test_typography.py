import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.mending import with_fixes
from translator.checks.typography import check_typography
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def found(target: str, direction: Direction, source: str = "") -> list[Issue]:
    return check_typography(Segment("s", 0, source or ("x" if direction == EN_ZH else "文"), target), direction)


def severities(target: str, direction: Direction, source: str = "") -> list[str]:
    return [issue.severity for issue in found(target, direction, source)]


def mended(target: str, direction: Direction, source: str = "") -> str:
    segment = Segment("s", 0, source or ("x" if direction == EN_ZH else "文"), target)
    return with_fixes(segment, check_typography(segment, direction)).target


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("峰会开幕,专家出席", "峰会开幕，专家出席"),
        ("他问:结果如何?", "他问：结果如何？"),
        ("峰会开幕, 专家出席.", "峰会开幕，专家出席。"),
        ("聚焦超声消融手术(简称海扶)", "聚焦超声消融手术（简称海扶）"),
        ("超声消融(FUAS)已用于临床", "超声消融（FUAS）已用于临床"),
        ("抑制剂URAT1(URAT1)位于肾脏", "抑制剂URAT1（URAT1）位于肾脏"),
        ("括号（一半)不同", "括号（一半）不同"),
        ("会议开幕,2025年落成", "会议开幕，2025年落成"),
        ("采用AI,2025年完成", "采用AI，2025年完成"),
        ("增长48%,37%的患者受益", "增长48%，37%的患者受益"),
        ("疗效达43%.", "疗效达43%。"),
        ("号源之一.19日，论坛开幕", "号源之一。19日，论坛开幕"),
        ("时间:9月", "时间：9月"),
    ],
)
def test_half_width_marks_in_chinese_are_warnings_and_become_full_width(target: str, right: str) -> None:
    assert set(severities(target, EN_ZH)) == {"warning"}
    assert mended(target, EN_ZH) == right


@pytest.mark.parametrize(
    "target",
    [
        "比例为1:1.16。",
        "AI、PD-1, PD-L1等",
        "峰会（ICNT 2026）开幕。",
        "重庆6月21日电 峰会开幕",
        "N,N-二甲基甲酰胺用于1,500例样本，9:30开始。",
        "请联系news@x.org，网址www.x.org/a,b?c=1。",
        "核苷（酸）类似物α-突触核蛋白、安克·勃兰特、“Xi'an”",
        "峰会落幕 AI成为焦点 “海扶”受关注",
        "图1.2显示，P<0.05。",
        "使用 AI 技术",  # a house that spaces Latin words throughout
        "“好。”他说，“走吧！”",
    ],
)
def test_good_chinese_is_left_alone(target: str) -> None:
    assert found(target, EN_ZH) == []


@pytest.mark.parametrize(
    ("target", "right", "severity"),
    [
        ('他说："很好。"', "他说：“很好。”", "note"),
        ("峰会  开幕", "峰会 开幕", "note"),
        ("使用 AI 技术和PD-1抗体", "使用AI技术和PD-1抗体", "note"),
        ("安克•勃兰特", "安克·勃兰特", "note"),
        ("等等…", "等等……", "note"),
        ("等等...", "等等……", "warning"),
        ("峰会 ，开幕", "峰会，开幕", "warning"),
        ("（FUAS ）开幕", "（FUAS）开幕", "warning"),
        ("开幕，，专家", "开幕，专家", "warning"),
        ("开幕。。", "开幕。", "warning"),
        ("开幕、，专家", "开幕，专家", "warning"),
        ("他说：“好。”。", "他说：“好。”", "warning"),
        ("，开幕了", "开幕了", "warning"),
        ("共１２家", "共12家", "note"),
    ],
)
def test_spaces_and_doubled_marks_in_chinese_are_mended(target: str, right: str, severity: str) -> None:
    assert set(severities(target, EN_ZH)) == {severity}
    assert mended(target, EN_ZH) == right


def test_two_marks_of_which_nobody_knows_the_wrong_one_are_left_to_the_editor() -> None:
    assert [(i.severity, i.fix) for i in found("开幕。，专家出席", EN_ZH)] == [("warning", None)]


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The summit opened，and experts came。", "The summit opened, and experts came."),
        ("Nurses、doctors and others", "Nurses, doctors and others"),
        ("Haifu（FUAS）works", "Haifu (FUAS) works"),
        ("nucleos（t）ide", "nucleos(t)ide"),
        ("about 43％ of trials", "about 43% of trials"),
        ("1，000 people", "1,000 people"),
        ("the play《Short Wave》opens", 'the play "Short Wave" opens'),
        ("Experts , nurses and others", "Experts, nurses and others"),
        ("about 43 % of trials", "about 43% of trials"),
        ("June 2017 : a survey", "June 2017: a survey"),
        ("Experts,nurses and others", "Experts, nurses and others"),
        ("In China,41 cite it", "In China, 41 cite it"),
        ("on April 25,2015", "on April 25, 2015"),
        ("It opened.The experts came", "It opened. The experts came"),
        ("It opened;460 came", "It opened; 460 came"),
        ('"Yes,"he said', '"Yes," he said'),
        ('He said,"Yes"', 'He said, "Yes"'),
        ('"It works,", he said', '"It works," he said'),
        ("Experts,, nurses", "Experts, nurses"),
        ("It opened..", "It opened."),
        ("It opened,.", "It opened."),
        ("saw the the summit", "saw the summit"),
        ("Haifu(FUAS) works", "Haifu (FUAS) works"),
        (", and experts came", "and experts came"),
        ("ICNT ２０２６", "ICNT 2026"),
    ],
)
def test_faults_of_english_marks_are_warnings_and_mended(target: str, right: str) -> None:
    assert set(severities(target, ZH_EN)) == {"warning"}
    assert mended(target, ZH_EN) == right


@pytest.mark.parametrize(
    "target",
    [
        'On May 16, "Haifu" (FUAS) drew 1,000 experts: "It works," he said -- twice... then left.',
        "Patients' doctors at 9:30 a.m., i.e. before noon; N,N-dimethyl and p,p'-DDT; 4-6, 7-6 (10-8).",
        "See https://x.org/a,b;c or news@x.org, www.x.org. Version 1.5.2 of Node.js costs $1,500.75?",
        "The U.S. team (J.K. Rowling's) said: iPhone, mRNA, pH 7.4 and HLA-A*02:01.",
        '"In the U.S.," she said, "10" tubes" are \'90s stuff.',
        "It went on . . . and on. . . . Then it ended",
        "See part 2.1, or 3) and ii) below",
        "poly(A) tails, iron(III), drug(s), the 1:1 ratio and 3 : 2",
    ],
)
def test_good_english_is_left_alone(target: str) -> None:
    assert found(target, ZH_EN) == []


def test_a_doubled_space_is_a_note() -> None:
    assert severities("The  summit", ZH_EN) == ["note"]
    assert mended("The  summit", ZH_EN) == "The summit"


def test_what_the_source_writes_the_same_way_is_left_alone() -> None:
    assert found("About Yahoo!Japan today", ZH_EN, "关于Yahoo!Japan") == []
    assert severities("About Yahoo!Japan today", ZH_EN, "关于雅虎日本") == ["warning"]
    assert found("We use Asp.Net here", ZH_EN, "我们使用Asp.Net") == []


@pytest.mark.parametrize(
    ("source", "target", "right", "direction"),
    [
        ("It opened.", "峰会开幕", "峰会开幕。", EN_ZH),
        ("It opened.", "峰会开幕，", "峰会开幕。", EN_ZH),
        ('He said, "It opened."', "他说：“峰会开幕”", "他说：“峰会开幕。”", EN_ZH),
        ('They call it "the gate."', "他们称之为“门”", "他们称之为“门”。", EN_ZH),
        ("峰会开幕。", "It opened", "It opened.", ZH_EN),
        ("峰会开幕。", "It opened,", "It opened.", ZH_EN),
        ("他说：“峰会开幕。”", 'He said, "It opened"', 'He said, "It opened."', ZH_EN),
        ("请联系我们（电话）。", "Call us (phone)", "Call us (phone).", ZH_EN),
    ],
)
def test_a_missing_mark_at_the_end_is_put_there(source: str, target: str, right: str, direction: Direction) -> None:
    assert severities(target, direction, source) == ["warning"]
    assert mended(target, direction, source) == right


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        ("Gates open at 10 a.m.", "上午10时开门", EN_ZH),
        ("Summit opens", "峰会开幕", EN_ZH),
        ("It opened.", "峰会开幕……", EN_ZH),
        ("上午10时开门。", "Gates open at 10 a.m.", ZH_EN),
        ("他说：“开幕。”", 'He said, "It opened."', ZH_EN),
    ],
)
def test_no_mark_is_missed_where_the_source_has_none_or_the_target_another(
    source: str, target: str, direction: Direction
) -> None:
    assert found(target, direction, source) == []


@pytest.mark.parametrize(
    ("target", "direction"), [("峰会（ICNT开幕", EN_ZH), ("Haifu FUAS) works", ZH_EN), ("《宣言发布", EN_ZH)]
)
def test_a_bracket_without_partner_is_a_warning_at_the_bracket(target: str, direction: Direction) -> None:
    (issue,) = found(target, direction)
    assert issue.severity == "warning"
    assert issue.target_span is not None
    assert target[slice(*issue.target_span)] in "（）()《》"
    assert found(target, direction, source=target) == []


def test_a_bracket_around_letters_of_the_source_is_closed() -> None:
    source = "The Summit (ICNT 2026) opened"
    assert mended("峰会（ICNT 2026开幕", EN_ZH, source) == "峰会（ICNT 2026）开幕"
    assert mended("峰会ICNT 2026）开幕", EN_ZH, source) == "峰会（ICNT 2026）开幕"
    assert mended("The ICNT 2026) Summit", ZH_EN, "峰会（ICNT 2026）") == "The (ICNT 2026) Summit"


def test_the_marks_of_a_list_are_no_lonely_brackets() -> None:
    assert found("1) nurses; 2) doctors", ZH_EN) == []
    assert found("1）护士；2）医生", EN_ZH) == []


def test_a_sentence_begins_with_a_capital_but_a_brand_may_not() -> None:
    assert mended("the summit opened.", ZH_EN, "峰会开幕。") == "The summit opened."
    assert mended("japan's summit opened.", ZH_EN, "峰会开幕。") == "Japan's summit opened."
    assert found("mRNA vaccines work.", ZH_EN, "mRNA疫苗有效。") == []
    assert found("p-values fell.", ZH_EN, "P值下降。") == []
    assert found("the summit", ZH_EN, "峰会") == []
    assert found("It opened. the experts came.", ZH_EN, "峰会开幕。专家出席。") != []
    assert found("(iv) Funding. It opened.", ZH_EN, "（四）经费。峰会开幕。") == []


def test_words_that_only_look_doubled_stay_as_they_are() -> None:
    for text in ("She works at AT&T now.", "Metals such as As and Pb.", "It will Will Chen."):
        assert mended(text, ZH_EN, "峰会开幕。") == text
    assert mended("The the summit opened.", ZH_EN, "峰会开幕。") == "The summit opened."


def test_a_question_mark_that_is_missing_is_told_but_not_set() -> None:
    assert [i.fix for i in check_typography(Segment("s", 0, "Did it open?", "峰会开幕了吗"), EN_ZH)] == [None]


TEXTS = st.text(
    st.sampled_from(list("峰会开幕年月说AIxb的12，。；：、？！,.;:?!()（）《》“”‘’\"'…—- 　%％·")), max_size=24
)


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text).casefold()


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.sampled_from([EN_ZH, ZH_EN]), st.sampled_from(["It opened.", "峰会开幕。", "x"]))
def test_mending_settles_and_loses_no_letter(text: str, direction: Direction, source: str) -> None:
    once = mended(mended(text, direction, source), direction, source)  # a fix may stand in the way of another
    assert letters(once) == letters(text)
    assert mended(once, direction, source) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from([EN_ZH, ZH_EN]))
def test_no_text_makes_it_raise_and_its_spans_are_in_order(text: str, direction: Direction) -> None:
    spans = [issue.target_span or (0, 0) for issue in found(text, direction, source="x.")]
    assert spans == sorted(spans)
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
