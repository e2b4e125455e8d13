import pytest

from translator.checks.quotes import check_quotes
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
    ["“这不仅是改进，更是转折点。他说。", "这不仅是改进，更是转折点。”他说。", "“这不仅是“改进，更是转折点。”他说。"],
)
def test_an_unbalanced_quotation_is_a_warning_at_the_lonely_mark(target: str) -> None:
    (issue,) = check_quotes(Segment("s", 0, ENGLISH, target), EN_ZH)
    assert issue.severity == "warning"
    assert issue.target_span is not None
    assert target[slice(*issue.target_span)] in "“”"


def test_a_quotation_that_runs_over_sentences_may_stay_open() -> None:
    assert (
        severities(
            '"Where surgery was once unavoidable, we now offer solutions.', "“过去必须手术，如今我们有了办法。", EN_ZH
        )
        == []
    )


def test_closing_what_the_source_leaves_open_is_a_note() -> None:
    assert severities('"Where surgery was once unavoidable.', "“过去必须手术。”", EN_ZH) == ["note"]


def test_a_lost_quotation_is_a_warning() -> None:
    assert severities(ENGLISH, "他说这不仅是改进，更是转折点。", EN_ZH) == ["warning"]


def test_an_invented_quotation_is_a_warning() -> None:
    assert severities("他说这不仅是改进，更是转折点。", ENGLISH, ZH_EN) == ["warning"]


def test_titles_and_scare_quotes_that_only_chinese_marks_raise_nothing() -> None:
    assert (
        severities(
            "The Global Protocol on Haifu was adopted in the club.", "《关于海扶技术的全球共识》在“俱乐部”通过。", EN_ZH
        )
        == []
    )
