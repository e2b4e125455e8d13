"""Which language words in Latin letters are in, by the commonest words of each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

FUNCTION_WORDS = Path(__file__).parent / "data" / "function_words.toml"

LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
FEW_WORDS = 8
LEAST_SHARE = 0.15
"""Share of commonest words in running text; it is 0.3 to 0.5 in most languages, less in headlines."""

MOST_FOREIGN = 0.08
"""Below this share of English's commonest words, a text of LONG words is not English."""

LONG = 25


def latin_words(text: str, alone: bool = True) -> list[str]:
    """The words in Latin letters; an elided article is a word of its own ("l'\u00e9tat": l, \u00e9tat).

    alone: no other script is in the text. In capitals, "WHO" or "IT" then still is a word where all the text is.
    """
    words = re.findall(f"[{LETTERS}]+", re.sub(r"['\u2019](?:s|t|re|ve|ll|d|m)\b", "", text))
    shouted = alone and not any(word.islower() for word in words)
    return [word.lower() for word in words] if shouted else words


def latin_language(words: list[str]) -> str | None:
    """The language whose commonest words are most frequent here; "latin" where it is not English but not clear which.

    None where too few words tell. words: as latin_words gives them.
    """
    common = [word.lower() for word in words if len(word) == 1 or not word.isupper()]
    hits = {code: [word for word in common if word in table] for code, table in _tables().items()}
    best = max(hits, key=lambda code: (len(hits[code]), len(set(hits[code]))))
    most, english = len(hits[best]), len(hits["en"])
    if not most:
        return "latin" if len(words) >= LONG and _is_running(words, hits) else None
    if best == "en" or most < 1.4 * english:
        if english >= LEAST_SHARE * len(words) or (english and len(words) < 2 * FEW_WORDS):
            return "en"
        foreign = len(words) >= LONG and english < MOST_FOREIGN * len(words) and _is_running(words, hits)
        return "latin" if foreign else None
    # Single letters are words in many languages and signs in all of them.
    distinct = sum(len(word) > 1 for word in set(hits[best]))
    if len(words) >= FEW_WORDS:
        enough = most >= 3 and distinct >= 2
    else:
        # "Maria de la Cruz" is a name in any language.
        enough = most >= 2 and not english and any(word.islower() and word not in hits[best] for word in words)
    if not enough or most < LEAST_SHARE * len(words):
        return None
    rivals = [code for code in hits if len(hits[code]) == most and len(set(hits[code])) == len(set(hits[best]))]
    return best if len(rivals) == 1 else "latin"


def _is_running(words: list[str], hits: dict[str, list[str]]) -> bool:
    # Running text repeats its short words; a list of names and terms does not.
    return len(set(words)) < 0.9 * len(words) or any(len(found) >= 0.1 * len(words) for found in hits.values())


@cache
def _tables() -> dict[str, frozenset[str]]:
    tables = tomllib.loads(FUNCTION_WORDS.read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in tables.items()}
