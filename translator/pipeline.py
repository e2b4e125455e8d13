"""From an article to a bilingual release: the only file that knows the order of the steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from translator import steps
from translator.embeddings import E5_NAME, load_embed, remembered
from translator.engines.resolve import Choice, Engines
from translator.engines.summarizers.base import Summarizer
from translator.engines.summarizers.embedded import EmbeddedSummarizer
from translator.engines.summarizers.resolve import Summarizers
from translator.glossary import Glossary
from translator.glossary.house import glossary_files
from translator.memory import Matcher, StockPhrases, memory_path, open_where_exists
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
from translator.steps import Desk, Listener, Step
from translator.writing import WRITERS, file_name, render

__all__ = [
    "FORMATS",
    "STEPS",
    "SUFFIXES",
    "Listener",
    "Pipeline",
    "chosen_formats",
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
        self._say = say
        self._said: set[Direction | Language] = set()
        self._engines = Engines(self.settings, lambda what, share: listen(what, round(100 * share), 100))
        self._summarizers = Summarizers(self.settings, lambda what, share: listen(what, round(100 * share), 100))
        self._glossary = Glossary.load(glossary_files(self.settings), builtin=self.settings.builtin_glossary)
        self._phrases = StockPhrases.builtin()
        self._embed, self._embedding = load_embed()
        self._memory: Matcher | None = None
        self._opening = threading.Lock()
        if self.settings.memory and self.settings.use_memory and not self._recall():
            say(f"{self.settings.memory}: there is no translation memory there; nothing is looked up.")

    def release(
        self,
        article: Article,
        to: Language | None = None,
        listen: Listener = lambda step, done, of: None,
    ) -> BilingualRelease:
        """The bilingual release of an article; to: None for settings.to, or else the other language.

        An exception that `listen` raises ends the work. Raises ReleaseError when there is no engine, or nothing to do.
        """
        target = to or self.settings.to or other_language(article.language)
        if target == article.language:
            raise ReleaseError(f"{article.name}: the article is already in the language asked for ({target}).")
        direction = Direction(article.language, target)
        choice = self._choose(direction)
        started = time.monotonic()
        embed = remembered(self._embed) if self._embedding == E5_NAME else self._embed
        desk = Desk(
            choice.engine,
            direction,
            self._glossary,
            self._phrases,
            embed,
            self._embedding,
            self.settings,
            listen,
            embed if self._embedding == E5_NAME else None,
            self._summarizer(article.language) if self.settings.brief else None,
            self._recall(),
        )
        release = BilingualRelease(article, target, segments=())
        for number, step in enumerate(STEPS):
            listen(step.__name__, number, len(STEPS))
            release = step(release, desk)
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
