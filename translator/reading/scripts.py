"""Which writing system and which language a piece of text is in, by its letters and its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HAN_PER_WORD = 1.7
"""Chinese characters that say what one English word says; puts both scripts on one scale."""

SCRIPTS = {
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "kana": r"\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "hangul": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "latin": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "cyrillic": r"\u0400-\u052f",
    "greek": r"\u0370-\u03ff\u1f00-\u1fff",
    "arabic": r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "hebrew": r"\u0590-\u05ff",
    "devanagari": r"\u0900-\u097f",
    "thai": r"\u0e00-\u0e7f",
}

# Languages that are told by their script alone.
BY_SCRIPT = {
    "cyrillic": "Russian or another language in Cyrillic script",
    "greek": "Greek",
    "arabic": "Arabic or another language in Arabic script",
    "hebrew": "Hebrew",
    "devanagari": "Hindi or another language in Devanagari script",
    "thai": "Thai",
}

FUNCTION_WORDS = Path(__file__).parent / "data" / "function_words.toml"

LANGUAGES = {
    "en": "English",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "vi": "Vietnamese",
    "id": "Indonesian or Malay",
    "pl": "Polish",
    "cs": "Czech",
    "sv": "Swedish",
    "da": "Danish or Norwegian",
    "tr": "Turkish",
    "ro": "Romanian",
    "fi": "Finnish",
    "hu": "Hungarian",
    "sw": "Swahili",
    "tl": "Tagalog",
    "latin": "a language in Latin script that is not English",
} | BY_SCRIPT
"""What a user is told for each language code; a language known by its script alone has the script's name for one."""

FEW_WORDS = 8
KANA_IN_JAPANESE = 0.08


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of each language a text holds, in words (a Chinese character counts 1 / HAN_PER_WORD).

    language: code of the language with the largest share (a key of LANGUAGES), None where nothing tells it
    shares: code to words; Latin letters whose language nothing tells (names, abbreviations) are in none of them
    """

    language: str | None
    shares: dict[str, float]


def weigh(text: str) -> Evidence:
    """The evidence in one piece of text; addresses in it do not count."""
    text = re.sub(r"https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+", " ", text)
    letters = {script: len(re.findall(f"[{ranges}]", text)) for script, ranges in SCRIPTS.items()}
    shares: defaultdict[str, float] = defaultdict(float)
    if letters["han"] or letters["kana"]:
        japanese = letters["kana"] > KANA_IN_JAPANESE * (letters["han"] + letters["kana"])
        shares["ja" if japanese else "zh"] += (letters["han"] + letters["kana"]) / HAN_PER_WORD
    if letters["hangul"]:
        shares["ko"] += letters["hangul"] / HAN_PER_WORD
    for script in BY_SCRIPT:
        # Greek letters are signs of medicine and mathematics: α, β, μ.
        if letters[script] > (8 if script == "greek" else 0):
            shares[script] += letters[script] / 6
    words = latin_words(text)
    latin = latin_language(words)
    if latin:
        shares[latin] += len(words)
    unknown = 0 if latin else len(words)
    if not shares:
        return Evidence(None, {})
    language, most = max(shares.items(), key=lambda item: item[1])
    # Names and terms in Latin script belong to the text around them, unless they are most of what there is.
    return Evidence(language if most * 2 >= unknown else None, dict(shares))


def latin_words(text: str) -> list[str]:
    """The words in Latin letters, in lower case; an elided article is a word of its own ("l'état": l, état)."""
    return [
        word.lower()
        for word in re.findall(f"[{SCRIPTS['latin']}]+", re.sub(r"['\u2019](?:s|t|re|ve|ll|d|m)\b", "", text))
    ]


def latin_language(words: list[str]) -> str | None:
    """The language whose commonest words are most frequent here; "latin" where it is surely not English but unknown.

    None where too few words tell.
    """
    if not words:
        return None
    hits = {code: [word for word in words if word in table] for code, table in _tables().items()}
    best = max(hits, key=lambda code: (len(hits[code]), len(set(hits[code])), code == "en"))
    most, english = len(hits[best]), len(hits["en"])
    if best == "en" or most < 1.4 * english:
        best, most = "en", english
    share = most / len(words)
    if best == "en":
        if share >= 0.15 or (english and len(words) < FEW_WORDS * 2):
            return "en"
        # Long running text in lower case without the commonest words of English is something else.
        return "latin" if len(words) >= 25 and share < 0.08 and _is_running(words, hits) else None
    # Single letters are words in many languages and signs in all of them.
    distinct = sum(len(word) > 1 for word in set(hits[best]))
    enough = most >= 3 and distinct >= 2 if len(words) >= FEW_WORDS else most >= 2 and not english
    return best if enough and share >= 0.15 else None


def _is_running(words: list[str], hits: dict[str, list[str]]) -> bool:
    # Running text repeats its short words; a list of names and terms does not.
    return len(set(words)) < 0.9 * len(words) or any(len(found) >= 0.1 * len(words) for found in hits.values())


@cache
def _tables() -> dict[str, frozenset[str]]:
    tables = tomllib.loads(FUNCTION_WORDS.read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in tables.items()}


def is_traditional(text: str) -> bool:
    """Whether Chinese text is in traditional characters.

    A character of Big5 that GB 2312 lacks is traditional, one of GB 2312 that Big5 lacks is simplified; most are both.
    """
    han = re.findall(f"[{SCRIPTS['han']}]", text)
    traditional = sum(_encodable(c, "big5") and not _encodable(c, "gb2312") for c in han)
    simplified = sum(_encodable(c, "gb2312") and not _encodable(c, "big5") for c in han)
    return traditional >= 2 and traditional > 2 * simplified and traditional >= 0.08 * len(han)


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
