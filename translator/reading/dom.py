"""The pieces of text of an HTML tree in reading order, each with its role and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from translator.reading.normalize import join_lines, normalize_text
from translator.reading.paragraphs import Role

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "input",
        "select",
        "option",
        "button",
        "textarea",
        "datalist",
        "progress",
        "meter",
        "dialog",
        "rp",
        "rt",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ROLES: dict[str, Role] = {
    "h1": "headline",
    "h2": "subhead",
    "h3": "subhead",
    "h4": "subhead",
    "h5": "subhead",
    "h6": "subhead",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "li": "item",
    "dd": "item",
    "td": "item",
    "th": "item",
}
OUTSIDE = frozenset(("nav", "menu", "footer", "aside"))
"""Elements that are never part of an article, unless they stand inside one."""

OUTSIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"))
BESIDE = (
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|side|breadcrumbs?|share|sharing|social|related|recommend(?:ed|ations?)?|comments?"
    r"|newsletter|subscribe|promo|advert(?:isement)?|ads?|toolbar|pagination|pager|tags?|cookie|banner|popup|modal|toc|skip)"
    r"(?:$|[\s_-])"
)
"""Class and id words of what stands beside the story inside its container."""

CAPTION_CLASS = r"(?:^|[\s_-])(?:caption|(?:photo|img|image|pic)-?(?:desc(?:ription)?|caption|text|note))(?:$|[\s_-])"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One line of text of a page.

    element: the block element that it stands in
    linked: share of its characters that are in links
    outside: it stands in navigation, a sidebar or the page's footer; beside: its container's class says so
    """

    text: str
    role: Role | None
    element: Any
    linked: float
    outside: bool
    beside: bool


def squeezed(text: str) -> str:
    """The text without any white space, to compare what two parsers made of it."""
    return "".join(text.split())


def clean(tree: Any) -> None:
    """Take out of the tree what a reader of the page never sees as text."""
    for element in list(tree.iter()):
        # The tag of a comment is no string.
        if not isinstance(element.tag, str) or element.tag in DROPPED or _is_hidden(element):
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()


def pieces(tree: Any) -> list[Piece]:
    """Every piece of text in the tree, in document order."""
    walk = _Walk()
    walk.element(tree, None, tree, False, False, False)
    walk.flush()
    return walk.found


def _is_hidden(element: Any) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


@dataclass(slots=True)
class _Walk:
    """Gathers text until a block begins or ends, then makes pieces of it."""

    found: list[Piece] = field(default_factory=list)
    buffer: list[tuple[str, bool]] = field(default_factory=list)
    state: tuple[Role | None, Any, bool, bool] = (None, None, False, False)
    below_image: bool = False

    def element(self, element: Any, role: Role | None, block: Any, outside: bool, beside: bool, linked: bool) -> None:
        is_block = element.tag in BLOCKS
        before = self.state
        if is_block:
            self.flush()
            block = element
            names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
            in_article = any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())
            outside = outside or (element.tag in OUTSIDE and not (in_article and element.tag == "footer"))
            outside = outside or str(element.get("role") or "").lower() in OUTSIDE_ROLES
            beside = beside or (
                element.tag not in ("body", "html", "article", "main") and re.search(BESIDE, names) is not None
            )
            role = ROLES.get(element.tag, role)
            if re.search(CAPTION_CLASS, names) or (self.below_image and _is_centred(element)):
                role = "caption"
        self.state = (role, block, outside, beside)
        if element.tag == "br":
            self.buffer.append(("\n", False))
        if element.tag in ("img", "picture"):
            self.below_image = True
        linked = linked or (element.tag == "a" and not re.match(r"(?i)mailto:|tel:", str(element.get("href") or "")))
        self._add(element.text, linked, element)
        for child in element:
            self.element(child, role, block, outside, beside, linked)
            self.state = (role, block, outside, beside)
            self._add(child.tail, linked, element)
        if is_block:
            self.flush()
        self.state = before

    def _add(self, text: str | None, linked: bool, element: Any) -> None:
        if not text:
            return
        # In HTML only br breaks a line; a preformatted text keeps its own.
        kept = element.tag == "pre" or any(a.tag == "pre" for a in element.iterancestors("pre"))
        self.buffer.append((text if kept else re.sub(r"\n", "\r", text), linked))

    def flush(self) -> None:
        role, block, outside, beside = self.state
        text = "".join(part for part, _ in self.buffer)
        total = len(squeezed(text))
        links = sum(len(squeezed(part)) for part, linked in self.buffer if linked)
        self.buffer = []
        if not total:
            return
        lines = text.split("\n")
        if role in ("headline", "subhead"):
            lines = ["\r".join(lines)]
        for line in lines:
            # Entities such as &nbsp; and &shy; are characters only now.
            if joined := join_lines([normalize_text(part) for part in line.split("\r")]):
                self.found.append(Piece(joined, role, block, links / total, outside, beside))
        self.below_image = False


def _is_centred(element: Any) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    return element.tag == "p" and ("text-align:center" in style or str(element.get("align") or "").lower() == "center")
