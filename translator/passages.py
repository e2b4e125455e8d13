"""Plain texts of any kind, translated together, line by line: no headline, no notice that is kept, no brief."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator import steps
from translator.drafts import Desk, alternatives_of
from translator.reading.normalize import normalize_text
from translator.reading.scripts import weigh
from translator.release import Article, BilingualRelease, Block, Language, Segment, join_sentences

MOST_ALTERNATIVES = 5

_LINE_BREAK = re.compile("(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+")
_LATIN = re.compile("[A-Za-z]")
_UNSURE = 0.5
"""How sure a text in Latin letters is English where no word tells it ("CT-scan")."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one text.

    text: with the text's own line breaks, blank lines and indents
    alternatives: other translations of the whole, none like another, the best first
    segments: the sentences in order; Segment.block is the number of its line in the text, from 0. A sentence without
        words, and one that the engine could not translate, stands in `text` as it stood in the source
    """

    text: str
    alternatives: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()


def detect(text: str) -> tuple[Language, float]:
    """The language of a text and how sure that is, 0 to 1: the share of its words. ("en", 0.0) where nothing tells it.

    A text in a third language is the one of the two that it has most of, with 0.0 for none.
    """
    shares = weigh(text).shares
    if not shares:
        return "en", _UNSURE if _LATIN.search(text) else 0.0
    english, chinese = shares.get("en", 0.0), shares.get("zh", 0.0)
    return "zh" if chinese > english else "en", round(max(english, chinese) / sum(shares.values()), 3)


def translate_texts(texts: Sequence[str], desk: Desk, alternatives: int = 0) -> list[Translation]:
    """One translation a text, each as it would be alone; the engine decodes the sentences of all together.

    alternatives: how many other translations to give of each text, at most MOST_ALTERNATIVES
    """
    passages = [_Passage.of(text) for text in texts]
    releases = [BilingualRelease(passage.article(desk), desk.direction.target, ()) for passage in passages]
    order: list[steps.Step] = [_segments, steps.memory, steps.glossary]
    later: list[steps.Step] = [steps.consistency, steps.preflight]
    number = 0
    of = len(order) + 3 + len(later)

    def begin(name: str) -> None:
        nonlocal number
        desk.listen(name, number, of)
        number += 1

    for step in order:
        begin(step.__name__.removeprefix("_"))
        releases = [step(release, desk) for release in releases]
    begin("translation")
    releases = steps.translate_together(releases, desk)
    begin("checks")
    releases = [steps.checks(release, desk) for release in releases]
    begin("repair")
    releases = steps.repair_together(releases, desk)
    for step in later:
        begin(step.__name__)
        releases = [step(release, desk) for release in releases]
    others = _alternatives(releases, desk, min(alternatives, MOST_ALTERNATIVES))
    return [
        passage.translation(release.segments, more, desk.direction.target)
        for passage, release, more in zip(passages, releases, others, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text cut in lines.

    parts: lines and line breaks by turns; written: the numbers of the parts that have words, each with its words
    """

    parts: tuple[str, ...]
    written: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, text: str) -> _Passage:
        parts = tuple(_LINE_BREAK.split(text))
        words = ((number, normalize_text(parts[number]).strip()) for number in range(0, len(parts), 2))
        return cls(parts, tuple((number, line) for number, line in words if line))

    def article(self, desk: Desk) -> Article:
        return Article("text", desk.direction.source, tuple(Block("body", line) for _, line in self.written))

    def translation(
        self, segments: Sequence[Segment], others: Sequence[Sequence[str]], language: Language
    ) -> Translation:
        def whole(targets: Sequence[str]) -> str:
            lines: list[list[str]] = [[] for _ in self.written]
            for segment, target in zip(segments, targets, strict=True):
                lines[segment.block].append(target)
            parts = list(self.parts)
            for (number, _), sentences in zip(self.written, lines, strict=True):
                parts[number] = _within_space(parts[number], join_sentences(sentences, language))
            return "".join(parts)

        text = whole([s.target or s.source for s in segments])
        alternatives = dict.fromkeys(whole(targets) for targets in others)
        alternatives.pop(text, None)
        placed = (replace(s, block=self.written[s.block][0] // 2) for s in segments)
        return Translation(text, tuple(alternatives), tuple(placed))


def _within_space(line: str, words: str) -> str:
    """The words between the white space that the line begins and ends with."""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    return f"{line[:start]}{words}{line[end:]}"


def _segments(release: BilingualRelease, desk: Desk) -> BilingualRelease:
    """The sentences; those without words stand in the translation as they are."""
    found = steps.segments(release, desk).segments
    return replace(release, segments=tuple(s if _has_words(s.source) else replace(s, target=s.source) for s in found))


def _has_words(sentence: str) -> bool:
    return any(map(str.isalpha, _ADDRESS.sub("", sentence)))


def _alternatives(releases: Sequence[BilingualRelease], desk: Desk, most: int) -> list[list[list[str]]]:
    """For each text other translations of its sentences: the best other one of each, then the next of each.

    A sentence that has no more of them keeps its translation.
    """
    found: list[list[list[str]]] = [[] for _ in releases]
    if not most:
        return found
    places = [
        (n, i) for n, r in enumerate(releases) for i, s in enumerate(r.segments) if s.origin == "engine" and s.target
    ]
    segments = [releases[n].segments[i] for n, i in places]
    contexts = [steps.context(releases[n].segments, i) for n, i in places]
    others = dict(zip(places, alternatives_of(desk, segments, contexts, most), strict=True))
    for n, release in enumerate(releases):
        targets = [s.target or s.source for s in release.segments]
        offered = [others.get((n, i), []) for i in range(len(targets))]
        for rank in range(most):
            found[n].append([o[rank] if rank < len(o) else target for o, target in zip(offered, targets, strict=True)])
    return found
