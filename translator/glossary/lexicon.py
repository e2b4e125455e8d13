"""Which word goes with which: a translation lexicon learned from pairs of terms and sentences (IBM Model 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from translator.glossary.english import BREAK, fold, tokenize
from translator.glossary.entries import HAN, TermEntry

NOTHING = ""
"""The word that stands for none: what has no counterpart is explained by it."""

Table = dict[str, dict[str, float]]
"""table[given][other]: probability of the other unit, given the one."""

ITERATIONS = 5
MAX_CELLS = 4_000_000
"""Pairs of units (one in each language) to learn from; about 4,000 sentences. Later sentences are left out."""

_SMALLEST = 1e-3
_UNIT = re.compile(rf"{HAN.pattern}|[A-Za-z]+|\d[\d.]*")


class Unit(NamedTuple):
    """A Chinese character, a Latin word or a number in a Chinese text, in lower case, and where it stands."""

    start: int
    end: int
    text: str


def chinese_units(text: str) -> list[Unit]:
    """The units of a Chinese text."""
    return [Unit(*m.span(), m.group().lower()) for m in _UNIT.finditer(text)]


def english_words(text: str) -> list[str]:
    """The lemmas of an English text."""
    return [fold(token.text) for token in tokenize(text) if token.text != BREAK]


def entry_pairs(entries: Iterable[TermEntry]) -> list[tuple[list[str], list[str]]]:
    """The forms of entries, as words and units: each English form with the Chinese term, and the other way round."""
    pairs = []
    for entry in entries:
        zh = [unit.text for unit in chinese_units(entry.zh)]
        en = english_words(entry.en)
        pairs += [(en, zh), *((english_words(form), zh) for form in entry.variants_en)]
        pairs += [(en, [unit.text for unit in chinese_units(form)]) for form in entry.variants_zh]
    return pairs


def learn(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Table:
    """The probability of each second unit, given each first one (Brown et al. 1993, Model 1, with a null word).

    pairs: the units of two texts that say the same
    """
    import numpy

    ids: dict[tuple[str, str], int] = {}
    cells: list[int] = []
    groups: list[int] = []
    group = 0
    for given, others in pairs:
        if len(cells) > MAX_CELLS:
            break
        sources = (NOTHING, *given)
        for other in others:
            cells += [ids.setdefault((source, other), len(ids)) for source in sources]
            groups += repeat(group, len(sources))
            group += 1
    number: dict[str, int] = {}
    source_of = numpy.array([number.setdefault(source, len(number)) for source, _ in ids], dtype=numpy.int64)
    cell, member = numpy.array(cells, dtype=numpy.int64), numpy.array(groups, dtype=numpy.int64)
    probability = numpy.ones(len(ids))
    for _ in range(ITERATIONS if ids else 0):
        share = probability[cell]
        share /= numpy.bincount(member, share)[member]
        counts = numpy.bincount(cell, share, minlength=len(ids))
        probability = counts / numpy.bincount(source_of, counts)[source_of]
    table: Table = {}
    for (source, other), value in zip(ids, probability.tolist(), strict=True):
        if value >= _SMALLEST:
            table.setdefault(source, {})[other] = value
    return table
