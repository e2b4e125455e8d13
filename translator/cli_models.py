"""The command line's part for the models: `translator models list|verify|build|fetch`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from translator.release import ReleaseError

if TYPE_CHECKING:
    from translator.catalogue import ModelEntry
    from translator.settings import Settings

FAILED = 1

models = typer.Typer(help="The models: what they are, and how they stand on this machine.", no_args_is_help=True)


@models.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Everything the registry says, as JSON.")] = False,
) -> None:
    """Show every model that the software names, and how it stands on this machine."""
    from translator.catalogue import model_states
    from translator.settings import load_settings
    from translator.terminal import print_models

    states = model_states(load_settings())
    if as_json:
        print(json.dumps([state.as_json() for state in states], ensure_ascii=False, indent=2))
    else:
        print_models(states)


@models.command()
def build(name: Annotated[str, typer.Argument(help="A model as `models list` names it.")] = "embedded") -> None:
    """Build a model into the cache now rather than on first use."""
    from translator.catalogue import build_model
    from translator.settings import load_settings
    from translator.terminal import Bars

    with Bars() as bars:
        folder = build_model(name, load_settings(), bars.preparation)
    print(folder)


@models.command()
def fetch(
    names: Annotated[list[str], typer.Argument(help="Models as `models list` names them, or hub ids (owner/model).")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    summarizer: Annotated[
        bool, typer.Option("--summarizer", help="Hub ids are summarization models, not MarianMT checkpoints.")
    ] = False,
) -> None:
    """Download models from the hub. Nothing else in this software goes to a hub."""
    from translator.catalogue import fetchable
    from translator.settings import load_settings
    from translator.terminal import say

    settings = load_settings()
    failed = False
    for entry in [fetchable(name, "summarizer" if summarizer else "marian") for name in names]:
        try:
            failed = not _fetch(entry, settings, yes) or failed
        except ReleaseError as error:
            say(f"Error: {error}", style="red")
            failed = True
    if failed:
        raise typer.Exit(FAILED)


@models.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Models as `models list` names them. Default: all.")] = None,
) -> None:
    """Compare the files of the models on this machine with what pins them."""
    from translator.catalogue import verify_models
    from translator.terminal import say

    failed = False
    for verdict in verify_models(names or ()):
        name = verdict.entry.name
        if verdict.faults or (names and not verdict.present):
            failed = True
            say(f"{name}: {'; '.join(verdict.faults) or 'not on this machine'}. To mend it: {verdict.remedy}", "red")
        elif verdict.present:
            say(f"{name}: as published", "green")
        else:
            say(f"{name}: not on this machine")
    if failed:
        raise typer.Exit(FAILED)


def _fetch(entry: ModelEntry, settings: Settings, yes: bool) -> bool:
    """Fetches one model, if the user wants it. Prints where it lies."""
    from translator.catalogue import fetch_model, plan_fetch, whole
    from translator.terminal import Bars, say

    if folder := whole(entry):
        say(f"{entry.id} is here already, as it should be. Nothing is downloaded.")
        print(folder)
        return True
    plan = plan_fetch(entry, settings)
    say(plan.line)
    if not yes and sys.stdin.isatty() and not typer.confirm("Download?", err=True):
        say("Not downloaded.")
        return False
    with Bars() as bars:
        folder = fetch_model(plan, bars.preparation)
    say(f"{entry.id} is here, every file verified.")
    print(folder)
    return True
