"""Runs the jobs of a batch one after the other and writes each release as soon as it is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translator.batch.plan import Job
from translator.files import write_whole
from translator.pipeline import Listener, Pipeline, file_name, read_bytes, read_file, render
from translator.release import Article, BilingualRelease, Language, ReleaseError, other_language


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a release and its files, or the reason why not.

    error: one line that the user can act on, "" where all went well; seconds: as the release says
    kept: the files were there already and were left as they are
    """

    job: Job
    release: BilingualRelease | None = None
    files: tuple[Path, ...] = ()
    error: str = ""
    seconds: float = 0.0
    kept: bool = False


def run(
    jobs: Sequence[Job],
    pipeline: Pipeline,
    folder: Path | None,
    formats: Sequence[str],
    *,
    to: Language | None = None,
    language: Language | None = None,
    keep: bool = False,
    listen: Callable[[Job], Listener] = lambda job: lambda step, done, of: None,
) -> Iterator[Outcome]:
    """The outcome of each job, in order, as soon as it is there. A job that fails does not end the batch.

    folder: where the files go, made if it is missing; None to write none; formats: see pipeline.FORMATS
    to, language: language to translate into and language of the articles; None to find out
    keep: leave a job alone whose files are all there and newer than its source (to go on with a broken-off batch)
    """
    for job in jobs:
        try:
            article = read_job(job, language)
            target = to or pipeline.settings.to
            if keep and folder and (files := _up_to_date(job, article, target, folder, formats)):
                yield Outcome(job, files=files, kept=True)
                continue
            release = pipeline.release(article, target, listen(job))
            files = tuple(write(release, format, folder) for format in formats) if folder else ()
        except ReleaseError as error:
            yield Outcome(job, error=str(error))
        else:
            yield Outcome(job, release, files, seconds=release.provenance.seconds if release.provenance else 0.0)


def read_job(job: Job, language: Language | None = None) -> Article:
    """The article of a job under the job's name. Raises ReleaseError where it cannot be read."""
    if job.source is None:
        article = read_bytes(sys.stdin.buffer.read(), job.name, "", language)
    else:
        article = read_file(job.source, language)
    return replace(article, name=job.name)


def write(release: BilingualRelease, format: str, folder: Path) -> Path:
    """The release's file in a folder, whole or not at all. Raises ReleaseError where it cannot be written."""
    path = folder / file_name(release, format)
    write_whole(path, render(release, format))
    return path


def _up_to_date(
    job: Job, article: Article, to: Language | None, folder: Path, formats: Sequence[str]
) -> tuple[Path, ...]:
    """The job's files when they are all there and newer than its source, () otherwise."""
    planned = BilingualRelease(article, to or other_language(article.language), segments=())
    files = tuple(folder / file_name(planned, format) for format in formats)
    if job.source is None or not all(file.is_file() for file in files):
        return ()
    written = min(file.stat().st_mtime for file in files)
    return files if written > job.source.stat().st_mtime else ()
