import pytest

from translator.briefs.traits import sentence_traits


@pytest.mark.parametrize(
    "text",
    [
        "This approach destroys tumors with heat.",
        "However, costs rose.",
        "He emphasized training.",
        "“They agreed,” the chair said.",
        "In addition, nine centers joined.",
        "The result, she said, was clear.",
        "and nine centers joined.",
    ],
)
def test_english_sentences_that_need_the_one_before_are_orphans(text: str) -> None:
    assert sentence_traits(text, "en").orphan


@pytest.mark.parametrize(
    "text",
    ["对此，专家表示支持。", "其中61%来自区县。", "他介绍，平台已建成。", "该平台已建成。", "据介绍，该平台已建成。"],
)
def test_chinese_sentences_that_need_the_one_before_are_orphans(text: str) -> None:
    assert sentence_traits(text, "zh").orphan


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thistle seeds were tested in Kunming.", "en"),
        ("Hernia repair took an hour.", "en"),
        ("Butte County opened a clinic.", "en"),
        ("也门霍乱疫情缓解。", "zh"),
        ("那不勒斯大会开幕。", "zh"),
        ("并购交易完成。", "zh"),
    ],
)
def test_words_that_only_begin_like_a_pronoun_are_no_orphans(text: str, language: str) -> None:
    assert not sentence_traits(text, language).orphan  # type: ignore[arg-type]


def test_our_country_is_not_the_first_person_in_chinese_news() -> None:
    assert not sentence_traits("我国患者人数下降。", "zh").first_person
    assert sentence_traits("我们的医院已经准备好。", "zh").first_person
    assert sentence_traits("It was our first operation.", "en").first_person
    assert not sentence_traits("The US team won.", "en").first_person


def test_numbers_and_names_are_counted() -> None:
    traits = sentence_traits("In 2024, Haifu Knife systems treated 320,000 patients with Chongqing University.", "en")
    assert traits.numbers == 2
    assert traits.names == 2
    chinese = sentence_traits("重庆医科大学与协会发布《共识》，覆盖38个区县、3万人。", "zh")
    assert chinese.names == 3
    assert chinese.numbers == 2


def test_a_question_is_one_also_inside_quotation_marks() -> None:
    assert sentence_traits("“谁来买单？”", "zh").question
    assert not sentence_traits("医保买单。", "zh").question
