import pytest

from translator.checks.repetition import check_repetition
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        ("Come on, come on, come on, come on", ZH_EN),
        ("Said ó ó ó ó", ZH_EN),
        ("the hospital of the hospital of the hospital of", ZH_EN),
        ("医院医院医院医院", EN_ZH),
        ("来自重庆的专家，来自重庆的专家，来自重庆的专家，", EN_ZH),
        ("好好好好好", EN_ZH),
    ],
)
def test_a_loop_is_an_error_over_the_whole_loop(target: str, direction: Direction) -> None:
    (issue,) = check_repetition(Segment("s", 0, "something else entirely", target), direction)
    assert issue.severity == "error"
    assert issue.target_span is not None
    assert issue.target_span[1] - issue.target_span[0] > len(target) / 2


def test_a_phrase_that_recurs_apart_is_an_error_unless_the_source_repeats_too() -> None:
    target = "He said the new hospital opened, she said the new hospital shut, the new hospital, and the new hospital."
    segment = Segment("s", 0, "他说新医院开业了，她说关闭了。", target)
    assert [issue.severity for issue in check_repetition(segment, ZH_EN)] == ["error"]
    source = "他说新医院开业，她说新医院关闭，又是新医院，还是新医院。"
    assert check_repetition(Segment("s", 0, source, target), ZH_EN) == []


def test_a_long_phrase_that_stands_twice_for_once_is_a_warning() -> None:
    target = "开幕致辞：国际微无创医学会主席、国际微无创医学会主席。"
    segment = Segment("s", 0, "Opening remarks by Philippe Descamps, president of ISMIVS.", target)
    assert [issue.severity for issue in check_repetition(segment, EN_ZH)] == ["warning"]


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        ("It is very very good.", "非常非常好。", EN_ZH),
        ("越来越多", "more and more people, again and again", ZH_EN),
        ("10亿", "1,000,000,000 people", ZH_EN),
        ("No, no, no, no!", "不，不，不，不！", EN_ZH),
        ("Twenty-two steps to safety", "二十二步，步步平安", EN_ZH),
        ("6比4、6比4、6比4", "6-4, 6-4, 6-4", ZH_EN),
    ],
)
def test_natural_repetition_raises_nothing(source: str, target: str, direction: Direction) -> None:
    assert check_repetition(Segment("s", 0, source, target), direction) == []
