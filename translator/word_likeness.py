"""How likely an English word and a Chinese character translate each other: what word alignment is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from translator.alignment.tokens import TokenizedText
from translator.alignment.words import Likeness
from translator.checks.lexicon import Lexicon
from translator.checks.naming.pinyin import letters, sounds_of, spoken
from translator.checks.naming.transliteration import sound
from translator.checks.number_pairs import number_pairs
from translator.checks.words import stem
from translator.embeddings import Embed, remembered
from translator.release import Direction, Language, Span, Term

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Anchors = Callable[[str, str], Iterable[tuple[Span, Span]]]
"""An English and a Chinese text to spans of them that surely translate each other."""
Locate = Callable[[Term, str, Language], Span | None]

_EN_ZH = Direction("en", "zh")
_OPEN = 0.3
"""A word with a likeness from here on in the other text is translated; below it the embedding is asked, too."""
_EVEN, _EVEN_COSINE, _STEEPNESS = 0.3, 0.4, 10.0
"""Likeness at that cosine of centred vectors, and by how many e-folds it grows for a cosine of 1 more."""
_SPOKEN, _HEARD, _ONE_SYLLABLE = 0.9, 0.6, 0.3
"""Likeness of a word and characters that read so in pinyin, sound like it, or are the one character that reads so."""
_LEAST_SOUND, _LEAST_LETTERS = 1.0, 4
"""Score (nats a letter above chance) and letters from which on characters that sound like a word stand for it."""
_SAMPLE = (
    ("hospital", "医院"),
    ("patient", "患者"),
    ("treatment", "治疗"),
    ("year", "年"),
    ("city", "城市"),
    ("report", "报告"),
    ("new", "新"),
    ("people", "人们"),
    ("first", "第一"),
    ("said", "说"),
    ("water", "水"),
    ("price", "价格"),
    ("school", "学校"),
    ("run", "跑"),
    ("large", "大"),
    ("in", "在"),
    ("between", "之间"),
    ("light", "光"),
    ("government", "政府"),
    ("music", "音乐"),
    ("law", "法律"),
    ("market", "市场"),
)
"""Everyday words, the mean of whose vectors is the middle of each language."""
_DIGIT = re.compile(r"\d")


def lexicon_likeness(lexicon: Lexicon | None = None, anchors: Anchors | None = None) -> Likeness:
    """Likeness by the built-in bilingual lexicon (IBM Model 1), equal numbers, equal Latin words, and names' sounds.

    A Chinese character is as like a word as the likest word of the lexicon is that the character stands in. A word in
    capitals of which the lexicon finds no translation is sought as pinyin and as a transliteration.

    anchors: pairs of expressions that are sure (a glossary's), whose words are like each other and nothing else
    """

    def likeness(english: TokenizedText, chinese: TokenizedText) -> NDArray[numpy.float64]:
        known = lexicon or Lexicon.load()
        matrix = _by_lexicon(english, chinese, known)
        _add_sounds(matrix, english, chinese)
        numbers = [(a.span, b.span) for a, b in number_pairs(english.text, chinese.text, _EN_ZH)]
        for here, there in (*numbers, *(anchors(english.text, chinese.text) if anchors else ())):
            _anchor(matrix, _within(english.spans, here), _within(chinese.spans, there))
        return matrix

    return likeness


def _by_lexicon(english: TokenizedText, chinese: TokenizedText, lexicon: Lexicon) -> NDArray[numpy.float64]:
    import numpy

    matrix = numpy.zeros((len(english.spans), len(chinese.spans)))
    token_at = {k: j for j, (start, end) in enumerate(chinese.spans) for k in range(start, end)}
    grams = lexicon.grams(chinese.text)
    latin = {stem(word): j for j, word in enumerate(chinese.words) if word.isascii()}
    for i, word in enumerate(map(stem, english.words)):
        translations = lexicon.translations["en"].get(word, {})
        for gram in translations.keys() & grams.keys():
            strength = translations[gram]
            for start in grams[gram]:
                places = sorted({token_at[k] for k in range(start, start + len(gram)) if k in token_at})
                matrix[i, places] = numpy.maximum(matrix[i, places], strength)
        if word in latin:
            matrix[i, latin[word]] = 1
    return matrix


def _add_sounds(matrix: NDArray[numpy.float64], english: TokenizedText, chinese: TokenizedText) -> None:
    import numpy

    if not matrix.size:
        return
    sounds = sounds_of(chinese.text)
    for i, word in enumerate(english.words):
        if not word[0].isupper() or matrix[i].max() >= _OPEN:
            continue
        plain = letters(word)
        spans = spoken(plain, sounds)
        likeness = _SPOKEN if spans and spans[0][1] - spans[0][0] > 1 else _ONE_SYLLABLE
        if not spans and len(plain) >= _LEAST_LETTERS:
            heard = sound(plain, chinese.text)
            spans = [heard.span] if heard.score >= _LEAST_SOUND else []
            likeness = _HEARD
        for span in spans:
            columns = _within(chinese.spans, span)
            matrix[i, columns] = numpy.maximum(matrix[i, columns], likeness)


def _within(spans: Sequence[Span], outer: Span) -> list[int]:
    return [i for i, (start, end) in enumerate(spans) if outer[0] <= start and end <= outer[1]]


def _anchor(matrix: NDArray[numpy.float64], rows: Sequence[int], columns: Sequence[int]) -> None:
    if rows and columns:
        matrix[rows, :], matrix[:, columns] = 0, 0
        for i in rows:
            matrix[i, columns] = 1


def embedding_likeness(embed: Embed, lexicon: Lexicon | None = None) -> Likeness:
    """Likeness by the embeddings of single words, which know words that no lexicon has.

    Chinese characters have the likeness of the word that they stand in, as the lexicon's vocabulary cuts the text.

    embed: give it a memory (`embeddings.remembered`): a word costs about 20 ms the first time
    """

    def likeness(english: TokenizedText, chinese: TokenizedText) -> NDArray[numpy.float64]:
        rows = [i for i, word in enumerate(english.words) if not _DIGIT.match(word)]
        places = [(span, _within(chinese.spans, span)) for span in _cut(chinese, lexicon or Lexicon.load())]
        return _by_embedding(english, chinese, rows, places, embed)

    return likeness


def word_likeness(embed: Embed | None = None, anchors: Anchors | None = None) -> Likeness:
    """What to align words by: the lexicon, numbers and anchors, and an embedding for the words that these leave open.

    A word is open where the other text has no sure translation of it. The embedding is asked for open words only, and
    keeps their vectors.

    embed: puts both languages in one space (`embeddings.load_bilingual_embed`); None: the lexicon alone
    """
    by_lexicon = lexicon_likeness(anchors=anchors)
    if embed is None:
        return by_lexicon
    memory = remembered(embed)

    def likeness(english: TokenizedText, chinese: TokenizedText) -> NDArray[numpy.float64]:
        import numpy

        matrix = by_lexicon(english, chinese)
        if not matrix.size:
            return matrix
        words = english.words
        rows = [int(i) for i in numpy.flatnonzero(matrix.max(axis=1) < _OPEN) if not _DIGIT.match(words[i])]
        open_columns = matrix.max(axis=0) < _OPEN
        cut = ((span, _within(chinese.spans, span)) for span in _cut(chinese, Lexicon.load()))
        places = [(span, columns) for span, columns in cut if columns and open_columns[columns].any()]
        return numpy.maximum(matrix, _by_embedding(english, chinese, rows, places, memory))

    return likeness


def glossary_anchors(find: Callable[[str, Direction], Iterable[Term]], locate: Locate) -> Anchors:
    """The terms of a glossary that stand in both texts of a pair: `Glossary.find` and `Glossary.locate`."""

    def anchors(english: str, chinese: str) -> Iterator[tuple[Span, Span]]:
        for term in find(english, _EN_ZH):
            span = locate(term, chinese, "zh")
            if span:
                yield term.span, span

    return anchors


def _cut(chinese: TokenizedText, lexicon: Lexicon) -> list[Span]:
    return [token.span for token in lexicon.tokens(chinese.text, "zh")]


def _by_embedding(
    english: TokenizedText,
    chinese: TokenizedText,
    rows: Sequence[int],
    places: Sequence[tuple[Span, Sequence[int]]],
    embed: Embed,
) -> NDArray[numpy.float64]:
    """Likeness of some English words and some Chinese words, each with the columns of its characters."""
    import numpy

    matrix = numpy.zeros((len(english.spans), len(chinese.spans)))
    if not rows or not places:
        return matrix
    here = _centred([english.words[i].casefold() for i in rows], [en for en, _ in _SAMPLE], embed)
    there = _centred(
        [chinese.text[start:end].casefold() for (start, end), _ in places], [zh for _, zh in _SAMPLE], embed
    )
    cosines = here @ there.T
    likeness = numpy.minimum(_EVEN * numpy.exp((cosines - _EVEN_COSINE) * _STEEPNESS), 1)
    for k, (_, columns) in enumerate(places):
        for j in columns:
            matrix[rows, j] = likeness[:, k]
    return matrix


def _centred(words: Sequence[str], sample: Sequence[str], embed: Embed) -> NDArray[numpy.float64]:
    """Unit vectors of words from the middle of their language.

    Without that all words are much alike, those of one language above all (anisotropy: Ethayarajh 2019).
    """
    import numpy

    vectors = embed(words).astype(numpy.float64) - embed(sample).mean(axis=0)
    return numpy.asarray(vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
