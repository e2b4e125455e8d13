"""Puts one term in the place of another in a sentence, and says when that is not sure to be right."""

from __future__ import annotations

import re
from functools import lru_cache

from translator.glossary.english import fold, is_acronym
from translator.glossary.entries import TermEntry
from translator.glossary.matching import MAIN, ChineseMatcher, Surface
from translator.glossary.wordlists import irregular_plurals, longer_chinese_words
from translator.release import Language, Span

_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_NO_PLURAL = re.compile(r"(sion|tion|ity|ness|ism|ing|ics|is|us|um|on|ma|ae|[ai])$")
_SENTENCE_START = re.compile(r"(^|[.?!:]\s+)[\"“”'‘(\s]*$")
# A slogan or a title is quoted as it is; what somebody says is a sentence.
_SHORT_QUOTATION = re.compile(r"[“\"《][^“”\"《》。，,.!?！？]{1,24}[”\"》]")
_ARTICLE = re.compile(r"\b([Aa])(n?) $")


def reworded(text: str, span: Span, form: str, required: str, language: Language) -> tuple[Span, str] | None:
    """What to replace, and by what, so that a required term stands where another form of it does.

    span: where the form stands in the text. In English the number, the capitals and the article before it are kept
    right. None where the result is not sure: a verb form, a compound, an unusual plural, a word in the name of
    something else or in a short quotation, a Chinese word cut.
    """
    start, end = span
    if any(m.start() < start and end < m.end() for m in _SHORT_QUOTATION.finditer(text)):
        return None
    if language == "zh":
        return (span, required) if _is_word(text, span, form) else None
    found = text[start:end]
    if text[start - 1 : start] in tuple("-‐‑–/") or text[end : end + 1] in tuple("-‐‑–/"):
        return None
    words = _numbered(found, form, required)
    if words is None or (required[0].islower() and stands_in_name(text, span)):
        return None
    words = _capitalized(words, found, form)
    article = _ARTICLE.search(text, 0, start)
    if not article:
        return span, words
    before, after = _sound(found), _sound(words)
    if before is None or after is None:
        return None
    if before == after:
        return span, words
    return (article.start(), end), f"{article[1]}{'n' if after == 'vowel' else ''} {words}"


def stands_in_name(text: str, span: Span) -> bool:
    """Whether English words have a capital without opening a sentence, as in a name or a title."""
    return text[span[0]].isupper() and not _SENTENCE_START.search(text[: span[0]])


def is_inflection(found: str, form: str) -> bool:
    """Whether words are a form itself but for number, capitals and spelling; not a word derived of it (doctoral)."""
    return [fold(w) for w in found.split()] == [fold(w) for w in form.split()]


def _is_word(text: str, span: Span, form: str) -> bool:
    """Whether no longer word stands over the form (中风 in 中风险)."""
    return any((match.start, match.end) == span for match in _matcher(form).find(text))


@lru_cache(maxsize=256)
def _matcher(form: str) -> ChineseMatcher:
    return ChineseMatcher([[Surface(TermEntry("", "", form), form, MAIN)]], longer_chinese_words())


def _numbered(found: str, form: str, required: str) -> str | None:
    """The required words in the number of the found ones; None where these are no mere number of the form."""
    if not is_inflection(found, form):
        return None
    last, base = found.split()[-1].lower(), form.split()[-1].lower()
    is_plural = last != base and (last in irregular_plurals() or (last.endswith("s") and not base.endswith("s")))
    return _plural(required) if is_plural else required


def _plural(words: str) -> str | None:
    rest, _, last = words.rpartition(" ")
    lower = last.lower()
    if lower in _plurals():
        plural = _plurals()[lower]
        plural = plural if last.islower() else plural.capitalize()
    elif _NO_PLURAL.search(lower) or lower.endswith("s") or is_acronym(last):
        return None
    elif re.search(r"[^aeiou]y$", lower):
        plural = f"{last[:-1]}ies"
    else:
        plural = f"{last}es" if lower.endswith(("x", "z", "ch", "sh")) else f"{last}s"
    return f"{rest} {plural}".strip()


def _capitalized(words: str, found: str, form: str) -> str:
    if not found[0].isupper() or form[0].isupper():
        return words
    in_title = " " in found and all(w[0].isupper() for w in found.split() if w not in _SMALL)
    return " ".join(
        w[0].upper() + w[1:] if i == 0 or (in_title and w not in _SMALL) else w for i, w in enumerate(words.split(" "))
    )


def _sound(words: str) -> str | None:
    """Whether "a" or "an" stands before the words; None where letters do not tell."""
    first = re.split(r"[\s-]", words)[0]
    lower = first.lower()
    if is_acronym(first) or lower.startswith(("u", "eu", "ew", "on", "hour", "hon", "heir", "herb")):
        return None
    return "vowel" if lower[0] in "aeio" else "consonant" if lower[0].isalpha() else None


@lru_cache(maxsize=1)
def _plurals() -> dict[str, str]:
    return {singular: plural for plural, singular in irregular_plurals().items() if plural != singular}
