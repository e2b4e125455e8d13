"""English words as the glossary compares them: number, British spelling, accents and capitals folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from translator.glossary.wordlists import irregular_plurals

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-Ω]")
_JOINT = re.compile(r"\s*|[\s]?[-‐‑–/][\s]?")
# Behind an s this ends a possessive plural (patients' rights), and parts no words.
_PLURAL_POSSESSIVE = re.compile(r"['’] ")
BREAK = "\0"
"""Stands in a token sequence where punctuation parts two words."""

_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "μ": "mu", "ω": "omega"})
_Z = re.compile(r"(?<=..[iy])z(?=e|ing|ation)")
_BRITISH = [
    (re.compile(r"(?<=.)[ao]e(?=.)|^[ao]e(?=..)"), "e"),
    (re.compile(r"(?<=...)our(?=$|al|ed|ing|able)"), "or"),
    (re.compile(r"(?<=[tbv])re$"), "er"),
    (re.compile(r"(?<=.)geing$"), "ging"),
    # Not in a word of one syllable: swelling, spelling.
    (re.compile(r"(?<=..[b-df-hj-np-tv-z]e)ll(?=ing$|ed$|er$|or$)"), "l"),
    (re.compile(r"(?<=am)me$"), ""),
    (re.compile(r"(?<=log)ue$"), ""),
    (re.compile(r"ence$"), "ens"),
    (re.compile(r"sulph"), "sulf"),
]


# Four letters stay, or short words would lose all that sets them apart.
_DERIVED = re.compile(
    r"(?<=....)(ational|ization|isation|ation|ition|[ei]ous|ens|ance|ency|ment|ness|ical|ial|ion|ist|ity|ing|tic|ary"
    r"|ery|ed|al|ar|ic|ia|us|um|[aey])$"
)


class Token(NamedTuple):
    """A word of a text: where it stands, without a possessive 's, and the text of it."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1024)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a text, with an empty-texted BREAK token where more than a space, hyphen or slash parts two."""
    tokens: list[Token] = []
    last = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        if last is not None and text[last:start] != " " and not _joined(text, last, start):
            tokens.append(Token(last, start, BREAK))
        word = match.group()
        core = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") and len(word) > 2 else word
        tokens.append(Token(start, start + len(core), core))
        last = end
    return tuple(tokens)


def _joined(text: str, last: int, start: int) -> bool:
    if text[last - 1] in "sS" and _PLURAL_POSSESSIVE.fullmatch(text, last, start):
        return True
    return _JOINT.fullmatch(text, last, start) is not None


@lru_cache(maxsize=65536)
def is_acronym(word: str) -> bool:
    """Whether a word's capitals must be kept (AIDS, mRNA, U.S.), so that it never meets "aids" or "us"."""
    return not word.islower() and len(_CAPITAL.findall(word)) >= 2


@lru_cache(maxsize=65536)
def exact(word: str) -> str:
    """The key of an acronym: as written, without full stops and the s of its plural (MRIs, U.S.)."""
    word = _plain(word)
    return word[:-1] if word.endswith("s") and len(word) > 2 and word[:-1].isupper() else word


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of a word in lower case, singular, American spelling, without accents and apostrophes."""
    word = _singular(_Z.sub("s", _plain(word).lower().translate(_GREEK)))
    if len(word) > 3:
        for pattern, replacement in _BRITISH:
            word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The key of a word without the endings of verbs too: screen, screened and screening meet."""
    word = fold(word)
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word.endswith("i"):
        word = word[:-1] + "y"
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The key of a word without the endings of derivation: vagina and vaginal, infection and infected meet."""
    word = _DERIVED.sub("", fold(word), count=1)
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def verb_forms(word: str) -> tuple[str, ...]:
    """A regular verb in the infinitive, past and -ing form (the -s form folds into the first)."""
    if word.endswith("e"):
        return (word, word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return (word, word[:-1] + "ied", word + "ing")
    return (word, word + "ed", word + "ing")


def _plain(word: str) -> str:
    word = word.replace("'", "").replace("’", "").replace(".", "")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if singular := irregular_plurals().get(word):
        return singular
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes")) and len(word) > 4:
        return word[:-2]
    # "diagnosis" and "diagnoses", but "disease" and "diseases" as well, meet without their last vowel.
    if word.endswith(("ses", "sis")) and len(word) > 4:
        return word[:-2]
    if word.endswith("se"):
        return word[:-1]
    if word.endswith("ae"):
        return word[:-1]
    if word.endswith("eaus") or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return word[:-1]
    return word
