from translator.reading.markdown import parse_markdown
from translator.reading.paragraphs import Paragraph

LONG = (
    "CHONGQING, June 21 -- More than 500 experts gathered in Chongqing on Saturday for the opening of the summit, "
    "which will last for three days."
)


def parse(text: str) -> list[tuple[str, str | None]]:
    return [tuple(paragraph) for paragraph in parse_markdown(text).paragraphs]


def test_headings_are_headline_and_subheads() -> None:
    assert parse("# Summit opens\n\nExperts came.\n\n## Four zeros\n\nNo scars.\n") == [
        ("Summit opens", "headline"),
        ("Experts came.", None),
        ("Four zeros", "subhead"),
        ("No scars.", None),
    ]
    assert parse("Summit opens\n===\n\nExperts came.\n")[0] == ("Summit opens", "headline")


def test_a_heading_after_the_story_began_is_a_subhead() -> None:
    assert parse(f"{LONG}\n\n# Four zeros\n\nNo scars.\n")[1] == ("Four zeros", "subhead")


def test_marks_are_stripped_to_the_text() -> None:
    text = (
        'The **summit** *opened* in [Chongqing](https://a.org "city") with `FUAS`, ~~no~~ <b>bold</b> &amp; &shy;more.'
    )
    assert parse(text) == [("The summit opened in Chongqing with FUAS, no bold & more.", None)]


def test_a_list_is_one_paragraph_an_item_and_a_table_one_a_cell() -> None:
    assert parse("- 16 lectures\n- two\n  workshops\n\n1. Opening\n\n| a | b |\n|---|---|\n| c | d |\n") == [
        ("16 lectures", "item"),
        ("two workshops", "item"),
        ("Opening", "item"),
        ("a", "item"),
        ("b", "item"),
        ("c", "item"),
        ("d", "item"),
    ]


def test_a_block_quote_is_a_quote() -> None:
    assert parse("> This is a\n> turning point.\n") == [("This is a turning point.", "quote")]


def test_an_image_and_the_emphasised_line_under_it_are_captions() -> None:
    assert parse("![Guests talk during a break](a.jpg)\n\n*Guests talk. (Photo/Qihai Deng)*\n\nExperts came.\n") == [
        ("Guests talk during a break", "caption"),
        ("Guests talk. (Photo/Qihai Deng)", "caption"),
        ("Experts came.", None),
    ]
    assert parse("![](a.jpg)\n图为开幕式现场。\n") == [("图为开幕式现场。", "caption")]
    assert parse("![IMG_2034.jpg](a.jpg 'Guests talk')\n") == [("Guests talk", "caption")]


def test_emphasis_elsewhere_is_no_caption() -> None:
    assert parse("*This matters.*\n") == [("This matters.", None)]


def test_wrapped_lines_are_joined_and_long_lines_are_paragraphs() -> None:
    assert parse("The summit opened\nin Chongqing.\n") == [("The summit opened in Chongqing.", None)]
    assert parse("峰会在\n重庆开幕。\n") == [("峰会在重庆开幕。", None)]
    assert parse(f"{LONG}\n{LONG}\nPhoto/Qihai Deng\n") == [(LONG, None), (LONG, None), ("Photo/Qihai Deng", None)]


def test_a_hard_break_parts_lines() -> None:
    assert parse("Jane Doe  \nSummit Newsroom\\\npress@example.org\n") == [
        ("Jane Doe", None),
        ("Summit Newsroom", None),
        ("press@example.org", None),
    ]


def test_the_title_of_front_matter_is_the_headline_and_its_rest_is_left_out() -> None:
    assert parse('---\ntitle: "Summit opens"\ntags: [a, b]\n---\nExperts came.\n') == [
        ("Summit opens", "headline"),
        ("Experts came.", None),
    ]


def test_html_inside_is_read_and_its_comments_are_not() -> None:
    text = (
        "<figure><img src='a.jpg'><figcaption>Guests talk.</figcaption></figure>\n\n<!-- draft -->\n\nExperts came.\n"
    )
    assert parse_markdown(text).paragraphs == (Paragraph("Guests talk.", "caption"), Paragraph("Experts came."))
