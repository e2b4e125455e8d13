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
    target = "国际微无创医学会主席在开幕式上致辞，国际微无创医学会主席。"
    segment = Segment("s", 0, "Opening remarks by Philippe Descamps, president of ISMIVS.", target)
    assert [issue.severity for issue in check_repetition(segment, EN_ZH)] == ["warning"]


@pytest.mark.parametrize(
    ("source", "target", "direction", "severity"),
    [
        (
            "The device stops bleeding and needs no stitches.",
            "这种设备可以止血，这种设备可以止血，无需缝合。",
            EN_ZH,
            "error",
        ),
        (
            "设备可以止血，无需缝合。",
            "The device stops bleeding, the device stops bleeding, and needs no stitches.",
            ZH_EN,
            "error",
        ),
        ("他去了医院。", "He went to to the hospital, to the hospital.", ZH_EN, "error"),
        ("他去了这家医院。", "He went to that hospital that hospital.", ZH_EN, "warning"),
        (
            "该设备可以止住肝脏手术中的出血。专家表示欢迎。",
            "The device can stop bleeding during liver surgery in most patients. Experts welcomed it. "
            "The device can stop bleeding during liver surgery in most patients.",
            ZH_EN,
            "error",
        ),
    ],
)
def test_a_clause_or_sentence_said_twice_is_found(
    source: str, target: str, direction: Direction, severity: str
) -> None:
    (issue,) = check_repetition(Segment("s", 0, source, target), direction)
    assert issue.severity == severity


def test_the_span_of_a_clause_said_twice_holds_both() -> None:
    target = "这种设备可以止血，这种设备可以止血，无需缝合。"
    (issue,) = check_repetition(Segment("s", 0, "It stops bleeding without stitches.", target), EN_ZH)
    assert issue.target_span == (0, 17)


@pytest.mark.parametrize(
    ("source", "target", "direction"),
    [
        ("It is very very good.", "非常非常好。", EN_ZH),
        ("越来越多", "more and more people, again and again", ZH_EN),
        ("10亿", "1,000,000,000 people", ZH_EN),
        ("No, no, no, no!", "不，不，不，不！", EN_ZH),
        ("Twenty-two steps to safety", "二十二步，步步平安", EN_ZH),
        ("6比4、6比4、6比4", "6-4, 6-4, 6-4", ZH_EN),
        ("他说：“我们提出保膀胱，我们提出保膀胱。”", "“We propose it now, we propose it now,” he said.", ZH_EN),
        ("Clear standing water: no water, no mosquitoes.", "清积水，没有积水没有蚊。", EN_ZH),
    ],
)
def test_natural_repetition_raises_nothing(source: str, target: str, direction: Direction) -> None:
    assert check_repetition(Segment("s", 0, source, target), direction) == []
