import pytest

from translator.engines.base import Arrived, Hypothesis, Request
from translator.engines.clauses import join_pieces, split_long, translate_in_pieces
from translator.release import Direction

ENGLISH = (
    "The conference opened on May 16 at the Yuelai International Convention Center, bringing together more than 1,600 "
    "neurologists, neurosurgeons, engineers and entrepreneurs from 27 countries and regions; it closes on Sunday."
)
CHINESE = (
    "大会5月16日在悦来国际会议中心开幕，来自27个国家和地区的1600余名专家、工程技术人员、企业家参会；大会周日闭幕。"
)


def words(text: str) -> int:
    return len(text.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_text_within_the_limit_is_left_as_it_is() -> None:
    assert split_long("  Short, and sweet. ", "en", 3, words) == ["  Short, and sweet. "]


@pytest.mark.parametrize("limit", [2, 3, 5, 8, 13, 20])
def test_english_pieces_keep_to_the_limit_and_lose_nothing(limit: int) -> None:
    pieces = split_long(ENGLISH, "en", limit, words)
    assert max(map(words, pieces)) <= limit
    assert " ".join(pieces) == ENGLISH


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 30, 50])
def test_chinese_pieces_keep_to_the_limit_and_lose_nothing(limit: int) -> None:
    pieces = split_long(CHINESE, "zh", limit, len)
    assert max(map(len, pieces)) <= limit
    assert "".join(pieces) == CHINESE


def test_english_is_cut_after_the_clause_mark_and_not_inside_a_number() -> None:
    text = "In May, 1,600 doctors from 27 countries came to the city, and 1,200 nurses came from its own districts."
    assert split_long(text, "en", 12, words) == [
        "In May, 1,600 doctors from 27 countries came to the city,",
        "and 1,200 nurses came from its own districts.",
    ]


def test_chinese_is_cut_after_the_comma_with_its_closing_quote() -> None:
    text = "大会的主题是“解码大脑，重塑功能，”共享未来属于每一位患者和医生"
    assert split_long(text, "zh", 20, len) == ["大会的主题是“解码大脑，重塑功能，”", "共享未来属于每一位患者和医生"]


def test_a_clause_without_marks_is_cut_before_a_conjunction() -> None:
    text = "doctors from the city came by train on Friday and nurses from the county came by bus on Saturday"
    assert split_long(text, "en", 12, words) == [
        "doctors from the city came by train on Friday",
        "and nurses from the county came by bus on Saturday",
    ]


def test_pieces_are_of_like_length() -> None:
    lengths = [words(piece) for piece in split_long("word " * 210, "en", 100, words)]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) <= 2


def test_text_without_any_boundary_is_cut_between_characters_but_not_in_a_latin_word() -> None:
    pieces = split_long("医" * 30 + "COVID-19" + "院" * 30, "zh", 40, len)
    assert max(map(len, pieces)) <= 40
    assert any("COVID-19" in piece for piece in pieces)


def test_a_count_with_added_tokens_is_kept_to() -> None:
    def count(text: str) -> int:
        return len(text) + 2

    pieces = split_long(CHINESE, "zh", 20, count)
    assert max(map(count, pieces)) <= 20
    assert "".join(pieces) == CHINESE


def test_pieces_are_joined_as_the_language_writes_them() -> None:
    assert join_pieces(["One,", " two ", "", "three."], "en") == "One, two three."
    assert join_pieces(["一，", "", "二。"], "zh") == "一，二。"


def test_each_piece_gets_its_terms_and_the_piece_before_it_as_context() -> None:
    seen: list[Request] = []

    def translate(requests: list[Request], arrived: Arrived) -> list[Hypothesis]:
        seen.extend(requests)
        return [Hypothesis("甲乙", -1.0, 2) for _ in requests]

    request = Request(ENGLISH, (("Neurosurgeons", "神经外科专家"), ("convention center", "会议中心")), "Before.")
    translate_in_pieces([request], Direction("en", "zh"), 22, words, translate)
    assert seen[0].terms == (("convention center", "会议中心"),)
    assert seen[1].terms == (("Neurosurgeons", "神经外科专家"),)
    assert [s.context for s in seen] == ["Before.", seen[0].source]


def test_hypotheses_of_pieces_are_joined_with_weighted_score() -> None:
    answers = iter([Hypothesis("甲，", -1.0, 1), Hypothesis("乙丙。", -2.0, 3)])
    request = Request("one two, three four.")
    [joined] = translate_in_pieces(
        [request], Direction("en", "zh"), 2, words, lambda pieces, arrived: [next(answers) for _ in pieces]
    )
    assert joined == Hypothesis("甲，乙丙。", -1.75, 4)


def test_blank_sources_are_answered_without_asking_the_model() -> None:
    asked: list[list[Request]] = []

    def translate(requests: list[Request], arrived: Arrived) -> list[Hypothesis]:
        asked.append(requests)
        return [Hypothesis("译", -0.5, 1) for _ in requests]

    found = translate_in_pieces(
        [Request(" \n"), Request("word"), Request("")], Direction("en", "zh"), 9, words, translate
    )
    assert [h.text for h in found] == ["", "译", ""]
    assert asked == [[Request("word")]]
    translate_in_pieces([Request("")], Direction("en", "zh"), 9, words, translate)
    assert len(asked) == 1


def test_a_request_has_arrived_when_its_last_piece_has() -> None:
    told: list[tuple[int, str]] = []
    steps: list[list[tuple[int, str]]] = []

    def translate(pieces: list[Request], arrived: Arrived) -> list[Hypothesis]:
        found = [Hypothesis(piece.source.upper(), -1.0, 1) for piece in pieces]
        for i in (2, 0, 1):
            arrived(i, found[i])
            steps.append(list(told))
        return found

    requests = [Request("one two, three four."), Request(""), Request("five")]
    found = translate_in_pieces(
        requests, Direction("en", "zh"), 2, words, translate, lambda i, hypothesis: told.append((i, hypothesis.text))
    )
    assert steps == [[(1, ""), (2, "FIVE")], [(1, ""), (2, "FIVE")], [(1, ""), (2, "FIVE"), (0, "ONE TWO,THREE FOUR.")]]
    assert [h.text for h in found] == ["ONE TWO,THREE FOUR.", "", "FIVE"]
