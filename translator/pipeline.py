"""From an article to a bilingual release: the only file that knows the order of the steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from translator import steps
from translator.embeddings import E5_NAME, load_embed, remembered
from translator.engines.base import Engine
from translator.engines.resolve import Choice, EngineNote, Engines
from translator.engines.summarizers.base import Summarizer
from translator.engines.summarizers.embedded import EmbeddedSummarizer
from translator.engines.summarizers.resolve import Summarizers
from translator.glossary import Glossary
from translator.glossary.house import glossary_files
from translator.memory import Matcher, StockPhrases, memory_path, open_where_exists
from translator.passages import MOST_ALTERNATIVES, Translation, detect, translate_texts
from translator.reading import SUFFIXES, read_bytes, read_file, read_text
from translator.release import (
    LANGUAGE_NAMES,
    Article,
    BilingualRelease,
    Direction,
    Language,
    Provenance,
    ReleaseError,
    other_language,
)
from translator.settings import Settings, load_settings
from translator.steps import Desk, Show, Step
from translator.waiting import Listener, ending, listened, paced, pause
from translator.writing import WRITERS, file_name, render

__all__ = [
    "FORMATS",
    "MOST_ALTERNATIVES",
    "STEPS",
    "SUFFIXES",
    "EngineNote",
    "Listener",
    "Pipeline",
    "Show",
    "Translation",
    "chosen_formats",
    "detect",
    "file_name",
    "read_bytes",
    "read_file",
    "read_text",
    "render",
    "translate_release",
]

FORMATS = tuple(WRITERS)

STEPS: tuple[Step, ...] = (
    steps.segments,
    steps.memory,
    steps.glossary,
    steps.translation,
    steps.checks,
    steps.repair,
    steps.consistency,
    steps.preflight,
    steps.brief,
)
_FIRST_REPORT = STEPS[0].__name__, 0, len(STEPS)

_LOADING = {"runtime", "device", "threads", "compute_type", "cache_dir"}
_ENGINE_SETTINGS = {"engine", "marian_en_zh", "marian_zh_en", "adapter", "beam_size", "batch_tokens"} | _LOADING
_SUMMARIZER_SETTINGS = {"summarizer", "summarizer_en", "summarizer_zh"} | _LOADING
_GLOSSARY_SETTINGS = {"glossaries", "builtin_glossary", "house_glossary"}
_MEMORY_SETTINGS = {"memory", "use_memory"}


class Pipeline:
    """Engines, glossary and embeddings, loaded once and used for many articles. Safe to use from threads.

    listen: told of what takes long before the steps begin (building a model); shares are of 100
    say: told in one line which engine was chosen and why
    """

    def __init__(
        self,
        settings: Settings | None = None,
        listen: Listener = lambda step, done, of: None,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.settings = settings or load_settings()
        self._listen = ending(listen)
        self._say = say
        self._said: set[Direction | Language] = set()
        self._engines = Engines(self.settings, self._preparing)
        self._summarizers = Summarizers(self.settings, self._preparing)
        self._load_glossary()
        self._phrases = StockPhrases.builtin()
        embed, self._embedding = load_embed()
        self._embed = paced(embed) if self._embedding == E5_NAME else embed
        self._memory: Matcher | None = None
        self._opening = threading.Lock()
        if self.settings.memory and self.settings.use_memory and not self._recall():
            say(f"{self.settings.memory}: there is no translation memory there; nothing is looked up.")

    @property
    def glossary(self) -> Glossary:
        """The terms that translations hold to: the built-in ones, the house's and those of the settings."""
        return self._glossary

    def varied(self, **changes: Any) -> Pipeline:
        """A pipeline with other settings that shares everything loaded on which they have no bearing.

        The glossary is read anew where its settings or its files have changed, as the house glossary does when a term
        is added; so without changes this is the pipeline with what the house says now. This one stays as it is.
        changes: fields of Settings. Raises ReleaseError for a glossary that cannot be read.
        """
        other = copy(self)
        other.settings = replace(self.settings, **changes)
        changed = {name for name in changes if getattr(other.settings, name) != getattr(self.settings, name)}
        if changed & _ENGINE_SETTINGS:
            other._said = set()
            other._engines = Engines(other.settings, self._preparing)
        if changed & _SUMMARIZER_SETTINGS:
            other._said = set()
            other._summarizers = Summarizers(other.settings, self._preparing)
        if changed & _MEMORY_SETTINGS:
            other._memory, other._opening = None, threading.Lock()
        if changed & _GLOSSARY_SETTINGS or _stamps(glossary_files(other.settings)) != self._glossary_stamps:
            other._load_glossary()
        return other

    def engine(self, direction: Direction) -> EngineNote:
        """Which engine translates in a direction and why, without loading, building or asking a hub for anything.

        Raises ReleaseError when there is none.
        """
        return self._engines.note(direction)

    def release(
        self,
        article: Article,
        to: Language | None = None,
        listen: Listener = lambda step, done, of: None,
        show: Show | None = None,
    ) -> BilingualRelease:
        """The bilingual release of an article; to: None for settings.to, or else the other language.

        listen: told of every step and how far it is, and while a model computes a few times a second
        show: given the release as far as it is: when it is cut into sentences, with each batch of translations as the
            engine made them, after each round of repairs and after each step. With it the headline and the first
            sentences are translated first, which takes a little longer in all
        An exception that one of them raises ends the work, within a second or so, and comes out of here.
        Raises ReleaseError when there is no engine, or nothing to do.
        """
        target = to or self.settings.to or other_language(article.language)
        if target == article.language:
            raise ReleaseError(f"{article.name}: the article is already in the language asked for ({target}).")
        direction = Direction(article.language, target)
        with listened(listen, _FIRST_REPORT) as told:
            choice = self._choose(direction)
            started = time.monotonic()
            summarizer = self._summarizer(article.language) if self.settings.brief else None
            desk = replace(self._desk(choice.engine, direction, told), summarizer=summarizer)
            desk = replace(desk, show=ending(show) if show else None)
            release = BilingualRelease(article, target, segments=())
            for number, step in enumerate(STEPS):
                told(step.__name__, number, len(STEPS))
                before, release = release, step(release, desk)
                if desk.show and release != before:
                    desk.show(release)
        info = choice.engine.describe()
        writer = desk.summarizer.describe() if desk.summarizer and _wrote(desk.summarizer, release) else None
        return replace(
            release,
            provenance=Provenance(
                engine=info.engine,
                model=info.model,
                revision=info.revision,
                runtime=info.runtime,
                reason=choice.reason,
                notice=_joined(info.notice, writer.notice if writer else "", " "),
                notice_zh=_joined(info.notice_zh, writer.notice_zh if writer else "", ""),
                glossary=self._glossary.version,
                software=software_version(),
                seconds=round(time.monotonic() - started, 2),
            ),
        )

    def translate(
        self,
        texts: Sequence[str],
        direction: Direction,
        alternatives: int = 0,
        listen: Listener = lambda step, done, of: None,
    ) -> list[Translation]:
        """The translations of plain texts of any kind, with the glossary and the checks of a release and no brief.

        Everything in a text is translated, and its line breaks, blank lines and indents are kept. Of the language in
        `direction` is what the caller says it is; see `detect`. The sentences of all texts are decoded together.
        alternatives: how many other translations of each text to give, at most MOST_ALTERNATIVES
        listen: as for `release`. Raises ReleaseError when there is no engine.
        """
        if not any(text.strip() for text in texts):  # asking for an engine would load a model
            return [Translation(text) for text in texts]
        with listened(listen, _FIRST_REPORT) as told:
            return translate_texts(texts, self._desk(self._choose(direction).engine, direction, told), alternatives)

    def _desk(self, engine: Engine, direction: Direction, listen: Listener) -> Desk:
        embed = remembered(self._embed) if self._embedding == E5_NAME else self._embed
        return Desk(
            engine,
            direction,
            self._glossary,
            self._phrases,
            embed,
            self._embedding,
            self.settings,
            listen,
            embed if self._embedding == E5_NAME else None,
            memory=self._recall(),
        )

    def _preparing(self, what: str, share: float) -> None:
        """Passes on what a model that is built or converted reports."""
        self._listen(what, round(100 * share), 100)
        pause()

    def _load_glossary(self) -> None:
        files = glossary_files(self.settings)
        self._glossary_stamps = _stamps(files)
        self._glossary = Glossary.load(files, builtin=self.settings.builtin_glossary)

    def _recall(self) -> Matcher | None:
        """The memory, which may have come to be since the pipeline did."""
        with self._opening:
            if self._memory is None and self.settings.use_memory:
                opened = open_where_exists(memory_path(self.settings.memory))
                embed = self._embed if self._embedding == E5_NAME else None
                self._memory = Matcher(opened, embed, E5_NAME) if opened else None
            return self._memory

    def _summarizer(self, language: Language) -> Summarizer | None:
        """The model that writes briefs in a language, None where the article's own sentences are to make them."""
        if self.settings.summarizer == "embedded":
            return EmbeddedSummarizer(self._engines.embedded())
        choice = self._summarizers.choose(language)
        if language not in self._said and (choice.summarizer or self.settings.summarizer not in ("auto", "extractive")):
            self._said.add(language)
            who = choice.summarizer.describe().model if choice.summarizer else "the article's own sentences"
            self._say(f"Briefs in {LANGUAGE_NAMES[language]}: {who}. {choice.reason}.")
        return choice.summarizer

    def _choose(self, direction: Direction) -> Choice:
        choice = self._engines.choose(direction)
        if direction not in self._said:
            self._said.add(direction)
            self._say(f"Engine for {direction}: {choice.engine.describe().engine}. {choice.reason}.")
        return choice


def _stamps(files: Sequence[Path]) -> list[tuple[Path, int, int]]:
    """What changes when one of the files does."""
    found = []
    for file in files:
        with suppress(FileNotFoundError):  # as when its last entry is taken out meanwhile
            stat = file.stat()
            found.append((file, stat.st_mtime_ns, stat.st_size))
    return found


def _wrote(summarizer: Summarizer, release: BilingualRelease) -> bool:
    writer = summarizer.describe().model
    return any(line.writer == writer for line in (release.brief.lines if release.brief else ()))


def _joined(one: str, other: str, space: str) -> str:
    """Two notices as one; the same is not said twice."""
    return one if other == one else space.join(notice for notice in (one, other) if notice)


def chosen_formats(names: str | None) -> tuple[str, ...]:
    """The formats in a list with commas between ("html,docx"), all for None. Raises ReleaseError for an unknown one."""
    chosen = tuple(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip())) if names else ()
    if unknown := [name for name in chosen if name not in FORMATS]:
        raise ReleaseError(f"Unknown format {', '.join(unknown)}. Choose from: {', '.join(FORMATS)}.")
    return chosen or FORMATS


def translate_release(source: str | Path | Article, to: Language | None = None, **settings: Any) -> BilingualRelease:
    """The bilingual release of one article.

    source: a Path to a file, or the text itself
    to: "en" or "zh"; None for the other language than the article's
    settings: any field of Settings; for many articles keep a Pipeline, which loads its models once
    Raises ReleaseError for what the user can mend: a file that cannot be read, a setting, a missing model.
    """
    if isinstance(source, Path):
        source = read_file(source)
    elif isinstance(source, str):
        source = read_text(source)
    return Pipeline(load_settings(to=to, **settings)).release(source)


def software_version() -> str:
    """Name and installed version of this software."""
    from importlib.metadata import version

    return f"press-translator {version('press-translator')}"
