import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.checks.negation import check_negation
from translator.checks.opposites import check_opposites
from translator.checks.polarity.cues import read_cues
from translator.release import Direction, Segment


def words(text: str, language: str) -> list[str]:
    return [cue.text for cue in read_cues(text, "en" if language == "en" else "zh") if cue.kind == "strong"]


@pytest.mark.parametrize(
    "text",
    [
        "不断",
        "不同",
        "不过",
        "无论",
        "非常",
        "未来",
        "没收",
        "非洲",
        "无锡",
        "特别",
        "不得不",
        "不可或缺",
        "不容忽视",
    ],
)
def test_words_that_hold_a_negating_character_negate_nothing(text: str) -> None:
    assert words(text, "zh") == []


def test_the_longest_word_is_read() -> None:
    assert words("患者从来没有吸烟，也不需要手术。", "zh") == ["从来没有", "不需要"]
    assert words("It was no more than 5 and did not exceed 6.", "en") == ["no more than", "did not exceed"]
    assert words("No. 5 is not only new.", "en") == []


@given(st.text(alphabet="不没有无未非能是可得别not n'tever无without, 。cand5肿瘤", max_size=60), st.text(max_size=60))
def test_any_two_strings_are_read_and_compared(first: str, second: str) -> None:
    for direction in (Direction("en", "zh"), Direction("zh", "en")):
        segment = Segment("s", 0, first, second)
        for issue in (*check_negation(segment, direction), *check_opposites(segment, direction)):
            assert issue.source_span is None or first[slice(*issue.source_span)]
            assert issue.target_span is None or second[slice(*issue.target_span)]


def test_a_sentence_full_of_negations_takes_no_time_to_speak_of() -> None:
    segment = Segment("s", 0, "not without no never cannot " * 20, "不没有无未从未" * 20)
    start = time.perf_counter()
    check_negation(segment, Direction("en", "zh"))
    assert time.perf_counter() - start < 5
