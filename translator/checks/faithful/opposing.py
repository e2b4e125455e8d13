"""No word of a sentence says the opposite of what the article says there: rose and fell, benign and malignant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from translator.checks.faithful.binding import Place, covered, rival
from translator.checks.faithful.passage import Passage
from translator.checks.faithful.verdict import Fault
from translator.checks.polarity.opposites import opposites
from translator.release import Language, Span

Way = Literal["up", "down"]
_NO_TREND = r"surg(?:er|ic|eo)|contract(?:or|s?\b)|up to\b|down the\b"
TURNED = 0.5
"""Log odds from which a trend counts as turned round; fitted on releases of the corpus' training part."""
SURE = 2.0
"""The same where a sentence has both words, and so may speak of both."""
_ALIKE = 0.1
"""How much less of a sentence another may have than the best that is cited, and tell the same."""


def opposite_faults(
    sentence: Passage, article: Sequence[Passage], cited: Sequence[Passage], rare: Mapping[str, float]
) -> Iterator[Fault]:
    """A fault for each word of which the article has only the opposite, or has it where the sentence has the word."""
    least = max((covered(sentence, p) for p in cited), default=0.0) - _ALIKE
    # Only what is cited, or says as much, can be contradicted: a headline tells in short what a sentence tells.
    same = [p for p in article if p in cited or covered(sentence, p) >= least]
    for one, other in _pairs(sentence.language):
        here = _found(one, other, sentence.text)
        if not here or not any(_found(other, one, p.text) for p in same):
            continue
        both = bool(_found(other, one, sentence.text))
        own = [Place(p, span, "") for p in article for span in _found(one, other, p.text)]
        others = [Place(p, span, "") for p in article for span in _found(other, one, p.text)]
        yield from _turned(sentence, here[0], own, others, rare, SURE if both else TURNED)
    for way, span in trends(sentence):
        own = [Place(p, s, w) for p in article for w, s in trends(p) if w == way]
        others = [Place(p, s, w) for p in article for w, s in trends(p) if w != way]
        yield from _turned(sentence, span, own, others, rare, TURNED)


def _turned(
    sentence: Passage,
    span: Span,
    own: Sequence[Place],
    others: Sequence[Place],
    rare: Mapping[str, float],
    least: float,
) -> Iterator[Fault]:
    found = rival(sentence, span, own, others, rare)
    if found and found.odds > least:
        place = found.place
        yield _fault(sentence.text[slice(*span)], place.passage.text[slice(*place.span)])


def _fault(here: str, there: str) -> Fault:
    return Fault(
        "opposites", here, f"The article says “{there}”, not “{here}”.", f"原文此处为“{there}”，不是“{here}”。"
    )


def _found(pattern: re.Pattern[str], rival_pattern: re.Pattern[str], text: str) -> list[Span]:
    """Where the pattern fits, but not as a part of the rival: 安全 does not stand in 不安全."""
    found = [match.span() for match in pattern.finditer(text)]
    wider = [match.span() for match in rival_pattern.finditer(text)] if found else []
    return [(a, b) for a, b in found if not any(c <= a and b <= d and (c, d) != (a, b) for c, d in wider)]


@cache
def _pairs(language: Language) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of patterns of which the one says the contrary of the other, in both orders."""
    found = [(pair.one[language], pair.other[language]) for pair in opposites()]
    text = files("translator.checks").joinpath("data/contraries.tsv").read_text("utf-8")
    for line in text.splitlines():
        name, *words = line.split("\t")
        if name == language:
            one, other = (
                re.compile(rf"(?<![\w-])(?:{w})(?![\w-])", re.IGNORECASE) if language == "en" else re.compile(w)
                for w in words
            )
            found += [(one, other), (other, one)]
    return tuple(found)


@lru_cache(maxsize=1024)
def trends(passage: Passage) -> list[tuple[Way, Span]]:
    """The words of a text that say which way a figure went, and where they stand."""
    patterns = _patterns(passage.language)
    found = [(way, match.span()) for way in patterns for match in patterns[way].finditer(passage.text)]
    return [(way, span) for way, span in found if _of_a_figure(passage, span)]


def _of_a_figure(passage: Passage, span: Span) -> bool:
    start, end = passage.clause_around(span)
    return any(start <= quantity.span[0] < end for quantity in passage.quantities)


@cache
def _patterns(language: Language) -> dict[Way, re.Pattern[str]]:
    table = tomllib.loads(files("translator.checks").joinpath("data/trends.toml").read_text("utf-8"))[language]
    found: dict[Way, re.Pattern[str]] = {}
    for way in ("up", "down"):
        if language == "zh":
            found[way] = re.compile("|".join(table[way]))
        else:
            words = [w.removeprefix("=") + (r"\b" if w.startswith("=") else r"\w*") for w in table[way]]
            found[way] = re.compile(
                rf"\b(?!{_NO_TREND})(?:{'|'.join(words)})",
                re.IGNORECASE,
            )
    return found
