"""Paragraphs into blocks: the part that each one plays in a news story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.reading.captions import find_tail, heads_caption, is_caption, is_credit
from translator.reading.dateline import find_dateline
from translator.reading.notices import has_address, is_boilerplate, is_contact, is_contact_heading
from translator.reading.paragraphs import Paragraph, Role
from translator.reading.punctuation import (
    ends_clause,
    ends_sentence,
    is_quotation,
    opens_with_quote,
    unpaired_quote,
)
from translator.release import Block, BlockKind

MAX_HEADLINE = 200
MAX_HEADLINE_ZH = 60
MAX_SUBHEAD = 90
MAX_SUBHEAD_ZH = 32
MAX_CONTACT_LINE = 80
DECK_LINES = 2
"""Short lines under the headline that still belong to it."""

LIST_RUN = 3
"""So many short lines one after the other are a list, not subheads."""


def build_blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """The blocks of an article, in order.

    What the markup says comes first, then the shape of notices, contacts, captions and credits; what is left over is
    headline, subhead, quote or body by its length, marks and place. A caption with its credit gives two blocks.
    """
    parts: list[tuple[BlockKind | None, str, Role | None]] = []
    for paragraph in paragraphs:
        parts += _parts(paragraph)
    kinds = [kind for kind, _, _ in parts]
    texts = [text for _, text, _ in parts]
    roles = [role for _, _, role in parts]
    _mark_contacts(kinds, texts)
    _mark_headline(kinds, texts, roles)
    _mark_subheads(kinds, texts, roles)
    _mark_quotes(kinds, texts)
    return [Block(kind or "body", text) for kind, text in zip(kinds, texts, strict=True)]


def article_dateline(blocks: Sequence[Block]) -> str | None:
    """The dateline of the story: it opens one of the first two paragraphs of the body, and stays there."""
    story = [block.text for block in blocks if block.kind in ("body", "quote")]
    return next((dateline for text in story[:2] if (dateline := find_dateline(text))), None)


def unpaired_quotes(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """The index of each block whose double quotation marks do not pair, and what is wrong there, in plain words.

    A quotation that goes on in the next paragraph, which then opens with a mark again, is right and not named.
    """
    found: list[tuple[int, str]] = []
    open_before = False
    for i, block in enumerate(blocks):
        fault = unpaired_quote(block.text)
        following = next((b.text for b in blocks[i + 1 :] if b.kind in ("body", "quote")), "")
        goes_on = fault is not None and block.kind in ("body", "quote") and opens_with_quote(following)
        if fault and not goes_on and not (open_before and opens_with_quote(block.text) and fault.endswith("partner")):
            found.append((i, fault))
        open_before = goes_on
    return found


def _parts(paragraph: Paragraph) -> list[tuple[BlockKind | None, str, Role | None]]:
    text, role = paragraph
    if role == "headline":
        return [("headline", text, role)]
    if is_boilerplate(text):
        return [("boilerplate", text, role)]
    if is_contact(text):
        return [("contact", text, role)]
    if is_credit(text):
        return [("credit", text, role)]
    if role == "subhead":
        return [("subhead", text, role)]
    head: BlockKind | None = (
        "caption" if role == "caption" or is_caption(text) else "quote" if role == "quote" else None
    )
    tail = find_tail(text)
    if tail is None:
        return [(head, text, role)]
    if tail.what == "picture" and head is None and heads_caption(text[: tail.start]):
        head = "caption"
    end: BlockKind = "boilerplate" if tail.what == "end" else "credit"
    return [(head, text[: tail.start].strip(), role), (end, text[tail.start :].strip(), role)]


def _mark_contacts(kinds: list[BlockKind | None], texts: list[str]) -> None:
    """The short lines after "Media contact:" belong to it, up to the last one with an address."""
    i = 0
    while i < len(kinds):
        if kinds[i] in ("contact", "subhead") and (kinds[i] == "contact" or is_contact_heading(texts[i])):
            end = last = i + 1
            while end < len(kinds) and kinds[end] in (None, "contact") and _is_contact_line(texts[end], kinds[end]):
                end += 1
                last = end if kinds[end - 1] == "contact" or has_address(texts[end - 1]) else last
            if kinds[i] == "contact" or last > i + 1:
                kinds[i:last] = ["contact"] * (last - i)
            i = last
        else:
            i += 1


def _is_contact_line(text: str, kind: BlockKind | None) -> bool:
    return kind == "contact" or (len(text) <= MAX_CONTACT_LINE and not ends_sentence(text))


def _mark_headline(kinds: list[BlockKind | None], texts: list[str], roles: list[Role | None]) -> None:
    if "headline" in kinds:
        return
    first = next(
        (i for i, kind in enumerate(kinds) if kind not in ("boilerplate", "contact", "credit", "caption")), None
    )
    if first is None or roles[first] == "item":
        return
    rest = [i for i in range(first + 1, len(kinds)) if kinds[i] in (None, "quote")]
    if (kinds[first] == "subhead" and not any(ends_sentence(texts[i]) for i in range(first))) or (
        kinds[first] is None and _is_headline(texts[first]) and any(_tells_more(texts[first], texts[i]) for i in rest)
    ):
        kinds[first] = "headline"


def _is_headline(text: str) -> bool:
    limit = MAX_HEADLINE_ZH if _is_chinese(text) else MAX_HEADLINE
    if len(text) > limit or find_dateline(text) or ends_clause(text) or _is_bullet(text):
        return False
    # A headline may ask or cry out, a sentence of the story too; only a short one is taken for a headline.
    return not ends_sentence(text) or (re.search(r"[?!\uff1f\uff01]$", text) is not None and len(text) <= limit / 2)


def _tells_more(headline: str, text: str) -> bool:
    return ends_sentence(text) or len(text) > 1.5 * len(headline)


def _mark_subheads(kinds: list[BlockKind | None], texts: list[str], roles: list[Role | None]) -> None:
    short = [kinds[i] is None and roles[i] is None and _is_subhead(texts[i]) for i in range(len(kinds))]
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and short[end]:
            end += 1
        if end > i:
            deck = i > 0 and kinds[i - 1] == "headline" and end - i <= DECK_LINES
            between = any(kind is None for kind in kinds[:i]) or "headline" in kinds[:i]
            if (deck or (between and end - i < LIST_RUN)) and _goes_on(kinds[end:], texts[end:]):
                kinds[i:end] = ["subhead"] * (end - i)
        i = max(end, i + 1)


def _is_subhead(text: str) -> bool:
    limit = MAX_SUBHEAD_ZH if _is_chinese(text) else MAX_SUBHEAD
    if len(text) > limit or ends_sentence(text) or _is_bullet(text) or find_dateline(text):
        return False
    label = re.fullmatch(r"(?:[\u4e00-\u9fff]{1,10}|(?:\S+ ?){1,4})[:\uff1a]", text) is not None
    return label or not ends_clause(text)


def _goes_on(kinds: list[BlockKind | None], texts: list[str]) -> bool:
    """Whether a paragraph of the story follows, with nothing but pictures and their words before it."""
    for kind, text in zip(kinds, texts, strict=True):
        if kind in ("caption", "credit"):
            continue
        return kind in (None, "quote") and (ends_sentence(text) or len(text) > MAX_SUBHEAD)
    return False


def _mark_quotes(kinds: list[BlockKind | None], texts: list[str]) -> None:
    goes_on = False
    for i, text in enumerate(texts):
        if kinds[i] not in (None, "quote"):
            continue
        following = next((texts[j] for j in range(i + 1, len(texts)) if kinds[j] in (None, "quote")), "")
        # A quotation over several paragraphs opens in each and closes in the last.
        opens_only = text[:1] == "\u201c" and "\u201d" not in text and opens_with_quote(following)
        closes = goes_on and text[:1] == "\u201c" and text.endswith("\u201d") and text.count("\u201c") == 1
        if is_quotation(text) or opens_only or closes:
            kinds[i] = "quote"
        goes_on = opens_only


def _is_bullet(text: str) -> bool:
    return re.match(r"[-*\u2022\u00b7\u25cf\u25aa\u2013]\s|[(\uff08]?\d{1,2}[.)\uff09、]\s?(?!\d)", text) is not None


def _is_chinese(text: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", text)) * 3 > len(text)
