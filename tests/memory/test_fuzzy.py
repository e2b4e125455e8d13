import random

import pytest
from rapidfuzz.distance import Levenshtein

from translator.memory import NewUnit, TranslationMemory
from translator.memory.fuzzy import NEARLY, fuzzy
from translator.memory.keys import key, words
from translator.release import Language


@pytest.fixture
def filled(memory: TranslationMemory, clinic: list[NewUnit]) -> TranslationMemory:
    memory.put(clinic, "test")
    return memory


def test_english_is_scored_by_words(filled: TranslationMemory) -> None:
    (first, second) = fuzzy(filled, "The hospital opened a cancer center on May 16, 2025.", "en", 0.7, 3)
    assert (first.score, second.score) == (pytest.approx(0.9), pytest.approx(0.7))
    assert first.unit.zh == "医院于2025年5月16日启用卒中中心。"


def test_chinese_is_scored_by_characters_and_whole_numbers(filled: TranslationMemory) -> None:
    (found,) = fuzzy(filled, "来自30个国家的医生出席了峰会", "zh", 0.7, 3)
    assert found.score == pytest.approx(1 - 1 / 14)


def test_texts_equal_but_for_a_number_are_not_equal(filled: TranslationMemory) -> None:
    (found,) = fuzzy(filled, "It has 150 beds and cost 1.2 billion yuan.", "en", 0.7, 3)
    assert 0.8 < found.score < 1


def test_case_and_punctuation_alone_cost_a_little(filled: TranslationMemory) -> None:
    (found,) = fuzzy(filled, "DOCTORS FROM 20 COUNTRIES ATTENDED THE SUMMIT!", "en", 0.7, 3)
    assert found.score == NEARLY


def test_the_sentence_itself_is_no_fuzzy_match(filled: TranslationMemory) -> None:
    assert fuzzy(filled, "Doctors from 20 countries attended the summit", "en", 0.7, 3) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("The summit", "en"), ("the 20", "en"), ("开幕", "zh"), ("闭幕式", "zh"), ("卒中中心", "zh")],
)
def test_short_texts_match_nothing_that_is_like_them_by_chance(
    filled: TranslationMemory, text: str, language: Language
) -> None:
    filled.put([NewUnit("A summit", "峰会"), NewUnit("opening", "开幕式"), NewUnit("the 21", "卒中中学")], "test")
    assert fuzzy(filled, text, language, 0.5, 3) == []


def test_a_removed_unit_is_not_offered(filled: TranslationMemory) -> None:
    filled.remove(unit.id for unit in filled.exact("Doctors from 20 countries attended the summit.", "en"))
    assert fuzzy(filled, "Doctors from 30 countries attended the summit.", "en", 0.7, 3) == []


def test_an_empty_memory_offers_nothing(memory: TranslationMemory) -> None:
    assert fuzzy(memory, "Doctors from 30 countries attended the summit.", "en", 0.7, 3) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_best_are_found_that_comparing_with_every_unit_finds(memory: TranslationMemory, language: Language) -> None:
    chance = random.Random(3)
    vocabulary = {"en": [f"w{chr(97 + n)}" for n in range(12)], "zh": list("医院中心卒开启用会议峰病")}

    def text(side: Language) -> str:
        return (" " if side == "en" else "").join(chance.choices(vocabulary[side], k=chance.randint(4, 12)))

    units = [NewUnit(text("en"), text("zh")) for _ in range(400)]
    memory.put(units, "test")
    keys = [key(unit.text(language)) for unit in memory.all()]
    stored = [(one, words(one)) for one in keys]
    for _ in range(60):
        query = text(language)
        mine = words(key(query))
        scores = sorted(
            (
                min(score, NEARLY)
                for one, theirs in stored
                if one != key(query) and len(mine) >= 5
                if (score := Levenshtein.normalized_similarity(mine, theirs)) >= 0.5
            ),
            reverse=True,
        )
        if len(mine) >= 5:
            assert [one.score for one in fuzzy(memory, query, language, 0.5, 3)] == pytest.approx(scores[:3])
