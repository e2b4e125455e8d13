"""Which files a command line names: files, folders, patterns and standard input, each with a name of its own."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.pipeline import SUFFIXES

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Job:
    """One article to make a release of.

    source: a file, or None for standard input
    name: what its outputs are called; no two jobs of a plan share one
    """

    source: Path | None
    name: str

    @property
    def label(self) -> str:
        """How to speak of it."""
        return str(self.source) if self.source else "standard input"


def plan(arguments: Sequence[str]) -> list[Job]:
    """The jobs that the arguments of a command line name, each file once, in their order.

    A folder stands for the articles in it and below it; a pattern for the files that it matches. What does not exist
    stays a job, whose reading will say so.
    """
    sources = list(dict.fromkeys(source for argument in arguments for source in _sources(argument)))
    names = distinct("stdin" if source is None else source.stem for source in sources)
    return [Job(source, name) for source, name in zip(sources, names, strict=True)]


def _sources(argument: str) -> Iterator[Path | None]:
    path = Path(argument)
    if argument == STDIN:
        yield None
    elif path.is_dir():
        articles = sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES and not _hidden(f, path))
        yield from articles or [path]
    elif not path.exists() and glob.has_magic(argument):
        yield from [Path(name) for name in sorted(glob.glob(argument, recursive=True))] or [path]
    else:
        yield path


def _hidden(file: Path, folder: Path) -> bool:
    # "~$" is the lock that Word lays beside an open file.
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names, with a number behind those that came before, whatever their capitals."""
    taken: set[str] = set()
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        yield candidate
