"""Briefs in two languages: limits are met on both sides, by choosing and never by cutting."""

from __future__ import annotations

from collections.abc import Sequence

from translator.briefs import Counterpart, Limits, Written, write_brief
from translator.briefs.counterpart import Translated
from translator.embeddings import lexical_embed
from translator.release import Article, Block, Brief, Issue, Segment

BAD = Issue("numbers", "error", "Wrong.", "错误。")
STORY = (
    (
        "CHONGQING, May 16 -- The 2026 Conference on Neuromodulation opened on May 16 in Chongqing.",
        "重庆5月16日电 2026国际神经调控大会5月16日在重庆开幕。",
    ),
    (
        "Forty-three hospitals have built a shared registry that now covers 5,280 patients.",
        "43家医院共建登记平台，纳入5280例患者。",
    ),
    ("Organizers signed 16 agreements worth 92 million yuan.", "主办方签署16项协议，金额达9200万元。"),
    ("A training center with 60 places will open in October.", "可容纳60人的培训中心将于10月启用。"),
)


class Translator:
    """Answers from a table, and with a made-up sentence for the rest; remembers what it was asked."""

    def __init__(self, table: dict[str, str] | None = None) -> None:
        self.table = table or {}
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[Translated]:
        self.asked += texts
        return [(self.table.get(text, f"译{len(text)}"), ()) for text in texts]


class Always(Translator):
    """Answers the same to everything."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    def __call__(self, texts: Sequence[str]) -> list[Translated]:
        return [(self.answer, ()) for _ in texts]


def story(
    pairs: Sequence[tuple[str, str]] = STORY, headline: str = "", issues: dict[int, tuple[Issue, ...]] | None = None
) -> tuple[Article, tuple[Segment, ...]]:
    blocks = (*((Block("headline", headline),) if headline else ()), *(Block("body", source) for source, _ in pairs))
    given = [*([(headline, "")] if headline else []), *pairs]
    found = issues or {}
    segments = tuple(
        Segment(f"s{i}", i, source, target, "engine", issues=found.get(i, ()))
        for i, (source, target) in enumerate(given)
    )
    return Article("a", "en", blocks, "CHONGQING, May 16 --"), segments


def brief(
    article: Article,
    segments: tuple[Segment, ...],
    translator: Translator,
    limits: Limits | None = None,
    sentences: Sequence[Written] = (),
    headlines: Sequence[Written] = (),
) -> Brief:
    other = Counterpart("zh", translator, "重庆5月16日电")
    return write_brief(article, segments, lexical_embed, "n-grams", limits or Limits(), sentences, headlines, other)


def test_sentences_bring_the_translation_that_they_have_and_both_sides_leave_out_the_dateline() -> None:
    translator = Translator()
    made = brief(*story(), translator)
    assert made.sentences[0].source.startswith("The 2026 Conference")
    assert made.sentences[0].target == "2026国际神经调控大会5月16日在重庆开幕。"
    assert not {line.source for line in (*made.sentences, *made.bullets, *made.social)} & set(translator.asked)


def test_a_lead_whose_translation_has_no_dateline_that_is_known_is_translated_without_it() -> None:
    article, segments = story((("CHONGQING, May 16 -- The forum opened.", "重庆，论坛开幕。"), *STORY[1:]))
    made = brief(article, segments, Translator({"The forum opened.": "论坛开幕。"}), Limits(sentences=4))
    assert (made.sentences[0].source, made.sentences[0].target) == ("The forum opened.", "论坛开幕。")


def test_a_set_whose_translation_is_over_the_limit_is_not_the_brief() -> None:
    made = brief(*story(), Translator(), Limits(brief_zh=45))
    assert Limits(brief_zh=45).allow("brief", [line.target for line in made.sentences], "zh")
    assert len(made.sentences) == 2


def test_a_headline_whose_translation_is_too_long_gives_way_to_its_part_that_fits() -> None:
    headline = "Neuromodulation conference opens in Chongqing, seeking to carry technologies to the bedside"
    translator = Translator(
        {headline: "长" * 40, "Neuromodulation conference opens in Chongqing": "神经调控大会在渝开幕"}
    )
    made = brief(*story(headline=headline), translator)
    assert (made.headline.source, made.headline.target) == (
        "Neuromodulation conference opens in Chongqing",
        "神经调控大会在渝开幕",
    )
    assert made.headline.issues == ()


def test_where_no_translation_of_a_headline_fits_a_part_of_one_that_stands_alone_is_taken() -> None:
    headline = "Neuromodulation conference opens in Chongqing"
    long = "国际神经调控大会在重庆悦来国际会议中心隆重开幕，来自27个国家和地区的专家学者出席会议并发表演讲"
    made = brief(*story(headline=headline), Always(long))
    assert made.headline.target == "国际神经调控大会在重庆悦来国际会议中心隆重开幕"
    assert made.headline.source == headline


def test_of_sentences_of_like_worth_the_one_translated_without_error_is_taken() -> None:
    pairs = (
        STORY[0],
        ("The hall has 300 booths.", "展厅设300个展位。"),
        ("The park has 400 rooms.", "园区有400间客房。"),
    )
    limits = Limits(sentences=2, bullets=1, brief_en=20)
    for wrong, right in ((1, 2), (2, 1)):
        article, segments = story(pairs, issues={wrong: (BAD,)})
        made = brief(article, segments, Translator(), limits)
        assert made.sentences[-1].source == pairs[right][0]


def test_the_sentence_that_matters_is_taken_in_spite_of_its_faults() -> None:
    article, segments = story(issues={0: (BAD,)})
    made = brief(article, segments, Translator())
    assert made.standfirst
    assert made.standfirst.source == made.sentences[0].source == STORY[0][0].removeprefix("CHONGQING, May 16 -- ")
    assert made.standfirst.issues == (BAD,)


def test_what_is_wrong_is_marked_at_its_place_also_where_the_dateline_is_gone() -> None:
    source, target = STORY[0]
    spans = [(text.index(part), text.index(part) + len(part)) for text, part in ((source, "2026"), (target, "开幕"))]
    wrong = Issue("numbers", "warning", "Wrong.", "错误。", spans[0], spans[1])
    of_dateline = Issue("numbers", "warning", "Wrong.", "错误。", (0, 9), (0, 2))
    made = brief(*story(issues={0: (wrong, of_dateline)}), Translator())
    line = made.sentences[0]
    first, second = line.issues
    assert first.source_span
    assert first.target_span
    assert line.source[slice(*first.source_span)] == "2026"
    assert line.target[slice(*first.target_span)] == "开幕"
    assert second.source_span is None
    assert second.target_span is None


def test_a_post_holds_the_standfirst_where_it_fits() -> None:
    made = brief(*story(), Translator(), Limits(social_en=110))
    assert made.social == (made.standfirst,)


def test_a_shape_that_nothing_fits_has_the_headline_and_says_how_long_it_is() -> None:
    made = brief(*story(headline="Neuromodulation conference opens"), Translator(), Limits(social_en=10))
    (line,) = made.social
    assert line.source == "Neuromodulation conference opens"
    assert any("limit is 10" in issue.message for issue in line.issues)


def test_what_a_model_wrote_goes_first_is_translated_and_says_who_wrote_it() -> None:
    translator = Translator({"A conference in Chongqing drew 43 hospitals.": "43家医院参加重庆大会。"})
    made = brief(
        *story(),
        translator,
        sentences=[Written("A conference in Chongqing drew 43 hospitals.", ("s1", "s0"), "tiny-bart")],
    )
    (line,) = [line for line in made.sentences if line.writer]
    assert line.target == "43家医院参加重庆大会。"
    assert (line.cites, line.writer) == (("s1", "s0"), "tiny-bart")


def test_what_a_model_wrote_as_a_headline_serves_where_the_article_has_none() -> None:
    made = brief(
        *story(), Translator(), headlines=[Written("Brain conference opens in Chongqing", ("s0",), "tiny-bart")]
    )
    assert made.headline.source == "Brain conference opens in Chongqing"


def test_every_shape_is_within_both_limits_and_the_standfirst_is_one_sentence() -> None:
    limits = Limits()
    made = brief(*story(), Translator(), limits)
    assert made.standfirst is not None
    for side, language in ((lambda line: line.source, "en"), (lambda line: line.target, "zh")):
        assert limits.allow("headline", [side(made.headline)], language)
        assert limits.allow("standfirst", [side(made.standfirst)], language)
        assert limits.allow("brief", [side(line) for line in made.sentences], language)
        assert limits.allow("social", [side(line) for line in made.social], language)


def test_where_no_whole_sentence_fits_a_post_it_is_a_clause_of_one() -> None:
    lead = (
        "The Sixth International Forum on Focused Ultrasound opened on Friday in Guangzhou, capital of south China's "
        "Guangdong Province, drawing more than 1,300 clinicians from 34 countries and regions."
    )
    article, segments = story(((lead, "第六届聚焦超声国际论坛周五在广州开幕。"),))
    made = brief(article, segments, Translator(), Limits(social_en=100))
    (line,) = made.social
    assert line.source == "The Sixth International Forum on Focused Ultrasound opened in Guangzhou"
    assert line.target
