"""Markdown into paragraphs: CommonMark with tables, its marks stripped to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translator.reading.html import parse_fragment
from translator.reading.normalize import normalize_text, single_spaced
from translator.reading.paragraphs import Paragraph, Parsed, Role
from translator.reading.wrapping import MAX_WRAP, columns, unwrap

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = r"\A---\n(.*?)\n(?:---|\.\.\.)\n"

# The alternative text that editors leave as a program wrote it.
NO_CAPTION = (
    r"(?i)(?:image|img|photo|picture|screenshot|图片|图|照片)?[\s_\d()-]*|\S+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)"
)


def parse_markdown(text: str) -> Parsed:
    """The paragraphs of a Markdown text.

    The first heading is the headline where no body stands before it, the others are subheads; a block quote is a
    quote, a list item or table cell an item, an image a caption with its alternative text (or title) where that says
    something, as is an emphasised line under it. Of YAML front matter only the title is read. A line break inside a
    paragraph that is longer than any editor wraps parts two paragraphs.
    """
    from markdown_it import MarkdownIt

    text, title = _front_matter(normalize_text(text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    paragraphs: list[Paragraph] = [Paragraph(title, "headline")] if title else []
    open_tags: list[str] = []
    below_image = False
    for token in tokens:
        if token.nesting == 1:
            open_tags.append(token.tag)
        elif token.nesting == -1:
            open_tags.pop()
        elif token.type == "inline":
            children = token.children or []
            role = _role(open_tags, paragraphs)
            paragraphs += _inline(
                children, "caption" if below_image and role is None and _is_emphasised(children) else role
            )
            below_image = _only_image(children) is not None
        elif token.type == "html_block":
            paragraphs += parse_fragment(token.content)
        elif token.type in ("fence", "code_block"):
            paragraphs += [Paragraph(line) for line in map(single_spaced, token.content.split("\n")) if line]
    return Parsed(tuple(paragraphs))


def _front_matter(text: str) -> tuple[str, str]:
    found = re.match(FRONT_MATTER, text, re.DOTALL)
    if found is None:
        return text, ""
    title = re.search(r"^title:[ ]*(?:\"(.*)\"|'(.*)'|(.*))$", found[1], re.MULTILINE)
    return text[found.end() :], next((single_spaced(part) for part in title.groups() if part), "") if title else ""


def _role(open_tags: list[str], before: list[Paragraph]) -> Role | None:
    tags = set(open_tags)
    if heading := tags & {"h1", "h2", "h3", "h4", "h5", "h6"}:
        first = not any(p.role in ("headline", "subhead", "quote", "item") for p in before)
        short = all(len(p.text) <= MAX_WRAP for p in before)
        return "headline" if first and short and heading & {"h1", "h2"} else "subhead"
    if tags & {"li", "td", "th"}:
        return "item"
    return "quote" if "blockquote" in tags else None


def _inline(children: list[Token], role: Role | None) -> list[Paragraph]:
    """The lines of one block of inline tokens, each a paragraph unless the block is wrapped."""
    lines: list[list[Token]] = [[]]
    hard: list[bool] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            hard.append(child.type == "hardbreak")
            lines.append([])
        else:
            lines[-1].append(child)
    paragraphs: list[Paragraph] = []
    run: list[str] = []
    after_image = False
    for i, line in enumerate(lines):
        if image := _only_image(line):
            paragraphs += _joined(run, role) + _caption(image)
            run, after_image = [], True
        elif after_image:
            paragraphs.append(Paragraph(_text(line), "caption"))
            after_image = False
        else:
            run.append(_text(line))
        if i < len(hard) and hard[i]:
            paragraphs += _joined(run, role)
            run = []
    return [p for p in paragraphs + _joined(run, role) if p.text]


def _joined(lines: list[str], role: Role | None) -> list[Paragraph]:
    wrapped = all(columns(line) <= MAX_WRAP for line in lines)
    # Every line counts as full at one column: CommonMark joins the lines of a paragraph.
    return [Paragraph(text, role) for text in unwrap(lines, 1 if wrapped or role == "headline" else 0)]


def _only_image(line: list[Token]) -> Token | None:
    images = [token for token in line if token.type == "image"]
    rest = [token for token in line if token.type not in ("image", "link_open", "link_close") and token.content.strip()]
    return images[0] if len(images) == 1 and not rest else None


def _is_emphasised(line: list[Token]) -> bool:
    visible = [token for token in line if token.type != "text" or token.content]
    return len(visible) > 2 and visible[0].type == "em_open" and visible[-1].type == "em_close"


def _caption(image: Token) -> list[Paragraph]:
    texts = [single_spaced(str(image.attrs.get("title") or "")), single_spaced(_text(image.children or []))]
    return [Paragraph(text, "caption") for text in dict.fromkeys(texts) if not re.fullmatch(NO_CAPTION, text)]


def _text(tokens: list[Token]) -> str:
    texts = [token.content for token in tokens if token.type in ("text", "code_inline", "text_special")]
    # Entities such as &nbsp; and &shy; are characters only now.
    return single_spaced(normalize_text("".join(texts)))
