import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.coverage import adequacy, check_coverage
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
PAIRS = [
    (
        "The hospital has treated 1,200 patients with focused ultrasound since 2019, and most of them went home the "
        "next day, the surgeons said.",
        "外科医生说，自2019年以来，该院已用聚焦超声治疗了1200名患者，其中多数患者第二天就出院了。",
    ),
    (
        "Nurses in rural clinics will be trained to give the vaccine to children, while doctors from the city will "
        "visit the villages twice a year.",
        "乡村诊所的护士将接受培训，为儿童接种疫苗；市里的医生则每年下乡两次。",
    ),
    ("The summit opened in Chongqing on May 16.", "峰会5月16日在重庆开幕。"),
    ("Photo by Luo Tingyu", "摄影：罗听雨"),
    ("Media contact: Press Office, tel. 023-6300 0000", "媒体垂询：新闻办公室，电话 023-6300 0000"),
]


def issues(source: str, target: str, direction: Direction) -> list[Issue]:
    return check_coverage(Segment("s", 0, source, target), direction)


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_a_whole_translation_raises_nothing(english: str, chinese: str) -> None:
    assert issues(english, chinese, EN_ZH) == []
    assert issues(chinese, english, ZH_EN) == []


@pytest.mark.parametrize(
    ("source", "target", "direction", "missing"),
    [
        (PAIRS[0][0], "外科医生说，自2019年以来，该院已用聚焦超声治疗了1200名患者。", EN_ZH, "went home the"),
        (PAIRS[1][0], "乡村诊所的护士将接受培训，为儿童接种疫苗。", EN_ZH, "while doctors from the city"),
        (PAIRS[1][0], "市里的医生则每年下乡两次。", EN_ZH, "Nurses in rural clinics"),
        (
            PAIRS[0][1],
            "The hospital has treated 1,200 patients with focused ultrasound since 2019, the surgeons said.",
            ZH_EN,
            "第二天就出院了",
        ),
        (
            PAIRS[1][1],
            "Nurses in rural clinics will be trained to give the vaccine to children.",
            ZH_EN,
            "市里的医生则每年下乡两次",
        ),
    ],
)
def test_a_clause_left_out_is_found_and_quoted(source: str, target: str, direction: Direction, missing: str) -> None:
    (issue,) = issues(source, target, direction)
    assert issue.severity in ("warning", "error")
    assert issue.source_span is not None
    assert missing in source[issue.source_span[0] : issue.source_span[1]]
    assert source[issue.source_span[0] :][:5] in issue.message
    assert issue.target_span is None


@pytest.mark.parametrize(
    ("source", "target", "direction", "added"),
    [
        ("该院已治疗了1200名患者。", PAIRS[0][0], ZH_EN, "went home the"),
        (PAIRS[0][1], PAIRS[0][0] + " " + PAIRS[1][0], ZH_EN, "Nurses in rural clinics"),
        (PAIRS[0][0], PAIRS[0][1] + PAIRS[1][1], EN_ZH, "市里的医生则每年下乡两次"),
    ],
)
def test_a_sentence_added_is_found_in_the_target(source: str, target: str, direction: Direction, added: str) -> None:
    (issue,) = issues(source, target, direction)
    assert issue.target_span is not None
    assert added in target[issue.target_span[0] : issue.target_span[1]]
    assert issue.source_span is None


def test_what_is_left_out_of_half_a_text_is_an_error() -> None:
    source = " ".join(english for english, _ in PAIRS[:2])
    (issue,) = issues(source, PAIRS[0][1], EN_ZH)
    assert issue.severity == "error"


def test_words_that_nobody_knows_are_not_taken_for_missing() -> None:
    assert issues("Brillig toves gimble, and borogoves outgrabe.", "光滑的獾在旋转，褴褛的鸟在啸叫。", EN_ZH) == []


def test_a_number_that_was_changed_is_not_taken_for_a_clause_left_out() -> None:
    english, chinese = PAIRS[0]
    assert issues(english, chinese.replace("1200", "1300"), EN_ZH) == []


def test_adequacy_falls_when_something_is_left_out() -> None:
    source, target = PAIRS[1]
    whole = adequacy(Segment("s", 0, source, target), EN_ZH)
    half = adequacy(Segment("s", 0, source, "乡村诊所的护士将接受培训，为儿童接种疫苗。"), EN_ZH)
    assert half.length < whole.length - 1
    assert half.source_coverage < whole.source_coverage
    assert half.omission > 0.5 > whole.omission
    assert half.addition < 0.5


def test_nothing_is_said_of_an_empty_text() -> None:
    assert issues("", "", EN_ZH) == issues("A text.", " ", EN_ZH) == issues("……", "——", ZH_EN) == []
    empty = adequacy(Segment("s", 0, "A text.", ""), EN_ZH)
    assert (empty.length, empty.omission, empty.addition) == (0.0, 0.0, 0.0)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_can_be_compared(source: str, target: str) -> None:
    for direction, first, second in ((EN_ZH, source, target), (ZH_EN, target, source)):
        for issue in issues(first, second, direction):
            start, end = issue.source_span or issue.target_span or (0, 0)
            assert 0 <= start < end <= len(first if issue.source_span else second)
