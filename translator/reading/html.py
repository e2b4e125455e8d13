"""HTML into paragraphs: the article of a page, without what stands around it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from translator.reading.dom import Piece, clean, pieces, squeezed
from translator.reading.normalize import normalize_text, single_spaced
from translator.reading.paragraphs import Paragraph, Parsed
from translator.reading.text import BYTE_ORDER_MARKS, decode, decode_as
from translator.release import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LINKED = 0.6
"""A piece of text with a larger share of its characters in links leads elsewhere."""

NO_TITLE = (
    r"(?i)(?:untitled(?: document)?|document|home|index|new page|page|article|无标题(?:文档|页)?|首页)(?:\s*\d+)?"
    r"|.*\.html?"
)


def decode_html(data: bytes, where: str) -> str:
    """The text of a page: by its byte order mark, then by the encoding that it declares, then as any text."""
    if not any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        declared = re.search(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096]) or re.search(
            rb"(?i)\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", data[:1024]
        )
        if declared and (text := decode_as(data, declared[1].decode("ascii"))) is not None:
            return text
    return decode(data, where)


def parse_html(text: str, where: str) -> Parsed:
    """The paragraphs of the article in an HTML page: headings, paragraphs, list items, cells, quotations, captions.

    trafilatura says where the article is; its paragraphs are then read from the page itself, because trafilatura
    leaves out captions and runs the paragraphs of tiny pages together. The headline is the page's h1 or else its title.
    Raises ReleaseError where no article is in it.
    """
    import lxml.etree
    import lxml.html

    source = re.sub(r"\A\s*<\?xml[^>]*\?>", "", normalize_text(text))
    try:
        # HTML comments and processing instructions would cut a text node in two.
        page = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (lxml.etree.ParserError, ValueError) as error:
        raise _no_article(where) from error
    title = _title(page)
    clean(page)
    found = pieces(page)
    article = _article(found, _extracted(source))
    if not any(piece.role not in ("headline", "subhead") for piece in article):
        raise _no_article(where)
    return Parsed(tuple(_with_headline(article, found, title)))


def parse_fragment(text: str) -> list[Paragraph]:
    """The paragraphs of a piece of HTML inside another format, all of them."""
    import lxml.etree
    import lxml.html

    try:
        fragment = lxml.html.fragment_fromstring(text, create_parent="div")
    except (lxml.etree.ParserError, ValueError):
        return []
    clean(fragment)
    return [Paragraph(piece.text, piece.role) for piece in pieces(fragment)]


def _no_article(where: str) -> ReleaseError:
    return ReleaseError(
        f"{where}: no article was found in this page. Save the article itself, or copy its text into a .txt."
    )


def _extracted(source: str) -> frozenset[str]:
    """The lines that trafilatura takes for the article, without white space; none where it finds nothing."""
    import trafilatura

    # What it says of pages that it cannot parse is no news to our user, who gets an error of our own.
    if not (logger := logging.getLogger("trafilatura")).handlers:
        logger.addHandler(logging.NullHandler())
    document = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, deduplicate=False)
    body = getattr(document, "body", None)
    if body is None:
        return frozenset()
    lines: set[str] = set()
    for element in body.iter("p", "head", "item", "cell", "quote", "code"):
        for line in ("".join(element.itertext()), *"\n".join(element.itertext()).split("\n")):
            lines.add(squeezed(normalize_text(line)))
    return frozenset(lines)


def _article(found: Sequence[Piece], known: frozenset[str]) -> list[Piece]:
    """The pieces of the article: those that trafilatura knows, and what stands among them in the same container."""
    content = [p for p in found if not p.outside and not (p.beside and p.linked > MAX_LINKED)]
    inside = [p for p in content if _is_known(squeezed(p.text), known)]
    plain = [p for p in content if not p.beside and (p.linked <= MAX_LINKED or p.role == "headline")]
    if not inside:
        return plain
    chosen = set(inside)
    container = _container(inside)
    if container.tag in ("body", "html"):
        # The page has no frame around its story: only headings and captions are added, and a heading right above.
        first, last = content.index(inside[0]), content.index(inside[-1])
        while first and content[first - 1].role in ("headline", "subhead") and not content[first - 1].beside:
            first -= 1
        added = ("headline", "subhead", "caption")
        return [p for i, p in enumerate(content) if p in chosen or (first <= i <= last and p.role in added)]
    members = set(container.iter())
    chosen.update(p for p in plain if p.element in members)
    return [p for p in content if p in chosen]


def _is_known(text: str, known: frozenset[str]) -> bool:
    # A long piece may be part of a line that trafilatura put together.
    return text in known or (len(text) >= 30 and any(text in line for line in known))


def _container(inside: Sequence[Piece]) -> Any:
    """The smallest element that holds nine tenths of the article's characters."""
    weights: dict[Any, int] = {}
    total = 0
    for piece in inside:
        total += len(piece.text)
        for element in (piece.element, *piece.element.iterancestors()):
            weights[element] = weights.get(element, 0) + len(piece.text)
    enough = [element for element, weight in weights.items() if weight >= 0.9 * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))


def _with_headline(article: list[Piece], found: Sequence[Piece], title: str) -> list[Paragraph]:
    """The article with one headline: its own first h1, the page's h1 before it, its first heading, or the title."""
    own = [i for i, p in enumerate(article) if p.role == "headline"]
    told = [p for p in found if p.role == "headline" and not p.outside and not p.beside]
    first_text = next(i for i, p in enumerate(article) if p.role not in ("headline", "subhead"))
    chosen = next((i for i in own if i <= first_text or squeezed(article[i].text) in squeezed(title)), None)
    paragraphs = [
        Paragraph(p.text, "headline" if i == chosen else "subhead" if p.role == "headline" else p.role)
        for i, p in enumerate(article)
    ]
    if chosen is not None:
        return paragraphs
    outer = [p.text for p in told if p not in article]
    matching = [text for text in outer if squeezed(text) in squeezed(title) or squeezed(title) in squeezed(text)]
    # A heading that the title does not repeat may be the site's name, a title that no heading repeats its section.
    headline = matching[0] if matching else max([outer[-1], title], key=len) if outer else ""
    if headline:
        return [Paragraph(headline, "headline"), *(p for p in paragraphs if p.text != headline)]
    if first_text:
        return [Paragraph(paragraphs[0].text, "headline"), *paragraphs[1:]]
    same = next((i for i, p in enumerate(paragraphs[:3]) if title and squeezed(p.text) == squeezed(title)), None)
    if same is not None:
        return [p._replace(role="headline") if i == same else p for i, p in enumerate(paragraphs)]
    return [Paragraph(title, "headline"), *paragraphs] if title else paragraphs


def _title(page: Any) -> str:
    """The title that the page gives its article, without the site's name; "" where it has none worth the name."""
    for path in ("//meta[@property='og:title']/@content", "//meta[@name='twitter:title']/@content", "//title/text()"):
        for value in page.xpath(path):
            title = _without_site(single_spaced(str(value)))
            if title and not re.fullmatch(NO_TITLE, title):
                return title
    return ""


def _without_site(title: str) -> str:
    parts = re.split(
        r"\s+[-\u2013\u2014|\u00b7]\s+|\s*[|_\uff5c]\s*|(?<=[\u4e00-\u9fff\uff1f\uff01\u201d])-{1,2}(?=[\u4e00-\u9fff])",
        title,
    )
    return parts[0] if len(parts) > 1 and len(parts[0]) >= max(map(len, parts[1:])) else title
