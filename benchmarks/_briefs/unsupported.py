"""Figures and names of a line that its article does not have, found by plain patterns and not by the gate's code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from translator.release import Language

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LATIN = re.compile(r"[A-ZÀ-Þ][\w'’]*|[A-Za-z]*\d*[A-Z]{2,}\w*")
_SENTENCE_START = re.compile(r"(?:^|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bProf)[.!?:;]\s|[—–-]\s)[\"'“‘(]*$")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,8})+")
_TITLED = re.compile(
    r"(?:教授|主任|院长|医生|医师|博士|院士|主席|会长|处长|局长)([\u3400-\u9fff]{2,3})(?=说|表示|指出|介绍|认为|强调|在)"
)
_CLINGING = 3
_SPELLED = (
    *(r"\bzero\b", r"\bone\b|一", r"\btwo\b|[两二]", r"\bthree\b|三", r"\bfour\b|四", r"\bfive\b|五", r"\bsix\b|六"),
    *(r"\bseven\b|七", r"\beight\b|八", r"\bnine\b|九", r"\bten\b|十", r"\beleven\b|十一", r"\btwelve\b|十二"),
)
"""How a text may write the numbers from 0 to 12 without digits."""


class Unsupported(NamedTuple):
    """What a line has and its article has not, as the line writes it."""

    figures: tuple[str, ...]
    names: tuple[str, ...]


def unsupported(line: str, article: Sequence[str], language: Language) -> Unsupported:
    """Figures in digits, capitalised words, abbreviations and marked Chinese names that no sentence of the article has.

    A figure must stand in the article as it is written, commas aside, up to twelve as a word too; a name in any case,
    with any ending, or as an adjective (Rwandan).
    """
    text = "\n".join(article)
    known = {figure.replace(",", "") for figure in _FIGURE.findall(text)}
    known |= {str(value) for value, spelled in enumerate(_SPELLED) if re.search(spelled, text, re.IGNORECASE)}
    figures = tuple(figure for figure in _FIGURE.findall(line) if figure.rstrip(",").replace(",", "") not in known)
    small = text.lower()
    names = [
        match[0]
        for match in _LATIN.finditer(line)
        if not _SENTENCE_START.search(line, 0, match.start()) and not any(form in small for form in _forms(match[0]))
    ]
    if language == "zh":
        names += [name for name in _DOTTED.findall(line) if not _stands(name, text)]
        names += [name for name in _TITLED.findall(line) if name[:2] not in text]
    return Unsupported(figures, tuple(names))


def _forms(word: str) -> tuple[str, ...]:
    """A name without possessive, and, where enough is left, the noun of which it may be the adjective."""
    bare = re.sub(r"['’]s?$", "", word.lower())
    noun = re.sub(r"(?:ian|an|n|ese|ish|s)$", "", bare)
    return (bare, noun) if len(noun) > _CLINGING else (bare,)


def _stands(name: str, text: str) -> bool:
    """Whether a name with dots stands in a text, words that cling to its ends left out."""
    if name in text:
        return True
    cut = (name[i : len(name) - j] for i in range(_CLINGING + 1) for j in range(_CLINGING + 1))
    return any(piece in text for piece in cut if re.search(r"^[^·•]{2,}[·•].*(?<=[^·•]{2})$", piece))
