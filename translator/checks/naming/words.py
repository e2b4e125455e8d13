"""Which English words are written small, so that a capital alone makes no name of them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from translator.checks.naming.tables import lines, word_list, word_set

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("ers", ("er",)),
    ("er", ("", "e")),
    ("ness", ("",)),
    ("est", ("", "e")),
    ("al", ("", "y")),
    ("ity", ("", "e")),
    ("ist", ("", "y")),
    ("ists", ("", "y")),
)


_LEARNED = re.compile(
    r"(?:olog(?:y|ies|ical)|metabolic|pathy|itis|osis|ectomy|scopy|graphy|emia|trophy|therapy|genic)$"
)
_BRITISH = re.compile("is(?=e[drs]?$|er[s]?$|ing$|ation)")


@cache
def _small_words() -> frozenset[str]:
    return frozenset(lines("english_words.txt"))


@lru_cache(maxsize=16384)
def is_common(word: str) -> bool:
    """Whether an English word, or the word that it is inflected from, is no name; capitals do not matter."""
    word = word.lower().replace("'", "").replace("’", "").partition("-")[0]
    word = _BRITISH.sub("iz", word)
    return (
        word in word_set("always_capital")
        or word.removesuffix("s") in word_set("always_capital")
        or _is_small(word)
        or (len(word) > 7 and _LEARNED.search(word) is not None)
        or any(
            word.startswith(p) and _is_small(word[len(p) :]) for p in word_list("prefixes") if len(word) > len(p) + 4
        )
    )


def _is_small(word: str, depth: int = 2) -> bool:
    known = _small_words()
    if word in known:
        return True
    if not depth:
        return False
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            for replacement in replacements:
                stem = word[: -len(ending)] + replacement
                doubled = len(stem) > 3 and stem[-1] == stem[-2]
                if _is_small(stem, depth - 1) or (doubled and stem[:-1] in known):
                    return True
    return False
