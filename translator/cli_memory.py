"""The command line's part for what was translated before: `translator memory import|export|search|stats|add|...`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from translator.release import ReleaseError

if TYPE_CHECKING:
    from translator.recall import Hit, Imported, Memory, Stats, Tally, Unit

FAILED = 1

memory = typer.Typer(
    help="Your translation memory: what was translated and approved before, used again and shown.",
    no_args_is_help=True,
)

Code = Literal["en", "zh"]
At = Annotated[
    Path | None, typer.Option("--memory", help="The memory's file. Default: memory.sqlite in your data folder.")
]
Toml = Annotated[Path | None, typer.Option("--settings", help="TOML file with settings.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
Origin = Annotated[str | None, typer.Option(help="Only units of this origin, as `stats` names it.")]


@memory.command("import")
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            # Each file is opened on its own, so that one that cannot be read stops no other.
            readable=False,
            help="tmx, xliff, csv, tsv, xlsx, docx with a table, json of a release; what `translator align` wrote.",
        ),
    ],
    source: Annotated[
        Code | None, typer.Option("--from", help="Language of the originals. Default: found out.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out pairs of which `translator align` is less sure.")
    ] = 0.8,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Take what a machine made or is not approved, too; it is only shown."),
    ] = False,
    approve: Annotated[
        bool | None,
        typer.Option("--approve/--no-approve", help="Approve all or nothing. Default: what people finished."),
    ] = None,
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Add the translations in files. What is there already stays one; a file that cannot be read stops no other."""
    from translator.terminal import Bars, say

    failed = False
    with _open(at, settings_file) as opened, Bars() as bars:
        for file in files:
            shown = _shown(bars.preparation, str(file))
            try:
                done = opened.import_file(file, source, min_confidence, everything, approve, shown)
            except ReleaseError as error:
                failed = True
                bars.say(str(error), style="red")
            else:
                bars.say(f"{file}: {_imported(done)}")
    say(f"Your translation memory: {opened.path}")
    if failed:
        raise typer.Exit(FAILED)


@memory.command()
def export(
    file: Annotated[Path, typer.Argument(help="What to write: .tmx, .csv, .tsv or .xlsx.")],
    approved: Annotated[
        bool | None, typer.Option("--approved/--unapproved", help="Only what is approved, or is not. Default: both.")
    ] = None,
    origin: Origin = None,
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Write the memory to a file, in the format of its ending."""
    from translator.terminal import say

    with _open(at, settings_file, create=False) as opened:
        count = opened.export(file, approved, origin)
    say(f"{_units(count)} written to {file}", style="green")


@memory.command()
def search(
    text: Annotated[str, typer.Argument(help="A sentence or a part of one, in either language.")],
    limit: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 10,
    as_json: AsJson = False,
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Find translations: the sentence itself, what contains it, and what is like it in words or in meaning."""
    from translator.tables import print_table
    from translator.terminal import say

    with _open(at, settings_file, create=False) as opened:
        hits = opened.search(text, limit)
    if as_json:
        _print_json([asdict(h.unit) | {"how": h.how, "score": round(h.score, 3), "used": h.used} for h in hits])
    elif hits:
        rows = [_cells(hit, sum(one.how == "exact" for one in hits) > 1) for hit in hits]
        print_table(["Id", "English", "Chinese", "Found", "Approved", "From"], rows, right=(0,))
    else:
        say(f'Nothing is like "{text}". Add it: translator memory add SOURCE TARGET', style="yellow")
    if not hits:
        raise typer.Exit(FAILED)


@memory.command()
def stats(as_json: AsJson = False, at: At = None, settings_file: Toml = None) -> None:
    """Show what the memory holds, and look whether its file is sound. The exit code is 1 where it is damaged."""
    from translator.terminal import say

    with _open(at, settings_file, create=False) as opened:
        found = opened.stats()
    if as_json:
        _print_json(asdict(found) | {"path": str(found.path)})
    else:
        _print_stats(found)
    if found.fault:
        say(
            f"{found.path}: damaged ({found.fault}). Export what can be read, and import it into a new one.",
            style="red",
        )
        raise typer.Exit(FAILED)


@memory.command()
def add(
    source: Annotated[str, typer.Argument(help="The sentence.")],
    target: Annotated[str, typer.Argument(help="Its translation.")],
    approved: Annotated[
        bool, typer.Option("--approved/--unapproved", help="May it be used as it is? Otherwise it is only shown.")
    ] = True,
    origin: Annotated[str, typer.Option(help="Where it is from, shown beside it. Default: as it was.")] = "",
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Add one translation, which comes before others of the same sentence; approve one that is there."""
    from translator.terminal import say

    with _open(at, settings_file) as opened:
        before = opened.exact(source)
        tally = opened.add(source, target, approved, origin, "memory add")
        say(_added(tally, before, opened.exact(source)), style="green")
        say(f"Your translation memory: {opened.path}")


@memory.command()
def remove(
    ids: Annotated[list[int] | None, typer.Argument(help="Units by their id, as `search` shows it.")] = None,
    origin: Annotated[str | None, typer.Option(help="All units of this origin, as `stats` names it.")] = None,
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Take translations out. The exit code is 1 where there were none."""
    from translator.terminal import say

    if not ids and origin is None:
        raise ReleaseError("Say what to remove: ids, as `translator memory search` shows them, or --origin NAME.")
    with _open(at, settings_file, create=False) as opened:
        count = opened.remove(ids or (), origin)
    say(f"{_units(count)} removed.", style="green" if count else "yellow")
    if not count:
        raise typer.Exit(FAILED)


@memory.command("index")
def index_units(
    language: Annotated[Code | None, typer.Option(help="The side to look up by meaning. Default: both.")] = None,
    at: At = None,
    settings_file: Toml = None,
) -> None:
    """Prepare matches by meaning (about 20 sentences a second); may be broken off and goes on where it was."""
    from translator.recall import LANGUAGES
    from translator.terminal import Bars, say

    with _open(at, settings_file, create=False) as opened, Bars() as bars:
        for side in (language,) if language else LANGUAGES:
            count = opened.index(side, _shown(bars.preparation, f"index {side}"))
            bars.say(f"{_units(count)} indexed ({side}).")
    say("Matches by meaning are ready.", style="green")


def _open(at: Path | None, settings_file: Path | None, create: bool = True) -> Memory:
    from translator.recall import Memory, memory_file
    from translator.settings import load_settings

    return Memory.open(memory_file(load_settings(settings_file, memory=str(at) if at else None)), create)


def _shown(bar: Callable[[str, int, int], None], what: str) -> Callable[[int, int], None]:
    return lambda done, of: bar(what, done, of)


def _added(tally: Tally, before: Sequence[Unit], after: Sequence[Unit]) -> str:
    """What came of adding; before, after: the units of the sentence, that which is used first."""
    if tally.unchanged:
        return "It is there and approved, and stays so."
    if before and after and before[0].approved:
        sides = ((before[0].en, after[0].en), (before[0].zh, after[0].zh))
        if changed := [f'"{old}" is now "{new}"' for old, new in sides if old != new]:
            return f"Changed: {', '.join(changed)}."
    return "Added." if tally.added else "It was there, and is the newest now."


def _imported(done: Imported) -> str:
    counts = {
        "added": done.tally.added,
        "updated": done.tally.updated,
        "there already": done.tally.unchanged,
        "without words": done.tally.empty,
        "left out, as a machine made them (--all takes them)": done.machine,
        "left out, as not approved in the file (--all takes them)": done.unapproved,
        "left out, as the aligner was not sure (--min-confidence)": done.unsure,
        "left out, without Chinese characters on one side or letters on the other": done.wordless,
        "not approved, as not final in the file (--approve)": done.drafts,
        "not approved, as in traditional characters (--approve)": done.traditional,
    }
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing to add"


def _cells(hit: Hit, several: bool) -> list[str]:
    # Rounded down, as in the releases: only the same sentence is 100 % alike.
    how = hit.how if hit.how in ("exact", "contains") else f"{hit.how} {int(100 * hit.score + 1e-9)} %"
    unit = hit.unit
    found = f"{how}, used" if several and hit.used else how
    return [str(unit.id), unit.en, unit.zh, found, "yes" if unit.approved else "no", unit.origin]


def _print_stats(found: Stats) -> None:
    from translator.tables import print_table
    from translator.terminal import say

    rows = [[name or "(none)", f"{ok:,}", f"{no:,}"] for name, (ok, no) in found.origins.items()]
    print_table(["From", "Approved", "Not approved"], rows, right=(1, 2))
    indexed = ", ".join(f"{count:,} {language}" for language, count in found.indexed.items() if count) or "none"
    say(f"{_units(found.units)}, {found.approved:,} approved; by meaning: {indexed}; {_size(found.size)}")
    say(f"Your translation memory: {found.path}")


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"


def _units(count: int) -> str:
    return f"{count:,} {'unit' if count == 1 else 'units'}"


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
