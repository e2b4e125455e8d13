from __future__ import annotations

from collections.abc import Sequence

import pytest

from translator.engines.summarizers.base import Summary
from translator.engines.summarizers.sections import by_sections, sections

STORY = [f"Sentence {number} tells us one more thing, and then it ends." for number in range(40)]


def words(text: str) -> int:
    """What a tokenizer would count that adds an end token."""
    return len(text.split()) + 1


def first_words(run: Sequence[str], last: bool) -> list[Summary]:
    return [Summary(" ".join(" ".join(run).split()[:6]) + ".", -0.5), Summary("The next best.", -0.9)]


def test_what_fits_is_summarised_whole() -> None:
    seen: list[tuple[list[str], bool]] = []

    def summarize_one(run: Sequence[str], last: bool) -> list[Summary]:
        seen.append((list(run), last))
        return first_words(run, last)

    assert by_sections(STORY[:3], "en", 100, words, summarize_one) == first_words(STORY[:3], True)
    assert seen == [(STORY[:3], True)]


def test_a_long_article_is_summarised_by_sections_then_their_summaries_until_they_fit() -> None:
    seen: list[tuple[list[str], bool]] = []

    def summarize_one(run: Sequence[str], last: bool) -> list[Summary]:
        seen.append((list(run), last))
        return first_words(run, last)

    found = by_sections(STORY, "en", 60, words, summarize_one)
    assert [last for _, last in seen] == [False] * (len(seen) - 1) + [True]
    assert all(words(" ".join(run)) <= 60 for run, _ in seen)
    first_round = seen[: len(sections(STORY, "en", 60, words))]
    assert [sentence for run, _ in first_round for sentence in run] == STORY
    assert len(seen) > len(first_round) + 1, "the summaries of ten sections do not fit at once"
    assert found[0].text.startswith("Sentence 0 tells us")
    assert len(found) == 2


def test_sections_are_of_like_length_and_hold_whole_sentences() -> None:
    runs = sections(STORY[:11], "en", 60, words)
    assert [len(run) for run in runs] == [4, 4, 3]
    assert [sentence for run in runs for sentence in run] == STORY[:11]


def test_a_sentence_longer_than_the_window_is_cut_at_clauses_and_nothing_is_lost() -> None:
    sentence = "The hospital opened a ward, the city paid for it; doctors came from four provinces, and all were glad."
    runs = sections([STORY[0], sentence], "en", 13, words)
    assert all(words(" ".join(run)) <= 13 for run in runs)
    assert " ".join(piece for run in runs for piece in run) == f"{STORY[0]} {sentence}"
    assert any(run[-1].endswith((",", ";")) for run in runs)


def test_chinese_sections_are_joined_without_spaces() -> None:
    seen: list[str] = []

    def count(text: str) -> int:
        seen.append(text)
        return len(text) + 1

    assert len(sections(["峰会今天开幕。", "专家们来了。"] * 6, "zh", 30, count)) == 3
    assert not any(" " in text for text in seen)


def test_a_model_that_does_not_shorten_gets_the_lead_and_comes_to_an_end() -> None:
    def repeat(run: Sequence[str], last: bool) -> list[Summary]:
        return [Summary(" ".join(run), -1.0)]

    assert by_sections(STORY, "en", 60, words, repeat)[0].text.startswith(STORY[0])


@pytest.mark.parametrize("nothing", [[], [""], [" ", "\n"]])
def test_nothing_has_no_summary(nothing: list[str]) -> None:
    assert by_sections(nothing, "en", 60, words, first_words) == []
