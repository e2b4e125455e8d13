"""How the command line shows terms: tables on a terminal, lines with tabs where the output goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.terminal import console, say

if TYPE_CHECKING:
    from translator.termbase import Finding, Found, Merged, Suggestion, TermEntry, TermLayer

CONTRADICTIONS_SHOWN = 20
_STYLES = {"error": "red", "warning": "yellow", "note": "dim"}
_HOW = {
    "same": "",
    "form": "as {form}",
    "forbidden": "forbidden: {form}",
    "part": "",
    "words": "",
    "similar": "spelt alike",
}


def entry_json(entry: TermEntry, layer: str) -> dict[str, Any]:
    """Everything of an entry, for programs."""
    return asdict(entry) | {"layer": layer}


def print_layers(layers: Sequence[TermLayer], missing_house: Path | None) -> None:
    """The layers, the last of which wins; missing_house: where a house glossary would be."""
    rows = [
        [one.name, str(len(one.entries)), str(one.enforced("en-zh")), str(one.enforced("zh-en")), str(one.path)]
        for one in layers
    ]
    print_table(["Layer", "Entries", "Enforced en-zh", "Enforced zh-en", "File"], rows, right=(1, 2, 3), aside=True)
    if missing_house:
        say(f"No house glossary yet; `translator glossary add` and `import` make one: {missing_house}")


def print_entries(entries: Sequence[TermEntry], limit: int, option: str) -> None:
    """Entries, and a line that says how many are not shown."""
    print_table(_ENTRY_COLUMNS, [_entry_cells(entry) for entry in entries[:limit]])
    _tell_more(len(entries) - limit, option)


def print_found(found: Sequence[Found], layers: Sequence[str], limit: int, text: str) -> None:
    """The entries that answer a search, the best first."""
    if not found:
        say(f'Nothing is like "{text}". Add it: translator glossary add EN ZH', style="yellow")
        return
    rows = [[*_entry_cells(f.entry), layers[f.layer], _HOW[f.how].format(form=f.form)] for f in found[:limit]]
    print_table([*_ENTRY_COLUMNS, "Layer", "Found"], rows)
    _tell_more(len(found) - limit, "--limit")


def print_findings(file: Path, findings: Sequence[Finding]) -> None:
    """What is wrong in a file, a line each, on standard output, and a line with the counts."""
    out = console(stderr=False)
    for finding in findings:
        where = f"{file}:{finding.row}: " if finding.row else "" if str(file) in finding.message else f"{file}: "
        line = f"{where}{finding.severity}: {finding.message}"
        out.print(line, style=_STYLES[finding.severity], highlight=False, soft_wrap=True, markup=False)
    counts = [
        f"{n} {severity}{'' if n == 1 else 's'}"
        for severity in _STYLES
        if (n := sum(finding.severity == severity for finding in findings))
    ]
    say(f"{file}: {', '.join(counts) or 'nothing is wrong'}", style="" if counts else "green")


def print_merged(what: str, merged: Merged, target: Path, replaced: bool) -> None:
    """What came of adding to a glossary: counts, and each contradiction."""
    counts = {
        "added": merged.added,
        "updated": merged.updated,
        "replaced": merged.replaced,
        "there already": merged.unchanged,
        "left out": 0 if replaced else len({(c.new.en, c.new.zh) for c in merged.contradictions}),
    }
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing to add"
    say(f"{what}: {said}. {target.name} has {_count(len(merged.entries))} now.")
    for contradiction in merged.contradictions[:CONTRADICTIONS_SHOWN]:
        end = "; replaced" if replaced else "; left out"
        say(f"  {contradiction}{end}", style="yellow")
    _tell_more(len(merged.contradictions) - CONTRADICTIONS_SHOWN, "")
    if merged.contradictions and not replaced:
        say("To take the new ones, run it again with --replace.", style="yellow")


def print_suggestions(suggestions: Sequence[Suggestion]) -> None:
    """The suggestions, the surest first."""
    rows = [[s.en, s.zh, str(s.count), f"{s.score:.2f}", s.example_en, s.example_zh] for s in suggestions]
    columns = ["English", "Chinese", "Times", "Score", "Example", "例句"]
    if sys.stdout.isatty():
        rows, columns = [row[:4] for row in rows], columns[:4]
    print_table(columns, rows, right=(2, 3))


_ENTRY_COLUMNS = ["English", "Chinese", "Also right", "Forbidden", "Enforced", "Field"]


def _entry_cells(entry: TermEntry) -> list[str]:
    also = (*entry.abbr_en, *entry.variants_en, *entry.abbr_zh, *entry.variants_zh)
    enforced = "yes" if len(entry.enforced) > 1 else "".join(entry.enforced) or "no"
    forbidden = (*entry.forbidden_en, *entry.forbidden_zh)
    return [entry.en, entry.zh, "; ".join(also), "; ".join(forbidden), enforced, entry.field]


def _count(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = (), aside: bool = False
) -> None:
    """A table as wide as the terminal; elsewhere a line a row, with tabs, that is never broken.

    aside: on standard error, so that standard output has one table
    """
    out = sys.stderr if aside else sys.stdout
    if not out.isatty():
        for row in (columns, *rows):
            print("\t".join(" ".join(cell.split()) for cell in row), file=out)
        return
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    # A terminal has no room for columns with nothing in them.
    used = [i for i in range(len(columns)) if any(row[i] for row in rows) or not rows]
    table = Table(*(columns[i] for i in used))
    for i, column in zip(used, table.columns, strict=True):
        column.overflow = "fold"
        column.justify = "right" if i in right else "left"
    for row in rows:
        table.add_row(*(Text(row[i]) for i in used))
    console(stderr=aside).print(table)


def _tell_more(more: int, option: str) -> None:
    if more > 0:
        say(f"{more} more are not shown{f'; show them with {option}' if option else ''}.")
