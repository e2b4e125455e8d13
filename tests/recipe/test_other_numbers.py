import json
import random

import other_numbers
import pytest
from recipe import MODEL

from translator.checks.quantities.numerals_en import read_english
from translator.checks.quantities.numerals_zh import read_chinese


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (8_200, "8,200", "8200"),
        (48_300, "48,300", "4.83万"),
        (320_000, "320,000", "32万"),
        (4_100_000, "4.1 million", "410万"),
        (410_000_000, "410 million", "4.1亿"),
        (1_800_000_000, "1.8 billion", "18亿"),
        (12_345, "12,345", "1.2345万"),
    ],
)
def test_a_number_is_written_as_each_language_writes_it(value: int, english: str, chinese: str) -> None:
    assert other_numbers.english(value) == english
    assert other_numbers.chinese(value) == chinese


def test_both_sides_get_the_same_number() -> None:
    pair = ("The fund holds 1.8 billion yuan for 48,300 patients.", "该基金规模18亿元，惠及4.83万名患者。")
    for seed in range(50):
        en, zh = other_numbers.with_other_numbers(*pair, random.Random(seed))
        assert en != pair[0]
        assert {q.value for q in read_english(en)} == {q.value for q in read_chinese(zh)}


def test_years_percentages_and_small_numbers_stay() -> None:
    pair = ("In 2025, 43 percent of 640 patients came.", "2025年，640名患者中43%到场。")
    assert other_numbers.with_other_numbers(*pair, random.Random(1)) == pair


def test_a_number_that_one_side_lacks_or_says_twice_stays() -> None:
    lacking = ("It has 48,300 members.", "它有很多成员。")
    twice = ("Of 48,300 members, 48,300 came.", "4.83万名成员中，4.83万人到场。")
    for pair in (lacking, twice):
        assert other_numbers.with_other_numbers(*pair, random.Random(1)) == pair


def test_the_numbers_of_the_corpus_still_agree_after_the_change() -> None:
    rng = random.Random(7)
    lines = (MODEL / "corpus" / "city-summits.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines[:32] for pair in json.loads(line)["segments"]]
    changed = 0
    for en, zh in pairs:
        new_en, new_zh = other_numbers.with_other_numbers(en, zh, rng)
        if new_en == en:
            continue
        changed += 1
        shared = {q.value for q in read_english(en)} & {q.value for q in read_chinese(zh)}
        new_shared = {q.value for q in read_english(new_en)} & {q.value for q in read_chinese(new_zh)}
        assert len(new_shared) == len(shared), (new_en, new_zh)
    assert changed > 30
