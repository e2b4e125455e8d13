"""Cuts HTML into tokens that together are the text as it came, so that what is not translated stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from translator.markup.elements import RAW, VOID
from translator.release import Span

TokenKind = Literal["text", "start", "end", "other"]

_OPEN = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|(?!["'])[^\s>]*))?""")
_EQUALS = re.compile(r"\s*=")
_CLOSE = re.compile(r"[\s/]*>")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_BOGUS = re.compile(r"<(?:[!?]|/)[^>]*(?:>|\Z)")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a start tag.

    name: in small letters; value: with its character references resolved
    span: where the value stands in the tag, its quotes included
    """

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML.

    kind: "other" is what holds no words: comments, doctypes, the content of scripts
    raw: as it was written; name: of the element, in small letters
    closed: a start tag that no end tag belongs to: of a void element, or written with a slash (<x/>)
    """

    kind: TokenKind
    raw: str
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    closed: bool = False

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, None where the tag has not got it."""
        return next((one.value for one in self.attributes if one.name == name), None)


def tokenize(html: str) -> Iterator[Token]:
    """The tokens of HTML in order, by the rules of its standard; their raws joined are the HTML.

    Takes time in proportion to the length, whatever the HTML is. A tag that never ends is left as it is.
    """
    at = shown = 0
    while (at := html.find("<", at)) >= 0:
        token = _markup(html, at)
        if token is None:
            at += 1
            continue
        if shown < at:
            yield Token("text", html[shown:at])
        yield token
        at = shown = at + len(token.raw)
        if token.kind == "start" and not token.closed and (token.name in RAW or token.name == "title"):
            end = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE).search(html, at)
            shown = end.start() if end and token.name != "plaintext" else len(html)
            if at < shown:
                yield Token("text" if token.name == "title" else "other", html[at:shown])
            at = shown
    if shown < len(html):
        yield Token("text", html[shown:])


def _markup(html: str, at: int) -> Token | None:
    """The tag or comment that begins here; None where "<" is only a character."""
    opened = _OPEN.match(html, at)
    if opened:
        return _tag(html, at, opened)
    for pattern in (_COMMENT, _CDATA, _BOGUS):
        if found := pattern.match(html, at):
            return Token("other", found[0])
    return None


def _tag(html: str, at: int, opened: re.Match[str]) -> Token:
    here, attributes = opened.end(), []
    while not (close := _CLOSE.match(html, here)):
        found = _ATTRIBUTE.match(html, here)
        if not found:
            return Token("other", html[at:])
        here, value = found.end(), found["value"] or ""
        if found["value"] is None and _EQUALS.match(html, here):
            return Token("other", html[at:])
        start, end = found.span("value")
        text = unescape(value[1:-1] if value[:1] in ("'", '"') else value)
        attributes.append(Attribute(found["name"].lower(), text, (start - at, end - at) if value else (0, 0)))
    raw, name = html[at : close.end()], opened[2].lower()
    if opened[1]:
        return Token("end", raw, name)
    slash = close[0].endswith("/>") and name not in RAW
    return Token("start", raw, name, tuple(attributes), name in VOID or slash)
