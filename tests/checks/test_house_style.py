from translator.checks.house_style import Spacing, check_house_style
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def restyled(targets: list[str], direction: Direction, spacing: Spacing = "as most") -> list[str]:
    """The targets with every fix applied."""
    segments = [Segment(str(i), 0, "x", target) for i, target in enumerate(targets)]
    issues = check_house_style(segments, direction, spacing)
    assert all(issue.severity == "note" for _, issue in issues)
    result = list(targets)
    for number, issue in reversed(issues):
        assert issue.target_span is not None
        start, end = issue.target_span
        result[number] = result[number][:start] + (issue.fix or "") + result[number][end:]
    return result


def test_an_even_text_has_no_notes() -> None:
    for targets, direction in (
        (['"Yes," he said.', 'She said, "No."'], ZH_EN),
        (["“Yes,” he said.", "She said, “No.”"], ZH_EN),
        (["使用AI技术", "共5家", "6月9日电 AI"], EN_ZH),
        (["使用 AI 技术", "共 5 家"], EN_ZH),
    ):
        assert restyled(targets, direction) == targets


def test_the_rarer_quotation_marks_become_the_commoner_ones() -> None:
    assert restyled(['"Yes," he said.', '"No."', "“Well.”"], ZH_EN) == ['"Yes," he said.', '"No."', '"Well."']
    assert restyled(["“Yes,” he said.", "“No.”", '"Well."'], ZH_EN) == ["“Yes,” he said.", "“No.”", "“Well.”"]


def test_the_rarer_spacing_becomes_the_commoner_one() -> None:
    assert restyled(["使用AI技术", "采用 PD-1"], EN_ZH) == ["使用AI技术", "采用PD-1"]
    assert restyled(["使用 AI 技术", "共5 家"], EN_ZH) == ["使用 AI 技术", "共 5 家"]


def test_a_house_may_ask_for_either_spacing() -> None:
    assert restyled(["使用 AI 技术"], EN_ZH, "none") == ["使用AI技术"]
    assert restyled(["使用AI技术"], EN_ZH, "space") == ["使用 AI 技术"]
