"""Translates HTML: what a reader sees of it is put into another language, and everything else stays as it came."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from translator.markup.page import Item, read_items, runs
from translator.markup.placing import build, written
from translator.markup.tokens import Attribute
from translator.release import Direction, Language, Segment

__all__ = ["Page", "Translated", "has_words", "read_page", "shown_text"]

_ATTRIBUTES = frozenset({"alt", "title", "placeholder", "aria-label"})
"""Attributes whose values a reader is shown or read."""
_LETTERS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[A-Za-z]"),
    "zh": re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
}


class Translated(Protocol):
    """A text in the other language, and the sentences that it was made of."""

    @property
    def text(self) -> str:
        """The translation."""

    @property
    def segments(self) -> Sequence[Segment]:
        """The sentences with their translations and terms, in order; empty where they are not known."""


def has_words(text: str, language: Language) -> bool:
    """Whether there is anything in a text that can be translated from a language."""
    return bool(_LETTERS[language].search(text))


def shown_text(html: str) -> str:
    """The words of HTML that a reader sees and that are translated, by which its language can be told."""
    return " ".join(item.words for item in read_items(html) if item.kind == "text" and item.words.strip())


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that was read. texts: what is to be translated of it, each once."""

    texts: tuple[str, ...]
    _items: tuple[Item, ...]
    _spans: tuple[tuple[int, int], ...]
    _direction: Direction

    def written(self, translations: Sequence[Translated]) -> str:
        """The HTML with its texts translated. translations: of `texts`, in that order."""
        known = dict(zip(self.texts, translations, strict=True))

        def raw(item: Item) -> str:
            return _with_attributes(item, lambda value: known[value].text if value in known else value)

        parts: list[str] = []
        here = 0
        for start, end in self._spans:
            parts += map(raw, self._items[here:start])
            run = build(self._items, start, end, raw)
            here = end
            translation = known.get(run.text)
            if translation is None or translation.text == run.text:
                parts += map(raw, self._items[start:end])
            else:
                parts.append(run.translated(translation.text, self._direction, translation.segments))
        return "".join(parts) + "".join(map(raw, self._items[here:]))


def read_page(html: str, direction: Direction) -> Page:
    """HTML, whole or a part of a page, read for translation.

    Of its words those in code, scripts and elements marked translate="no" or class="notranslate" are left out, and of
    its attributes all but alt, title, placeholder and aria-label. Takes time in proportion to its length.
    """
    items = tuple(read_items(html))
    spans = tuple(runs(items))
    texts: dict[str, None] = {}
    starts = dict(spans)
    for at, item in enumerate(items):
        if at in starts:
            text = build(items, at, starts[at], lambda item: item.raw).text
            kept = " ".join(i.words for i in items[at : starts[at]] if i.kind != "kept")
            if has_words(kept, direction.source):
                texts[text] = None
        for attribute in _shown(item):
            if has_words(attribute.value, direction.source):
                texts[attribute.value] = None
    return Page(tuple(texts), items, spans, direction)


def _shown(item: Item) -> list[Attribute]:
    return [one for one in item.tag.attributes if one.name in _ATTRIBUTES] if item.tag else []


def _with_attributes(item: Item, translate: Callable[[str], str]) -> str:
    raw = item.raw
    for attribute in reversed(_shown(item)):
        value = translate(attribute.value)
        if value != attribute.value:
            start, end = attribute.span
            raw = f'{raw[:start]}"{written(value).replace(chr(34), "&quot;")}"{raw[end:]}'
    return raw
