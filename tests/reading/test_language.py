import pytest

from translator.reading.language import detect_language, name_block
from translator.reading.scripts import is_traditional, weigh
from translator.release import Block, Language, ReleaseError

ENGLISH = "More than 500 experts gathered in Chongqing for the opening of the summit, and they will stay until Monday."
CHINESE = "2025长江微创与无创医学峰会21日在重庆市渝北区开幕，来自全球的500余名专家学者参会，围绕妇科肿瘤等领域交流。"
FRENCH = "Plus de cinq cents experts du monde entier se sont réunis à Chongqing pour le sommet de la médecine."


def detect(*texts: str, given: Language | None = None) -> tuple[str, list[str]]:
    return detect_language([Block("body", text) for text in texts], "a.txt", given)


def test_english_and_chinese_are_told() -> None:
    assert detect(ENGLISH) == ("en", [])
    assert detect(CHINESE) == ("zh", [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        ("Ouverture du sommet à Chongqing", "French"),
        (
            "Mehr als fünfhundert Fachleute aus aller Welt kamen nach Chongqing, um über die Zukunft zu sprechen.",
            "German",
        ),
        ("Más de quinientos expertos se reunieron en Chongqing para hablar de la cirugía sin cicatrices.", "Spanish"),
        ("Mais de quinhentos especialistas reuniram-se em Chongqing para discutir o futuro da cirurgia.", "Portuguese"),
        ("Oltre cinquecento esperti si sono riuniti a Chongqing per discutere del futuro della chirurgia.", "Italian"),
        (
            "Meer dan vijfhonderd deskundigen kwamen in Chongqing bijeen om over de toekomst van het vak te praten.",
            "Dutch",
        ),
        (
            "Hơn năm trăm chuyên gia đã tập trung tại Trùng Khánh để thảo luận về tương lai của phẫu thuật.",
            "Vietnamese",
        ),
        ("Lebih dari lima ratus pakar berkumpul di Chongqing untuk membahas masa depan bedah.", "Indonesian"),
        (
            "Ponad pięciuset ekspertów spotkało się w Chongqing, aby rozmawiać o przyszłości, która jest nasza.",
            "Polish",
        ),
        ("重慶で低侵襲医療のサミットが開幕し、世界から500人以上の専門家が集まった。", "Japanese"),
        ("충칭에서 최소침습 의학 정상회의가 개막했다.", "Korean"),
        ("В Чунцине открылся саммит по малоинвазивной медицине.", "Russian or another language in Cyrillic"),
        ("افتتحت القمة في تشونغتشينغ بمشاركة أكثر من خمسمائة خبير.", "Arabic"),
    ],
)
def test_another_language_is_an_error_that_names_it(text: str, language: str) -> None:
    with pytest.raises(ReleaseError, match=f"a.txt: the text looks like {language}"):
        detect(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("聚焦超声消融手术（Focused Ultrasound Ablation Surgery，FUAS）由重庆研发。", "zh"),
        ("WHO、FDA、EMA与NMPA四方签署MoU", "zh"),
        ("IL-6、TNF-α和CRP水平下降", "zh"),
        ("Zhang Zhongjing (张仲景) wrote the Shanghan Lun (伤寒论) in the Han dynasty.", "en"),
        ("Dr. Maria de la Cruz of La Paz spoke of El Alto and Los Angeles to the crowd", "en"),
        ("TNF-α and β-catenin levels fell in patients on the drug", "en"),
        ("SUMMIT OPENS IN THE CITY OF CHONGQING", "en"),
    ],
)
def test_names_terms_and_abbreviations_do_not_mislead(text: str, language: str) -> None:
    assert detect(text) == (language, [])


@pytest.mark.parametrize(
    "text", ["Maria de la Cruz", "Philippe Descamps, Xu Yongzhu", "FUAS", "Photo/Qihai Deng", "2025"]
)
def test_names_alone_tell_no_language(text: str) -> None:
    assert weigh(text).language is None


def test_a_block_in_another_language_is_kept_and_named() -> None:
    language, warnings = detect(ENGLISH, ENGLISH, FRENCH, ENGLISH, ENGLISH)
    assert language == "en"
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "Paragraph 3 (“Plus de cinq cents experts du…”) looks like French; the article is English."
    )


def test_a_chinese_block_in_an_english_article_is_named() -> None:
    language, warnings = detect(ENGLISH, "重庆峰会今日开幕，专家云集。", ENGLISH)
    assert language == "en"
    assert "Paragraph 2 (“重庆峰会今日开幕，专家云集。”) looks like Chinese" in warnings[0]


def test_an_english_block_in_a_chinese_article_is_named() -> None:
    language, warnings = detect(CHINESE, CHINESE, "The summit will be held in Chongqing again.", CHINESE)
    assert language == "zh"
    assert "Paragraph 3" in warnings[0]
    assert "looks like English" in warnings[0]


def test_a_block_with_both_languages_is_named_as_mixed() -> None:
    mixed = "More than 500 experts gathered in Chongqing for the summit. 来自全球的五百余名专家学者齐聚重庆参加峰会。"
    _, warnings = detect(ENGLISH, ENGLISH, mixed, ENGLISH)
    assert "Paragraph 3" in warnings[0]
    assert "is partly Chinese" in warnings[0]


def test_credits_and_notices_in_another_language_do_not_count() -> None:
    blocks = [Block("body", CHINESE), Block("credit", "Photo by the staff of the Summit Newsroom in Chongqing")]
    notice = Block("boilerplate", "By continuing to browse this site you agree to our use of cookies and to the terms.")
    assert detect_language([*blocks, notice, notice], "a.txt") == ("zh", [])


def test_half_and_half_is_an_error_unless_the_source_is_named() -> None:
    with pytest.raises(ReleaseError, match="half English and half Chinese"):
        detect(ENGLISH, CHINESE)
    language, warnings = detect(ENGLISH, CHINESE, given="zh")
    assert language == "zh"
    assert "Paragraph 1" in warnings[0]


def test_a_named_language_is_believed_unless_it_is_plainly_wrong() -> None:
    assert detect("FUAS", given="en") == ("en", [])
    with pytest.raises(ReleaseError, match="looks like English, not like Chinese"):
        detect(ENGLISH, given="zh")
    with pytest.raises(ReleaseError, match="looks like French, not like English"):
        detect(FRENCH, given="en")
    with pytest.raises(ReleaseError, match="no Chinese characters"):
        detect("Philippe Descamps", given="zh")


def test_numbers_alone_are_no_text() -> None:
    with pytest.raises(ReleaseError, match="no words"):
        detect("2025 --- 43% 320,000")


def test_traditional_characters_give_a_warning() -> None:
    language, warnings = detect("重慶醫科大學附屬醫院的專家參加了國際醫學高峰會，討論無創手術的發展。")
    assert language == "zh"
    assert warnings == [
        "The text is in traditional Chinese characters. The translation is made for simplified characters, "
        "and the glossary may miss terms."
    ]


def test_one_traditional_block_is_named() -> None:
    _, warnings = detect(CHINESE, CHINESE, "國際醫學會議開幕")
    assert len(warnings) == 1
    assert warnings[0].startswith("Paragraph 3 (“國際醫學會議開幕”) is in traditional")


def test_simplified_text_with_a_traditional_name_is_not_traditional() -> None:
    assert not is_traditional(CHINESE + "龍")


def test_a_block_is_named_by_its_number_and_first_words() -> None:
    assert name_block(6, "President of ISMIVS Professor Philippe Descamps, who") == (
        "Paragraph 6 (“President of ISMIVS Professor Philippe…”)"
    )
    assert name_block(1, "重庆" * 40) == "Paragraph 1 (“重庆重庆重庆重庆重庆重庆重庆重庆…”)"
    assert name_block(2, "FUAS") == "Paragraph 2 (“FUAS”)"
