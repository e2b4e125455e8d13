import pytest

from translator.glossary.locating import locate_any
from translator.release import Language


@pytest.mark.parametrize(
    ("forms", "text", "language", "words"),
    [
        (["uterine fibroid"], "Two Uterine Fibroids were seen", "en", "Uterine Fibroids"),
        (["screen"], "They were screened", "en", "screened"),
        (["vagina"], "a vaginal delivery", "en", "vaginal"),
        (["tumor"], "the tumours", "en", "tumours"),
        (["non-invasive"], "a noninvasive method", "en", "noninvasive"),
        (["noninvasive"], "a non-invasive method", "en", "non-invasive"),
        (["AIDS"], "hearing aids against AIDS", "en", "AIDS"),
        (["hearing aid"], "two hearing aids", "en", "hearing aids"),
        (["patient rights"], "for patients’ rights", "en", "patients’ rights"),
        (["COVID-19"], "since Covid-19", "en", "Covid-19"),
        (["Parkinson's disease"], "with Parkinson’s disease", "en", "Parkinson’s disease"),
        (["1型糖尿病"], "患有 1 型糖尿病", "zh", "1 型糖尿病"),
        (["共建一带一路倡议"], "共建“一带一路”倡议", "zh", "共建“一带一路”倡议"),
        (["磁共振成像", "MRI"], "做了MRI检查", "zh", "MRI"),
        (["吉兰-巴雷综合征"], "吉兰－巴雷综合征", "zh", "吉兰－巴雷综合征"),
    ],
)
def test_a_right_translation_is_found(forms: list[str], text: str, language: Language, words: str) -> None:
    span = locate_any(forms, text, language)
    assert span is not None
    assert text[slice(*span)] == words


@pytest.mark.parametrize(
    ("forms", "text", "language"),
    [
        (["AIDS"], "hearing aids", "en"),
        (["US"], "told us", "en"),
        (["type 2 diabetes"], "type 1 diabetes", "en"),
        (["CT"], "做了PCT检查", "zh"),
        (["1型糖尿病"], "11型糖尿病", "zh"),
        ([], "text", "en"),
    ],
)
def test_what_only_looks_alike_is_not(forms: list[str], text: str, language: Language) -> None:
    assert locate_any(forms, text, language) is None


def test_the_required_form_comes_before_an_accepted_one_and_an_exact_one_before_an_inflected() -> None:
    assert locate_any(["卒中", "中风"], "中风即卒中", "zh") == (3, 5)
    assert locate_any(["screening"], "screened at a screening", "en") == (14, 23)
