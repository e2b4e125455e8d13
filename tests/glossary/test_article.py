from pathlib import Path

import pytest

from translator.glossary import Glossary, TermEntry
from translator.glossary.article import Style
from translator.glossary.glossary import Layer
from translator.reading import cut, read_file
from translator.release import Direction, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")
SEEDS = Path(__file__).parents[2] / "seeds"

FUAS = TermEntry(
    "t1",
    "focused ultrasound ablation surgery",
    "聚焦超声消融手术",
    "n",
    abbr_en=("FUAS",),
    variants_zh=("超声消融手术",),
    forbidden_zh=("海扶手术",),
)
OTHER = TermEntry("t2", "fibroid uterine artery study", "子宫肌瘤动脉研究", abbr_en=("FUAS",))
HOSPITAL = TermEntry("t3", "Second Hospital of Chongqing", "重庆医科大学附属第二医院", "pn")
SUMMIT = TermEntry("t4", "FUAS Summit", "超声消融峰会", "pn")


@pytest.fixture(scope="module")
def builtin() -> Glossary:
    return Glossary.builtin()


def glossary(*entries: TermEntry) -> Glossary:
    return Glossary([Layer(entries, "test")])


def asked(terms: tuple[Term, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(t.source, t.target, t.accepted) for t in terms]


def test_name_and_short_form_each_have_their_own_translation_at_the_introduction() -> None:
    text = "It uses focused ultrasound ablation surgery (FUAS)."
    article = glossary(FUAS).for_article([text], EN_ZH)
    assert asked(article.find(text, EN_ZH)) == [
        ("focused ultrasound ablation surgery", "聚焦超声消融手术", ("超声消融手术",)),
        ("FUAS", "FUAS", ()),
    ]
    text = "采用聚焦超声消融手术（FUAS）。"
    article = glossary(FUAS).for_article([text], ZH_EN)
    assert asked(article.find(text, ZH_EN)) == [
        ("聚焦超声消融手术", "focused ultrasound ablation surgery", ()),
        ("FUAS", "FUAS", ()),
    ]


@pytest.mark.parametrize(
    ("style", "target", "accepted"),
    [
        ("short", "FUAS", ("聚焦超声消融手术", "超声消融手术")),
        ("full", "聚焦超声消融手术", ("超声消融手术", "FUAS")),
    ],
)
def test_after_the_introduction_the_style_says_what_is_asked_for(
    style: Style, target: str, accepted: tuple[str, ...]
) -> None:
    texts = ["Focused ultrasound ablation surgery (FUAS) works.", "FUAS heals."]
    article = glossary(FUAS).for_article(texts, EN_ZH, style)
    assert asked(article.find(texts[1], EN_ZH)) == [("FUAS", target, accepted)]
    (term,) = article.find(texts[1], EN_ZH)
    assert term.enforced
    assert term.forbidden == ("海扶手术",)


def test_a_short_form_means_what_the_article_says_even_where_it_has_several_meanings() -> None:
    texts = ["Focused ultrasound ablation surgery (FUAS) works.", "FUAS heals."]
    both = glossary(FUAS, OTHER)
    assert both.find("FUAS heals.", EN_ZH) == ()
    (term,) = both.for_article(texts, EN_ZH).find("FUAS heals.", EN_ZH)
    assert (term.entry, term.target) == ("t1", "FUAS")


def test_before_its_introduction_and_without_one_a_short_form_is_what_the_glossary_says() -> None:
    texts = ["FUAS opens.", "Focused ultrasound ablation surgery (FUAS) works."]
    alone = glossary(FUAS)
    assert alone.for_article(texts, EN_ZH).find(texts[0], EN_ZH) == alone.find(texts[0], EN_ZH)
    assert alone.for_article(texts[:1], EN_ZH).find(texts[0], EN_ZH) == alone.find(texts[0], EN_ZH)
    # What is no sentence of the article, as a line of its brief, comes after it.
    assert alone.for_article(texts, EN_ZH).find("FUAS closes.", EN_ZH)[0].target == "FUAS"


def test_latin_letters_of_an_unknown_name_stay_as_they_are() -> None:
    texts = ["The Rift Valley Critical Care Network (RVCCN) met.", "RVCCN's chair spoke to the RVCCNX."]
    article = glossary().for_article(texts, EN_ZH)
    assert [asked(article.find(t, EN_ZH)) for t in texts] == [[("RVCCN", "RVCCN", ())], [("RVCCN", "RVCCN", ())]]
    texts = ["西部卒中急救联盟（WSEA）年会开幕。", "WSEA主席致辞，邮箱press@WSEA.org。"]
    article = glossary().for_article(texts, ZH_EN)
    assert [asked(article.find(t, ZH_EN)) for t in texts] == [[("WSEA", "WSEA", ())], [("WSEA", "WSEA", ())]]


def test_letters_of_no_sure_name_mean_what_the_glossary_says() -> None:
    icu = TermEntry("t1", "intensive care unit", "重症监护病房", abbr_en=("ICU",))
    texts = ["They met at the Rhine Valley Heart Center (ICU).", "The ICU is full."]
    assert asked(glossary(icu).for_article(texts, EN_ZH).find(texts[1], EN_ZH)) == [("ICU", "重症监护病房", ("ICU",))]
    assert asked(glossary().for_article(texts, EN_ZH).find(texts[1], EN_ZH)) == [("ICU", "ICU", ())]


def test_a_chinese_short_name_is_translated_where_its_name_is_and_is_no_term_where_it_is_not() -> None:
    texts = ["在重庆医科大学附属第二医院（以下简称“重医附二院”）。", "重医附二院的医师"]
    assert asked(glossary(HOSPITAL).for_article(texts, ZH_EN).find(texts[1], ZH_EN)) == [
        ("重医附二院", "Second Hospital of Chongqing", ())
    ]
    assert glossary().for_article(texts, ZH_EN).find(texts[1], ZH_EN) == ()


def test_an_english_word_for_short_is_no_term() -> None:
    texts = ['The Rhine Fund (the "Fund") met.', "The Fund gave money."]
    rhine = glossary(TermEntry("t1", "Rhine Fund", "莱茵基金会", "pn"))
    assert rhine.for_article(texts, EN_ZH).find(texts[1], EN_ZH) == ()


def test_a_name_that_the_text_translates_itself_is_a_term_of_the_article() -> None:
    texts = [
        "“西部卒中急救联盟”（Western Stroke Emergency Alliance，WSEA）成立。",
        "西部卒中急救联盟签约，WSEA主席致辞。",
    ]
    found = asked(glossary().for_article(texts, ZH_EN).find(texts[1], ZH_EN))
    assert found == [
        ("西部卒中急救联盟", "Western Stroke Emergency Alliance", ("WSEA",)),
        ("WSEA", "WSEA", ("Western Stroke Emergency Alliance",)),
    ]


def test_a_longer_term_with_the_short_form_in_it_holds() -> None:
    texts = ["Focused ultrasound ablation surgery (FUAS) works.", "The FUAS Summit opens."]
    article = glossary(FUAS, SUMMIT).for_article(texts, EN_ZH)
    assert [t.entry for t in article.find(texts[1], EN_ZH)] == ["t4"]


def test_plurals_are_the_short_form_too() -> None:
    rct = TermEntry("t1", "randomized controlled trial", "随机对照试验", abbr_en=("RCT",))
    texts = ["Two randomized controlled trials (RCTs) ran.", "RCTs are slow."]
    article = glossary(rct).for_article(texts, EN_ZH)
    assert asked(article.find(texts[0], EN_ZH))[1] == ("RCTs", "RCT", ())
    assert asked(article.find(texts[1], EN_ZH)) == [("RCTs", "RCT", ("随机对照试验",))]


def test_a_short_form_of_two_entries_teaches_nothing() -> None:
    texts = ["Focused ultrasound ablation surgery (FUAS).", "The fibroid uterine artery study (FUAS).", "FUAS"]
    both = glossary(FUAS, OTHER)
    assert both.for_article(texts, EN_ZH).find(texts[2], EN_ZH) == both.find(texts[2], EN_ZH)


def test_an_article_glossary_goes_one_way_and_leaves_the_glossary_it_came_from_alone() -> None:
    texts = ["Focused ultrasound ablation surgery (FUAS) works.", "FUAS heals."]
    plain = glossary(FUAS)
    before = plain.find(texts[1], EN_ZH)
    article = plain.for_article(texts, EN_ZH)
    assert plain.find(texts[1], EN_ZH) == before
    assert article.find("聚焦超声消融手术", ZH_EN) == plain.find("聚焦超声消融手术", ZH_EN)
    assert article.version == plain.version


@pytest.mark.parametrize(
    ("seed", "direction", "short", "mentions"),
    [
        ("yangtze-summit-2025.en.txt", EN_ZH, "FUAS", 6),
        ("yangtze-summit-2025.en.txt", EN_ZH, "ISMIVS", 3),
        ("jialing-stroke-forum-2026.zh.txt", ZH_EN, "WSEA", 1),
        ("jialing-stroke-forum-2026.zh.txt", ZH_EN, "DNT", 1),
    ],
)
def test_every_mention_in_the_seed_articles_asks_for_the_short_form(
    builtin: Glossary, seed: str, direction: Direction, short: str, mentions: int
) -> None:
    texts = [s.source for s in cut(read_file(SEEDS / seed))]
    article = builtin.for_article(texts, direction)
    terms = [t for text in texts for t in article.find(text, direction) if t.source == short]
    assert [(t.target, t.enforced) for t in terms] == [(short, True)] * mentions
