import pytest

from translator.glossary import TermEntry
from translator.glossary.introductions import Introduction, introductions
from translator.release import Language, Span

FUAS = TermEntry("t1", "focused ultrasound ablation surgery", "聚焦超声消融手术", abbr_en=("FUAS",))
HOSPITAL = TermEntry("t2", "Second Hospital of Chongqing", "重庆医科大学附属第二医院", "pn")
ALLIANCE = TermEntry("t3", "alliance", "联盟")
WHO = TermEntry("t4", "World Health Organization", "世界卫生组织", "pn")
COPD = TermEntry("t5", "chronic obstructive pulmonary disease", "慢性阻塞性肺疾病")


def known(text: str) -> list[tuple[Span, TermEntry]]:
    """Where the entries above stand, by their characters."""
    entries = (FUAS, HOSPITAL, ALLIANCE, WHO, COPD)
    places = [(text.find(form), form, e) for e in entries for form in (e.en, e.zh)]
    return [((at, at + len(form)), e) for at, form, e in places if at >= 0]


def found(text: str, language: Language) -> list[tuple[str | None, str]]:
    return [(i.long, i.short) for i in introductions([text], language, known)]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "It highlighted Focused Ultrasound Ablation Surgery (FUAS)—a technology",
            "Focused Ultrasound Ablation Surgery",
            "FUAS",
        ),
        ("Here FUAS (focused ultrasound ablation surgery) is used", "focused ultrasound ablation surgery", "FUAS"),
        (
            "Co-hosted by the International Society of Minimally Invasive and Virtual Surgery (ISMIVS) and others",
            "International Society of Minimally Invasive and Virtual Surgery",
            "ISMIVS",
        ),
        ('aid from the Rhine Antimicrobial Fund (the "Fund")', "Rhine Antimicrobial Fund", "Fund"),
        ("the Rhine Antimicrobial Fund (hereinafter the Fund)", "Rhine Antimicrobial Fund", "Fund"),
        ("the median door-to-needle time (DNT, in minutes) fell", "door-to-needle time", "DNT"),
        (
            "magnetic resonance-guided focused ultrasound (MRgFUS)",
            "magnetic resonance-guided focused ultrasound",
            "MRgFUS",
        ),
        ("two randomized controlled trials (RCTs)", "randomized controlled trials", "RCT"),
        (
            "the African-Arab Congress on Interventional Cardiology (AACIC)",
            "African-Arab Congress on Interventional Cardiology",
            "AACIC",
        ),
        (
            "the Northeast Asia Critical Ultrasound Study Group (NEACUS)",
            "Northeast Asia Critical Ultrasound Study Group",
            "NEACUS",
        ),
        (
            "the International Conference on Clinical Translation of Neurotechnology (ICNT 2026)",
            "International Conference on Clinical Translation of Neurotechnology",
            "ICNT",
        ),
        (
            "the Global Alliance for Vaccines and Immunization (Gavi)",
            "Global Alliance for Vaccines and Immunization",
            "Gavi",
        ),
    ],
)
def test_an_english_name_starts_where_the_letters_of_its_short_form_say(text: str, long: str, short: str) -> None:
    assert found(text, "en") == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "gathered for this academic forum. (Photo/Qihai Deng)",
        "Professor Li (right) and his team (left)",
        "a pressure of 120 (mmHg) in 2025 (2025)",
        "1.8 billion yuan (about 250 million U.S. dollars)",
        "the Expert Consensus (2025 edition)",
        "its chief, Jane Doe (CEO), of Chengdu (AFP)",
        "the company (NASDAQ: ABCD)",
        "Zelvantra (ortimexant) and nucleos(t)ide",
        "a hazard ratio of 2.61 (95 percent CI 1.94 to 3.52)",
        "Phase II (II)",
        "odd () (,) (, ) ( ; ) ((FUAS)",
    ],
)
def test_other_english_brackets_introduce_nothing(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("它采用聚焦超声消融手术（FUAS）治疗", "聚焦超声消融手术", "FUAS"),
        ("它采用聚焦超声消融手术(FUAS)治疗", "聚焦超声消融手术", "FUAS"),
        ("FUAS（聚焦超声消融手术）是", "聚焦超声消融手术", "FUAS"),
        ("患者在重庆医科大学附属第二医院（以下简称“重医附二院”）", "重庆医科大学附属第二医院", "重医附二院"),
        ("患者在重庆医科大学附属第二医院（简称：重医附二院）", "重庆医科大学附属第二医院", "重医附二院"),
        ("成立“健康丝路联合会”（HSRA）", "健康丝路联合会", "HSRA"),
        ("大会由西部卒中急救联盟（WSEA）主办", None, "WSEA"),
        ("第十届大会（CIDP 2026）开幕", None, "CIDP"),
    ],
)
def test_a_chinese_name_starts_where_the_glossary_or_a_quotation_mark_says(
    text: str, long: str | None, short: str
) -> None:
    assert found(text, "zh") == [(long, short)]


def test_a_bracket_may_give_the_name_in_the_other_language_and_two_short_forms() -> None:
    (who,) = introductions(["世界卫生组织（World Health Organization，WHO）"], "zh", known)
    assert (who.long, who.short, who.translation, who.entry) == (
        "世界卫生组织", "WHO", "World Health Organization", WHO,
    )  # fmt: skip
    assert found("慢性阻塞性肺疾病（COPD，简称慢阻肺病）", "zh") == [
        ("慢性阻塞性肺疾病", "COPD"),
        ("慢性阻塞性肺疾病", "慢阻肺病"),
    ]


def test_a_chinese_name_that_recurs_after_other_words_has_its_beginning_there() -> None:
    texts = ["论坛暨西部卒中急救联盟（WSEA）年会开幕。", "论坛期间，西部卒中急救联盟签署协议。"]
    (wsea,) = introductions(texts, "zh", known)
    assert (wsea.long, wsea.entry) == ("西部卒中急救联盟", None)
    (none,) = introductions(["重庆医科大学第一医院（CQFH）", "四川医科大学第一医院"], "zh")
    assert none.long != "医科大学第一医院"


@pytest.mark.parametrize(
    "text",
    [
        "专家们在主论坛上聆听报告。（摄影：罗听雨）",
        "图为王医师（右）",
        "西部卒中急救联盟（简称“急救联盟”）成立",
        "西部卒中急救联盟（以下简称“联盟”）成立",
        "费用为1.86万元（约合2590美元）",
        "《专家共识（2025版）》和全省88个县（市、区）",
        "风险比1.22（95%置信区间1.13至1.32）",
        "第二期（II）",
        "慢性阻塞性肺疾病（COPD，占12%）",
    ],
)
def test_other_chinese_brackets_and_names_of_which_only_the_end_is_known_introduce_nothing(text: str) -> None:
    assert found(text, "zh") == []


def test_letters_of_a_name_in_a_third_language_are_a_short_form_without_a_long_one() -> None:
    assert found("hosted by the Río de la Plata Respiratory Foundation (FRRP)", "en") == [(None, "FRRP")]
    assert found("hosted by Philippe Descamps (FRRP)", "en") == []


def test_an_introduction_says_where_it_is_found() -> None:
    texts = ["A day.", "With focused ultrasound ablation surgery (FUAS)"]
    assert introductions(texts, "en", known) == (
        Introduction(1, "FUAS", (42, 46), "focused ultrasound ablation surgery", (5, 40), FUAS),
    )
    assert introductions([], "en") == ()
