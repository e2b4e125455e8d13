import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.markup import read_page, shown_text
from translator.markup.page import read_items
from translator.markup.tokens import tokenize
from translator.office.office import Office
from translator.release import Direction, Segment, Term
from translator.server import libre
from translator.server.settings import ServerSettings

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@dataclass(frozen=True)
class Done:
    text: str
    segments: tuple[Segment, ...] = ()


def put(html: str, known: dict[str, str], direction: Direction = EN_ZH) -> str:
    page = read_page(html, direction)
    assert set(page.texts) == set(known)
    return page.written([Done(known[text]) for text in page.texts])


class Tree(HTMLParser):
    """The path of every tag, with its attributes, and of every comment; and the text as a reader sees it."""

    VOID = ("br", "img", "wbr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paths: Counter[tuple[str, ...]] = Counter()
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = f"{tag} {attrs}"
        self.paths[(*self._open, name)] += 1
        if tag not in self.VOID:
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().split(" ")[0] == tag

    def handle_comment(self, data: str) -> None:
        self.paths[(*self._open, f"<!--{data}-->")] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


WORDS = st.sampled_from(["Hello world. ", "the city", " 42", " & ", "\n  ", "WHO ", "", "It rained.", "<3 "]).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
INLINE = ["b", "a href='x?a=1&amp;b=2'", "em class=x", "span", 'x-tag id="1"', "code", "i translate=no"]
BLOCK = ["p", "div id=1", "li", "td", "pre", "div class='a notranslate'"]


def element(names: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, inside: f"<{tag}>{inside}</{tag.split()[0]}>", st.sampled_from(names), inner)


LEAVES = st.one_of(WORDS, st.sampled_from(["<br>", '<img src="a">', "<!-- b<i>c -->", "<wbr>"]))
SENTENCES = st.recursive(
    LEAVES, lambda inner: st.lists(st.one_of(inner, element(INLINE, inner)), max_size=4).map("".join), max_leaves=8
)
PAGES = st.recursive(
    SENTENCES,
    lambda inner: st.lists(st.one_of(inner, element(BLOCK, inner), element(INLINE, inner)), max_size=4).map("".join),
    max_leaves=12,
)
TARGETS = st.lists(st.sampled_from(["世界", "你好", "42", "<b>&", "。", "WHO", " ", "城市", "，"]), max_size=8).map(
    "".join
)


@given(PAGES, st.data())
@settings(max_examples=100, deadline=None)
def test_every_tag_stays_in_the_elements_that_it_was_in(html: str, data: st.DataObject) -> None:
    page = read_page(html, EN_ZH)
    answer = page.written([Done(data.draw(TARGETS)) for _ in page.texts])
    assert Tree(answer).paths == Tree(html).paths


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_what_is_not_translated_stays_to_the_last_character(html: str) -> None:
    page = read_page(html, EN_ZH)
    assert page.written([Done(text) for text in page.texts]) == html
    assert read_page(html, ZH_EN).texts == ()


@given(st.text(alphabet="<>/!-=\"' ab&;pP\n", max_size=60), st.data())
@settings(max_examples=100, deadline=None)
def test_broken_html_loses_no_tag_either(html: str, data: st.DataObject) -> None:
    assert "".join(token.raw for token in tokenize(html)) == html
    assert "".join(item.raw for item in read_items(html)) == html
    page = read_page(html, EN_ZH)
    answer = page.written([Done(data.draw(TARGETS)) for _ in page.texts])
    assert _tags(answer) == _tags(html)


def _tags(html: str) -> Counter[str]:
    return Counter(token.raw for token in tokenize(html) if token.kind != "text")


def test_tags_go_round_the_words_that_translate_theirs_and_may_change_places() -> None:
    html = "<p>The <b>hospital</b> opened in <a href='x'>Beijing</a>.</p>"
    known = {"The hospital opened in Beijing.": "北京的医院开业了。"}
    assert put(html, known) == "<p><a href='x'>北京</a>的<b>医院</b>开业了。</p>"
    back = "<p><a href='x'>北京</a>的<b>医院</b>开业了。</p>"
    english = {"北京的医院开业了。": "The hospital in Beijing opened."}
    assert put(back, english, ZH_EN) == "<p>The <b>hospital</b> in <a href='x'>Beijing</a> opened.</p>"


def test_pictures_and_comments_stay_beside_the_words_and_marks_that_they_stood_by() -> None:
    known = {"It has 40 doctors. See them.": "有40名医生。看看他们。"}
    answer = put("It has <img src=x>40 doctors.<!-- why --> See them.", known)
    assert answer == "有<img src=x>40名医生。<!-- why -->看看他们。"


def test_a_term_of_the_glossary_says_where_its_tags_go() -> None:
    source, target = "The Quibble Office met.", "古怪局开会了。"
    term = Term("1", "Quibble Office", (4, 18), "古怪局", target_span=(0, 3))
    page = read_page("The <b>Quibble Office</b> met.", EN_ZH)
    segment = Segment("1", 0, source, target, terms=(term,))
    assert page.written([Done(target, (segment,))]) == "<b>古怪局</b>开会了。"


def test_sentences_that_are_marked_whole_stay_whole() -> None:
    sources, targets = ("It rained.", "We stayed."), ("下雨了。", "我们留下了。")
    pairs = zip(sources, targets, strict=True)
    segments = tuple(Segment(str(n), 0, source, target) for n, (source, target) in enumerate(pairs))
    page = read_page("<i>It rained.</i> We stayed.", EN_ZH)
    assert page.written([Done("".join(targets), segments)]) == "<i>下雨了。</i>我们留下了。"


def test_blocks_and_line_breaks_divide_and_space_between_them_stays() -> None:
    html = "<ul>\n  <li> One </li>\n  <li>Two<br>\n three\n</li></ul>"
    assert (
        put(html, {"One": "一", "Two": "二", "three": "三"}) == "<ul>\n  <li> 一 </li>\n  <li>二<br>\n 三\n</li></ul>"
    )
    assert put("<p>One<p>Two", {"One": "一", "Two": "二"}) == "<p>一<p>二"


def test_code_and_what_must_not_be_translated_stay_as_they_are() -> None:
    html = (
        "<style>p { color: red }</style><script>if (a<b) go('<p>Hi</p>')</script><pre>a  b</pre>"
        "<p translate=no>Stay <b>here</b></p><div class='x notranslate'>Stay</div><textarea>Stay</textarea>"
        "<p>Use <code>git  commit</code> now</p>"
    )
    answer = put(html, {"Use git commit now": "现在用git commit"})
    assert answer == html.replace("Use <code>git  commit</code> now", "现在用<code>git  commit</code>")
    # where the translation has not got the words, they stand for those that translate them
    assert (
        put("Read <i translate=no>The City</i>.", {"Read The City.": "读城市。"}) == "读<i translate=no>The City</i>。"
    )
    inside = "<div translate=no>Stay <p translate=yes>Go</p></div>"
    assert put(inside, {"Go": "去"}) == "<div translate=no>Stay <p translate=yes>去</p></div>"


def test_character_references_are_read_and_written_and_nothing_new_becomes_a_tag() -> None:
    assert (
        put("<p>Q&amp;A &lt;b&gt; caf&eacute;</p>", {"Q&A <b> café": "<script>&问"}) == "<p>&lt;script&gt;&amp;问</p>"
    )


def test_attributes_that_are_read_are_translated_and_others_are_not() -> None:
    html = "<img src=cat.jpg alt='A cat' title=Cat><a title='' href=\"Cat\">42</a>"
    answer = put(html, {"A cat": '"猫" & <狗>', "Cat": "猫"})
    assert answer == (
        '<img src=cat.jpg alt="&quot;猫&quot; &amp; &lt;狗&gt;" title="猫"><a title=\'\' href="Cat">42</a>'
    )


def test_its_language_is_that_of_what_is_shown() -> None:
    assert shown_text("<p title='English words'>中文<script>var english</script></p>").strip() == "中文"


def test_html_of_thousands_of_open_crossing_or_unfinished_tags_loses_none() -> None:
    crossing, unopened = "<b><i>a</b></i>" * 1000, "</b>" * 3000 + "<i>" * 3000 + "</b>" * 3000
    kept = "a <code>" + "<i>b</i>" * 3000
    for html in ("<b>a" * 2000, "<b>a</b> " * 2000, "<a " * 7000, unopened, crossing, kept, f"<p>{kept}</code> c</p>"):
        page = read_page(html, EN_ZH)
        assert _tags(page.written([Done("好") for _ in page.texts])) == _tags(html)


@pytest.fixture(scope="module")
def client(office: Office, serve: Callable[..., TestClient]) -> TestClient:
    return serve(libre.router(office, ServerSettings(rate=0)))


def test_the_door_translates_html(client: TestClient) -> None:
    html = '<p class="a">The <b>talks</b> &amp; the walk</p><script>1 < 2</script>'
    answer = client.post(
        "/translate", json={"q": [html, "<hr>"], "source": "auto", "target": "zh", "format": "html", "alternatives": 1}
    ).json()
    first, second = answer["translatedText"]
    assert re.fullmatch(r'<p class="a">.*<b>.*</b>.*</p><script>1 < 2</script>', first)
    assert "talks" not in first
    assert second == "<hr>"
    assert answer["alternatives"] == [[], []]
    assert answer["detectedLanguage"][0]["language"] == "en"
