"""Every name of a sentence is one of the article's: persons, places, institutions, abbreviations, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from translator.checks.faithful.passage import Passage
from translator.checks.faithful.verdict import Fault
from translator.checks.lexicon import Lexicon
from translator.checks.naming.han import han_names
from translator.checks.naming.latin import latin_names
from translator.checks.naming.pinyin import letters
from translator.checks.naming.places import PlaceName, chinese_places, english_places, plain_words
from translator.checks.naming.romanization import family_names, given_characters
from translator.checks.naming.words import is_common
from translator.checks.words import stem
from translator.release import Language, Span

_CODE = re.compile(r"(?<![\w.])(?=[\w-]*[A-Za-z])(?=[\w-]*[A-Z0-9])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![\w])", re.ASCII)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’]*")
_RUN = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w'’]*(?:[\s-][A-ZÀ-ÖØ-Þ][\w'’]*)+")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")
_ADJECTIVE = re.compile(r"(?:n|an|ian|ean|ese|ish|i|ic)s?")
_HEADS_ZH = re.compile(
    r"医院|大学|研究院|研究所|学院|科学院|公司|集团|协会|学会|中心|委员会|基金会|联盟|实验室|药监局|卫健委|法院|银行|出版社|博物馆|论坛|大会|峰会|年会"
)
_EVENT_ZH = re.compile("论坛|大会|峰会|年会")
_CLINGING = 3
"""So long a part of a name with dots is no name with a word clinging to it."""
_NAMING_ZH = re.compile(
    r"[^\W\d_A-Za-z一二三四五六七八九十百千两多数几家所个座名位的该本此各每某由于求有无为在是和与及或等]{2}"
)
"""Two characters that can name an institution before its kind: 锦江医院, not 三家医院."""
_NO_FAMILY = frozenset(
    "的了在是和与及或等为于对从到向由有时可能会要应将被把让使更最也都就又再已曾所以而且但若如之其这那此各每某年月日周天"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s|[—–-]\s)[\"'“‘(]*$")


@dataclass(frozen=True, eq=False)
class Names:
    """The names of an article, ready to be asked for."""

    article: Sequence[Passage]

    @property
    def language(self) -> Language:
        """The article's language."""
        return self.article[0].language if self.article else "en"

    @cached_property
    def text(self) -> str:
        """The whole article."""
        return "\n".join(passage.text for passage in self.article)

    @cached_property
    def plain(self) -> frozenset[str]:
        """Its Latin words in small letters, without accents and possessives; hyphened ones whole and in parts."""
        return plain_words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its Latin words."""
        return frozenset(stem(word) for word in re.findall(r"[^\W\d_]+", self.text))

    @cached_property
    def families(self) -> frozenset[str]:
        """The family names of its Chinese persons, in characters."""
        return frozenset(name.family for passage in self.article for name in han_names(passage.text)) - {""}

    @cached_property
    def places(self) -> frozenset[int]:
        """The places that it names, by identity in the table of places."""
        found = (name for passage in self.article for name in english_places(passage.text))
        return frozenset(id(place) for name in found for place in name.places)

    @cached_property
    def runs(self) -> tuple[frozenset[str], ...]:
        """The words of each run of capitalised words."""
        return tuple(
            frozenset(letters(word) for word in re.findall(r"[\w'’]+", match[0]))
            for passage in self.article
            for match in _RUN.finditer(passage.text)
        )

    @cached_property
    def codes(self) -> frozenset[str]:
        """Its abbreviations and codes in small letters, and the initials of its rows of words."""
        found = {_bare_code(match[0]) for match in _CODE.finditer(self.text)}
        for passage in self.article:
            words = [word for word in re.findall(r"[A-Za-z]+", passage.text) if word.lower() not in _SMALL]
            for size in range(2, 6):
                found.update(
                    "".join(word[0] for word in words[i : i + size]).lower() for i in range(len(words) - size + 1)
                )
        return frozenset(found)


_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "a", "an", "to"])


def name_faults(sentence: Passage, names: Names) -> Iterator[Fault]:
    """A fault for each name that the article does not have."""
    unknown = _english(sentence, names) if sentence.language == "en" else _chinese(sentence, names)
    seen: list[Span] = []
    for span in unknown:
        if any(a < span[1] and span[0] < b for a, b in seen):
            continue
        seen.append(span)
        name = sentence.text[slice(*span)]
        yield Fault("names", name, f"The article does not name {name}.", f"原文没有提到“{name}”。")


def _english(sentence: Passage, names: Names) -> Iterator[Span]:
    text = sentence.text
    excused = [
        place.span
        for place in english_places(text)
        if _same_place(place, names) or _derived(letters(place.text), names.plain)
    ]
    for name in latin_names(text):
        for word in name.words:
            known = word.plain in names.plain or bool(word.joined and word.joined in names.plain)
            known = known or _derived(word.plain, names.plain)
            if not known and not (word.common and stem(word.text) in names.stems) and not _inside(word.span, excused):
                yield word.span
    for place in english_places(text):
        if place.places and not _inside(place.span, excused) and letters(place.text) not in names.plain:
            yield place.span
    for match in _CAPITAL.finditer(text):
        first = bool(_SENTENCE_START.search(text, 0, match.start()))
        if first or not match[0][1:].islower() or _inside(match.span(), excused):
            continue
        if is_common(match[0]) and letters(match[0]) not in names.plain and stem(match[0]) not in names.stems:
            yield match.span()
    yield from _codes(sentence, names)
    for match in _RUN.finditer(text):
        words = [
            (word[0], (match.start() + word.start(), match.start() + word.end()))
            for word in re.finditer(r"[\w'’]+", match[0])
        ]
        if _SENTENCE_START.search(text, 0, match.start()) and is_common(words[0][0]):
            words = words[1:]
        kept = [word for word, span in words if not _MONTH.fullmatch(word) and not _inside(span, excused)]
        if not _a_run(kept, names):
            yield match.span()


def _a_run(words: Sequence[str], names: Names) -> bool:
    """Whether each two neighbours among capitalised words stand in one run of the article too."""
    plain = [letters(word) for word in words if word.lower() not in _SMALL]
    return all(any(one in run and other in run for run in names.runs) for one, other in pairwise(plain))


def _derived(word: str, known: frozenset[str]) -> bool:
    """Whether a name is the adjective of one that is known, or the other way round: Asian, Asia."""
    return any(
        (a.startswith(b) and bool(_ADJECTIVE.fullmatch(a[len(b) :])))
        for other in known
        if other[:3] == word[:3] and len(other) > 3 and len(word) > 3
        for a, b in ((word, other.removesuffix("e")), (other, word.removesuffix("e")))
    )


def _same_place(place: PlaceName, names: Names) -> bool:
    return not place.places or any(id(one) in names.places for one in place.places)


def _chinese(sentence: Passage, names: Names) -> Iterator[Span]:
    text = sentence.text
    for name in han_names(text):
        # A word before a name with dots may cling to it.
        if name.text not in names.text and not (
            name.dotted and len(name.text) > _CLINGING and name.text[1:] in names.text
        ):
            yield name.span
    for place in chinese_places(text):
        # A single character (渝) stands for a place, and for much else.
        if not any(form in names.text for one in place.places for form in (place.text, *one.full)):
            yield place.span
    yield from _unmarked_persons(text, names)
    for match in _HEADS_ZH.finditer(text):
        wanted = text[max(0, match.start() - 2) : match.start()]
        unknown = wanted not in names.text or (match[0] not in names.text and not _EVENT_ZH.fullmatch(match[0]))
        if _NAMING_ZH.fullmatch(wanted) and unknown:
            yield match.start() - 2, match.end()
    yield from _codes(sentence, names)


def _unmarked_persons(text: str, names: Names) -> Iterator[Span]:
    """Chinese names that nothing marks: a family name and given characters.

    None of them is part of a known word; or the article has a person of that family.
    """
    single = {token.span[0] for token in Lexicon.load().tokens(text, "zh") if len(token.word) == 1}
    for at in range(len(text)):
        family = text[at : at + 2] if text[at : at + 2] in family_names() else text[at]
        behind = at + len(family)
        # What stands before the name stands before the same family name in the article.
        known = family in names.families or (at > 1 and text[at - 2 : behind] in names.text)
        if len(family) == 1 and (at not in single or family not in family_names()):
            continue
        if (family in _NO_FAMILY and family not in names.families) or text[at : behind + 1] in names.text:
            continue
        end = behind
        while end < min(behind + 2, len(text)) and (known or end in single) and _may_be_given(text[end]):
            end += 1
        if end > behind + (known and len(family) == 1):
            yield at, end


def _may_be_given(character: str) -> bool:
    return character in given_characters() and character not in _NO_FAMILY


def _codes(sentence: Passage, names: Names) -> Iterator[Span]:
    """Abbreviations and codes: words with two capitals, or with figures and letters."""
    for match in _CODE.finditer(sentence.text):
        word = match[0]
        if sum(c.isupper() for c in word) + sum(c.isdigit() for c in word) < 2 or word.replace("-", "").isdigit():
            continue
        if re.fullmatch(r"\d+-?[a-z]+(?:-[a-z]+)*", word) and sentence.language == "en":
            continue  # 12-month, 21st: a figure
        if word not in names.text and not all(_known_code(part, names) for part in (word, *word.split("-"))[1:]):
            yield match.span()


def _known_code(word: str, names: Names) -> bool:
    return (word.isdigit() and word in names.text) or _bare_code(word) in names.codes | names.plain


def _bare_code(word: str) -> str:
    return word.removesuffix("s").lower()


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)
