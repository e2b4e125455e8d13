"""The command line: `translator release`, `check`, `align`, `glossary`, `memory`, `models` and `serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from translator.cli_align import align
from translator.cli_check import check
from translator.cli_glossary import glossary as glossary_app
from translator.cli_memory import memory as memory_app
from translator.cli_models import FAILED, models
from translator.release import ReleaseError

WRONG_USE, INTERRUPTED = 2, 130
STDOUT = "-"

Code = Literal["en", "zh"]

app = typer.Typer(
    name="translator",
    help="Turns press articles in English or Chinese into bilingual releases, on this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(align)
app.command()(check)
app.add_typer(glossary_app, name="glossary")
app.add_typer(memory_app, name="memory")
app.add_typer(models, name="models")


def main() -> None:
    """Runs the command line; a fault that the user can mend is one line, and the exit code is 2."""
    try:
        app()
    except ReleaseError as error:
        from translator.terminal import say

        say(f"Error: {error}", style="red")
        sys.exit(WRONG_USE)
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED:
            from translator.terminal import say

            say(
                "Stopped. Nothing is left half written; run the same command again (release: with --keep, to go on "
                "after what is finished).",
                style="yellow",
            )
        raise


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    """Turns press articles in English or Chinese into bilingual releases, on this machine."""
    if version:
        from translator.pipeline import software_version

        print(software_version())
        raise typer.Exit


@app.command()
def release(
    files: Annotated[
        list[str], typer.Argument(help="Articles (txt, md, html, docx), folders, patterns, or - for standard input.")
    ],
    to: Annotated[Code | None, typer.Option(help="Language to translate into. Default: the other one.")] = None,
    source: Annotated[Code | None, typer.Option("--from", help="Language of the articles. Default: found out.")] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder for the releases, or - for standard output.")
    ] = "out",
    formats: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html,docx,md,json,tmx,xliff, or some of them. Default: all."),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(help="auto, marian, embedded, or the folder or hub id of a MarianMT model.")
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(help="Your own glossary (csv, tsv, xlsx, tbx) over the others. Repeatable."),
    ] = None,
    settings_file: Annotated[Path | None, typer.Option("--settings", help="TOML file with settings.")] = None,
    beam: Annotated[int | None, typer.Option(min=1, help="Beam size. Default: the engine's own.")] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads to compute with. Default: all cores.")] = None,
    boilerplate: Annotated[
        bool | None, typer.Option("--boilerplate", help="Translate cookie and copyright notices too.")
    ] = None,
    brief: Annotated[bool | None, typer.Option("--brief/--no-brief", help="Write a brief. Default: yes.")] = None,
    summarizer: Annotated[
        str | None,
        typer.Option(help="Who writes briefs: auto, extractive, embedded, or the folder or hub id of a model."),
    ] = None,
    memory: Annotated[
        Path | None, typer.Option(help="Translation memory. Default: your own, where there is one.")
    ] = None,
    no_memory: Annotated[bool, typer.Option("--no-memory", help="Look nothing up in a translation memory.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave alone what is up to date, to go on with a broken-off batch.")
    ] = False,
) -> None:
    """Translate articles and write their bilingual releases."""
    from translator import batch
    from translator.pipeline import Pipeline, chosen_formats, render
    from translator.settings import load_settings
    from translator.terminal import Bars, print_outcomes

    if memory and not memory.exists():
        raise ReleaseError(f"{memory}: there is no translation memory. Make one with: translator memory import FILE")
    settings = load_settings(
        settings_file,
        to=to,
        memory=str(memory) if memory else None,
        use_memory=False if no_memory else None,
        engine=engine,
        glossaries=glossary,
        beam_size=beam,
        threads=threads,
        translate_boilerplate=boilerplate,
        brief=brief,
        summarizer=summarizer,
    )
    wanted = chosen_formats(formats)
    jobs = batch.plan(files)
    if output == STDOUT and (len(jobs) != 1 or len(wanted) != 1):
        raise ReleaseError("Only one article in one format can go to standard output. Name a folder with -o.")
    outcomes = []
    with Bars(len(jobs)) as bars:
        pipeline = Pipeline(settings, bars.preparation, bars.say)
        run = batch.run(
            jobs,
            pipeline,
            None if output == STDOUT else Path(output),
            wanted,
            language=source,
            keep=keep,
            listen=bars.article,
        )
        for outcome in run:
            outcomes.append(outcome)
            if outcome.error:
                bars.say(outcome.error, style="red")
            bars.finished()
    if output == STDOUT and outcomes[0].release:
        sys.stdout.buffer.write(render(outcomes[0].release, wanted[0]))
    else:
        print_outcomes(outcomes)
    if any(outcome.error for outcome in outcomes):
        raise typer.Exit(FAILED)


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. Default: 127.0.0.1, which no other machine reaches.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on. Default: 7860.")] = None,
) -> None:
    """Start the web form, and with it the HTTP door and LibreTranslate's API (docs/server.md)."""
    from translator.server.app import launch

    launch(host, port)
