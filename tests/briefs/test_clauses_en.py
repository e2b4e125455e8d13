import pytest

from translator.briefs.clauses_en import has_finite_verb


@pytest.mark.parametrize(
    "text",
    [
        "The forum opened in Chongqing",
        "Five hospitals now provide the service; costs have fallen",
        "Doctors treated 320 patients",
        "A patient who had lost hearing was treated",
        "Researchers said that the drug is safe",
        "The society chose a president",
    ],
)
def test_main_verbs_are_seen(text: str) -> None:
    assert has_finite_verb(text)


@pytest.mark.parametrize(
    "text",
    [
        "Patients treated with ultrasound in Chongqing",
        "A patient who was treated in Wuhan",
        "The study, called TIDAL",
        "The congress, convened by two societies",
        "to cut the cost of care",
        "The advanced, unified system",
        "A hospital in which children are treated",
        "",
    ],
)
def test_participles_infinitives_and_relative_clauses_are_no_main_verbs(text: str) -> None:
    assert not has_finite_verb(text)
