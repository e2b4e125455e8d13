import pytest

from translator.glossary.english import BREAK, exact, fold, is_acronym, root, stem, tokenize, verb_forms


@pytest.mark.parametrize(
    "words",
    [
        "fibroid fibroids",
        "biopsy biopsies",
        "metastasis metastases",
        "diagnosis diagnoses",
        "disease diseases",
        "virus viruses",
        "vertebra vertebrae",
        "criterion criteria",
        "woman women women's",
        "lens lenses",
        "tumor tumour tumours",
        "hemorrhage haemorrhage",
        "center centre centres",
        "program programme",
        "randomized randomised",
        "esophageal oesophageal",
        "analyze analyse",
        "Sjogren Sjögren",
        "maneuver manoeuvre manoeuvres",
        "aging ageing",
        "counseling counselling",
        "labeled labelled",
        "modeler modeller",
        "chili chilies",
        "bureau bureaus",
        "up ups",
        "aid aids",
    ],
)
def test_number_and_spelling_make_no_difference(words: str) -> None:
    assert len({fold(t.text) for word in words.split() for t in tokenize(word)}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "new news",
        "genetic genetics",
        "screen screening",
        "image imaging",
        "aid AIDS",
        "custom customs",
        "spectacle spectacles",
        "filing filling",
        "sweling swelling",
    ],
)
def test_different_words_stay_different(words: str) -> None:
    first, second = words.split()
    assert fold(first) != (exact(second) if is_acronym(second) else fold(second))


def test_verbs_meet_by_their_stem_and_derived_words_by_their_root() -> None:
    assert stem("ablated") == stem("ablating") == stem("ablate")
    assert root("vagina") == root("vaginal")
    assert root("infection") == root("infected") == root("infectious")
    assert root("recurrence") == root("recurred")


def test_regular_verbs_are_inflected() -> None:
    assert verb_forms("embolize") == ("embolize", "embolized", "embolizing")
    assert verb_forms("biopsy") == ("biopsy", "biopsied", "biopsying")


def test_punctuation_breaks_a_run_of_words_and_a_hyphen_does_not() -> None:
    words = [t.text for t in tokenize("non-invasive, the U.S. patient’s PET/CT")]
    assert words == ["non", "invasive", BREAK, "the", "U.S.", "patient", "PET", "CT"]


def test_a_plural_possessive_parts_no_words() -> None:
    words = [t.text for t in tokenize("patients' rights, nurses’ stations and the 'rights' of the doctor' s")]
    assert BREAK not in words[:2]
    assert words[2] == BREAK
    assert words[3:5] == ["nurses", "stations"]


def test_acronyms_keep_their_capitals() -> None:
    assert exact("MRIs") == "MRI"
    assert exact("U.S.") == "US"
    assert is_acronym("mRNA")
    assert not is_acronym("Chongqing")
