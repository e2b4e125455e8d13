"""The ways a required translation can be written in a sentence: English nouns in the plural, too."""

from __future__ import annotations

import re

from translator.glossary.english import fold
from translator.glossary.wordlists import irregular_plurals
from translator.release import Language

_NOUN = re.compile(r"[a-z]{3,}")
# Nouns in these endings name what is not counted in medical English, or are no nouns.
_UNCOUNTED = re.compile(
    r"(?:ness|ism|logy|graphy|therapy|care|medicine|health|surgery|education|training|research|information|data|equipment"
    r"|management|software|evidence|progress|advice|ing|ous|ical|ive|al|ary|ic)$"
)
# In these the noun that is counted is not the last word (source of infection).
_HEAD_FIRST = re.compile(r" (?:of|in|with|for|to|by|from|at|on) ")


def written_forms(term: str, language: Language) -> tuple[str, ...]:
    """A term as it may be written, the base form first; of an English noun that is counted the plural, too."""
    last = re.split(r"[\s-]", term)[-1] if term else ""
    if language == "zh" or not _NOUN.fullmatch(last) or _UNCOUNTED.search(last) or _HEAD_FIRST.search(term):
        return (term,)
    plural = _plural(last)
    # Whatever is taken for a plural already, or would not be known again as one, stays as it is.
    if plural == last or fold(plural) != fold(last) or _is_plural(last):
        return (term,)
    return term, term[: -len(last)] + plural


def _is_plural(word: str) -> bool:
    return word in irregular_plurals() or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _plural(noun: str) -> str:
    irregular = [plural for plural, singular in irregular_plurals().items() if singular == noun]
    if irregular:
        return irregular[0]
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")
