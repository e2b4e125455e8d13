import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.checks.clauses import clauses
from translator.release import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("患者术后出院，恢复良好；医生说：“一切正常。”", "zh", ["患者术后出院", "恢复良好", "医生说", "一切正常"]),
        ("产值1,280万元，增长5%。", "zh", ["产值1,280万元", "增长5%"]),
        (
            "The device, which is new, stops bleeding because it cools the wound.",
            "en",
            ["The device", "which is new", "stops bleeding", "because it cools the wound"],
        ),
        (
            'Output rose 5.4 percent to 1,280 units at 3:30 p.m. "It works," she said.',
            "en",
            ["Output rose 5.4 percent to 1,280 units at 3:30 p.m", "It works", "she said"],
        ),
        ("（摄影：罗听雨）", "zh", ["摄影", "罗听雨"]),
        ("……！", "zh", []),
    ],
)
def test_a_text_is_cut_at_marks_and_conjunctions(text: str, language: Language, expected: list[str]) -> None:
    assert [text[a:b] for a, b in clauses(text, language)] == expected


@given(st.text(st.sampled_from('ab 患者，。,.;:"“”()（）— and\n'), max_size=40))
def test_clauses_are_in_order_and_hold_words(text: str) -> None:
    for language in LANGUAGES:
        end = 0
        for start, stop in clauses(text, language):
            assert end <= start < stop
            assert any(c.isalnum() for c in text[start:stop])
            end = stop
