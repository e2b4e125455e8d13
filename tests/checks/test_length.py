import pytest

from translator.checks.length import KINDS, LengthModel, counts, size
from translator.checks.lexicon import Lexicon
from translator.release import Language

PAIR = (
    "The summit highlighted focused ultrasound ablation surgery, a technology developed in Chongqing laboratories.",
    "峰会重点介绍了聚焦超声消融手术，这是重庆的实验室研发的技术。",
)


def deviation(source: str, target: str, language: Language) -> float:
    model = LengthModel.load(language)
    words = Lexicon.load().tokens(source, language)
    expected = model.constant + sum(model.expected(source, [(0, len(source))], words))
    return model.deviation(size(target, "zh" if language == "en" else "en"), expected)


def test_a_text_is_counted_by_kinds() -> None:
    found = dict(zip(KINDS, counts("Dr Li treats 12 患者 (WHO)."), strict=True))
    assert found == {
        "han": 2, "digit": 2, "word": 1, "letter": 6, "name": 2, "name letter": 4, "acronym letter": 3, "mark": 3,
    }  # fmt: skip


def test_size_leaves_marks_and_spaces_out() -> None:
    assert size("患者，出院。", "zh") == 4
    assert size("He left, again.", "en") == 11


def test_a_right_translation_has_the_length_that_is_expected() -> None:
    assert abs(deviation(*PAIR, "en")) < 2
    assert abs(deviation(*PAIR[::-1], "zh")) < 2


@pytest.mark.parametrize(("part", "sign"), [(0.5, -1), (2.0, 1)])
def test_half_and_double_length_are_far_off(part: float, sign: int) -> None:
    english, chinese = PAIR
    assert sign * deviation(english, (chinese * 2)[: int(len(chinese) * part)], "en") > 3
    assert sign * deviation(chinese, (english * 2)[: int(len(english) * part)], "zh") > 3


def test_what_clauses_add_sums_up_to_what_the_text_adds() -> None:
    source = PAIR[0]
    model, words = LengthModel.load("en"), Lexicon.load().tokens(source, "en")
    comma = source.index(",") + 1
    parts = model.expected(source, [(0, comma), (comma, len(source))], words)
    assert sum(parts) == pytest.approx(model.expected(source, [(0, len(source))], words)[0])
