from hypothesis import given, settings
from hypothesis import strategies as st

from translator.checks.name_consistency import check_name_consistency
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def found(direction: Direction, *pairs: tuple[str, str]) -> list[tuple[int, str, str | None]]:
    """Index, severity and fix of everything but notes."""
    segments = [Segment(str(i), 0, a, b) for i, (a, b) in enumerate(pairs)]
    issues = check_name_consistency(segments, direction)
    return [(i, issue.severity, issue.fix) for i, issue in issues if issue.severity != "note"]


FULL = ("Dr. Denise Okafor, a nurse, said no.", "护士丹尼丝·奥卡福说不。")


def test_the_same_name_the_same_way_raises_nothing() -> None:
    assert found(EN_ZH, FULL, ('"Yes," Okafor said.', "奥卡福说：“是的。”")) == []


def test_another_transliteration_of_a_family_name_is_an_error_with_the_usual_one_as_fix() -> None:
    assert found(EN_ZH, FULL, ('"Yes," Okafor said.', "奥卡弗说：“是的。”")) == [(1, "error", "奥卡福")]


def test_another_given_name_behind_a_family_name_is_an_error() -> None:
    pairs = (
        ("Guan Zhijun, a doctor, said so.", "医生关志军说。"),
        ('"Good," Guan said.', "关佳慧说：“很好。”"),
    )
    assert found(EN_ZH, *pairs) == [(1, "error", "关志军")]


def test_a_family_name_alone_is_the_same_name() -> None:
    pairs = (("Guan Zhijun, a doctor, said so.", "医生关志军说。"), ('"Good," Guan said.', "关志军说：“很好。”"))
    assert found(EN_ZH, *pairs) == []


def test_another_latin_spelling_of_a_family_name_is_an_error() -> None:
    pairs = (
        ("护士丹尼丝·奥卡福说不。", "Dr. Denise Okafor, a nurse, said no."),
        ("奥卡福说：“是的。”", '"Yes," Okafer said.'),
    )
    assert found(ZH_EN, *pairs) == [(1, "error", "Okafor")]


def test_the_characters_of_a_name_are_to_be_confirmed_once() -> None:
    pair = ("Guan Zhijun, a doctor, said so.", "医生关志军说。")
    issues = check_name_consistency([Segment("a", 0, *pair), Segment("b", 0, *pair)], EN_ZH)
    assert [(i, issue.severity, issue.target_span) for i, issue in issues] == [(0, "note", (2, 5))]


TEXTS = st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4)


@settings(deadline=None)
@given(TEXTS)
def test_no_document_makes_the_check_fail(pairs: list[tuple[str, str]]) -> None:
    for direction in (EN_ZH, ZH_EN):
        assert isinstance(found(direction, FULL, *pairs), list)
