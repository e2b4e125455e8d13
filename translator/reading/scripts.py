"""Which writing system and which language a piece of text is in, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from translator.reading.latin import LETTERS, latin_language, latin_words

HAN_PER_WORD = 1.7
"""Chinese characters that say what one English word says; puts both scripts on one scale."""

SCRIPTS = {
    "han": r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "kana": r"\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "hangul": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "latin": LETTERS,
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
    text = re.sub(r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+", " ", text)
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
    words = latin_words(text, alone=not letters["han"])
    latin = latin_language(words)
    if latin:
        shares[latin] += len(words)
    unknown = 0 if latin else len(words)
    if not shares:
        return Evidence(None, {})
    language, most = max(shares.items(), key=lambda item: item[1])
    # Names and terms in Latin script belong to the text around them, unless they are most of what there is.
    return Evidence(language if most * 2 >= unknown else None, dict(shares))


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
