"""Repetition, the best-known failure of small translation models: loops, clauses said twice, phrases that recur."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

from translator.release import Direction, Issue, Language, Segment, Severity, Span

_LONGEST = 8
_LOOP = 3
"""So many times in a row are a loop, so many more than the source repeats anything."""
_RECURRENCES: dict[Language, tuple[tuple[int, int, Severity], ...]] = {
    "en": ((3, 3, "error"), (10, 2, "error"), (5, 2, "warning")),
    "zh": ((5, 3, "error"), (15, 2, "error"), (8, 2, "warning")),
}
"""From so many tokens on, a phrase that stands so many times apart is this bad; no human translation of the corpus'
training part has one that its source does not excuse."""
_SOURCE_PHRASE: dict[Language, int] = {"en": 2, "zh": 3}
"""The length of a phrase of the source that excuses it by recurring as often. It is shorter, since the two languages do
not say a thing in as many words."""
_TWICE: dict[Language, tuple[tuple[int, Severity], ...]] = {
    "en": ((3, "error"), (2, "warning")),
    "zh": ((5, "error"),),
}
"""From so many tokens on, words that stand twice in a row are this bad; the corpus' training part has none."""
_LAGS = 8
"""So many earlier places of a phrase are looked at; more would take long in a text of nothing but loops."""
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’-][^\W_\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words that repeat; times: how often; span: from the first to the last of them."""

    words: str
    times: int
    span: Span


def check_repetition(segment: Segment, direction: Direction) -> list[Issue]:
    """At most one issue: the longest loop, or else words twice in a row, or else the phrase that recurs most."""
    loop = longest_loop(segment.target)
    if loop:
        in_source = longest_loop(segment.source)
        if in_source is None or loop.times >= in_source.times + _LOOP:
            return [_issue(loop, "error", "in a row", "连续")]
    for length, severity in _TWICE[direction.target]:
        twice = longest_twice(segment.target, length)
        if twice and not longest_twice(segment.source, _SOURCE_PHRASE[direction.source]):
            return [_issue(twice, severity, "in a row", "连续")]
    for length, times, severity in _RECURRENCES[direction.target]:
        phrase = commonest_phrase(segment.target, length) if _recurs(_tokens(segment.target)[0], length) else None
        if phrase and phrase.times >= times:
            excuse = commonest_phrase(segment.source, _SOURCE_PHRASE[direction.source])
            if not excuse or phrase.times > excuse.times:
                return [_issue(phrase, severity, "in one sentence", "在一句中")]
    return []


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The tokens of a text in small letters, and where they stand."""
    found = [(match[0].casefold(), match.span()) for match in _TOKEN.finditer(text)]
    return tuple(word for word, _ in found), tuple(span for _, span in found)


def longest_loop(text: str) -> Repeat | None:
    """The n-gram of 1 to 8 tokens (English words, Chinese characters) that stands most often in a row, from three on.

    One character counts from four on, since 以往往往 and 二十二步，步步平安 are no loops; numbers alone never count
    (1,000,000,000).
    """
    words, spans = _tokens(text)
    best: Repeat | None = None
    for n in range(1, min(_LONGEST, len(words) // _LOOP) + 1):
        same = list(map(eq, words[n:], words))
        # A loop of n tokens is at least two runs of n tokens, one after the other, that stand n places before, too.
        if same.count(True) < (_LOOP - 1) * n:
            continue
        start = run = 0
        for i in range(n, len(words) + 1):
            if i < len(words) and same[i - n]:
                run += 1
                continue
            times = run // n + 1
            enough = _LOOP + 1 if n == 1 and _is_han(words[start]) else _LOOP
            numbers = all(word.isdecimal() for word in words[start : start + n])
            if times >= enough and not numbers and (best is None or times > best.times):
                span = (spans[start][0], spans[start + run + n - 1][1])
                best = Repeat(text[spans[start][0] : spans[start + n - 1][1]], times, span)
            start, run = i - n + 1, 0
    return best


def longest_twice(text: str, least: int) -> Repeat | None:
    """The longest phrase of at least so many tokens that stands twice in a row, whatever marks are between."""
    words, spans = _tokens(text)
    if not _recurs(words, least):
        return None
    seen: dict[tuple[str, ...], list[int]] = {}
    # Only where a phrase of the least length stands again can a longer one stand again.
    lags: set[int] = set()
    for i in range(len(words) - least + 1):
        before = seen.setdefault(words[i : i + least], [])
        lags.update(i - j for j in before[-_LAGS:])
        before.append(i)
    for n in sorted((lag for lag in lags if lag >= least), reverse=True):
        run = 0
        for i in range(n, len(words)):
            run = run + 1 if words[i] == words[i - n] else 0
            if run == n and not all(word.isdecimal() for word in words[i - n + 1 : i + 1]):
                start, end = spans[i - n + 1][0], spans[i][1]
                return Repeat(text[start:end], 2, (spans[i - 2 * n + 1][0], end))
    return None


@lru_cache(maxsize=4096)
def _recurs(words: tuple[str, ...], length: int) -> bool:
    """Whether any phrase of so many tokens stands more than once; it seldom does, and then nothing more is to do."""
    phrases = list(zip(*(words[i:] for i in range(length)), strict=False))
    return len(set(phrases)) < len(phrases)


def _is_han(token: str) -> bool:
    return "\u3400" <= token[0] <= "\u9fff"


def commonest_phrase(text: str, length: int) -> Repeat | None:
    """The phrase of so many tokens that occurs most often, None in a shorter text; overlaps count."""
    words, spans = _tokens(text)
    grams = list(zip(*(words[i:] for i in range(length)), strict=False))
    if not grams:
        return None
    counted = Counter(grams)
    gram, times = counted.most_common(1)[0] if len(counted) < len(grams) else (grams[0], 1)
    first, last = grams.index(gram), len(grams) - 1 - grams[::-1].index(gram)
    start, end = spans[first][0], spans[first + length - 1][1]
    return Repeat(text[start:end], times, (start, spans[last + length - 1][1]))


def _issue(repeat: Repeat, severity: Severity, how: str, how_zh: str) -> Issue:
    return Issue(
        "repetition",
        severity,
        f"“{repeat.words}” stands {repeat.times} times {how}.",
        f"“{repeat.words}”{how_zh}重复了{repeat.times}次。",
        None,
        repeat.span,
    )
