"""Where words can be set into a text, and how they are written there: the space before, a or an, a capital."""

from __future__ import annotations

import re

from translator.release import Language

_OPENING = '(“‘"–—/['
_PAUSE = re.compile(r"[.,;:!?)”]+(?:\s|$)|\s?[–—]|$")
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:]\s)[\"“‘(]*$")
_ARTICLE = re.compile(r"((?<!\w)a|(?:^|[.!?:]\s)[\"“‘(]*A)n?(?=\s$)")
# Would run together with the word before it: words, opening marks, amounts of money.
_APART = re.compile(r"\w|[(\[“‘$£€¥]|\"\w")
_PLURAL = re.compile(r"e?s(?!\w)")
# All small letters up to the next character, so that siRNA keeps its own.
_SMALL = re.compile(r"[a-z]++(?![A-Z])")
# The names of these letters begin with a vowel: an MRI, an FDA official. Words that are written with a vowel and
# spoken with a consonant are few.
_VOWEL_LETTERS = "AEFHILMNORSX"
_LIKE_CONSONANT = re.compile(r"(?:eu|uni(?!n|m)|use|usu|ut[ei]|ur[eio]|one\b|once)", re.I)
_SILENT_H = re.compile(r"(?:hour|honest|honor|honour|heir)", re.I)


def may_begin_at(text: str, start: int, language: Language) -> bool:
    """Whether words could be set before this offset: it lies inside no word and no number."""
    before = text[start - 1 : start] if start else ""
    if language == "en":
        return not before or before.isspace() or before in _OPENING or bool(_PAUSE.match(text, start))
    return not (_inside(before) and _inside(text[start : start + 1]))


def joined(prefix: str, words: str, language: Language) -> tuple[str, str]:
    """What goes between a text and the words after it, a space or nothing, and the words as they are written there."""
    if language == "zh":
        return "", words
    space = " " if prefix and not prefix[-1].isspace() and prefix[-1] not in _OPENING else ""
    if _STARTS_SENTENCE.search(prefix) and _SMALL.match(words):
        words = words[0].upper() + words[1:]
    return space, words


def begun(prefix: str, words: str, language: Language) -> str:
    """The text with the words after it; "a" before them becomes "an" where it must, and the other way round."""
    space, words = joined(prefix, words, language)
    if language == "en":
        prefix = _ARTICLE.sub(lambda m: m[1] + ("n" if _vowel_sound(words) else ""), prefix)
    return prefix + space + words


def continued(prefix: str, rest: str, language: Language) -> str:
    """What comes after words that were set in: with a space, where it would grow into them; a plural's s may."""
    grown = language == "en" and prefix and not prefix[-1].isspace() and _APART.match(rest)
    return f" {rest}" if grown and not _PLURAL.match(rest) else rest


def _inside(character: str) -> bool:
    return character != "" and character.isascii() and (character.isalnum() or character in ".,-%'")


def _vowel_sound(words: str) -> bool:
    first = re.split(r"[\s-]", words, maxsplit=1)[0]
    if len(first) > 1 and first[:2].isupper():
        return first[0] in _VOWEL_LETTERS
    if _LIKE_CONSONANT.match(first):
        return False
    return first[:1].lower() in tuple("aeiou") or bool(_SILENT_H.match(first))
