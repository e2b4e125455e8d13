"""Finds entries by what somebody types: a term in either language, a part of one, or one that is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from translator.glossary.english import BREAK, fold, tokenize
from translator.glossary.entries import HAN, TermEntry
from translator.glossary.matching import squeeze

SIMILAR = 0.45
"""Share of common pairs of letters (Dice) from which a form counts as a misspelling of what is looked for."""

How = Literal["same", "form", "forbidden", "part", "words", "similar"]


class Found(NamedTuple):
    """An entry that answers a search.

    layer: index of its layer; score: 1 for the term itself, less for what is further off
    form: the form of the entry that answers; how: the same term, another form of it, one that is forbidden, a part of
        a longer term, all of the words, or a similar spelling
    """

    entry: TermEntry
    layer: int
    score: float
    form: str
    how: How


def search(layers: Sequence[Iterable[TermEntry]], text: str) -> list[Found]:
    """The entries that answer, best first, then the last layer's first, then the shorter form.

    English is compared by lemma ("tumours" finds "tumor"), Chinese without spaces and quotation marks. Only where
    nothing holds the text are entries with a similar spelling given.
    """
    chinese = bool(HAN.search(text))
    wanted = _key(text, chinese)
    if not wanted:
        return []
    near: list[Found] = []
    similar: list[Found] = []
    pairs = _pairs(wanted)
    for number, entries in enumerate(layers):
        for entry in entries:
            forms = _forms(entry, chinese)
            score, form, how = max((_compare(wanted, f, how, chinese) for f, how in forms), key=lambda f: f[0])
            if score:
                near.append(Found(entry, number, score, form, how))
            elif not near:
                likeness, form = max((_dice(pairs, _key(f, chinese)), f) for f, _ in forms)
                if likeness >= SIMILAR:
                    similar.append(Found(entry, number, round(0.5 * likeness, 3), form, "similar"))
    return sorted(near or similar, key=lambda f: (-f.score, -f.layer, len(f.form), f.form))


def _forms(entry: TermEntry, chinese: bool) -> list[tuple[str, How]]:
    main, others, wrong = (
        (entry.zh, (*entry.abbr_zh, *entry.variants_zh, *entry.abbr_en), entry.forbidden_zh)
        if chinese
        else (entry.en, (*entry.abbr_en, *entry.variants_en), entry.forbidden_en)
    )
    return [(main, "same"), *((form, "form") for form in others), *((form, "forbidden") for form in wrong)]


def _compare(wanted: str, form: str, how: How, chinese: bool) -> tuple[float, str, How]:
    key = _key(form, chinese)
    if key == wanted:
        return {"same": 1.0, "form": 0.95, "forbidden": 0.9}[how], form, how
    if wanted in key:
        # A part that is most of the term is nearer than a letter of it; whole words are nearer than pieces.
        whole = chinese or f" {wanted} " in f" {key} "
        return (0.7 if whole else 0.55) + 0.15 * len(wanted) / len(key), form, "part"
    if " " in wanted and set(wanted.split()) <= set(key.split()):
        return 0.6, form, "words"
    return 0.0, form, how


# A hundred thousand forms: the built-in glossary has 25,000, which whoever types looks through with each letter.
@lru_cache(maxsize=1 << 17)
def _key(text: str, chinese: bool) -> str:
    if chinese:
        return squeeze(text.strip())[0].lower()
    return " ".join(fold(token.text) for token in tokenize(text) if token.text != BREAK)


def _pairs(key: str) -> frozenset[str]:
    padded = f" {key} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _dice(pairs: frozenset[str], key: str) -> float:
    # Counted once each, the pairs of a short form are easily all there.
    if 2 * len(key) < len(pairs):
        return 0.0
    other = _pairs(key)
    return 2 * len(pairs & other) / (len(pairs) + len(other))
