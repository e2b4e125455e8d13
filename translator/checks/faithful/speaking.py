"""What somebody is said to have said, found or estimated, the article has that one say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.checks.faithful.passage import Passage, Word
from translator.checks.faithful.verdict import Fault
from translator.release import Language

_VERB: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:said|says|found|finds|showed|shows|estimates?d?|argued|argues|warned|warns|stressed|noted|notes|told|"
        r"announced|reported|reports|believes?|concluded|revealed|insisted|urged|added|explained)(?: that)? "
    ),
    "zh": re.compile(
        "显示|表示|指出|介绍|认为|强调|估计|透露|提醒|警告|坦言|呼吁|宣布|报告说|称(?=[，：])|说(?=[，：])"
    ),
}
_SAID = 0.5
"""The share of what was said that one sentence of the article must have, to be what is told again."""
_SPEAKER = 0.34
"""The share of the speaker's words that must stand in that sentence or in those beside it."""
_FEW = 3
_ALIKE = 0.1
_LEDE = 2
"""So many sentences at an article's beginning tell in short what the others tell."""


def speaker_faults(sentence: Passage, article: Sequence[Passage]) -> Iterator[Fault]:
    """A fault where the words before a verb of saying are the article's, but not where it has what was said."""
    match = _VERB[sentence.language].search(sentence.text)
    if match is None:
        return
    start, _ = sentence.clause_around(match.span())
    speaker = sentence.content_in((start, match.start()))
    said = sentence.content_in((match.end(), len(sentence.text)))
    known = [word for word in speaker if any(passage.has(word) == 1 for passage in article)]
    figures = [q.value for q in sentence.quantities if start <= q.span[0] and q.span[1] <= match.start()]
    if len(said) < _FEW or not (known or figures):
        return
    shares = [_share(said, passage) for passage in article]
    best = max(shares, default=0.0)
    if best < _SAID:
        return
    for i, share in enumerate(shares):
        near = article[max(0, i - 1) : i + 2]
        if share > best - _ALIKE and _stands(known, near) and (i < _LEDE or _tells(figures, near)):
            return
    name = sentence.text[start : match.start()].strip()
    yield Fault("speaker", name, f"In the article it is not “{name}” who says this.", f"原文中这不是“{name}”所说。")


def _stands(words: Sequence[Word], near: Sequence[Passage]) -> bool:
    return sum(any(p.has(word) == 1 for p in near) for word in words) >= _SPEAKER * len(words)


def _tells(figures: Sequence[object], near: Sequence[Passage]) -> bool:
    told = {piece.value for p in near for whole in p.quantities for piece in (whole, *whole.parts)}
    return all(figure in told for figure in figures)


def _share(words: Sequence[Word], passage: Passage) -> float:
    return sum(passage.has(word) for word in words) / len(words)
