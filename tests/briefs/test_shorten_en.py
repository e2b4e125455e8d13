import pytest

from translator.briefs.shorten_en import shortenings

SEED = (
    "On June 21, the 2025 Yangtze Summit of Minimally Invasive and Noninvasive Medicine & Annual Academic Conference "
    "of the Focused Ultrasound Therapy Branch of Chongqing Medical Association opened in Chongqing’s Yubei District."
)


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (SEED, "The 2025 Yangtze Summit of Minimally Invasive and Noninvasive Medicine opened in Chongqing"),
        ("On June 21, the forum opened in Wuhan.", "The forum opened in Wuhan"),
        ("The forum opened in Wuhan on Friday, drawing 900 experts.", "The forum opened in Wuhan"),
        (
            "The summit highlighted Focused Ultrasound Ablation Surgery (FUAS)—a technology developed in Chongqing.",
            "The summit highlighted Focused Ultrasound Ablation Surgery",
        ),
        (
            "Philippe Descamps, who pioneered laparoscopic surgery, was named president of the society.",
            "Philippe Descamps was named president of the society",
        ),
        (
            "A spoon and a bed were among 6,800 products on show as the Qiantang Expo opened in Hangzhou on May 9.",
            "The Qiantang Expo opened in Hangzhou",
        ),
        (
            "A technology week has concluded in Wuwei, northwest China's Gansu Province, where doctors met.",
            "A technology week has concluded in Wuwei",
        ),
    ],
)
def test_whole_phrases_are_left_off(sentence: str, shorter: str) -> None:
    assert shorter in shortenings(sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The drug cut deaths in women, but not in men.", "The drug cut deaths in women"),
        ("Deaths fell by a third, according to the hospital.", "Deaths fell by a third"),
        ("The plan costs 2 million yuan, nothing of which families pay.", "The plan costs 2 million yuan"),
        ("The drug is safe, unless kidneys have failed.", "The drug is safe"),
        ("The study, called TIDAL, compared two methods in 168 patients.", "The study, called TIDAL"),
        (
            "Four years after China introduced the rule, judges met in Beijing.",
            "Four years after China introduced the rule",
        ),
        ("In Beijing, Shanghai and Wuhan, the plan was launched.", "Shanghai and Wuhan, the plan was launched"),
        ("When the forum opened in Wuhan, doctors signed a pledge.", "When the forum opened in Wuhan"),
        ("The course covers surgery, nursing, and care.", "The course covers surgery, nursing"),
        ("Patients treated with heat, including children, have recovered.", "Patients treated with heat"),
        ("What should a hospital do when it is full?", "What should a hospital do"),
    ],
)
def test_what_would_change_the_meaning_or_break_the_clause_stays(sentence: str, wrong: str) -> None:
    assert wrong not in shortenings(sentence)


def test_the_longest_comes_first_and_nothing_is_put_in() -> None:
    found = shortenings(SEED)
    assert [len(text) for text in found] == sorted((len(text) for text in found), reverse=True)
    words = {word.lower() for word in SEED.replace("’s", " ’s").split()}
    assert all({word.lower() for word in text.replace("’s", " ’s").split()} - words <= {"district"} for text in found)


def test_a_full_stop_that_belongs_to_a_word_stays() -> None:
    assert shortenings("The company was sold to Acme Inc.")[0] == "The company was sold to Acme Inc."
