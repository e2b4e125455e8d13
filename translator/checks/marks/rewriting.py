"""Marks and spaces rewritten by rules until nothing changes, and what changed, cluster by cluster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from translator.checks.quotations import read_quotations
from translator.release import Language, Span

# Private characters, one for one, so that places stay true: any character of an address, and straight quotation
# marks by the way they turn.
KEPT, OPEN, CLOSE = "\ue000", "\ue001", "\ue002"
MARKS = r"\s,.;:?!，。；：、？！．…—–()\[\]（）【】《》〈〉「」『』“”‘’\"'•‧∙⋅・·" + OPEN + CLOSE
_CLUSTER = re.compile(f"[{MARKS}]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:)[^\s\u3000-\uffef“”\"()<>]+|[\w.+-]+@[\w.-]+|\b10\.\d{4,9}/[^\s\u3000-\uffef]+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|cn|int|info|io)\b(?:/[\w./?=&%-]*)?"
    r"|&[a-zA-Z]{2,8};|&#\w{2,6};|\{\{[^{}]*\}\}|<[^<>]*>",
    re.ASCII,
)
_ROUNDS = 6

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


class Change(NamedTuple):
    """A cluster of marks and spaces and what should stand there.

    span: what of it changes, never empty; fix: what to put there; before, after: the whole cluster
    """

    span: Span
    fix: str
    before: str
    after: str


def changes(text: str, language: Language, rules: tuple[Rule, ...], end: Callable[[str], str]) -> list[Change]:
    """What the rules change in the marks of a text, in order, none overlapping another.

    rules: each a pattern and what to put in its place, which may touch marks and spaces only
    end: rewrites the marks at the end of the text, once the rules are done
    Nothing where the rules never settle, so that a text with every change made has none left to make.
    """
    if any(private in text for private in (KEPT, OPEN, CLOSE)):
        return []
    masked = _masked(text, language)
    settled = _settled(masked, rules, end)
    if settled is None or settled == masked:
        return []
    return list(_differences(text, masked, settled))


def _masked(text: str, language: Language) -> str:
    masked = _ADDRESS.sub(lambda match: _kept(match[0]), text)
    if '"' in masked:
        quotations = read_quotations(masked, language)
        if not quotations.lonely:
            characters = list(masked)
            for start, stop in quotations.pairs:
                if characters[start] == '"':
                    characters[start] = OPEN
                if characters[stop - 1] == '"':
                    characters[stop - 1] = CLOSE
            masked = "".join(characters)
    return masked


def _kept(address: str) -> str:
    """As many private characters as the address has, the marks that end a sentence behind it left."""
    bare = address.rstrip(".,;:!?'")
    return address if address.startswith("&") and len(bare) < 2 else KEPT * len(bare) + address[len(bare) :]


def _settled(text: str, rules: tuple[Rule, ...], end: Callable[[str], str]) -> str | None:
    for _ in range(_ROUNDS):
        before = text
        for pattern, replacement in rules:
            text = pattern.sub(replacement, text)
        text = end(text)
        if text == before:
            return text
    return None


def _differences(text: str, masked: str, settled: str) -> Iterator[Change]:
    """The clusters that differ; both texts have the same characters that are no marks, in the same order."""
    old, new = _clusters(masked), _clusters(settled)
    passed = 0  # characters of clusters before the place
    for words in sorted(old.keys() | new.keys()):
        start, was, now = words + passed, _shown(old.get(words, "")), _shown(new.get(words, ""))
        passed += len(was)
        if was != now:
            span, fix = _narrowed(text, (start, start + len(was)), now)
            yield Change(span, fix, was, now)


def _narrowed(text: str, span: Span, now: str) -> tuple[Span, str]:
    """The change without what both sides share; an insertion takes the character before it along."""
    start, stop = span
    while start < stop and now[:1] == text[start] and (stop - start > 1 or len(now) == 1):
        start, now = start + 1, now[1:]
    while start < stop - 1 and now[-1:] == text[stop - 1]:
        stop, now = stop - 1, now[:-1]
    if start == stop and start:
        start, now = start - 1, text[start - 1] + now
    return (start, stop), now


def _clusters(text: str) -> dict[int, str]:
    """The clusters of marks by how many other characters stand before them."""
    found: dict[int, str] = {}
    passed = 0
    for match in _CLUSTER.finditer(text):
        found[match.start() - passed] = match[0]
        passed += len(match[0])
    return found


def _shown(marks: str) -> str:
    return marks.replace(OPEN, '"').replace(CLOSE, '"')
