"""An article as evidence: asked sentence by sentence whether it says what a brief says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from translator.checks.faithful.binding import rarity
from translator.checks.faithful.claims import modality_faults, negation_faults
from translator.checks.faithful.denied import denied_faults
from translator.checks.faithful.figures import date_faults, figure_faults
from translator.checks.faithful.joining import joining_faults
from translator.checks.faithful.meaning import cite, meaning_faults
from translator.checks.faithful.names import Names, name_faults
from translator.checks.faithful.opposing import opposite_faults
from translator.checks.faithful.passage import Passage, read_passage
from translator.checks.faithful.persons import person_faults
from translator.checks.faithful.quoting import quotation_faults
from translator.checks.faithful.speaking import speaker_faults
from translator.checks.faithful.verdict import Fault, Verdict
from translator.checks.faithful.wellformed import form_faults
from translator.embeddings import Embed
from translator.release import Language

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_HALF = 0.5
Terms = Callable[[str], frozenset[str]]
"""The ids of the glossary's terms in a text."""


class Evidence:
    """What an article says, read once.

    A sentence is supported where every figure, name and term of it is the article's, it denies and affirms what the
    article does, quotes what is there, and the sentences it rests on have its words and its meaning.
    """

    def __init__(self, segments: Sequence[str], language: Language, embed: Embed | None, terms: Terms) -> None:
        """Take the article's sentences; nothing is embedded or read before the first question.

        embed: unit vectors of texts, comparable over calls, so that likeness of meaning counts too; None: words decide
        """
        self._segments = tuple(segments)
        self._language: Language = language
        self._embed = embed
        self._terms = terms

    def verdict(self, sentence: str) -> Verdict:
        """Which segments say what a sentence says, and what of it none of them says."""
        said = read_passage(sentence.strip(), self._language)
        cosines = self._cosines(said.text)
        cites = cite(said, self._article, self._rare, cosines)
        cited = [self._article[i] for i in cites]
        faults = [*form_faults(said)]
        if not faults or faults[0].words != said.text:
            faults += self._faults(said, cited, cosines)
        return Verdict(cites, tuple(faults))

    def _faults(self, said: Passage, cited: Sequence[Passage], cosines: Sequence[float]) -> Iterator[Fault]:
        yield from figure_faults(said, self._article, self._rare)
        yield from date_faults(said, self._article, self._rare)
        yield from name_faults(said, self._names)
        yield from person_faults(said, self._article, self._rare)
        yield from self._term_faults(said)
        yield from negation_faults(said, self._article, self._rare)
        yield from denied_faults(said, self._article)
        yield from opposite_faults(said, self._article, cited, self._rare)
        yield from modality_faults(said, self._article, self._rare)
        yield from quotation_faults(said, self._article)
        yield from speaker_faults(said, self._article)
        yield from joining_faults(said, self._article)
        yield from meaning_faults(said, self._article, cited, self._rare, cosines)

    def _term_faults(self, said: Passage) -> Iterator[Fault]:
        """A fault where the sentence has terms that the article has not, in words that it has not either."""
        if self._terms(said.text) <= self._known_terms:
            return
        strange = [word for word in said.content if all(passage.has(word) < _HALF for passage in self._article)]
        for word in strange:
            start, end = word.span
            lost = self._terms(said.text) - self._terms(said.text[:start] + said.text[end:]) - self._known_terms
            if lost:
                term = said.text[start:end]
                yield Fault("terms", term, f"The article does not speak of {term}.", f"原文没有提到“{term}”。")

    def _cosines(self, text: str) -> list[float]:
        if self._embed is None or not self._segments:
            return []
        cosines: list[float] = (self._vectors @ self._embed([text])[0]).tolist()
        return cosines

    @cached_property
    def _vectors(self) -> NDArray[numpy.float32]:
        assert self._embed is not None
        return self._embed(self._segments)

    @cached_property
    def _article(self) -> tuple[Passage, ...]:
        return tuple(read_passage(segment, self._language) for segment in self._segments)

    @cached_property
    def _known_terms(self) -> frozenset[str]:
        return frozenset().union(*(self._terms(segment) for segment in self._segments))

    @cached_property
    def _rare(self) -> dict[str, float]:
        return rarity(self._article)

    @cached_property
    def _names(self) -> Names:
        return Names(self._article)
