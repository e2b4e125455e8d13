import pytest

from translator.reading.html import decode_html, parse_html
from translator.release import ReleaseError

LEDE = (
    "CHONGQING, June 21 -- The 2025 Yangtze Summit opened in Yubei District on Saturday, drawing more than 500 experts "
    "from around the world to talk about surgery without scars."
)
BODY = (
    "The technique needs no incision and no radiation, said the president of the society, who has used it for years "
    "in three hospitals of the city."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Summit opens in Chongqing - iChongqing</title>
<style>p {{ color: red }}</style><script>var x = "<p>script</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News of the day</a></li></ul></nav>
<header><h1>Summit opens in Chongqing</h1></header>
<article><p>{LEDE}</p>
<figure><img src="a.jpg" alt="experts">
<figcaption>More than 500 experts gathered. (Photo/Qihai Deng)</figcaption></figure>
<h2>Four zeros</h2><p>{BODY.replace("no incision", "<em>no incision</em>")}</p>
<blockquote><p>This is a turning point.</p></blockquote>
<ul><li>16 keynote lectures</li><li>Two workshops</li></ul>
<table><tr><td>Patients</td><td>320,000</td></tr></table>
<p style="display:none">Hidden words.</p>
<div class="share"><a href="x">Share on Weibo</a> <a href="y">Share on WeChat</a></div>
<p>For any inquiries, please email <a href="mailto:service@example.org">service@example.org</a></p></article>
<aside><h3>Related</h3><ul><li><a href="/1">Hot pot festival opens for visitors this summer</a></li></ul></aside>
<footer><p>&copy; 2025 iChongqing. All rights reserved.</p></footer></body></html>"""


def parse(text: str) -> list[tuple[str, str | None]]:
    return [tuple(paragraph) for paragraph in parse_html(text, "a.html").paragraphs]


def test_the_article_is_read_in_order_and_what_stands_around_it_is_not() -> None:
    assert parse(PAGE) == [
        ("Summit opens in Chongqing", "headline"),
        (LEDE, None),
        ("More than 500 experts gathered. (Photo/Qihai Deng)", "caption"),
        ("Four zeros", "subhead"),
        (BODY, None),
        ("This is a turning point.", "quote"),
        ("16 keynote lectures", "item"),
        ("Two workshops", "item"),
        ("Patients", "item"),
        ("320,000", "item"),
        ("For any inquiries, please email service@example.org", None),
    ]


CHINESE_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>长江微创与无创医学峰会在渝开幕_重庆日报网</title></head><body><form id="aspnet">
<div class="nav"><a href="/">首页</a> | <a href="/n">新闻</a> | <a href="/y">医疗</a></div>
<div id="content"><h1>长江微创与无创医学峰会在渝开幕</h1><div class="info">2025-06-21 10:30　来源：重庆日报</div>
<p>　　重庆6月21日电（记者 邓启海）2025长江微创与无创医学峰会21日在渝北区开幕，500余名专家交流新闻与医疗技术。</p>
<p style="text-align:center"><img src="1.jpg"></p><p style="text-align:center">专家们在开幕式现场。</p>
<p>　　峰会围绕妇科、肿瘤、神经科学等领域<br>　　设置16场主旨报告。</p><p>　　责任编辑：王五</p></div>
<div class="footer">版权所有 重庆日报</div></form></body></html>"""


def test_a_chinese_page_keeps_its_text_its_meta_line_and_the_caption_under_its_picture() -> None:
    assert parse(CHINESE_PAGE) == [
        ("长江微创与无创医学峰会在渝开幕", "headline"),
        ("2025-06-21 10:30 来源：重庆日报", None),
        (
            "重庆6月21日电（记者 邓启海）2025长江微创与无创医学峰会21日在渝北区开幕，500余名专家交流新闻与医疗技术。",
            None,
        ),
        ("专家们在开幕式现场。", "caption"),
        ("峰会围绕妇科、肿瘤、神经科学等领域", None),
        ("设置16场主旨报告。", None),
        ("责任编辑：王五", None),
    ]


def test_the_declared_encoding_is_used_and_a_wrong_one_is_not() -> None:
    assert decode_html(CHINESE_PAGE.encode("gb18030"), "a.html") == CHINESE_PAGE
    assert decode_html(CHINESE_PAGE.encode("utf-8-sig"), "a.html") == CHINESE_PAGE
    claimed = CHINESE_PAGE.replace("gb2312", "utf-8")
    assert decode_html(claimed.encode("gb18030"), "a.html") == claimed


def test_a_tiny_page_is_read_paragraph_by_paragraph() -> None:
    assert parse("<h1>峰会开幕</h1><p>峰会在重庆开幕。</p><p>专家发言。</p>") == [
        ("峰会开幕", "headline"),
        ("峰会在重庆开幕。", None),
        ("专家发言。", None),
    ]
    assert parse("<p>The summit opened.</p>") == [("The summit opened.", None)]


def test_words_that_stand_in_the_menu_and_in_the_story_are_read_once() -> None:
    page = PAGE.replace("<nav>", "<div class='menu'><a href='/h'>three hospitals</a></div><nav>")
    assert [text for text, _ in parse(page)] == [text for text, _ in parse(PAGE)]


def test_a_link_in_a_sidebar_to_the_article_itself_is_not_read() -> None:
    link = "<div class='sidebar'><ul><li><a href='/p'>Summit opens in Chongqing</a></li></ul></div>"
    assert parse(PAGE.replace("<aside>", link + "<aside>")) == parse(PAGE)


def test_a_page_without_any_frame_keeps_the_heading_above_its_story() -> None:
    nav = "<ul class='nav'><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul>"
    page = (
        f"<html><body>{nav}<h2>Summit opens</h2><p>{LEDE}</p><p>{BODY}</p><div id='footer'>Imprint</div></body></html>"
    )
    assert parse(page) == [("Summit opens", "headline"), (LEDE, None), (BODY, None)]


def test_without_a_heading_the_title_without_the_site_is_the_headline() -> None:
    page = PAGE.replace("<header><h1>Summit opens in Chongqing</h1></header>", "")
    assert parse(page)[0] == ("Summit opens in Chongqing", "headline")
    assert parse(page.replace("Summit opens in Chongqing - iChongqing", "Untitled Document"))[0] == (LEDE, None)


def test_the_name_of_the_site_in_an_h1_is_not_the_headline() -> None:
    page = PAGE.replace("<h1>Summit opens in Chongqing</h1>", "<h1>iChongqing</h1>")
    assert parse(page)[0] == ("Summit opens in Chongqing", "headline")


def test_entities_and_source_line_breaks_leave_plain_text() -> None:
    assert parse("<p>The&nbsp;summit\n  opened in Yu&shy;bei.</p><p>峰会在\n重庆开幕。</p>") == [
        ("The summit opened in Yubei.", None),
        ("峰会在重庆开幕。", None),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav><a href=a>Home</a></nav><form><input name=u><button>Log in</button></form></body></html>",
        "<html><head><title>App</title></head><body><noscript>Wait.</noscript><script>run()</script></body></html>",
        "<html></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_an_article_is_an_error(page: str) -> None:
    with pytest.raises(ReleaseError, match=r"a\.html: no article"):
        parse_html(page, "a.html")


def test_deep_nesting_is_no_trouble() -> None:
    assert parse("<div>" * 200 + "<p>The summit opened.</p>" + "</div>" * 200) == [("The summit opened.", None)]
    with pytest.raises(ReleaseError, match="no article"):
        parse("<div>" * 5000 + "<p>The summit opened.</p>" + "</div>" * 5000)
