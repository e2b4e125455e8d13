"""What the command line shows while it works and at its end: progress bars, one line a fault, tables."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from translator.batch import Job, Outcome
from translator.pipeline import Listener

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import TaskID

    from translator.catalogue import ModelState


def console(stderr: bool = True) -> Console:
    """Where to print: standard error, so that standard output stays clean for releases."""
    from rich.console import Console

    return Console(stderr=stderr)


def say(text: str, style: str = "") -> None:
    """One line for the user, never broken and never read as markup."""
    console().print(text, style=style, highlight=False, soft_wrap=True, markup=False)


class Bars:
    """A bar for the article at hand and, where there are several, one for all. Nothing where there is no terminal."""

    def __init__(self, articles: int = 1) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console(),
            transient=True,
        )
        self._articles = articles
        self._all: TaskID | None = None
        self._one: TaskID | None = None

    def __enter__(self) -> Bars:
        self._progress.start()
        if self._articles > 1:
            self._all = self._progress.add_task("all articles", total=self._articles)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()

    def say(self, text: str, style: str = "") -> None:
        """A line above the bars."""
        self._progress.console.print(text, style=style, highlight=False, soft_wrap=True, markup=False)

    def preparation(self, what: str, done: int, of: int) -> None:
        """Progress before the first article: a model that is built or fetched."""
        self._show(what, done, of)

    def article(self, job: Job) -> Listener:
        """A listener that shows the steps of one article."""
        return lambda step, done, of: self._show(f"{job.name}: {step}", done, of)

    def finished(self) -> None:
        """One more article is done."""
        if self._all is not None:
            self._progress.advance(self._all)

    def _show(self, description: str, done: int, of: int) -> None:
        if self._one is None:
            self._one = self._progress.add_task("")
        self._progress.update(self._one, description=description, completed=done, total=of)


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """The end table: a row a file with its segments, terms met, what to look at, seconds, and faults."""
    from rich.table import Table
    from rich.text import Text

    table = Table("File", "Segments", "Terms met", "To look at", "Seconds", "Result")
    table.columns[0].overflow = "fold"
    for column in table.columns[1:5]:
        column.justify = "right"
    for outcome in outcomes:
        table.add_row(*(Text(cell) for cell in _cells(outcome)), style="red" if outcome.error else "")
    console().print(table)


def _cells(outcome: Outcome) -> list[str]:
    if outcome.kept:
        return [outcome.job.label, "", "", "", "", "up to date, left as it is"]
    if outcome.release is None:
        return [outcome.job.label, "", "", "", "", "failed, see above"]
    met, enforced = outcome.release.terms_met()
    translated = sum(bool(segment.target) for segment in outcome.release.segments)
    return [
        outcome.job.label,
        str(translated),
        f"{met} of {enforced}",
        str(len(outcome.release.to_look_at)),
        f"{outcome.seconds:.1f}",
        outcome.files[0].parent.as_posix() + "/" if outcome.files else "",
    ]


def print_models(states: Sequence[ModelState]) -> None:
    """The registry on standard output, three lines a model: how it stands here, what it is for, what it is."""
    from rich.padding import Padding
    from rich.text import Text

    out = console(stderr=False)
    for model in states:
        entry = model.entry
        out.print(
            Text.assemble(
                (f"{entry.name:16}", "bold"),
                (f"{model.state:15}", "green" if model.state == "ready" else "yellow"),
                f"{entry.size_mb:>6,} MB on disk{entry.memory_mb:>8,} MB in memory",
            )
        )
        what = f"{entry.id}; {', '.join(entry.directions or entry.languages)}; {entry.licence}"
        for line in (Text(entry.purpose), Text(what, style="dim")):
            out.print(Padding(line, (0, 0, 0, 2), expand=False))
    if any(model.state == "not fetched" for model in states):
        out.print("Get one that is not fetched: translator models fetch NAME", highlight=False)
