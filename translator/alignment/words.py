"""Word alignment inside a bead: which words translate each other, and where a term of one side stands on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from translator.alignment.tokens import TokenizedText, tokenize
from translator.release import Direction, Span

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Likeness = Callable[[TokenizedText, TokenizedText], "NDArray[numpy.float64]"]
"""English and Chinese tokens to an array (English, Chinese): 0 for nothing in common, 1 for a sure translation."""

_NULL = 0.05
"""Probability that a Chinese character stands for no English word."""
_UNLIKE = 0.001
"""Likeness of words of which nothing is known."""
_NULL_LIKENESS = 0.02
"""Likeness from which on a character stands for a word rather than for none, where its neighbours say nothing."""
_WIDTH = 2.5
"""Words over which the probability of a jump from one English word to another falls by e."""
_LEAST = 0.3
"""Least posterior probability of a link."""
_GAP = 3
"""Most words, or Chinese characters, between two counterparts of a term that are one expression ("of the", 的)."""
_HARD_MARKS = frozenset(",;:!?，；：。！？、\n")


def align_words(source: str, target: str, direction: Direction, likeness: Likeness) -> tuple[tuple[Span, Span], ...]:
    """The spans of a source and of its translation that translate each other, in the order of the source.

    Each pair is one English word or number and a run of Chinese characters that stands for it; a word may be in
    several pairs, or in none. A hidden Markov model (Vogel et al. 1996) whose states are the English words and which
    emits the Chinese characters: likeness takes the place of its lexical probabilities, and neighbours tend to stand
    for the same word or its neighbours. Links are those of a posterior probability of 0.3 or more.
    """
    import numpy

    texts = tokenize(source, direction.source), tokenize(target, direction.target)
    english, chinese = texts if direction.source == "en" else texts[::-1]
    if not english.spans or not chinese.spans:
        return ()
    posterior = _posteriors(likeness(english, chinese))
    links: list[tuple[Span, Span]] = []
    for word, row in zip(english.spans, posterior >= _LEAST, strict=True):
        links += [(word, run) for run in _runs([chinese.spans[j] for j in numpy.flatnonzero(row)])]
    if direction.source == "zh":
        links = [(run, word) for word, run in links]
    return tuple(sorted(links))


def span_on_other_side(span: Span, words: Iterable[tuple[Span, Span]], target: str) -> Span | None:
    """Where the counterpart of a span of the source stands in the target; None where no word of it is aligned.

    words: what `align_words` gave; turn its pairs round to go from the target to the source
    The run that covers the counterparts of the span's words. Where they stand too far apart to be one expression, or
    in different clauses, it is the group in which the most characters are aligned.
    """
    found = sorted({there for here, there in words if here[0] < span[1] and span[0] < here[1]})
    if not found:
        return None
    groups: list[list[Span]] = [[found[0]]]
    for part in found[1:]:
        between = target[groups[-1][-1][1] : part[0]]
        if len(tokenize(between, "zh").spans) <= _GAP and _HARD_MARKS.isdisjoint(between):
            groups[-1].append(part)
        else:
            groups.append([part])
    best = max(groups, key=lambda group: sum(end - start for start, end in group))
    return best[0][0], best[-1][1]


def _posteriors(likeness: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """The probability (English, Chinese) that a character stands for a word, by the forward-backward algorithm.

    Each word has a second state, which emits characters that stand for none and remembers the place (Och & Ney 2003).
    """
    import numpy

    emitted = (numpy.asarray(likeness, dtype=numpy.float64) + _UNLIKE).T
    count, words = emitted.shape
    places = numpy.arange(words)
    jumps = numpy.exp(-numpy.abs(places[:, None] - places[None, :]) / _WIDTH)
    jumps *= (1 - _NULL) / jumps.sum(axis=1, keepdims=True)
    nothing = _NULL * _NULL_LIKENESS
    forward, empty = numpy.empty((count, words)), numpy.empty((count, words))
    here = numpy.full(words, 1 / words)
    for j in range(count):
        forward[j] = (here @ jumps) * emitted[j]
        empty[j] = here * nothing
        here = forward[j] + empty[j]
        whole = here.sum()
        forward[j] /= whole
        empty[j] /= whole
        here /= whole
    posterior = numpy.empty((count, words))
    backward = numpy.ones(words)
    for j in range(count - 1, -1, -1):
        # Both states of a word lead to the same states, so that one backward value serves both.
        posterior[j] = forward[j] * backward
        posterior[j] /= posterior[j].sum() + (empty[j] * backward).sum()
        backward = jumps @ (emitted[j] * backward) + nothing * backward
        backward /= backward.sum()
    return posterior.T


def _runs(spans: Sequence[Span]) -> list[Span]:
    """Spans that touch, joined."""
    runs: list[Span] = []
    for start, end in spans:
        if runs and runs[-1][1] == start:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs
