"""The glossary: layers of term entries, what of them stands in a text, and whether a translation has it right."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.glossary.article import ArticleTerms, Style, short_forms, with_short_forms
from translator.glossary.english import is_acronym
from translator.glossary.entries import HAN, TermEntry
from translator.glossary.formats import file_bytes, read_entry_bytes
from translator.glossary.introductions import introductions
from translator.glossary.locating import locate_any
from translator.glossary.matching import ABBREVIATION, MAIN, VARIANT, ChineseMatcher, EnglishMatcher, Match, Surface
from translator.glossary.wordlists import DATA, general_english, longer_chinese_words
from translator.release import Direction, Language, Span, Term

BUILTIN = DATA / "medical.csv"

_building = threading.Lock()
"""Held while a matcher is made, which takes seconds, so that of two threads one waits for the other's."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The entries of one file.

    version: its name and a hash of its content ("medical 1a2b3c4d")
    general: English words that are no terms where they are mere variants of one
    """

    entries: tuple[TermEntry, ...]
    version: str
    general: frozenset[str] = frozenset()


class Glossary:
    """Term entries in layers; where two layers have an entry for one source term, the later layer's holds.

    The automaton of a direction is built when it is first needed, and kept.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._matchers: dict[Language, EnglishMatcher | ChineseMatcher] = {}
        self._article: ArticleTerms | None = None

    @classmethod
    def builtin(cls) -> Glossary:
        """The built-in medical glossary."""
        return cls.load(())

    @classmethod
    def load(cls, paths: Sequence[str | Path], builtin: bool = True) -> Glossary:
        """The built-in glossary, unless builtin is False, under those of glossary files (see formats.read_contents).

        Raises ReleaseError for a file that is no glossary.
        """
        layers = [_read(BUILTIN, BUILTIN.stem, general_english())] if builtin else []
        return cls([*layers, *(_read(path, path.name) for path in map(Path, paths))])

    def for_article(self, texts: Sequence[str], direction: Direction, style: Style = "short") -> Glossary:
        """The glossary with the short forms that an article introduces ("... surgery (FUAS)") over its layers.

        texts: all sentences of the article, in their order. `find` takes each of them where it stands (before, at or
            after an introduction) and any other text as if it came after them all
        style: what a short form after its introduction requires: "short" keeps it, "full" is the full translation;
            the other is accepted
        """
        article = Glossary(self._layers)
        article._matchers = self._matchers
        matcher = self._matcher(direction.source)
        found = introductions(texts, direction.source, lambda text: _known(matcher.find(text)))
        # Letters whose name is not sure are kept, unless the glossary knows what they mean.
        sure = [i for i in found if i.long or i.entry or not self.find(i.short, direction)]
        article._article = ArticleTerms(short_forms(texts, sure), direction, style)
        return article

    @property
    def version(self) -> str:
        """The layers' names and hashes, "none" without a layer."""
        return " + ".join(layer.version for layer in self._layers) or "none"

    @property
    def entries(self) -> tuple[TermEntry, ...]:
        """Every entry, the last layer's last."""
        return tuple(entry for layer in self._layers for entry in layer.entries)

    def find(self, text: str, direction: Direction) -> tuple[Term, ...]:
        """The terms in a source text, longest match first, none overlapping, from left to right."""
        matches = self._matcher(direction.source).find(text)
        spelled_out = {s.entry.id for m in matches for s in m.surfaces if s.rank != ABBREVIATION}
        terms = (_term(text, match, direction, spelled_out) for match in matches)
        found = tuple(term for term in terms if term)
        if self._article is None or direction != self._article.direction:
            return found
        here = introductions((text,), direction.source, lambda _: _known(matches))
        return with_short_forms(text, found, here, self._article)

    def match(self, text: str) -> tuple[Term, ...]:
        """The terms in a text of either language, told by its script, each with its required translation."""
        # An English text may name a Chinese term; a Chinese one is mostly Chinese characters.
        chinese = 3 * len(HAN.findall(text)) > sum(map(str.isalpha, text))
        return self.find(text, Direction("zh", "en") if chinese else Direction("en", "zh"))

    def locate(self, term: Term, target_text: str, language: Language) -> Span | None:
        """Where the required translation of a term, or else an accepted one, stands in a target text."""
        return locate_any((term.target, *term.accepted), target_text, language)

    def _matcher(self, language: Language) -> EnglishMatcher | ChineseMatcher:
        with _building:
            if language not in self._matchers:
                layers = [_surfaces(layer, language) for layer in self._layers]
                if language == "en":
                    self._matchers[language] = EnglishMatcher(layers)
                else:
                    self._matchers[language] = ChineseMatcher(layers, longer_chinese_words())
            return self._matchers[language]


def _read(path: Path, name: str, general: frozenset[str] = frozenset()) -> Layer:
    data = file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()[:8]
    return Layer(tuple(read_entry_bytes(str(path), data)), f"{name} {digest}", general)


def _surfaces(layer: Layer, language: Language) -> Iterator[Surface]:
    for entry in layer.entries:
        if language == "en":
            variants = tuple(v for v in entry.variants_en if v.lower() not in layer.general)
            ranked = ((MAIN, (entry.en,)), (VARIANT, variants), (ABBREVIATION, entry.abbr_en))
        else:
            ranked = ((MAIN, (entry.zh,)), (VARIANT, entry.variants_zh), (VARIANT, entry.abbr_zh))
        yield from (Surface(entry, text, rank) for rank, texts in ranked for text in texts)


def _known(matches: Iterable[Match]) -> Iterator[tuple[Span, TermEntry]]:
    """The entries that are spelled out, and where."""
    for match in matches:
        yield from (((match.start, match.end), s.entry) for s in match.surfaces if s.rank != ABBREVIATION)


def _term(text: str, match: Match, direction: Direction, spelled_out: set[str]) -> Term | None:
    surfaces = match.surfaces
    rank = surfaces[0].rank
    if rank == ABBREVIATION:
        # One abbreviation stands for many terms (PE, CR): only the term that is spelled out beside it is sure.
        sure = tuple(s for s in surfaces if s.entry.id in spelled_out)
        surfaces = sure or surfaces
        if not sure and (len(surfaces[0].text) < 3 or not _one_meaning(surfaces, direction)):
            return None
    best = [s for s in surfaces if s.rank == rank]
    first = best[0].entry
    required = _target(first, direction)
    right = dict.fromkeys(form for s in surfaces for form in _right(s, direction))
    enforced = str(direction) in first.enforced and (direction.source == "zh" or _one_meaning(best, direction))
    wrong = first.forbidden_zh if direction.target == "zh" else first.forbidden_en
    return Term(
        entry=first.id,
        source=text[match.start : match.end],
        span=(match.start, match.end),
        target=required,
        accepted=tuple(form for form in right if form != required),
        # What is wrong for a term that has other meanings is often right for one of these.
        forbidden=tuple(f for f in wrong if enforced and not any(f in form for form in right)),
        enforced=enforced,
        field=first.field,
    )


def _target(entry: TermEntry, direction: Direction) -> str:
    return entry.zh if direction.target == "zh" else entry.en


def _right(surface: Surface, direction: Direction) -> tuple[str, ...]:
    """The required and the accepted translations, the required one first."""
    entry = surface.entry
    if direction.target == "en":
        return (entry.en, *entry.variants_en, *entry.abbr_en)
    kept = (
        (surface.text,)
        if surface.rank == ABBREVIATION or (is_acronym(surface.text) and " " not in surface.text)
        else ()
    )
    return (entry.zh, *entry.variants_zh, *entry.abbr_zh, *kept)


def _one_meaning(surfaces: Sequence[Surface], direction: Direction) -> bool:
    right = set(_right(surfaces[0], direction))
    return all(_target(s.entry, direction) in right for s in surfaces)
