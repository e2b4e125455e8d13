import pytest

from translator.engines.boundaries import begun, continued, joined, may_begin_at


@pytest.mark.parametrize(
    ("text", "language", "places"),
    [
        ("A new test.", "en", [0, 2, 6, 10, 11]),
        ("(MRI) of 3.5 mm", "en", [0, 1, 4, 6, 9, 13, 15]),
        ("non-invasive care", "en", [0, 13, 17]),
        ("用MRI检查3.5毫米。", "zh", [0, 1, 4, 5, 6, 9, 10, 11, 12]),
        ("2025年用MRI", "zh", [0, 4, 5, 6, 9]),
        ("", "zh", [0]),
        ("", "en", [0]),
    ],
)
def test_words_can_be_set_in_between_words_and_before_pauses_only(text: str, language: str, places: list[int]) -> None:
    assert [i for i in range(len(text) + 1) if may_begin_at(text, i, language)] == places  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("prefix", "words", "whole"),
    [
        ("", "liver cancer", "Liver cancer"),
        ("He spoke. ", "liver cancer", "He spoke. Liver cancer"),
        ("", "mRNA vaccine", "mRNA vaccine"),
        ("", "siRNA drug", "siRNA drug"),
        ("", "lncRNA", "lncRNA"),
        ("treats", "liver cancer", "treats liver cancer"),
        ("treats (", "liver cancer", "treats (liver cancer"),
        ("with a ", "MRI scanner", "with an MRI scanner"),
        ("with an ", "hip prosthesis", "with a hip prosthesis"),
        ("with a ", "ultrasound probe", "with an ultrasound probe"),
        ("with an ", "university hospital", "with a university hospital"),
        ("A ", "ultrasound probe", "An ultrasound probe"),
        ("vitamin A ", "ulcer", "vitamin A ulcer"),
    ],
)
def test_english_words_get_their_space_capital_and_article(prefix: str, words: str, whole: str) -> None:
    assert begun(prefix, words, "en") == whole


def test_chinese_words_are_set_in_as_they_are() -> None:
    assert begun("接受", "MRI检查", "zh") == "接受MRI检查"
    assert joined("接受", "手术", "zh") == ("", "手术")


@pytest.mark.parametrize(
    ("prefix", "rest", "whole"),
    [
        ("the stoma", "a of", "the stoma a of"),
        ("uterine fibroid", "s grow", "uterine fibroids grow"),
        ("uterine fibroid", ", too", "uterine fibroid, too"),
        ("uterine fibroid", " grow", "uterine fibroid grow"),
        ("magnetic resonance imaging", "(MRI) of", "magnetic resonance imaging (MRI) of"),
        ("lipoprotein(a)", "of", "lipoprotein(a) of"),
        ("the device", "$5 million", "the device $5 million"),
        ("the device", "”, he", "the device”, he"),
        ("the device", '"new"', 'the device "new"'),
        ("the device", '" is', 'the device" is'),
    ],
)
def test_what_comes_after_english_words_does_not_grow_into_them(prefix: str, rest: str, whole: str) -> None:
    assert prefix + continued(prefix, rest, "en") == whole
