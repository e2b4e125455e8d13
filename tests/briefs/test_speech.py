import pytest

from translator.briefs.speech import speech_shares


@pytest.mark.parametrize("marks", ["“”", "「」", '""'])
def test_a_quotation_over_three_sentences_makes_speech_of_all_three(marks: str) -> None:
    opening, closing = marks
    shares = speech_shares(
        [f"{opening}First it was slow.", "Then it was fast.", f"Now it is here.{closing}", "He left."]
    )
    assert all(share > 0.8 for share in shares[:3])
    assert shares[3] == 0


def test_words_of_the_speaker_count_as_no_speech() -> None:
    (share,) = speech_shares(["“设备下得去。”她说。"])
    assert 0.5 < share < 0.8


def test_a_quotation_that_was_never_opened_began_with_its_sentence() -> None:
    assert speech_shares(["医院能不能做。”他说，论坛结束。"])[0] == pytest.approx(7 / 16)


def test_an_empty_sentence_has_no_speech() -> None:
    assert speech_shares(["", "Plain."]) == [0.0, 0.0]
