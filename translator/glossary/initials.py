"""Which words an English short form is made of, by its letters (Schwartz & Hearst 2003)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[;:!?()“”\"—]|\.\s(?=[A-Z])")
_SMALL = frozenset(["a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


def long_form(short: str, before: str, initials_only: bool = False) -> int | None:
    """Where the name starts that ends a text and that a short form stands for; None where its letters fit no words.

    Word initials come first ("African-Arab Congress", AAC); what they cannot explain may stand inside of words
    ("ultrasound", US), unless initials_only.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    words = list(_WORD.finditer(before, clause))[-min(len(letters) + 5, 2 * len(letters)) - 2 :]
    if len(letters) < 2 or not words or not re.fullmatch(r"\s*", before[words[-1].end() :]):
        return None
    start = _by_initials(letters, words)
    if start is None and not initials_only:
        comma = before.rfind(", ", clause)
        within = [w for w in words if w.start() > comma][-min(len(letters) + 5, 2 * len(letters)) :]
        start = _by_letters(letters, before, within)
    if start is None and not initials_only:
        start = _by_any_order(letters, words)
    return start


def fits(short: str, name: str) -> bool:
    """Whether a short form is made of the letters of a whole name."""
    return long_form(short, name) == 0


def _by_initials(letters: Sequence[str], words: Sequence[re.Match[str]]) -> int | None:
    """Each letter opens a word, from the last word on; only small words may lie between."""
    initials = [w[0][0].lower() for w in words]
    places = {len(words) - 1} if initials[-1] == letters[-1] else set[int]()
    for letter in reversed(letters[:-1]):
        before: set[int] = set()
        for place in places:
            for at in range(place - 1, -1, -1):
                if initials[at] == letter:
                    before.add(at)
                if words[at][0].lower() not in _SMALL:
                    break
        places = before
    return words[max(places)].start() if places else None


def _by_letters(letters: Sequence[str], before: str, words: Sequence[re.Match[str]]) -> int | None:
    """The published algorithm: from the right, each letter where it comes next, the first where a word begins."""
    beginnings = {w.start() for w in words}
    # A longer short form may leave out the last word of the name (Critical Ultrasound Study Group, CUS).
    last = words[-2] if len(letters) > 3 and len(words) > 1 else words[-1]
    at = words[-1].end()
    for i in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= words[0].start() and (before[at].lower() != letters[i] or (i == 0 and at not in beginnings)):
            at -= 1
        if at < words[0].start() or (i == len(letters) - 1 and at < last.start()):
            return None
    return at


def _by_any_order(letters: Sequence[str], words: Sequence[re.Match[str]]) -> int | None:
    """A name in capitals whose initials are the letters, in another order (Congress of New Techniques, CTN)."""
    if len(letters) < 3:
        return None
    named = list(words)
    while named:
        initials = [w[0][0] for w in named if w[0].lower() not in _SMALL]
        if named[0][0][0].lower() == letters[0] and all(i.isupper() or i.isdigit() for i in initials):
            initials = [i.lower() for i in initials]
            if all(letters.count(c) <= initials.count(c) for c in letters) and len(initials) <= len(letters) + 2:
                return named[0].start()
        named.pop(0)
    return None
