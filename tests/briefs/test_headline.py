import pytest

from translator.briefs.headline import derived_headlines, own_headlines, shortest_clause
from translator.briefs.scoring import Scored, Sentence, score_sentences
from translator.embeddings import lexical_embed
from translator.release import Language

MOST: dict[Language, int] = {"en": 90, "zh": 28}


def scored(language: Language, *texts: str) -> list[Scored]:
    sentences = [Sentence(f"s{i}", text, text, i) for i, text in enumerate(texts)]
    return score_sentences(sentences, language, texts[0], lexical_embed)[0]


@pytest.mark.parametrize(
    ("headline", "language", "kept"),
    [
        ("Forum opens in Wuhan", "en", "Forum opens in Wuhan"),
        (
            "International neuromodulation conference opens in Chongqing, seeking to carry technologies to the bedside",
            "en",
            "International neuromodulation conference opens in Chongqing",
        ),
        (
            "Dutar, sheng and throat singing: Samarkand festival hands prize to trio who met by chance in a hotel",
            "en",
            "Samarkand festival hands prize to trio who met by chance in a hotel",
        ),
        ("老年护理与安宁疗护国际论坛在渝闭幕 与会专家呼吁守护有尊严的晚年", "zh", "老年护理与安宁疗护国际论坛在渝闭幕"),
    ],
)
def test_the_articles_own_headline_is_kept_or_parted_where_it_may_end(
    headline: str, language: Language, kept: str
) -> None:
    assert own_headlines(headline, language, MOST[language])[0] == kept


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        (
            "Moving children with bone infections to pills after three days is as safe as weeks on drips, trial finds",
            "en",
        ),
        (
            "Diagnosis of rare nerve disorders now takes half as long, but drugs still stop at the hospital door today",
            "en",
        ),
        ("波兰青年医生凭濒危下肢救治病例 夺得维也纳血管外科病例大赛冠军", "zh"),
        ("亚太介入肿瘤学大会：介入应与手术、放疗、药物并列为肿瘤治疗“第四支柱”", "zh"),
    ],
)
def test_a_headline_that_cannot_be_parted_safely_is_not_used(headline: str, language: Language) -> None:
    assert own_headlines(headline, language, MOST[language]) == []


def test_the_lead_gives_the_headline_where_a_clause_of_it_fits() -> None:
    lead = (
        "The Sixth International Forum on Focused Ultrasound opened on Friday in Guangzhou, capital of south China's "
        "Guangdong Province, drawing more than 1,300 clinicians from 34 countries and regions."
    )
    line = derived_headlines(scored("en", lead, "Costs fell.", "A vote was taken at noon."), lead, "en", 90)[0]
    assert line.source == "The Sixth International Forum on Focused Ultrasound opened in Guangzhou"
    assert line.cites == ("s0",)


def test_another_sentence_gives_it_where_the_lead_cannot_be_shortened() -> None:
    lead = (
        "A surgeon seated at a console in the south of the country removed a tumor from a patient far away in the north"
    )
    line = derived_headlines(scored("en", lead + ".", "The device costs 20 dollars."), lead, "en", 90)[0]
    assert line.source == "The device costs 20 dollars"
    assert line.cites == ("s1",)


def test_speech_gives_it_only_where_nothing_else_fits() -> None:
    sentences = [
        Sentence("s0", "“We won.”", "“We won.”", 0, speech=0.8),
        Sentence("s1", "The team won the cup.", "The team won the cup.", 1),
    ]
    found = score_sentences(sentences, "en", "We won", lexical_embed)[0]
    assert derived_headlines(found, "We won", "en", 90)[0].source == "The team won the cup"


def test_a_name_stands_in_where_no_clause_fits() -> None:
    text = "in the Red River Oncology Hospital " + "nobody knows what the doctors of the north had wanted " * 3
    line = derived_headlines(scored("en", text + "."), text, "en", 90)[0]
    assert line.source == "Red River Oncology Hospital"


def test_where_nothing_fits_the_shortest_stands_whole() -> None:
    text = "谁也不知道北方的医生们当时想要的究竟是什么样的东西以及为什么想要那样的东西。"
    found = scored("zh", text)
    assert derived_headlines(found, text, "zh", 10) == []
    assert shortest_clause(found, "zh").source == text.rstrip("。")
