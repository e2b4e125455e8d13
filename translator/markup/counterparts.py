"""Where the words of a source stand in its translation, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from translator.alignment.tokens import tokenize
from translator.alignment.words import align_words, span_on_other_side
from translator.release import Direction, Segment, Span
from translator.word_likeness import word_likeness

_MOST_CELLS = 250_000
"""English words times Chinese characters of a sentence whose words are aligned; none that a person wrote has more."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its translation in the two texts, and the words that translate each other."""

    source: Span
    target: Span
    words: tuple[tuple[Span, Span], ...]


class Counterparts:
    """The source and the target of one run of words.

    segments: the sentences that the target was made of, empty where that is not known
    sure: pairs of spans that are known to translate each other, whatever the words say
    """

    def __init__(
        self,
        source: str,
        target: str,
        direction: Direction,
        segments: Sequence[Segment] = (),
        sure: Iterable[tuple[Span, Span]] = (),
    ) -> None:
        self.source, self.target, self.direction = source, target, direction
        self._segments = segments
        self._sure = dict(sure)

    @cached_property
    def tokens(self) -> tuple[Span, ...]:
        """The words (English) or characters (Chinese) of the target."""
        return tokenize(self.target, self.direction.target).spans

    @cached_property
    def loose(self) -> frozenset[Span]:
        """The tokens of the target that translate nothing that is known."""
        linked = [there for sentence in self._sentences for _, there in sentence.words]
        taken = {at for start, end in linked for at in range(start, end)}
        return frozenset(token for token in self.tokens if token[0] not in taken)

    def of(self, span: Span) -> Span | None:
        """Where the counterpart of a span of the source stands in the target; None where that is not known."""
        if span in self._sure:
            return self._sure[span]
        parts = [part for sentence in self._sentences if (part := self._part(span, sentence))]
        if not parts:
            return None
        return min(start for start, _ in parts), max(end for _, end in parts)

    def _part(self, span: Span, sentence: Sentence) -> Span | None:
        start, end = sentence.source
        if span[1] <= start or end <= span[0]:
            return None
        if span[0] <= start and end <= span[1]:
            return sentence.target
        words = [(here, there) for here, there in sentence.words if here[0] < span[1] and span[0] < here[1]]
        found = span_on_other_side(span, words, self.target)
        return self._with_marks(span, found) if found else None

    def _with_marks(self, span: Span, found: Span) -> Span:
        """The counterpart with the marks at its edges, where the span has marks at its own."""
        start, end = found
        trailing = span[1]
        while trailing > span[0] and end < len(self.target) and _is_mark(self.source[trailing - 1]):
            if not _is_mark(self.target[end]):
                break
            end, trailing = end + 1, trailing - 1
        leading = span[0]
        while leading < span[1] and start > 0 and _is_mark(self.source[leading]) and _is_mark(self.target[start - 1]):
            start, leading = start - 1, leading + 1
        return start, end

    @cached_property
    def _sentences(self) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        here = there = 0
        for segment in self._segments:
            target = segment.target or segment.source
            start, begin = self.source.find(segment.source, here), self.target.find(target, there)
            if start < 0 or begin < 0:
                found = []
                break
            here, there = start + len(segment.source), begin + len(target)
            terms = [(term.span, term.target_span) for term in segment.terms if term.target_span]
            found.append(self._aligned((start, here), (begin, there), terms))
        return tuple(found) or (self._aligned((0, len(self.source)), (0, len(self.target)), []),)

    def _aligned(self, source: Span, target: Span, terms: Sequence[tuple[Span, Span]]) -> Sentence:
        inside = [
            (_moved(here, -source[0]), _moved(there, -target[0]))
            for here, there in self._sure.items()
            if _within(here, source) and _within(there, target)
        ]
        texts = self.source[slice(*source)], self.target[slice(*target)]
        sizes = [len(tokenize(text, language).spans) for text, language in zip(texts, self.direction, strict=True)]
        if sizes[0] * sizes[1] > _MOST_CELLS:
            return Sentence(source, target, tuple((_moved(a, source[0]), _moved(b, target[0])) for a, b in inside))
        pairs = [*inside, *terms]
        if self.direction.source == "zh":
            pairs = [(there, here) for here, there in pairs]
        words = align_words(*texts, self.direction, word_likeness(anchors=lambda english, chinese: pairs))
        return Sentence(source, target, tuple((_moved(a, source[0]), _moved(b, target[0])) for a, b in words))


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _within(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _is_mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
