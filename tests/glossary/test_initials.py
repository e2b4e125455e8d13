import pytest

from translator.glossary.initials import fits, long_form


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("FUAS", "uses focused ultrasound ablation surgery", "focused ultrasound ablation surgery"),
        ("US", "guided by ultrasound", "ultrasound"),
        ("NSCLC", "against non-small cell lung cancer", "non-small cell lung cancer"),
        ("PD-L1", "the programmed death-ligand 1", "programmed death-ligand 1"),
        ("mRNA", "a messenger RNA", "messenger RNA"),
        ("DOH", "the Department of Health", "Department of Health"),
        ("CTN", "the Congress of New Techniques", "Congress of New Techniques"),
        ("RDIC", "the Research, Development and Innovation Center", "Research, Development and Innovation Center"),
    ],
)
def test_a_short_form_is_made_of_initials_or_else_of_letters_within(short: str, before: str, long: str) -> None:
    start = long_form(short, before)
    assert start is not None
    assert before[start:] == long


@pytest.mark.parametrize(
    ("short", "before"),
    [
        ("CT", "the team of the clinic"),
        ("CEO", "its chief, Jane Doe"),
        ("WHO", ""),
        ("A", "a hospital"),
        ("FUAS", "focused ultrasound ablation surgery."),
        ("FUAS", "focused ultrasound; ablation surgery"),
        ("DC", "Washington"),
    ],
)
def test_letters_that_fit_no_words_before_the_bracket_have_no_name(short: str, before: str) -> None:
    assert long_form(short, before) is None


def test_a_short_form_fits_a_whole_name_only() -> None:
    assert fits("FUAS", "focused ultrasound ablation surgery")
    assert not fits("FUAS", "the focused ultrasound ablation surgery")
    assert not fits("WSEA", "alliance")
