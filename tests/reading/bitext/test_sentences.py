from translator.reading.bitext.divergence import first_divergence
from translator.reading.bitext.sentences import pair_sentences

EN = "The center opened in June. It has 12 beds. The city paid 3.5 million yuan for it and its two ambulances."
ZH = "中心于6月启用。设有12张床位。全市为中心及其两辆救护车出资350万元。"


def test_as_many_sentences_are_paired_in_order() -> None:
    assert [target for _, target in pair_sentences(EN, ZH, "en")] == [
        "中心于6月启用。",
        "设有12张床位。",
        "全市为中心及其两辆救护车出资350万元。",
    ]
    assert pair_sentences(ZH, EN, "zh")[1] == ("设有12张床位。", "It has 12 beds.")


def test_a_sentence_split_and_another_joined_are_not_taken_for_pairs() -> None:
    shifted = "中心于6月启用，设有12张床位。全市为此出资350万元。其中包括两辆救护车。"
    assert pair_sentences(EN, shifted, "en") == ((EN, shifted),)


def test_nothing_on_one_side_is_one_pair() -> None:
    assert pair_sentences(EN, "", "en") == ((EN, ""),)
    assert pair_sentences("", "", "en") == (("", ""),)


PARAGRAPHS = [
    "The center opened in June with 12 beds.",
    "The city paid 3.5 million yuan for it and for its two ambulances, the mayor told reporters on Monday.",
    "It will treat 900 patients a year.",
    "A second center is to follow in 2027, with a rehabilitation ward of 40 beds and its own training school.",
]
TRANSLATED = [
    "中心于6月启用，设有12张床位。",
    "市长周一告诉记者，全市为中心及其两辆救护车出资350万元。",
    "中心每年将收治900名患者。",
    "第二个中心将于2027年启用，设40张床位的康复病房，并自办培训学校。",
]


def test_the_divergence_is_where_a_paragraph_is_missing() -> None:
    assert first_divergence(PARAGRAPHS, TRANSLATED) == (4, 4)
    assert first_divergence(PARAGRAPHS, TRANSLATED[:2] + TRANSLATED[3:]) == (2, 2)
    assert first_divergence(PARAGRAPHS[1:], TRANSLATED) == (0, 0)
    assert first_divergence(PARAGRAPHS, TRANSLATED[:3]) == (3, 3)


def test_the_divergence_is_where_two_paragraphs_were_joined() -> None:
    assert first_divergence(PARAGRAPHS, [TRANSLATED[0], TRANSLATED[1] + TRANSLATED[2], TRANSLATED[3]]) == (1, 1)


def test_empty_texts_diverge_nowhere() -> None:
    assert first_divergence([], []) == (0, 0)
