import pytest

from translator.memory import StockPhrases
from translator.release import Direction

TO_CHINESE, TO_ENGLISH = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="module")
def phrases() -> StockPhrases:
    return StockPhrases.builtin()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("(Photo/Qihai Deng)", "（摄影：Qihai Deng）"),
        ("(photo by Anke Brandt)", "（摄影：Anke Brandt）"),
        (
            "For any inquiries, please email press@example.org",
            "如有任何垂询，请发送邮件至press@example.org",
        ),
        ("Media contact: 028-5550-0142", "媒体联系电话：028-5550-0142"),
        ("Copyright 2024-2026. All rights reserved.", "版权所有 © 2024-2026"),
        ("You can change your cookie settings through your browser", "您可以通过浏览器更改Cookie设置。"),
    ],
)
def test_a_stock_phrase_comes_out_as_the_house_writes_it(phrases: StockPhrases, source: str, target: str) -> None:
    assert phrases.lookup(source, TO_CHINESE) == target


def test_chinese_forms_lead_to_the_first_english_form(phrases: StockPhrases) -> None:
    assert phrases.lookup("（安克·勃兰特 摄）", TO_ENGLISH) == "(Photo/安克·勃兰特)"
    assert phrases.lookup("联系电话：010-5550-0101", TO_ENGLISH) == "Telephone: 010-5550-0101"


@pytest.mark.parametrize(
    "source",
    [
        "The photo by the door shows the first laparoscope.",
        "Contact: the tissue must not dry out, said Dr. Li (Photo/Qihai Deng).",
        "Visit press@example.org for more, and call the office.",
        "",
    ],
)
def test_any_other_sentence_is_left_to_the_engine(phrases: StockPhrases, source: str) -> None:
    assert phrases.lookup(source, TO_CHINESE) is None


def test_every_phrase_finds_its_own_translation_in_both_directions(phrases: StockPhrases) -> None:
    fill = {"name": "Wei Lan", "address": "press@example.org", "phone": "010-5550-0101", "year": "2026"}
    for phrase in phrases._phrases:
        for direction in (TO_CHINESE, TO_ENGLISH):
            for form in phrase.forms[direction.source]:
                found = phrases.lookup(form.format(**fill), direction)
                assert found is not None
                assert not any(f"{{{slot}}}" in found for slot in fill)
