import pytest

from translator.glossary.inflection import written_forms


@pytest.mark.parametrize(
    ("term", "plural"),
    [
        ("uterine fibroid", "uterine fibroids"),
        ("hip prosthesis", "hip prostheses"),
        ("biopsy", "biopsies"),
        ("foot ulcer", "foot ulcers"),
        ("bacterium", "bacteria"),
    ],
)
def test_a_noun_that_is_counted_may_be_written_in_the_plural(term: str, plural: str) -> None:
    assert written_forms(term, "en") == (term, plural)


@pytest.mark.parametrize(
    "term",
    [
        "mechanical thrombectomy training",
        "immunotherapy",
        "MRI",
        "Yubei District",
        "uterine fibroids",
        "noninvasive",
        "H5N1",
        "source of infection",
        "heart failure with reduced ejection fraction",
    ],
)
def test_what_is_not_counted_or_no_noun_has_one_form(term: str) -> None:
    assert written_forms(term, "en") == (term,)


def test_chinese_is_not_inflected() -> None:
    assert written_forms("子宫肌瘤", "zh") == ("子宫肌瘤",)
