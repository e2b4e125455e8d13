import numpy
import pytest

from translator.briefs.scoring import MOST_EMBEDDED, Sentence, score_sentences
from translator.embeddings import lexical_embed


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(f"s{i}", text, text, i) for i, text in enumerate(texts)]


FILLER = "The weather in the valley stayed mild and clear."


@pytest.mark.parametrize(
    "worse",
    [
        "However, the program cost 40 yuan.",
        "Our program cost 40 yuan.",
        "Did the program cost 40 yuan?",
        "The program cost 40 yuan",
    ],
)
def test_what_cannot_stand_alone_is_worth_less(worse: str) -> None:
    plain = "The program cost 40 yuan."
    found, _ = score_sentences(sentences(FILLER, plain, worse, FILLER), "en", FILLER, lexical_embed)
    assert found[1].sound
    assert not found[2].sound
    assert found[1].score > found[2].score


def test_speech_is_worth_less() -> None:
    given = [
        Sentence(f"s{i}", t, t, i, speech)
        for i, (t, speech) in enumerate([(FILLER, 0), ("He won 4.", 0.9), ("He won 4.", 0)])
    ]
    found, _ = score_sentences(given, "en", FILLER, lexical_embed)
    assert found[1].score < found[2].score


def test_the_lead_may_begin_with_a_pronoun() -> None:
    found, _ = score_sentences(sentences("It rained in Wuhan.", FILLER), "en", "", lexical_embed)
    assert found[0].sound


def test_two_sentences_that_say_the_same_are_the_same_and_others_are_not() -> None:
    same = "The registry covers 5,280 patients in 43 hospitals."
    _, sameness = score_sentences(sentences(same, FILLER, same, "A choir sang at noon."), "en", same, lexical_embed)
    assert sameness[0, 2] == pytest.approx(1, abs=1e-4)
    assert sameness[0, 1] < 0.2
    assert numpy.array_equal(sameness, sameness.T)


def test_a_long_article_is_sifted_before_it_is_embedded() -> None:
    seen: list[int] = []

    def embed(texts: object) -> object:
        seen.append(len(texts))  # type: ignore[arg-type]
        return lexical_embed(texts)  # type: ignore[arg-type]

    texts = [f"Hospital number {i} treated {i * 7} patients in the valley of river {i}." for i in range(200)]
    found, sameness = score_sentences(sentences(*texts), "en", texts[0], embed)  # type: ignore[arg-type]
    assert seen == [MOST_EMBEDDED + 1]
    assert sameness.shape == (MOST_EMBEDDED, MOST_EMBEDDED)
    positions = [one.sentence.position for one in found]
    assert positions == sorted(positions)
    assert positions[0] == 0
