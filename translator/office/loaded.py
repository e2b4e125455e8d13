"""What is loaded once for everybody who uses this process: the pipeline, and what checks, aligns and remembers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from translator.aligning import Aligner
from translator.checking import Checker
from translator.editing import Editor
from translator.pipeline import Listener, Pipeline
from translator.recall import Memory, memory_file
from translator.settings import Settings
from translator.termbase import house_file

_MOST_PIPELINES = 6


class Loaded:
    """Models, glossaries and memory, each loaded when it is first asked for. Safe to use from threads.

    A house glossary that has changed is noticed: what was made with the old one is made anew.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._hearing = threading.local()
        self._loading = threading.RLock()
        self._pipelines: OrderedDict[tuple[str, ...], Pipeline] = OrderedDict()
        self._editors: dict[tuple[str, ...], Editor] = {}
        self._checkers: list[Checker] = []
        self._aligners: list[Aligner] = []
        self._house = (0, 0)

    @contextmanager
    def telling(self, listen: Listener) -> Iterator[None]:
        """Within it, `listen` is told when this thread has to build a model before its work begins."""
        self._hearing.listen = listen
        try:
            yield
        finally:
            del self._hearing.listen

    def pipeline(self, glossaries: tuple[str, ...] = ()) -> Pipeline:
        """The pipeline with these glossary files over the others; the models are loaded once for all."""
        with self._loading:
            self._notice_house()
            if () not in self._pipelines:
                self._pipelines[()] = Pipeline(self.settings, self._prepare)
            key = _there(glossaries)
            if key not in self._pipelines:
                self._pipelines[key] = self._pipelines[()].varied(glossaries=(*self.settings.glossaries, *key))
            self._pipelines.move_to_end(key)
            for old in [known for known in self._pipelines if known][:-_MOST_PIPELINES]:
                del self._pipelines[old]
                self._editors.pop(old, None)
            return self._pipelines[key]

    def _prepare(self, what: str, done: int, of: int) -> None:
        """Passes on to the work of this thread what a model reports that is built."""
        if listen := getattr(self._hearing, "listen", None):
            listen(what, done, of)

    def editor(self, glossaries: tuple[str, ...] = ()) -> Editor:
        """What checks edits of releases that were made with these glossary files."""
        with self._loading:
            pipeline, key = self.pipeline(glossaries), _there(glossaries)
            if key not in self._editors:
                self._editors[key] = Editor(pipeline.settings, pipeline.glossary)
            return self._editors[key]

    def aligner(self) -> Aligner:
        """What aligns two texts."""
        with self._loading:
            glossary = self.pipeline().glossary
            if not self._aligners:
                self._aligners.append(Aligner(self.settings, glossary=glossary))
            return self._aligners[0]

    def checker(self) -> Checker:
        """What checks translations that people made."""
        with self._loading:
            self._notice_house()
            if not self._checkers:
                self._checkers.append(Checker(self.settings))
            return self._checkers[0]

    @cached_property
    def _memory(self) -> Memory:
        return Memory.open(memory_file(self.settings))

    def memory(self) -> Memory:
        """The user's own translation memory, made if it is missing."""
        with self._loading:
            return self._memory

    def _notice_house(self) -> None:
        """Lets go of what was made with a house glossary that has changed since."""
        house = _stamp(house_file(self.settings))
        if house != self._house:
            self._house = house
            base = self._pipelines.get(())
            self._pipelines.clear()
            self._editors.clear()
            self._checkers.clear()
            self._aligners.clear()
            if base:
                self._pipelines[()] = base.varied()


def _there(glossaries: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the files that have not been deleted after their time."""
    return tuple(file for file in glossaries if Path(file).is_file())


def _stamp(file: Path) -> tuple[int, int]:
    """When a file was written and how large it is; zeros where there is none."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
