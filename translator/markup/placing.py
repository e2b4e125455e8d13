"""Sets the tags of a source into its translation, around the words that translate theirs; none is lost or crosses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from translator.markup.counterparts import Counterparts
from translator.markup.page import SPACE, Item
from translator.release import Direction, Segment, Span

_SPACES = re.compile(f"[{SPACE}]+")
_HAN_PER_WORD = 1.7


@dataclass(slots=True)
class Node:
    """What is set into a translation.

    raw, end: the start tag and end tag of an element; or raw alone: what is set in whole (a tag, a comment, code)
    span: of the source's words; words: of what is kept as it is
    """

    raw: str
    span: Span
    end: str | None = None
    words: str = ""
    inner: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words between two dividers. text: as they are translated; before, after: raw, round them; nodes: tags in them."""

    before: str
    text: str
    after: str
    nodes: tuple[Node, ...]

    def translated(self, target: str, direction: Direction, segments: Sequence[Segment] = ()) -> str:
        """The run with its words translated.

        target: the translation of text; segments: the sentences that it was made of, with their terms
        """
        if not self.nodes:
            return self.before + written(target) + self.after
        sure = list(_verbatim(self.nodes, self.text, target))
        counterparts = Counterparts(self.text, target, direction, segments, sure)
        inside = _Placing(counterparts).write(self.nodes, (0, len(self.text)), (0, len(target)))
        return self.before + inside + self.after


def written(text: str) -> str:
    """A text as HTML."""
    return escape(text, quote=False).replace("\xa0", "&nbsp;")


def build(items: Sequence[Item], start: int, end: int, raw: Callable[[Item], str]) -> Run:
    """The run of the items from start to end, which stand between two dividers. raw: an item as it is to be written."""
    first, last = start, end
    before = after = ""
    while first < last:
        opening, closing = _wordless(items, first, 1), _wordless(items, last - 1, -1)
        if opening:
            before, first = before + "".join(map(raw, items[first : first + opening])), first + opening
        elif closing:
            after, last = "".join(map(raw, items[last - closing : last])) + after, last - closing
        elif items[first].kind == "start" and items[first].partner == last - 1:
            before, after = before + raw(items[first]), raw(items[last - 1]) + after
            first, last = first + 1, last - 1
        else:
            break
    inside = items[first:last]
    if inside and inside[0].kind == "text":
        before += inside[0].raw[: len(inside[0].raw) - len(inside[0].raw.lstrip(SPACE))]
    if inside and inside[-1].kind == "text":
        after = inside[-1].raw[len(inside[-1].raw.rstrip(SPACE)) :] + after
    text = ""
    levels: list[list[Node]] = [[]]
    for item in inside:
        here = len(text)
        if item.kind in ("text", "kept"):
            words = _SPACES.sub(" ", item.words)
            text += words.lstrip(SPACE) if not text or text[-1] == " " else words
        if item.kind == "start":
            levels[-1].append(Node(raw(item), (here, here), ""))
            levels.append([])
        elif item.kind == "end":
            inner = levels.pop()
            node = levels[-1][-1]
            node.end, node.inner, node.span = raw(item), tuple(inner), (node.span[0], here)
        elif item.kind in ("point", "kept"):
            levels[-1].append(Node(raw(item), (here, len(text)), None, text[here:].strip()))
    return Run(before, text.rstrip(SPACE), after, tuple(levels[0]))


def _wordless(items: Sequence[Item], at: int, step: int) -> int:
    """How many items from here on, in this direction, are one tag, comment, space or element without words in it."""
    opening = "start" if step > 0 else "end"
    if items[at].kind != opening:
        return int(_is_wordless(items[at]))
    partner = items[at].partner
    inside = items[min(at, partner) + 1 : max(at, partner)]
    return len(inside) + 2 if all(item.kind in ("start", "end") or _is_wordless(item) for item in inside) else 0


def _is_wordless(item: Item) -> bool:
    return item.kind == "point" or (item.kind == "text" and not item.words.strip(SPACE))


class _Placing:
    """Where the nodes of one run go."""

    def __init__(self, counterparts: Counterparts) -> None:
        self._known = counterparts
        self._source, self._target = counterparts.source, counterparts.target
        self._spaced = counterparts.direction.target == "en"

    def write(self, nodes: Sequence[Node], source: Span, target: Span) -> str:
        """A part of the target as HTML, with the nodes that belong into it. source: the part that it translates."""
        here, parts = target[0], []
        for (start, end), node in self._places(nodes, source, target):
            start = max(here, start)
            parts.append(written(self._target[here:start]))
            here = max(start, end)
            if node.end is None:
                parts.append(self._apart(node, start, here))
            else:
                parts += [node.raw, self.write(node.inner, node.span, (start, here)), node.end]
        return "".join(parts) + written(self._target[here : target[1]])

    def _places(self, nodes: Sequence[Node], source: Span, target: Span) -> list[tuple[Span, Node]]:
        """Where each node goes, in the order of the target; two places do not overlap."""
        places: dict[int, Span] = {}
        worded = [n for n, node in enumerate(nodes) if self._source[slice(*node.span)].strip()]
        # What is surest of its place chooses first: words that stand in both texts, then those with counterparts.
        wishes = {n: self._wish(nodes[n], source, target) for n in worded}
        for n in sorted(worded, key=lambda n: (not nodes[n].words, wishes[n] is None, n)):
            wish = wishes[n]
            free = _free(wish, places.values(), self._target) if wish else None
            places[n] = free or self._guess(nodes[n], source, target, tuple(places.values()))
        for n, node in enumerate(nodes):
            if n not in places:
                at = self._point(node.span[0], source, target)
                places[n] = _outside(at, places.values())
        order = sorted(places, key=lambda n: (places[n][0], places[n][1] > places[n][0] and n, n))
        return [(places[n], nodes[n]) for n in order]

    def _wish(self, node: Node, source: Span, target: Span) -> Span | None:
        here = _trimmed(node.span, self._source)
        if here == _trimmed(source, self._source):
            return target
        found = self._known.of(here)
        if not found:
            return None
        start, end = max(found[0], target[0]), min(found[1], target[1])
        return (start, end) if start < end else None

    def _guess(self, node: Node, source: Span, target: Span, taken: Sequence[Span]) -> Span:
        """A place for words of whose counterpart nothing is known: at the same share of the text."""
        middle = (node.span[0] + node.span[1]) / 2
        share = (middle - source[0]) / max(1, source[1] - source[0])
        at = target[0] + share * (target[1] - target[0])
        tokens = [t for t in self._known.tokens if _inside(t, target) and not any(_meet(t, other) for other in taken)]
        loose = [token for token in tokens if token in self._known.loose]
        if node.words or not tokens:
            edges = [edge for token in tokens for edge in token] or [round(at)]
            return _outside(min(edges, key=lambda edge: abs(edge - at)), taken)
        best = min(loose or tokens, key=lambda token: abs(sum(token) / 2 - at))
        count = len(self._source[slice(*node.span)].split()) if not self._spaced else 1
        if not loose or self._spaced:
            return best
        most = ceil(_HAN_PER_WORD * count)
        first = last = loose.index(best)
        while last - first + 1 < most and last + 1 < len(loose) and loose[last + 1][0] == loose[last][1]:
            last += 1
        while last - first + 1 < most and first > 0 and loose[first - 1][1] == loose[first][0]:
            first -= 1
        return loose[first][0], loose[last][1]

    def _point(self, at: int, source: Span, target: Span) -> int:
        """The place for what stands between two words of the source."""
        text = self._source[slice(*source)]
        if not text[: max(0, at - source[0])].strip():
            return target[0]
        if not text[max(0, at - source[0]) :].strip():
            return target[1]
        before, after = _word_before(self._source, at, source[0]), _word_after(self._source, at, source[1])
        near = self._source[at - 1].isspace()
        for span, edge in ((after, 0), (before, 1)) if near else ((before, 1), (after, 0)):
            found = self._known.of(span)
            if found and _inside(found, target):
                return found[0] if edge == 0 else self._after_marks(span[1], at, found[1], target[1])
        share = (at - source[0]) / max(1, source[1] - source[0])
        edges = [edge for token in self._known.tokens if _inside(token, target) for edge in token] or [target[0]]
        wanted = target[0] + share * (target[1] - target[0])
        return min(edges, key=lambda edge: abs(edge - wanted))

    def _after_marks(self, here: int, at: int, there: int, end: int) -> int:
        """The place behind the marks that follow a word of the target, as many as follow its counterpart."""
        marks = sum(not character.isspace() for character in self._source[here:at])
        while marks and there < end and not (self._target[there].isalnum() or self._target[there].isspace()):
            marks, there = marks - 1, there + 1
        return there

    def _apart(self, node: Node, start: int, end: int) -> str:
        """What is kept as it is, with spaces round it where English words would stick to it."""
        if not node.words or not self._spaced:
            return node.raw
        left = " " if self._target[start - 1 : start].isalnum() and start > 0 and node.words[0].isalnum() else ""
        right = " " if self._target[end : end + 1].isalnum() and node.words[-1].isalnum() else ""
        return left + node.raw + right


def _verbatim(nodes: Sequence[Node], source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Kept words that the translation has as they are, each once."""
    here = 0
    for node in nodes:
        if node.end is not None:
            yield from _verbatim(node.inner, source, target)
        elif node.words:
            found = re.compile(rf"(?<![^\W_]){re.escape(node.words)}(?![^\W_])", re.ASCII).search(target, here)
            if found:
                here = found.end()
                yield _trimmed(node.span, source), found.span()


def _free(span: Span, taken: Iterable[Span], text: str) -> Span | None:
    """The longest part of a span that is not taken and has words in it."""
    parts = [span]
    for start, end in taken:
        parts = [p for a, b in parts for p in ((a, min(b, start)), (max(a, end), b)) if p[0] < p[1]]
    trimmed = [_trimmed(part, text) for part in parts]
    best = max(trimmed, key=lambda part: part[1] - part[0], default=span[:1] * 2)
    return best if best[0] < best[1] else None


def _outside(at: int, taken: Iterable[Span]) -> Span:
    """An empty place, moved to the nearer edge where it would be inside another."""
    for start, end in taken:
        if start < at < end:
            at = start if at - start < end - at else end
    return at, at


def _trimmed(span: Span, text: str) -> Span:
    start, end = span
    while start < end and text[start : start + 1].isspace():
        start += 1
    while start < end and (end > len(text) or text[end - 1].isspace()):
        end -= 1
    return start, end


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _inside(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _word_before(text: str, at: int, least: int) -> Span:
    end = at
    while end > least and not text[end - 1].isalnum():
        end -= 1
    start = end
    while start > least and text[start - 1].isalnum() and not (text[start - 1] >= "\u3400" and start < end):
        start -= 1
    return start, end


def _word_after(text: str, at: int, most: int) -> Span:
    start = at
    while start < most and start < len(text) and not text[start].isalnum():
        start += 1
    end = start
    while end < most and end < len(text) and text[end].isalnum() and not (text[end] >= "\u3400" and start < end):
        end += 1
    return start, end
