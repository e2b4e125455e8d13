from translator.reading.paragraphs import Paragraph
from translator.reading.structure import article_dateline, build_blocks, unpaired_quotes
from translator.release import Block

STORY = "CHONGQING, June 21 -- More than 500 experts gathered in Chongqing on Saturday for the opening of the summit."
MORE = "The agenda spanned 16 keynote lectures across gynecology, oncology, neuroscience and rehabilitation."


def kinds(*texts: str | Paragraph) -> list[str]:
    paragraphs = [text if isinstance(text, Paragraph) else Paragraph(text) for text in texts]
    return [block.kind for block in build_blocks(paragraphs)]


def test_the_first_short_line_without_a_final_mark_is_the_headline() -> None:
    assert kinds("Summit opens in Chongqing", STORY, MORE) == ["headline", "body", "body"]
    assert kinds("长江峰会在渝开幕 500余名专家参会", "重庆6月21日电 峰会21日开幕。") == ["headline", "body"]
    assert kinds("Can sound replace the scalpel?", STORY) == ["headline", "body"]


def test_a_story_that_begins_at_once_has_no_headline() -> None:
    assert kinds(STORY, MORE) == ["body", "body"]
    assert kinds("CHONGQING, June 21 --", MORE) == ["body", "body"]
    assert kinds("峰会今日开幕。", "专家发言。") == ["body", "body"]


def test_one_phrase_alone_is_body() -> None:
    assert kinds("Summit opens in Chongqing") == ["body"]


def test_the_headline_may_stand_below_a_release_stamp_and_above_a_byline() -> None:
    found = kinds("FOR IMMEDIATE RELEASE", "Contact: Jane Doe", "Summit opens in Chongqing", "By Qihai Deng", STORY)
    assert found == ["boilerplate", "contact", "headline", "credit", "body"]


def test_a_heading_of_the_markup_is_the_headline_even_with_a_final_mark() -> None:
    assert kinds(Paragraph("It works.", "headline"), STORY) == ["headline", "body"]
    assert kinds(Paragraph("It works.", "subhead"), STORY) == ["headline", "body"]


def test_short_lines_under_the_headline_and_between_paragraphs_are_subheads() -> None:
    assert kinds("Summit opens", "Experts from 24 countries attend", STORY, "Four zeros", MORE) == [
        "headline",
        "subhead",
        "body",
        "subhead",
        "body",
    ]
    assert kinds("峰会开幕", "峰会21日在重庆开幕。", "聚焦女性健康", "专家围绕妇科交流。") == [
        "headline",
        "body",
        "subhead",
        "body",
    ]


def test_short_lines_that_nothing_follows_or_that_are_a_list_are_body() -> None:
    assert kinds("Summit opens", STORY, "Dr. Lin Yue, president")[-1] == "body"
    assert kinds("Summit opens", STORY, "Opening", "Lunch", "Debate", MORE) == ["headline", *["body"] * 5]
    assert kinds("Summit opens", STORY, "- Opening", MORE)[2] == "body"
    assert kinds("Summit opens", STORY, Paragraph("Opening", "item"), MORE)[2] == "body"


def test_a_caption_with_its_credit_is_two_blocks() -> None:
    text = "More than 500 global experts and scholars gathered in Chongqing for this academic forum. (Photo/Qihai Deng)"
    assert build_blocks([Paragraph(text)]) == [
        Block("caption", "More than 500 global experts and scholars gathered in Chongqing for this academic forum."),
        Block("credit", "(Photo/Qihai Deng)"),
    ]


def test_a_long_paragraph_with_a_picture_credit_stays_body() -> None:
    text = f"{MORE} {MORE} {MORE} {MORE}"
    assert kinds(f"{text} (Photo/Qihai Deng)") == ["body", "credit"]


def test_a_byline_or_end_mark_after_the_story_is_set_apart() -> None:
    assert kinds("峰会将于周日闭幕。（记者 张三）") == ["body", "credit"]
    assert kinds("峰会将于周日闭幕。（完）") == ["body", "boilerplate"]


def test_a_whole_quotation_is_a_quote_also_over_several_paragraphs() -> None:
    assert kinds(STORY, "“This is a turning point for medicine.”") == ["body", "quote"]
    assert kinds("“We began with sound.", "“We ended without scars.”", MORE) == ["quote", "quote", "body"]
    assert kinds(Paragraph("This is a turning point.", "quote")) == ["quote"]
    assert kinds("“We began with sound,” he said. “And we go on.”") == ["body"]


def test_the_short_lines_after_a_contact_heading_belong_to_it() -> None:
    assert kinds(STORY, "Media contact:", "Jane Doe", "Summit Newsroom", "+86 23 5555 0100", "More at the venue.") == [
        "body",
        "contact",
        "contact",
        "contact",
        "contact",
        "body",
    ]
    assert kinds(STORY, Paragraph("Contact", "subhead"), "Jane Doe", "press@example.org")[1:] == ["contact"] * 3


def test_markup_does_not_hide_notices() -> None:
    assert kinds(STORY, Paragraph("All rights reserved.", "item"), Paragraph("Tel: 023-5555 0100", "item")) == [
        "body",
        "boilerplate",
        "contact",
    ]


def test_the_dateline_opens_the_story_and_stays_in_it() -> None:
    blocks = build_blocks([Paragraph("Summit opens"), Paragraph(STORY)])
    assert article_dateline(blocks) == "CHONGQING, June 21 --"
    assert blocks[1].text == STORY
    assert article_dateline([Block("body", MORE)]) is None


def test_a_dateline_far_down_is_none() -> None:
    assert article_dateline([Block("body", MORE), Block("body", MORE), Block("body", STORY)]) is None


def test_unpaired_quotes_are_named_by_block_but_a_quotation_that_goes_on_is_not() -> None:
    assert [i for i, _ in unpaired_quotes([Block("body", MORE), Block("body", 'He said: "This is it.')])] == [1]
    running = [Block("body", 'He said: "It began.'), Block("body", '"It goes on."'), Block("body", '"Yes," he said.')]
    assert unpaired_quotes(running) == []
    curly = [Block("quote", "“It began."), Block("quote", "“It went on."), Block("quote", "“It ended.”")]
    assert unpaired_quotes(curly) == []
