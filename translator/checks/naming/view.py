"""A Chinese text made ready to look for the sounds of names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.checks.naming.han import HanName, han_names
from translator.checks.naming.pinyin import sounds_of
from translator.checks.naming.tables import listed
from translator.checks.naming.transliteration import sound, transliterating
from translator.release import Span


@dataclass(frozen=True, slots=True)
class ChineseView:
    """A Chinese text, its names of persons, and where its characters sound like what.

    dotted: the foreign names with middle dots, each as its parts; native: Chinese names that their context marks
    alone: transliterated names without dots; latin: the words in letters, in small ones
    """

    text: str
    dotted: tuple[tuple[HanName, ...], ...]
    native: tuple[HanName, ...]
    alone: tuple[HanName, ...]
    latin: frozenset[str]

    # Few texts are asked for their sounds.
    @property
    def sounds(self) -> dict[str, list[int]]:
        """Places of each syllable."""
        return _sounds(self.text)

    @property
    def runs(self) -> tuple[tuple[int, str], ...]:
        """Where characters of transliterations stand together, with them."""
        return _runs(self.text)

    def best_run(self, word: str) -> tuple[float, Span | None]:
        """How well the run of characters that sounds most like the word does, and where it stands."""
        best, where = -9.0, None
        for start, run in self.runs:
            found = sound(word, run)
            if found.score > best:
                best, where = found.score, (start + found.span[0], start + found.span[1])
        return best, where

    def has_usual(self, word: str) -> bool:
        """Whether the usual Chinese form of a name (John, 约翰) stands in the text."""
        return any(form in self.text for form in usual_forms(word))

    def has_word(self, word: str) -> bool:
        """Whether the text has the word in Latin letters."""
        return word in self.latin


def usual_forms(word: str) -> tuple[str, ...]:
    """Chinese forms of a name that its sound does not tell."""
    return listed("given_transliterations.tsv").get(word, ())


def overseas_forms(word: str) -> tuple[str, ...]:
    """Family names that a spelling which is no pinyin may stand for: Cantonese, Korean, Japanese..."""
    return listed("romanizations.tsv").get(word, ())


_sounds = lru_cache(maxsize=1024)(sounds_of)


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[tuple[int, str], ...]:
    known = transliterating()
    kept = "".join([c if c in known else " " for c in text])
    return tuple((m.start(), m[0]) for m in re.finditer(r"[\u3400-\u9fff]{2,}", kept))


@lru_cache(maxsize=1024)
def chinese_view(text: str) -> ChineseView:
    """The view of a text."""
    names = han_names(text)
    groups: list[list[HanName]] = []
    for name in names:
        if not name.dotted:
            continue
        if groups and 0 <= name.span[0] - groups[-1][-1].span[1] <= 1 and name.span[0] > groups[-1][-1].span[1]:
            groups[-1].append(name)
        else:
            groups.append([name])
    return ChineseView(
        text,
        tuple(tuple(group) for group in groups),
        tuple(n for n in names if n.family),
        tuple(n for n in names if not n.family and not n.dotted),
        frozenset(re.findall("[a-z]+", text.lower())),
    )
