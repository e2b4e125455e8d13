"""The command line's part for checking: `translator check`, on translations that people made."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from translator.release import BilingualRelease, ReleaseError

if TYPE_CHECKING:
    from translator.checking import Pairing
    from translator.settings import Settings

FAILED = 1
STDOUT = "-"

Code = Literal["en", "zh"]
Severity = Literal["error", "warning", "note"]
FailOn = Literal["error", "warning", "never"]
Names = Annotated[list[str] | None, typer.Option(help="Names of checks, with commas between. Repeatable.")]


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Two texts, the original first (txt, md, html, docx); or files of both languages: tmx, xliff, csv, "
            "tsv, xlsx, docx with a table, json of a release."
        ),
    ],
    source: Annotated[Code | None, typer.Option("--from", help="Language of the original. Default: found out.")] = None,
    severity: Annotated[Severity, typer.Option(help="The lightest issues to show.")] = "warning",
    only: Names = None,
    skip: Names = None,
    fail_on: Annotated[FailOn, typer.Option(help="The lightest issue for which the exit code is 1.")] = "error",
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Folder for reports, or - for standard output. Default: none.")
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html,docx,md,json,tmx,xliff,xlsx, or some. Default: html,xlsx."),
    ] = None,
    mended: Annotated[
        Path | None, typer.Option(help="Text file for the translation with its sure faults put right.")
    ] = None,
    meaning: Annotated[
        bool, typer.Option("--meaning/--no-meaning", help="Compare what sentences mean, where the model is installed.")
    ] = True,
    align: Annotated[
        bool,
        typer.Option("--align", help="Pair the sentences of two texts by what they say; paragraphs need not fit."),
    ] = False,
    glossary: Annotated[
        list[str] | None, typer.Option(help="Your own glossary (csv, tsv, xlsx, tbx) over the others. Repeatable.")
    ] = None,
    builtin: Annotated[
        bool | None,
        typer.Option("--builtin-glossary/--no-builtin-glossary", help="Use the built-in one. Default: yes."),
    ] = None,
    settings_file: Annotated[Path | None, typer.Option("--settings", help="TOML file with settings.")] = None,
) -> None:
    """Show what is wrong in translations that people made, the worst sentences first.

    The exit code is 1 where an error was found (see --fail-on) or a file could not be read.
    """
    from translator.checking import Checked, Checker, chosen_formats
    from translator.proofsheet import print_checked, print_totals
    from translator.settings import load_settings
    from translator.terminal import console, say

    if formats is not None and output is None:
        raise ReleaseError("A format was named, but no folder for the files. Name one with -o.")
    wanted = chosen_formats(formats)
    if output == STDOUT and (formats is None or len(wanted) != 1):
        raise ReleaseError("Only one format can go to standard output. Name it with -f, or name a folder with -o.")
    settings = load_settings(settings_file, glossaries=glossary, builtin_glossary=builtin)
    checker = Checker(settings, meaning, _names(only), _names(skip), settings.cores)
    outcomes: list[Checked] = []
    if mended and any(mended.resolve() == Path(file).resolve() for file in files):
        raise ReleaseError(f"{mended} is one of the files to check and would be lost. Name another file.")
    with console().status("Checking ..."):
        outcomes.extend(checker.check_files(files, source, _pairing(settings) if align else None))
    releases = [outcome.release for outcome in outcomes if outcome.release]
    if len(outcomes) != 1 and (mended or output == STDOUT):
        raise ReleaseError("Only one translation can go into one file. Check them one by one.")
    if output != STDOUT:
        for outcome in outcomes:
            print_checked(outcome, severity)
        if releases:
            print_totals(releases, severity)
    for outcome in outcomes:
        if outcome.error:
            say(outcome.error, style="red")
    _write(releases, output, wanted, mended)
    if any(outcome.error for outcome in outcomes) or any(_fails(release, fail_on) for release in releases):
        raise typer.Exit(FAILED)


def _pairing(settings: Settings) -> Pairing:
    from translator.aligning import Aligner

    return Aligner(settings, words=False).paired


def _names(given: list[str] | None) -> list[str]:
    return [name.strip() for names in given or () for name in names.split(",") if name.strip()]


def _fails(release: BilingualRelease, fail_on: FailOn) -> bool:
    grave = {"never": (), "error": ("error",), "warning": ("error", "warning")}[fail_on]
    return any(issue.severity in grave for segment in release.segments for issue in segment.issues)


def _write(releases: list[BilingualRelease], output: str | None, formats: tuple[str, ...], mended: Path | None) -> None:
    from translator.checking import mended_text, render
    from translator.terminal import say

    if output == STDOUT:
        sys.stdout.buffer.write(render(releases[0], formats[0]))
    elif output is not None:
        from translator.batch.run import write

        for release in _distinct(releases):
            for format in formats:
                say(f"Written: {write(release, format, Path(output))}", style="dim")
    if mended is not None:
        try:
            mended.write_text(mended_text(releases[0]), encoding="utf-8")
        except OSError as error:
            raise ReleaseError(f"{mended} cannot be written: {error.strerror}. Name another file.") from error
        say(f"Written: {mended}", style="dim")


def _distinct(releases: list[BilingualRelease]) -> Iterator[BilingualRelease]:
    """The releases under names that no two share, and that no file of `translator release` has."""
    times: Counter[str] = Counter()
    for release in releases:
        name = release.article.name
        times[name] += 1
        number = f"-{times[name]}" if times[name] > 1 else ""
        yield replace(release, article=replace(release.article, name=f"{name}{number}.check"))
