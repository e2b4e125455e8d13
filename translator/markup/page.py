"""A page of HTML as the runs of words in it, each with the tags inside, and what stands between them as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from translator.markup.elements import BLOCKS, ENDS_AT, KEPT
from translator.markup.tokens import Token, tokenize

_DEEPEST = 24
"""Inline elements inside one another that are set into a translation; a tag deeper down divides its sentence."""

_MOST_TAGS = 60
"""Tags within one sentence that are set into its translation; where there are more, each piece is translated alone."""

SPACE = " \t\n\f\r"
"""What HTML takes for space, which a no-break space is not."""

ItemKind = Literal["text", "start", "end", "point", "kept", "divider"]


@dataclass(slots=True)
class Item:
    """A token in its place, or several that are kept as one.

    kind: "point" is a tag or comment without words in it; "divider" what no sentence runs across
    words: what a reader sees of it, with its character references resolved; "" for a tag
    partner: of a start its end, and the other way round
    """

    kind: ItemKind
    raw: str
    words: str = ""
    tag: Token | None = None
    partner: int = -1


@dataclass(slots=True)
class _Open:
    """An element that has been opened.

    index: of its item, -1 inside one that is kept; dividers: how many there were before it
    """

    name: str
    index: int
    kept: bool
    dividers: int


@dataclass(slots=True)
class _Reader:
    """Gathers items.

    names: of the elements that are open, with how many there are
    kept_from: how many elements were open when a kept one began inside a sentence; None outside of such
    kept: what that one holds so far
    """

    items: list[Item] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    dividers: int = 0
    kept_from: int | None = None
    kept: list[Item] = field(default_factory=list)

    def read(self, token: Token) -> None:
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "text":
            kept = bool(self.open) and self.open[-1].kept
            self._add(Item("divider" if kept else "text", token.raw, unescape(token.raw)))
        else:
            self._add(Item("point", token.raw))

    def finish(self) -> list[Item]:
        self._leave_kept()
        for element in self.open:
            self._divide(element.index)
        return self.items

    def _start(self, token: Token) -> None:
        while self.open and token.name in ENDS_AT.get(self.open[-1].name, ()):
            self._close(len(self.open) - 1)
        inherited = bool(self.open) and self.open[-1].kept
        kept = _is_kept(token, inherited)
        block = token.name in BLOCKS
        if token.closed:
            self._add(Item("divider" if block else "point", token.raw, tag=None if kept else token))
            return
        if kept and not block and not inherited and self.kept_from is None:
            self.items.append(Item("kept", ""))
            self.kept_from = len(self.open)
        inside = self.kept_from is not None
        deep = sum(1 for e in self.open[-_DEEPEST:] if e.name not in BLOCKS) == _DEEPEST
        kind: ItemKind = "divider" if block or kept or deep else "start"
        self._add(Item(kind, token.raw, tag=None if kept else token))
        self.open.append(_Open(token.name, -1 if inside else len(self.items) - 1, kept, self.dividers))
        self.names[token.name] += 1

    def _end(self, token: Token) -> None:
        if not self.names[token.name]:
            self._add(Item("divider", token.raw))
            return
        place = next(n for n in range(len(self.open) - 1, -1, -1) if self.open[n].name == token.name)
        element = self.open[place]
        inside = self.kept_from is not None
        if inside and place < (self.kept_from or 0):
            self._leave_kept()
            inside = False
        whole = place == len(self.open) - 1 and element.dividers == self.dividers
        if inside:
            self._add(Item("divider", token.raw))
        elif element.index >= 0 and whole and self.items[element.index].kind == "start":
            self.items[element.index].partner = len(self.items)
            self._add(Item("end", token.raw, partner=element.index))
        else:
            self._divide(element.index)
            self._add(Item("divider", token.raw))
        self._close(place)

    def _close(self, place: int) -> None:
        """Forgets an open element and those in it."""
        for crossed in self.open[place + 1 :]:
            self._divide(crossed.index)
        self.names.subtract(element.name for element in self.open[place:])
        del self.open[place:]
        if self.kept_from is not None and len(self.open) <= self.kept_from:
            self._leave_kept()

    def _add(self, item: Item) -> None:
        if self.kept_from is not None:
            self.kept.append(item)
            return
        self.items.append(item)
        self.dividers += item.kind == "divider"

    def _leave_kept(self) -> None:
        """Puts together what the kept element holds, as one item."""
        if self.kept_from is not None:
            self.items[-1].raw = "".join(item.raw for item in self.kept)
            self.items[-1].words = "".join(item.words for item in self.kept)
            self.kept_from, self.kept = None, []

    def _divide(self, index: int) -> None:
        """Makes a tag whose element is not whole within one sentence a divider."""
        if index >= 0 and self.items[index].kind == "start":
            self.items[index].kind = "divider"
            self.dividers += 1


def read_items(html: str) -> list[Item]:
    """The items of HTML in order; their raws joined are the HTML. Between two dividers, tags are paired and nested."""
    reader = _Reader()
    for token in tokenize(html):
        reader.read(token)
    return reader.finish()


def runs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Where the items stand between two dividers that have words to translate among them."""
    start = 0
    for at in range(len(items) + 1):
        if at == len(items) or items[at].kind == "divider":
            worded = [n for n in range(start, at) if items[n].kind == "text" and items[n].words.strip(SPACE)]
            if at - start > _MOST_TAGS:
                yield from ((n, n + 1) for n in worded)
            elif worded:
                yield start, at
            start = at + 1


def _is_kept(tag: Token, inherited: bool) -> bool:
    """Whether the words of an element stay as they are; see the attribute `translate` of the HTML standard."""
    said = tag.attribute("translate")
    if said is not None and said.strip().lower() in ("no", "yes", ""):
        return said.strip().lower() == "no"
    return inherited or tag.name in KEPT or "notranslate" in (tag.attribute("class") or "").split()
