import pytest

from translator.briefs import DEFAULT_LIMITS, Counterpart, Limits, Written, size, write_brief
from translator.embeddings import lexical_embed
from translator.release import Article, Block, BlockKind, Brief, Issue, Language, ReleaseError, Segment

Paragraph = tuple[BlockKind, tuple[str, ...]]

ENGLISH: tuple[Paragraph, ...] = (
    (
        "body",
        (
            "CHONGQING, May 16 -- The 2026 Conference on Neuromodulation opened on May 16 in Chongqing, drawing "
            "more than 1,600 engineers from 27 countries.",
            "It carries the theme “Sharing the Future.”",
        ),
    ),
    ("caption", ("Experts visit the hall of 300 booths on May 16 in Chongqing.",)),
    ("credit", ("(Photo/Lin Yue)",)),
    (
        "body",
        (
            "“The brain is not an organ waiting to be repaired.",
            "We must listen to 100 billion neurons,” Tan said.",
            "However, costs remain high.",
        ),
    ),
    (
        "body",
        (
            "Forty-three hospitals have built a shared registry that now covers 5,280 patients.",
            "The interval between referral and implantation fell from 94 days to 38 days.",
            "Organizers signed 16 agreements worth 92 million yuan.",
            "The next conference will be held in Chengdu in 2027.",
            "A training center with 60 places will open in October.",
        ),
    ),
    ("contact", ("For 24-hour inquiries, write to press@icnt.example.",)),
    ("boilerplate", ("By using 1 of our 20 sites you agree to our use of cookies.",)),
)
CHINESE: tuple[Paragraph, ...] = (
    (
        "body",
        (
            "重庆5月16日电 2026国际神经调控大会5月16日在重庆悦来国际会议中心开幕，来自27个国家的1600余名专家参会。",
            "其中三成来自企业。",
        ),
    ),
    ("caption", ("图为专家5月16日参观300个展位。",)),
    ("body", ("“大脑不是等待修复的器官，", "我们要倾听1000亿个神经元。”谭元恒说。")),
    ("body", ("川渝43家医院共建登记平台，已纳入患者5280例。", "会上签署16项协议。", "下届大会将于2027年在成都举行。")),
)


def read(
    paragraphs: tuple[Paragraph, ...], language: Language, dateline: str | None = None, headline: str | None = None
) -> tuple[Article, tuple[Segment, ...]]:
    given: tuple[Paragraph, ...] = ((("headline", (headline,)),) if headline else ()) + paragraphs
    join = "" if language == "zh" else " "
    blocks = tuple(Block(kind, join.join(sentences)) for kind, sentences in given)
    cut = [(index, text) for index, (_, sentences) in enumerate(given) for text in sentences]
    return (
        Article("a", language, blocks, dateline),
        tuple(Segment(f"s{number}", index, text) for number, (index, text) in enumerate(cut)),
    )


def brief(article: Article, segments: tuple[Segment, ...], limits: Limits = DEFAULT_LIMITS) -> Brief:
    return write_brief(article, segments, lexical_embed, "n-grams", limits)


@pytest.fixture(params=["en", "zh"])
def story(request: pytest.FixtureRequest) -> tuple[Article, tuple[Segment, ...]]:
    if request.param == "en":
        return read(ENGLISH, "en", "CHONGQING, May 16 --")
    return read(CHINESE, "zh", "重庆5月16日电")


def test_every_sentence_and_bullet_stands_in_the_article_and_cites_its_segment(
    story: tuple[Article, tuple[Segment, ...]],
) -> None:
    by_id = {segment.id: segment for segment in story[1]}
    made = brief(*story)
    for line in (*made.sentences, *made.bullets):
        (said,) = (by_id[cite].source for cite in line.cites)
        assert said.endswith(line.source)
        assert line.target == ""
    assert made.headline.cites[0] in by_id


def test_the_lead_opens_the_brief_and_its_event_is_the_headline(story: tuple[Article, tuple[Segment, ...]]) -> None:
    made = brief(*story)
    dateline = story[0].dateline
    assert dateline
    assert made.sentences[0].source == story[1][0].source.removeprefix(dateline).strip()
    expected = {
        "en": "The 2026 Conference on Neuromodulation opened on May 16 in Chongqing",
        "zh": "2026国际神经调控大会5月16日在重庆悦来国际会议中心开幕",
    }
    assert made.headline.source == expected[story[0].language]
    assert made.headline.cites == (story[1][0].id,)


def test_the_brief_meets_its_limits_in_document_order_and_the_bullets_do_not_repeat_it(
    story: tuple[Article, tuple[Segment, ...]],
) -> None:
    made = brief(*story)
    language = story[0].language
    assert 2 <= len(made.sentences) <= 3
    assert DEFAULT_LIMITS.allow("brief", [line.source for line in made.sentences], language)
    assert 0 < size("headline", [made.headline.source], language) <= DEFAULT_LIMITS.most("headline", language)
    for lines in (made.sentences, made.bullets):
        places = [int(line.cites[0][1:]) for line in lines]
        assert places == sorted(places)
    assert not {line.source for line in made.sentences} & {line.source for line in made.bullets}


def test_captions_credits_contacts_and_boilerplate_never_enter(story: tuple[Article, tuple[Segment, ...]]) -> None:
    article, segments = story
    told = {segment.id for segment in segments if article.blocks[segment.block].kind == "body"}
    assert all(set(line.cites) <= told for line in brief(article, segments).lines)


def test_orphans_and_speech_stay_out_while_there_is_anything_else() -> None:
    made = brief(*read(ENGLISH, "en", "CHONGQING, May 16 --"))
    said = " ".join(line.source for line in made.lines)
    assert "However" not in said
    assert "It carries" not in said
    assert "neurons" not in said
    assert "not an organ" not in said
    assert len(made.bullets) == 3


def test_the_articles_own_headline_is_taken_whole() -> None:
    article, segments = read(ENGLISH, "en", "CHONGQING, May 16 --", "Brain conference opens in Chongqing")
    line = brief(article, segments).headline
    assert line.source == "Brain conference opens in Chongqing"
    assert line.cites == (segments[0].id,)


def test_the_same_article_gives_the_same_brief(story: tuple[Article, tuple[Segment, ...]]) -> None:
    assert brief(*story) == brief(*story)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("The forum opened.",)),
        ("en", ("The forum opened.", "Nine doctors spoke.")),
        ("en", ("The forum opened.", "Nine doctors spoke.", "It closed.")),
        ("zh", ("论坛开幕。",)),
        ("zh", ("论坛开幕。", "专家出席。")),
        ("zh", ("论坛开幕。", "专家出席。", "其中九人发言。")),
        ("en", ("Why?",)),
        ("zh", ("（摄影：林悦）",)),
    ],
)
def test_short_articles_give_fewer_lines(language: Language, texts: tuple[str, ...]) -> None:
    article, segments = read((("body", texts),), language)
    made = brief(article, segments)
    assert made.headline.source
    assert made.sentences[0].source == texts[0]
    lines = [line.source for line in (*made.sentences, *made.bullets)]
    assert len(lines) == len(set(lines)) <= len(texts)


def test_a_sentence_over_the_limit_is_never_cut_but_marked() -> None:
    article, segments = read((("body", ("The " + "very " * 90 + "long night ended.",)),), "en")
    (line,) = brief(article, segments).sentences
    assert line.source == segments[0].source
    assert [issue.severity for issue in line.issues] == ["warning"]


def test_an_article_of_captions_only_is_briefed_from_them() -> None:
    article, segments = read((("caption", ("Experts visit the hall.",)), ("credit", ("(Photo/Lin)",))), "en")
    assert brief(article, segments).sentences[0].source == "Experts visit the hall."


def test_an_article_without_a_sentence_says_what_to_do() -> None:
    article, segments = read((("boilerplate", ("All rights reserved.",)),), "en")
    with pytest.raises(ReleaseError, match="brief = false"):
        brief(article, segments)


def test_the_method_names_the_embedding() -> None:
    article, segments = read(ENGLISH, "en")
    assert brief(article, segments).method == "extractive, n-grams"
    assert "caller" in write_brief(article, segments, lexical_embed).method
    assert write_brief(article, segments[:1]).method.startswith("extractive, ")


def test_other_limits_are_met_too(story: tuple[Article, tuple[Segment, ...]]) -> None:
    limits = Limits(brief_en=25, brief_zh=60, headline_en=60, headline_zh=20, sentences=2, bullets=1)
    made = brief(*story, limits)
    language = story[0].language
    assert limits.allow("brief", [line.source for line in made.sentences], language)
    assert limits.allow("headline", [made.headline.source], language)
    assert len(made.bullets) == 1


def test_a_sentence_that_a_model_copied_stands_in_no_shape_twice() -> None:
    said = (
        "The summit opened in Chongqing on May 16 with 300 guests.",
        "Doctors from 12 countries attended the opening.",
    )
    article, segments = read((("body", said),), "en", headline="Summit opens")
    copy = Written(said[0], (segments[1].id,), "bart")
    brief = write_brief(article, segments, lexical_embed, "n-grams", sentences=[copy])
    for lines in (brief.sentences, brief.social):
        assert sorted(line.source for line in lines) == sorted(said)


def test_a_line_that_could_not_be_translated_has_no_words_of_the_wrong_language_and_keeps_its_issue() -> None:
    failure = Issue("engine", "error", "The engine failed.", "引擎失败。")
    article, segments = read(
        (("body", ("The summit opened in Chongqing with 300 guests.",)),), "en", headline="It opens"
    )
    other = Counterpart("zh", lambda texts: [("", (failure,)) for _ in texts])
    headline = write_brief(article, segments, lexical_embed, "n-grams", other=other).headline
    assert (headline.source, headline.target) == ("It opens", "")
    assert failure in headline.issues


def test_a_headline_whose_translation_is_a_part_says_so() -> None:
    whole = "峰会在重庆开幕，来自十二个国家的三百名医生和护士出席开幕式并签署十六项合作协议"
    article, segments = read(
        (("body", ("The summit opened in Chongqing with 300 guests.",)),), "en", headline="It opens"
    )
    other = Counterpart("zh", lambda texts: [(whole, ()) for _ in texts])
    headline = write_brief(article, segments, lexical_embed, "n-grams", other=other).headline
    assert headline.target == "峰会在重庆开幕"
    assert whole in headline.issues[0].message_zh
