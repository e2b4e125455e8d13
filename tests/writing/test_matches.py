from __future__ import annotations

from dataclasses import replace

import pytest

from translator.release import Match, Segment
from translator.writing.matches import Piece, differences, label, offered, origin, used


def laid_over(remembered: str, source: str) -> list[tuple[str, str]]:
    return [(p.where, p.text) for p in differences(Match("fuzzy", 0.8, remembered, ""), Segment("a", 0, source))]


def test_english_differs_by_words_and_numbers_stay_whole() -> None:
    assert laid_over("It has 280,000 users now.", "It has 320,000 happy users.") == [
        ("both", "It has "),
        ("match", "280,000"),
        ("segment", "320,000 happy"),
        ("both", " "),
        ("both", "users "),
        ("match", "now"),
        ("both", "."),
    ]


def test_chinese_differs_by_characters() -> None:
    assert laid_over("大会在北京开幕", "大会在重庆开幕") == [
        ("both", "大会在"),
        ("match", "北京"),
        ("segment", "重庆"),
        ("both", "开幕"),
    ]


def test_a_word_that_is_new_in_the_middle_keeps_its_space() -> None:
    assert laid_over("a good day", "a very good day") == [("both", "a "), ("segment", "very "), ("both", "good day")]


@pytest.mark.parametrize(
    ("remembered", "source"),
    [
        ("a  good\tday", "a day"),
        (" Two spaces before.", "Two spaces, before"),
        ("FUAS用于32万名患者。", "HIFU用于3.2万名患者！"),
        ("", "anything"),
        ("same", "same"),
    ],
)
def test_without_what_is_only_in_the_segment_it_is_the_matchs_source(remembered: str, source: str) -> None:
    assert "".join(text for where, text in laid_over(remembered, source) if where != "segment") == remembered


def test_sentences_with_little_in_common_are_not_marked() -> None:
    remembered = "Guests wished for a wider use in clinics."
    match = Match("semantic", 0.91, remembered, "")
    segment = Segment("a", 0, "Delegates hope that more hospitals will offer it.")
    assert differences(match, segment) == (Piece(remembered, "both"),)


@pytest.mark.parametrize(
    ("match", "english", "chinese"),
    [
        (Match("exact", 1.0, "", "", "a.tmx"), "In the memory, the same sentence (a.tmx)", "记忆库中的相同句（a.tmx）"),
        (
            Match("exact", 1.0, "", "", "a.tmx, not approved"),
            "In the memory, the same sentence (a.tmx, not approved)",
            "记忆库中的相同句（a.tmx，未批准）",
        ),
        (
            Match("exact", 1.0, "", "", "not approved"),
            "In the memory, the same sentence (not approved)",
            "记忆库中的相同句（未批准）",
        ),
        (Match("fuzzy", 0.29, "", ""), "In the memory, 29 % alike", "记忆库近似句，相似度 29 %"),
        (Match("fuzzy", 0.999, "", ""), "In the memory, 99 % alike", "记忆库近似句，相似度 99 %"),
        (Match("semantic", 0.9, "", ""), "In the memory, 90 % alike in meaning", "记忆库近义句，语义相似度 90 %"),
    ],
)
def test_a_label_says_how_like_and_never_rounds_up_to_the_same(match: Match, english: str, chinese: str) -> None:
    assert label(match) == (english, chinese)


def test_matches_are_offered_unless_one_is_the_translation() -> None:
    match = Match("exact", 1.0, "Hello.", "你好。", "a.tmx")
    segment = Segment("a", 0, "Hello.", "您好。", "engine", matches=(match,))
    assert (used(segment), offered(segment)) == (False, (match,))
    taken = replace(segment, target="你好。", origin="memory")
    assert (used(taken), offered(taken)) == (True, ())
    assert origin(taken).en == "From the memory (a.tmx)"
    assert origin(replace(taken, matches=())) == ("Stock phrase", "套语")
